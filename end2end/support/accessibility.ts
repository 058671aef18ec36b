// What axe finds wrong on a page, reported with the elements to correct.
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";

type Results = Awaited<ReturnType<AxeBuilder["analyze"]>>;
type Violation = Results["violations"][number];

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** Fails if axe finds anything wrong on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await atRest(page);
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const violations: Violation[] = [];
  for (const violation of found.violations) {
    violations.push(...(violation.id === "target-size" ? await inTheMiddle(page, violation) : [violation]));
  }
  const reported = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join("\n")}`,
  );
  expect(reported, `accessibility of ${page.url()}`).toEqual([]);
}

/** Waits until every animation has ended, except those that never end: axe misjudges colours in transition. */
async function atRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        ({ playState, effect }) =>
          playState !== "running" || effect?.getComputedTiming().iterations === Infinity,
      ),
  );
}

/**
 * Checks the size of a violation's targets again, each in the middle of the screen. A target that is half
 * under the bar at the page's edge counts as half as large.
 */
async function inTheMiddle(page: Page, { nodes }: Violation): Promise<Violation[]> {
  const violations: Violation[] = [];
  const place = await page.evaluate(() => [scrollX, scrollY] as const);
  for (const { target } of nodes) {
    const selector = target.map(String).join(" ");
    await page.locator(selector).evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    const again = await new AxeBuilder({ page }).include(selector).withRules(["target-size"]).analyze();
    violations.push(...again.violations);
  }
  await page.evaluate(([x, y]) => scrollTo({ left: x, top: y, behavior: "instant" }), place);
  return violations;
}

// What axe finds wrong on a page, told so that a person can mend it.
import { AxeBuilder } from "@axe-core/playwright";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";

type Results = Awaited<ReturnType<AxeBuilder["analyze"]>>;
type Violation = Results["violations"][number];

const RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"];

/** Fails if axe finds anything wrong on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  await atRest(page);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const stand: Violation[] = [];
  for (const violation of violations) {
    stand.push(...(violation.id === "target-size" ? await inTheMiddle(page, violation) : [violation]));
  }
  const told = stand.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `  ${node.html}`).join("\n")}`,
  );
  expect(told, `accessibility of ${page.url()}`).toEqual([]);
}

/**
 * Colours on their way from one to another are nobody's to read: waits until nothing moves but what turns
 * for ever.
 */
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
 * A target that is half under the bar at the page's edge counts as half as large, wherever the page
 * happens to be scrolled to. Each is looked at again where a person brings it to tap it.
 */
async function inTheMiddle(page: Page, { nodes }: Violation): Promise<Violation[]> {
  const stand: Violation[] = [];
  const place = await page.evaluate(() => [scrollX, scrollY] as const);
  for (const { target } of nodes) {
    const selector = target.map(String).join(" ");
    await page.locator(selector).evaluate((element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
    const again = await new AxeBuilder({ page }).include(selector).withRules(["target-size"]).analyze();
    stand.push(...again.violations);
  }
  await page.evaluate(([x, y]) => scrollTo({ left: x, top: y, behavior: "instant" }), place);
  return stand;
}

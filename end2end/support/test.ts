// The test that every story is written with: a server of its own for each worker, everything that
// leaves the browser recorded, compared with the contract and searched, axe at the end of each story,
// and no error left unseen.
import { test as base, expect } from "@playwright/test";
import type { Locator, Page } from "@playwright/test";

import { expectAccessible } from "./accessibility.ts";
import { undeclared } from "./declared.ts";
import { readDemo, secretsOf } from "./demo.ts";
import type { Demo } from "./demo.ts";
import { People } from "./people.ts";
import { Rubrica } from "./rubrica.ts";
import type { Registration } from "./rubrica.ts";
import { searchForSecrets } from "./secrets.ts";
import type { Secret } from "./secrets.ts";
import { Wire } from "./wire.ts";

export { expect, expectAccessible };
export type { Demo, Locator, Page, People, Rubrica };

interface OfTheTest {
  /** Everything that leaves the browsers during the test. */
  wire: Wire;
  /** What must not leave them: every key of the demo and its password, and what a story adds. */
  secrets: Secret[];
  /** Errors of the console that a story provokes on purpose. */
  provoked: RegExp[];
  /** Opens a browser of somebody else, who shares nothing with `page`. */
  somebodyElse: () => Promise<Page>;
}

interface OfTheWorker {
  /** Whether the server has a demo company; a file of stories may choose. */
  withDemo: boolean;
  /** A name of its own gives a file of stories a server that no other file has touched. */
  server: string;
  /** Who may register a company at the server; a file of stories may choose. */
  registration: Registration;
  /** The server, shared by the tests of one worker. */
  rubrica: Rubrica;
  /** Its demo material: users, files to pick, what must not leave the browser. */
  demo: Demo;
  /** People to file movements of, each for one story. */
  people: People;
  secretsOfDemo: Secret[];
}

export const test = base.extend<OfTheTest, OfTheWorker>({
  withDemo: [true, { option: true, scope: "worker" }],
  server: ["shared", { option: true, scope: "worker" }],

  registration: ["first", { option: true, scope: "worker" }],

  rubrica: [
    async ({ withDemo, registration }, use) => {
      const rubrica = await Rubrica.start({ demo: withDemo, registration });
      await use(rubrica);
      await rubrica.stop();
    },
    // Demo keys are made for each run, and making keys takes time.
    { scope: "worker", timeout: 180_000 },
  ],

  demo: [async ({ rubrica }, use) => use(readDemo(rubrica.data)), { scope: "worker" }],
  people: [async ({ rubrica }, use) => use(People.of(rubrica.data)), { scope: "worker" }],
  secretsOfDemo: [
    async ({ rubrica, withDemo }, use) => use(withDemo ? secretsOf(readDemo(rubrica.data)) : []),
    { scope: "worker" },
  ],

  baseURL: async ({ rubrica }, use) => use(rubrica.url),

  wire: async ({}, use) => {
    const wire = await Wire.start();
    await use(wire);
    await wire.stop();
  },

  secrets: async ({ secretsOfDemo }, use) => use([...secretsOfDemo]),

  provoked: async ({}, use) => use([]),

  // For loopback too: Playwright tells Chromium so itself.
  proxy: async ({ wire }, use) => use({ server: wire.address }),

  somebodyElse: async ({ browser, wire: _recording }, use, story) => {
    const people: { page: Page; wrong: string[] }[] = [];
    await use(async () => {
      // With the project's size and the recording proxy: Playwright gives every context the same.
      const page = await (await browser.newContext()).newPage();
      people.push({ page, wrong: errorsOf(page) });
      return page;
    });
    for (const { page, wrong } of people) {
      if (story.status === story.expectedStatus) {
        expect(wrong, "errors on somebody else's page").toEqual([]);
        if (!page.isClosed()) {
          await expectAccessible(page);
        }
      }
      await page.context().close();
    }
  },

  page: async ({ page, rubrica, wire, secrets, provoked }, use, story) => {
    const wrong = errorsOf(page);
    await use(page);
    if (story.status !== story.expectedStatus) {
      // It failed already, and what is left of the page would only hide why.
      return;
    }
    const unexpected = wrong.filter((error) => !provoked.some((words) => words.test(error)));
    expect(unexpected, "errors on the page").toEqual([]);
    if (!page.isClosed() && page.url() !== "about:blank") {
      await expectAccessible(page);
    }
    // Promise 1: nothing leaves but what is declared, and no secret in it.
    expect(undeclared(wire.left, rubrica.url), "requests that are not declared").toEqual([]);
    // All at once first: nothing is found there as a rule, and request by request takes longer.
    const suspects = leaksIn(wire.left.map((left) => left.bytes), secrets).length === 0 ? [] : wire.left;
    const leaks = suspects.flatMap(({ method, url, bytes }) =>
      leaksIn([bytes], secrets).map((leak) => `${leak}: ${method} ${url.pathname}`),
    );
    expect(leaks, "secrets that left the browser").toEqual([]);
  },
});

/** What goes wrong on a page from now on. */
function errorsOf(page: Page): string[] {
  const wrong: string[] = [];
  page.on("pageerror", (error) => wrong.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    // What the policy refuses, and what wasm panics of, come as console errors. A refused request
    // (a wrong password, say) does too, and is no error of the page.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      wrong.push(`console: ${message.text()}`);
    }
  });
  return wrong;
}

function leaksIn(bytes: Buffer[], secrets: Secret[]): string[] {
  return searchForSecrets(Buffer.concat(bytes), secrets).map(({ secret, form }) => `${secret}, ${form}`);
}

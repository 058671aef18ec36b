// A hundred thousand movements taken to Excel in the page, beside exceljs: how long, and how much memory.
// Measures, and judges nothing: xtask/src/bench/excel.rs does.
import { join } from "node:path";

import { test } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";

import { addressOf, Site } from "../support/site.ts";
import { peakOf } from "./memory.ts";
import { tell } from "./rounds.ts";
import type { Measured } from "./rounds.ts";
import { install } from "./writing.ts";
import type { Writing } from "./writing.ts";

const ROWS = 100_000;
const ROUNDS = 3;
const CONTENDERS = ["rubrica", "exceljs"];

async function prepare(page: Page, site: Site): Promise<void> {
  await page.goto(`${site.address}/`);
  await page.addScriptTag({ path: join(import.meta.dirname, "node_modules/exceljs/dist/exceljs.min.js") });
  await page.evaluate(install, [addressOf("export-worker"), addressOf("export-wasm"), ROWS] as const);
}

async function write(page: Page, contender: string): Promise<number> {
  return page.evaluate(
    async (contender) => (globalThis as unknown as { writing: Writing }).writing.time("xlsx", contender, 1),
    contender,
  );
}

/** Of a page of its own each time: nothing that was done before has left anything there. */
async function peak(browser: Browser, site: Site, contender: string): Promise<[number, number]> {
  const page = await browser.newPage();
  await prepare(page, site);
  let milliseconds = 0;
  const grown = await peakOf(browser, async () => {
    milliseconds = await write(page, contender);
  });
  await page.close();
  return [milliseconds, grown];
}

test("a hundred thousand rows are written beside exceljs", async ({ browser }) => {
  const site = await Site.start();
  try {
    const measured: Measured = { "xlsx-written": {}, "xlsx-written-memory": {} };
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const contender of CONTENDERS) {
        const [milliseconds, grown] = await peak(browser, site, contender);
        (measured["xlsx-written"]![contender] ??= []).push(milliseconds);
        (measured["xlsx-written-memory"]![contender] ??= []).push(grown);
      }
    }
    tell(measured);
  } finally {
    await site.stop();
  }
});

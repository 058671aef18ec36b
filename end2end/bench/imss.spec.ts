// Importing in the page, beside the csv crate and SheetJS: how long, how much memory, and whether the page stands still.
// Measures, and judges nothing: xtask/src/bench/imss.rs does.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@playwright/test";
import type { Browser, Page } from "@playwright/test";

import { readDemo, registroOf } from "../support/demo.ts";
import { rowsOf, xlsxOf } from "../support/payroll.ts";
import { Rubrica } from "../support/rubrica.ts";
import { addressOf, Site } from "../support/site.ts";
import { enter, goTo } from "../stories/steps/entering.ts";
import { install } from "./importing.ts";
import type { Importing } from "./importing.ts";
import { peakOf } from "./memory.ts";
import { named, race, tell } from "./rounds.ts";
import type { Measure, Measured } from "./rounds.ts";
import { longestTask } from "./stillness.ts";

const ROWS = 100_000;
const XLSX_ROUNDS = 7;
const MEMORY_ROUNDS = 3;

/** A page with the files picked, the worker started and SheetJS loaded. */
async function prepare(page: Page, site: Site): Promise<void> {
  const folder = named("RUBRICA_BENCH_MATERIAL");
  const rules: unknown = JSON.parse(readFileSync(join(folder, "import-rules.json"), "utf8"));
  await page.goto(`${site.address}/`);
  await page.setContent(`<input type="file" multiple>`);
  await page.locator("input").setInputFiles(
    ["movements.txt", "movements.csv", "movements.xlsx"].map((name) => join(folder, name)),
  );
  await page.addScriptTag({ path: join(import.meta.dirname, "node_modules/xlsx/dist/xlsx.full.min.js") });
  const peer = {
    glue: readFileSync(join(folder, "csv_peer.js"), "utf8"),
    wasm: readFileSync(join(folder, "csv_peer_bg.wasm"), "base64"),
  };
  await page.evaluate(install, [addressOf("import-worker"), addressOf("import-wasm"), rules, ROWS, peer] as const);
}

function inPage(page: Page, job: string, contender: string): Measure {
  return async (count) =>
    page.evaluate(
      async ([job, contender, count]) =>
        (globalThis as unknown as { importing: Importing }).importing.time(job, contender, count),
      [job, contender, count] as const,
    );
}

/** Of a page of its own each time: nothing that was done before has left anything there. */
async function peak(browser: Browser, site: Site, contender: string): Promise<number> {
  const page = await browser.newPage();
  await prepare(page, site);
  const grown = await peakOf(browser, async () => {
    await inPage(page, "xlsx", contender)(1);
  });
  await page.close();
  return grown;
}

test("a hundred thousand movements are imported beside the csv crate and SheetJS", async ({ browser }) => {
  const site = await Site.start();
  try {
    const memory: Record<string, number[]> = { rubrica: [], sheetjs: [] };
    for (let round = 0; round < MEMORY_ROUNDS; round += 1) {
      for (const [contender, grown] of Object.entries(memory)) {
        grown.push(await peak(browser, site, contender));
      }
    }
    const page = await browser.newPage();
    await prepare(page, site);
    const measured: Measured = {
      "dispmag-read-and-check-in-page": await race({
        rubrica: inPage(page, "dispmag", "rubrica"),
        csv: inPage(page, "dispmag", "csv"),
      }),
      "xlsx-100000-rows": await race(
        { rubrica: inPage(page, "xlsx", "rubrica"), sheetjs: inPage(page, "xlsx", "sheetjs") },
        XLSX_ROUNDS,
      ),
      "xlsx-100000-rows-memory": memory,
    };
    // The trace is of the whole browser, and what SheetJS left behind is collected for seconds.
    await page.close();
    Object.assign(measured, await stillness(browser));
    for (const [job, times] of Object.entries(measured)) {
      for (const [contender, rounds] of Object.entries(times)) {
        expect(rounds.every((value) => value > 0), `${contender} at ${job}`).toBe(true);
      }
    }
    tell(measured);
  } finally {
    await site.stop();
  }
});

/** The whole page, with a server: from a workbook picked to its preview. */
async function stillness(browser: Browser): Promise<Measured> {
  const rubrica = await Rubrica.start({ demo: true });
  try {
    const page = await browser.newPage({ baseURL: rubrica.url });
    const demo = readDemo(rubrica.data);
    // A file on disk, as a person's: one handed over from memory would be decoded on the page's thread.
    const file = join(rubrica.data, "nomina.xlsx");
    writeFileSync(file, xlsxOf(rowsOf(ROWS, registroOf(demo, "León"))));
    await enter(page, demo, "firmante");
    await goTo(page, "Capturar", "¿Qué vas a capturar?");
    await page.getByRole("link", { name: /^Importar un archivo/ }).click();
    const picker = page.getByLabel("Archivo");
    await expect(picker).toBeAttached();
    const { clock, processor } = await longestTask(browser, page, async () => {
      await picker.setInputFiles(file);
      await page.getByRole("button", { name: "Revisar renglones" }).click({ timeout: 60_000 });
      const rows = page.getByRole("table", { name: "Renglones" }).getByRole("row");
      await expect(rows).toHaveCount(51, { timeout: 600_000 });
    });
    return {
      "page-longest-task": { rubrica: [clock] },
      "page-longest-task-processor": { rubrica: [processor] },
    };
  } finally {
    await rubrica.stop();
  }
}

// How much memory something takes at its peak: of the processes that draw pages, as Linux counts it.
import { readFileSync, writeFileSync } from "node:fs";

import type { Browser } from "@playwright/test";

const KILOBYTES_PER_MEGABYTE = 1000;

/**
 * Megabytes by which the memory of a page's process grew at most while `work` was done: its resident
 * memory at the peak (VmHWM) beside what it was before. Workers, wasm and the page's heap are all in
 * it. The browser must show one page alone.
 */
export async function peakOf(browser: Browser, work: () => Promise<void>): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const before = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => {
      // Linux forgets the peak there was (proc(5), clear_refs).
      writeFileSync(`/proc/${id}/clear_refs`, "5");
      return { id, resident: kilobytes(id, "VmRSS") };
    });
  await work();
  const grown = before.map(({ id, resident }) => kilobytes(id, "VmHWM") - resident);
  return Math.max(...grown) / KILOBYTES_PER_MEGABYTE;
}

function kilobytes(process: number, what: string): number {
  const status = readFileSync(`/proc/${process}/status`, "utf8");
  const found = new RegExp(`^${what}:\\s+(\\d+) kB$`, "m").exec(status)?.[1];
  if (found === undefined) {
    throw new Error(`process ${process} does not tell its ${what}`);
  }
  return Number(found);
}

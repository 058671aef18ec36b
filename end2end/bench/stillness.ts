// How long a page stood still: the longest task of its main thread, as Chromium's own trace has it.
import type { Browser, Page } from "@playwright/test";

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  /** Microseconds from its start to its end. */
  dur?: number;
  /** Microseconds of a processor in between. */
  tdur?: number;
  args?: { name?: string };
}

/** Milliseconds of a task. */
export interface Task {
  /** By the clock: what the person waits. */
  clock: number;
  /** Of a processor: what it would have been with nothing else on the machine. */
  processor: number;
}

/** The longest task of the page's main thread while `work` is done, by the clock. */
export async function longestTask(browser: Browser, page: Page, work: () => Promise<void>): Promise<Task> {
  await browser.startTracing(page, { categories: ["toplevel"] });
  await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const mains = new Set(
    trace.traceEvents
      .filter(({ ph, name, args }) => ph === "M" && name === "thread_name" && args?.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const tasks = trace.traceEvents.filter(
    ({ ph, name, pid, tid }) => ph === "X" && name.endsWith("RunTask") && mains.has(`${pid}:${tid}`),
  );
  if (tasks.length === 0) {
    throw new Error("the trace has no task of a page");
  }
  const longest = tasks.reduce((longest, task) => ((task.dur ?? 0) > (longest.dur ?? 0) ? task : longest));
  const processor = Math.max(...tasks.map(({ tdur, dur }) => tdur ?? dur ?? 0));
  return { clock: (longest.dur ?? 0) / 1000, processor: processor / 1000 };
}

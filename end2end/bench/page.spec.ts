// How soon the page can be used: what travels before the login, on a slow tablet, at a second visit, and
// at the first opening of each section. Measures, and judges nothing: xtask/src/bench/arrival.rs does.
import { expect, test } from "@playwright/test";
import type { Browser, BrowserContext, Page } from "@playwright/test";

import { readDemo } from "../support/demo.ts";
import type { Demo } from "../support/demo.ts";
import { Rubrica } from "../support/rubrica.ts";
import { enter, sections } from "../stories/steps/entering.ts";
import { named, tell } from "./rounds.ts";
import type { Measured } from "./rounds.ts";
import { StillSite } from "./still_site.ts";

const ROUNDS = 5;
/** A tablet of some years, on a weak line. */
const SLOW = { processor: 4, bytesPerSecond: (1.6 * 1_000_000) / 8, latency: 40 };
/** The sections with the heading of each. */
const SECTIONS: [string, RegExp][] = [
  ["Capturar", /^Capturar|^¿Qué/],
  ["Historial", /^Historial/],
  ["Lotes", /^Lotes/],
  ["Trabajadores", /^Trabajadores/],
  ["Asistentes", /^Asistentes/],
  ["Certificados", /^Certificados/],
  ["Registros patronales", /^Registros patronales/],
  ["Enlaces de consulta", /^Enlaces de consulta/],
  ["Usuarios", /^Usuarios/],
  ["Empresa", /^Empresa/],
];

/** What the page is measured beside: a bare Leptos counter, whose button has the same name. */
const COUNTER = "RUBRICA_BENCH_PEER";

/** Until somebody can type: in milliseconds. */
async function usable(page: Page, act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  await page.getByRole("button", { name: "Continuar" }).waitFor();
  return performance.now() - began;
}

/** Bytes over the wire, heads included, until a page can be used and nothing more is loaded. */
async function bytesUntilUsable(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  let bytes = 0;
  devtools.on("Network.loadingFinished", (finished) => {
    bytes += finished.encodedDataLength;
  });
  await usable(page, async () => page.goto(address, { waitUntil: "networkidle" }));
  await context.close();
  return bytes;
}

/** A page on a slow tablet, for the first time. */
async function onSlowTablet(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: SLOW.latency,
    downloadThroughput: SLOW.bytesPerSecond,
    uploadThroughput: SLOW.bytesPerSecond,
  });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOW.processor });
  const took = await usable(page, async () => page.goto(address, { waitUntil: "commit" }));
  await context.close();
  return took;
}

/** A page again, with what the browser kept. */
async function secondVisit(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address, { waitUntil: "networkidle" });
  const again = await context.newPage();
  const took = await usable(again, async () => again.goto(address, { waitUntil: "commit" }));
  await context.close();
  return took;
}

/** The first opening of a section in a tab that opened no other. */
async function firstOpening(context: BrowserContext, demo: Demo, section: string, title: RegExp): Promise<number> {
  const page = await context.newPage();
  await enter(page, demo, "administrador");
  const began = performance.now();
  await sections(page).getByRole("link", { name: section }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  const took = performance.now() - began;
  await context.close();
  return took;
}

/** Fifty more rows of the history, from the tap on "Ver más" until they are painted, in milliseconds. */
async function moreRows(context: BrowserContext, demo: Demo): Promise<number> {
  const page = await context.newPage();
  await enter(page, demo, "administrador");
  await page.goto("/historial/todos");
  const more = page.getByRole("button", { name: "Ver más" });
  await more.waitFor();
  const took = await more.evaluate(async (button) => {
    const rows = (): number => document.querySelectorAll("tbody [role=row]").length;
    const before = rows();
    const came = new Promise<void>((resolve) => {
      const watch = new MutationObserver(() => {
        if (rows() > before) {
          watch.disconnect();
          resolve();
        }
      });
      watch.observe(document.body, { childList: true, subtree: true });
    });
    const began = performance.now();
    (button as HTMLElement).click();
    await came;
    // The second frame begins once the first one is painted.
    for (let frame = 0; frame < 2; frame += 1) {
      await new Promise((painted) => requestAnimationFrame(painted));
    }
    return performance.now() - began;
  });
  await context.close();
  return took;
}

test("the page opens, and each of its sections", async ({ browser }) => {
  const rubrica = await Rubrica.start({ demo: true });
  const counter = await StillSite.start(named(COUNTER));
  try {
    const demo = readDemo(rubrica.data);
    const sites = { rubrica: `${rubrica.url}/entrar`, counter: counter.url };
    const jobs = {
      "page-bytes-before-login": bytesUntilUsable,
      "page-login-slow-tablet": onSlowTablet,
      "page-second-visit": secondVisit,
    };
    const measured: Measured = {};
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [job, measure] of Object.entries(jobs)) {
        for (const [site, address] of Object.entries(sites)) {
          ((measured[job] ??= {})[site] ??= []).push(await measure(browser, address));
        }
      }
    }
    const slowest: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const openings: [string, number][] = [];
      for (const [section, title] of SECTIONS) {
        const context = await browser.newContext({ baseURL: rubrica.url });
        openings.push([section, await firstOpening(context, demo, section, title)]);
      }
      console.log(openings.map(([section, took]) => `${section} ${took.toFixed(0)} ms`).join(" · "));
      slowest.push(Math.max(...openings.map(([, took]) => took)));
    }
    measured["page-first-opening-of-a-section"] = { rubrica: slowest };
    const painted: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      painted.push(await moreRows(await browser.newContext({ baseURL: rubrica.url }), demo));
    }
    measured["history-page-of-50-painted"] = { rubrica: painted };
    for (const times of Object.values(measured).flatMap((job) => Object.values(job))) {
      expect(times.every((value) => value > 0)).toBe(true);
    }
    tell(measured);
  } finally {
    await counter.stop();
    await rubrica.stop();
  }
});

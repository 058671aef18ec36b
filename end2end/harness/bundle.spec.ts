// The signer worker as it was built: one file that needs nothing, under the policy that lets it fetch
// nothing (docs/page-bundle.md). A server of the test's own serves it, so that this is the file's doing.
import { existsSync } from "node:fs";
import { join } from "node:path";

import { expect, test as base } from "@playwright/test";

import { addressOf, SITE, Site } from "../support/site.ts";
import { Wire } from "../support/wire.ts";

const test = base.extend<{ wire: Wire; site: string }>({
  wire: async ({}, use) => {
    const wire = await Wire.start();
    await use(wire);
    await wire.stop();
  },
  proxy: async ({ wire }, use) => use({ server: wire.address }),
  site: async ({}, use) => {
    const site = await Site.start();
    await use(site.address);
    await site.stop();
  },
});

test("the worker says it is there, takes the module, and the signer says it is ready", async ({
  page,
  site,
  wire,
}) => {
  await page.goto(`${site}/`);
  const said = await page.evaluate(
    async ([script, wasm]) => {
      const worker = new Worker(script);
      const next = (): Promise<unknown> =>
        new Promise((resolve, reject) => {
          worker.onmessage = (event) => resolve(event.data);
          worker.onerror = (event) => reject(new Error(event.message));
        });
      const first = await next();
      const module = await WebAssembly.compileStreaming(fetch(wasm));
      const second = next();
      worker.postMessage({ module });
      return [first, await second];
    },
    [addressOf("signer-worker"), addressOf("signer-wasm")] as const,
  );
  expect(said[0]).toEqual({ ready: "bootstrap" });
  expect(said[1]).not.toEqual({ failed: "bootstrap" });
  // The page itself, the worker's file, the module: and nothing that the worker asked for.
  const paths = wire.left.map((left) => left.url.pathname).filter((path) => path !== "/favicon.ico");
  expect(paths).toEqual(["/", addressOf("signer-worker"), addressOf("signer-wasm")]);
});

test("the worker says that it could not start when it is handed what is no module", async ({ page, site }) => {
  await page.goto(`${site}/`);
  const said = await page.evaluate(async (script) => {
    const worker = new Worker(script);
    const next = (): Promise<unknown> =>
      new Promise((resolve) => {
        worker.onmessage = (event) => resolve(event.data);
      });
    await next();
    const answer = next();
    worker.postMessage({ module: new Uint8Array(8) });
    return answer;
  }, addressOf("signer-worker"));
  expect(said).toEqual({ failed: "bootstrap" });
});

test("the page ships nothing that only the build needs", () => {
  for (const left of ["worker/signer.js", "worker/signer_bg.wasm", "worker/import.js", "worker/import_bg.wasm", ".stage"]) {
    expect(existsSync(join(SITE, left)), left).toBe(false);
  }
});

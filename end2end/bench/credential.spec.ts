// Opening and signing in the page, beside node-forge, jsrsasign and WebCrypto, and beside OpenSSL's
// library outside the browser. Measures, and judges nothing: xtask/src/bench/credential.rs does.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "@playwright/test";

import { addressOf, Site } from "../support/site.ts";
import { install } from "./contenders.ts";
import type { Bench, Material } from "./contenders.ts";
import { named, Native, race, tell } from "./rounds.ts";
import type { Measure, Measured } from "./rounds.ts";

/** Of every file that crates/benchmarks makes. */
const PASSWORD = "Comparacion1";

const PEERS = ["node-forge/dist/forge.min.js", "jsrsasign/lib/jsrsasign-all-min.js"];

function material(): Material {
  const folder = named("RUBRICA_BENCH_MATERIAL");
  const read = (name: string): string => readFileSync(join(folder, name)).toString("base64");
  return {
    cer: read("efirma.cer"),
    key: read("efirma.key"),
    pfx: read("efirma.pfx"),
    pkcs8: read("efirma.pk8"),
    lote: read("lote-1.7-mb.txt"),
    expected: JSON.parse(readFileSync(join(folder, "lote-1.7-mb.json"), "utf8")),
    password: PASSWORD,
  };
}

test("opening and signing are measured beside those whom a developer would otherwise take", async ({ page }) => {
  const site = await Site.start();
  const native = new Native();
  try {
    await page.goto(`${site.address}/`);
    for (const peer of PEERS) {
      await page.addScriptTag({ path: join(import.meta.dirname, "node_modules", peer) });
    }
    await page.evaluate(install, [addressOf("signer-worker"), addressOf("signer-wasm"), material()] as const);
    const inPage = (job: string, contender: string): Measure => {
      return async (count) =>
        page.evaluate(
          async ([job, contender, count]) =>
            (globalThis as unknown as { bench: Bench }).bench.time(job, contender, count),
          [job, contender, count] as const,
        );
    };
    const measured: Measured = {
      "open-sat": await race({
        rubrica: inPage("open-sat", "rubrica"),
        "node-forge": inPage("open-sat", "node-forge"),
        jsrsasign: inPage("open-sat", "jsrsasign"),
        openssl: native.contender("open-sat", "openssl"),
        "rubrica-native": native.contender("open-sat", "rubrica-native"),
      }),
      "open-pfx": await race({
        rubrica: inPage("open-pfx", "rubrica"),
        "node-forge": inPage("open-pfx", "node-forge"),
        openssl: native.contender("open-pfx", "openssl"),
        "rubrica-native": native.contender("open-pfx", "rubrica-native"),
      }),
      "sign-10000": await race({
        rubrica: inPage("sign-10000", "rubrica"),
        "node-forge": inPage("sign-10000", "node-forge"),
        jsrsasign: inPage("sign-10000", "jsrsasign"),
        webcrypto: inPage("sign-10000", "webcrypto"),
      }),
    };
    for (const [job, times] of Object.entries(measured)) {
      for (const [contender, rounds] of Object.entries(times)) {
        expect(rounds.every((time) => time > 0), `${contender} at ${job}`).toBe(true);
      }
    }
    tell(measured);
  } finally {
    native.end();
    await site.stop();
  }
});

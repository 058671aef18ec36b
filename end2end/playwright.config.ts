// The built page in real Chromium. `cargo xtask test browser` builds what is needed and runs this.
import { existsSync } from "node:fs";

import { defineConfig } from "@playwright/test";

/** Chromium as Debian ships it, unless CHROMIUM_PATH names another. Playwright's own is not needed. */
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
if (!existsSync(executablePath)) {
  throw new Error(`there is no Chromium at ${executablePath}: install it, or set CHROMIUM_PATH`);
}

/**
 * What would make Chromium itself speak to the network, or change what a page does: everything that
 * leaves is recorded, and must be the page's doing. Chromium takes the last list alone, so this one
 * repeats what Playwright's holds of that kind.
 */
const DISABLED_FEATURES = [
  "AimEnabled",
  "AutofillServerCommunication",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "Translate",
];

/** Stories that do not depend on the size of the page run once, on the desktop. */
const whateverTheSize = [
  "company.spec.ts",
  "convert.spec.ts",
  "credentials.spec.ts",
  "import.spec.ts",
  "keyboard.spec.ts",
  "lists.spec.ts",
  "mending.spec.ts",
  "trouble.spec.ts",
  "worker.spec.ts",
];
/** A tablet in landscape is as wide as the desktop: only the most frequent stories run there. */
const lyingDown = ["consult.spec.ts", "main-job.spec.ts", "sitting.spec.ts"];
/** Pictures are taken on request alone: PICTURES=1. */
const pictures = ["pictures.spec.ts"];
const [asked, notAsked] = process.env["PICTURES"] === undefined ? [[], pictures] : [pictures, []];

export default defineConfig({
  globalSetup: "./support/setup.ts",
  outputDir: "results",
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    locale: "es-MX",
    timezoneId: "America/Mexico_City",
    serviceWorkers: "allow",
    screenshot: "only-on-failure",
    // A trace films the page, which takes more of a small machine than the page itself: TRACE=1.
    trace: process.env["TRACE"] === undefined ? "off" : "retain-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        `--disable-features=${DISABLED_FEATURES.join(",")}`,
      ],
    },
  },
  projects: [
    // The instruments themselves: what the stories rely on must be able to fail.
    { name: "harness", testDir: "harness" },
    {
      name: "desktop",
      testDir: "stories",
      testIgnore: notAsked,
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: "tablet-portrait",
      testDir: "stories",
      testIgnore: [...whateverTheSize, ...notAsked],
      use: { viewport: { width: 834, height: 1194 }, hasTouch: true, deviceScaleFactor: 2 },
    },
    {
      name: "tablet-landscape",
      testDir: "stories",
      testMatch: [...lyingDown, ...asked],
      use: { viewport: { width: 1194, height: 834 }, hasTouch: true, deviceScaleFactor: 2 },
    },
  ],
});

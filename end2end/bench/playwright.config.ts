// What is measured in the page: one page at a time, nothing recorded. `cargo xtask bench` runs this.
import { defineConfig } from "@playwright/test";

import browser from "../playwright.config.ts";

export default defineConfig({
  testDir: ".",
  outputDir: "../results/bench",
  workers: 1,
  retries: 0,
  timeout: 900_000,
  reporter: "line",
  use: { ...browser.use, trace: "off", screenshot: "off" },
});

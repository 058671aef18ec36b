// Before all stories: the demo material that every server of the run begins with, made once.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { DEMO_MATERIAL, makeDemo } from "./rubrica.ts";

/** Makes it, tells the workers where, and gives what removes it. */
export default function setUp(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "rubrica-demo-"));
  makeDemo(folder);
  process.env[DEMO_MATERIAL] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

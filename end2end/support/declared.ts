// Holds what left the browser against the contract: every request must be one that is declared, with a
// body that parses wholly as its type. The contract's own crate judges (crates/api/examples/declared.rs).
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";

import type { Left } from "./wire.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** What is not declared, each with the reason; nothing if all is. `origin` is where the page is served. */
export function undeclared(left: readonly Left[], origin: string): string[] {
  const elsewhere = left.filter((one) => one.url.origin !== origin || one.method === "CONNECT");
  const here = left.filter((one) => !elsewhere.includes(one));
  const lines = here.map((one) =>
    JSON.stringify({
      method: one.method,
      path: one.url.pathname + one.url.search,
      body: one.body.toString("base64"),
    }),
  );
  const judge = spawnSync(program(), [join(ROOT, "dist")], {
    input: lines.map((line) => `${line}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (judge.error !== undefined || (judge.status !== 0 && judge.status !== 1)) {
    throw new Error(`the judge of requests failed: ${judge.error?.message ?? judge.stderr}`);
  }
  return [
    ...elsewhere.map((one) => `${one.method} ${one.url.href}: not this server`),
    ...judge.stdout.split("\n").filter((line) => line !== ""),
  ];
}

/** Built along with the server by `cargo xtask test browser`. */
function program(): string {
  const target = process.env["CARGO_TARGET_DIR"] ?? join(ROOT, "target");
  return join(target, "debug/examples/declared");
}

// A fresh Rúbrica with demo data, its simulator beside it, on free ports: `cargo xtask run --demo`.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

/** A running server. */
export interface Rubrica {
  /** Where the page is, without a slash at the end. */
  url: string;
  /** The server's data folder: `demo/` holds key files and their passwords, `mail/` what was sent. */
  data: string;
  /** Ends server and simulator, and removes the data. */
  stop(): Promise<void>;
}

/** The line that says the server can answer. */
const READY = /^Rúbrica lista en (http:\/\/\S+)$/;

/** Starts a server of its own. What it needs must be built: `cargo xtask test browser` sees to that. */
export async function startRubrica(): Promise<Rubrica> {
  const folder = await mkdtemp(join(tmpdir(), "rubrica-end2end-"));
  const data = join(folder, "data");
  // The xtask that runs the tests, or the one that cargo finds.
  const xtask = process.env["RUBRICA_XTASK"];
  const [program, before] = xtask === undefined ? ["cargo", ["xtask"]] : [xtask, []];
  const child = spawn(program, [...before, "run", "--demo", "--built", "--port", "0", "--data", data], {
    cwd: resolve(import.meta.dirname, "../.."),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((end) => child.once("close", () => end()));

  const said: string[] = [];
  createInterface(child.stderr).on("line", (line) => said.push(line));
  const url = await new Promise<string>((ready, fail) => {
    createInterface(child.stdout).on("line", (line) => {
      said.push(line);
      const found = READY.exec(line)?.[1];
      if (found !== undefined) {
        ready(found);
      }
    });
    child.once("error", fail);
    child.once("close", () => fail(new Error(`the server did not start:\n${said.join("\n")}`)));
  });

  return {
    url,
    data,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

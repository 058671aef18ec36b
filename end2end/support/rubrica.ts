// A fresh Rúbrica, its simulator beside it, on free ports: `cargo xtask run`.
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

import { MailServer } from "./mail_server.ts";
import { startedBy } from "./processes.ts";
import { Simulator } from "./simulator.ts";

/** The line that says the server can answer. */
const READY = /^Rúbrica lista en (http:\/\/\S+)$/;

/** Where the project is. */
const CHECKOUT = resolve(import.meta.dirname, "../..");

/** The variable that tells where demo material was made for all servers of a run: keys take seconds. */
export const DEMO_MATERIAL = "DEMO_MATERIAL";

/** Seconds the simulated IDSE takes: long enough to be seen at work, short enough to be waited for. */
const PROCESSING = "4";

/** Who may register a company. */
export type Registration = "first" | "invite" | "open";

/** A server of its own. What it needs must be built: `cargo xtask test browser` sees to that. */
export class Rubrica {
  /** The server's data folder: `demo/` holds key files and their passwords. */
  readonly data: string;
  /** What takes the mail of this server. */
  readonly mail: MailServer;
  /** IDSE, as this server knows it. */
  readonly simulator: Simulator;

  readonly #folder: string;
  readonly #demo: boolean;
  readonly #registration: Registration;
  #run!: ChildProcess;
  #ended!: Promise<void>;
  #url!: string;

  private constructor(folder: string, demo: boolean, registration: Registration, mail: MailServer) {
    this.#folder = folder;
    this.#demo = demo;
    this.#registration = registration;
    this.mail = mail;
    this.data = join(folder, "data");
    this.simulator = new Simulator(() => this.#listening("idse-simulator"), this.data);
  }

  /** Starts one, with a demo company or empty. */
  static async start({ demo, registration = "first" }: { demo: boolean; registration?: Registration }): Promise<Rubrica> {
    const mail = await MailServer.start();
    const folder = await mkdtemp(join(tmpdir(), "rubrica-end2end-"));
    const rubrica = new Rubrica(folder, demo, registration, mail);
    const made = process.env[DEMO_MATERIAL];
    if (demo && made !== undefined) {
      await cp(join(made, "demo"), join(rubrica.data, "demo"), { recursive: true });
    }
    await rubrica.#start("0");
    return rubrica;
  }

  /** Where the page is, without a slash at the end. */
  get url(): string {
    return this.#url;
  }

  /** Ends the server as a power cut would: at once, in the middle of whatever it does. */
  async kill(): Promise<void> {
    const server = this.#program("serve");
    process.kill(server.pid, "SIGKILL");
    // What started it notices, and ends the simulator too.
    await this.#ended;
  }

  /** Starts again on the same data and at the same address. */
  async restart(): Promise<void> {
    await this.#start(new URL(this.#url).port);
  }

  /** Ends server and simulator, and removes the data. */
  async stop(): Promise<void> {
    this.#run.kill("SIGTERM");
    await this.#ended;
    await this.mail.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #start(port: string): Promise<void> {
    const [program, before] = xtask();
    const asked = [
      ...["run", ...(this.#demo ? ["--demo"] : []), "--built", "--port", port, "--data", this.data],
      ...["--processing", PROCESSING],
    ];
    const child = spawn(program, [...before, ...asked], {
      cwd: CHECKOUT,
      env: {
        ...withoutSettings(process.env),
        RUBRICA_SMTP_URL: this.mail.url,
        RUBRICA_REGISTRATION: this.#registration,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#run = child;
    this.#ended = new Promise<void>((end) => child.once("close", () => end()));

    const said: string[] = [];
    createInterface(child.stderr).on("line", (line) => said.push(line));
    this.#url = await new Promise<string>((ready, fail) => {
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
  }

  /** The running `rubrica` that was asked for this. */
  #program(command: string): { pid: number; words: string[] } {
    const found = startedBy(this.#run.pid ?? 0).find(({ words }) => words[1] === command);
    if (found === undefined) {
      throw new Error(`no «rubrica ${command}» is running`);
    }
    return found;
  }

  #listening(command: string): string {
    const { words } = this.#program(command);
    const address = words[words.indexOf("--listen") + 1];
    if (address === undefined) {
      throw new Error(`«rubrica ${command}» does not say where it listens`);
    }
    return address;
  }
}

/** Makes demo material in a folder, for servers to begin with. */
export function makeDemo(data: string): void {
  const [program, before] = xtask();
  execFileSync(program, [...before, "demo", data], { cwd: CHECKOUT, stdio: ["ignore", "ignore", "inherit"] });
}

/** The xtask that runs the tests, or the one that cargo finds. */
function xtask(): [string, string[]] {
  const running = process.env["RUBRICA_XTASK"];
  return running === undefined ? ["cargo", ["xtask"]] : [running, []];
}

/** Without this program's own variables, and without a setting that somebody has for a server of hers. */
function withoutSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("RUBRICA_")));
}

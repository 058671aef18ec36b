// The built page's files, served as the server serves them as far as the signer worker is concerned:
// the worker's own policy on what lies below /worker/. Any other path answers an empty page.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, resolve } from "node:path";

/** The folder that Trunk built. */
export const SITE = process.env["RUBRICA_SITE"] ?? resolve(import.meta.dirname, "../../dist");

const WORKER_POLICY = "default-src 'none'; script-src 'wasm-unsafe-eval'";
const TYPES: Record<string, string> = { ".js": "text/javascript", ".wasm": "application/wasm" };

/** What index.html says of where a part of the signer is: `signer-worker` or `signer-wasm`. */
export function addressOf(name: string): string {
  const page = readFileSync(join(SITE, "index.html"), "utf8");
  const found = new RegExp(`<meta name="${name}" content="(/[^"]+)">`).exec(page)?.[1];
  if (found === undefined) {
    throw new Error(`index.html does not name ${name}`);
  }
  return found;
}

/** A server of the built files. */
export class Site {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts on a free port of the loopback. */
  static async start(): Promise<Site> {
    const server = createServer((asked, answer) => {
      const path = asked.url ?? "/";
      const file = join(SITE, path);
      if (path === "/" || !existsSync(file)) {
        answer.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>worker</title>");
        return;
      }
      const policy = path.startsWith("/worker/") ? { "content-security-policy": WORKER_POLICY } : {};
      const type = TYPES[extname(path)] ?? "text/plain";
      answer.writeHead(200, { "content-type": type, ...policy }).end(readFileSync(file));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new Site(server);
  }

  /** Its address, without a slash at the end. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Stops. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((closed) => this.#server.close(() => closed()));
  }
}

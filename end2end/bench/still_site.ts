// Serves a folder as it is, compressed where a compressed sibling is there, and to be kept for ever.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/** A site of files alone, on a free port. */
export class StillSite {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts one for a folder. */
  static async start(folder: string): Promise<StillSite> {
    const server = createServer((request, response) => {
      const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
      const file = join(folder, path === "/" ? "index.html" : path);
      const type = TYPES[extname(file)];
      if (type === undefined || !existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      const compressed = existsSync(`${file}.br`);
      response.writeHead(200, {
        "content-type": type,
        "cache-control": path === "/" ? "no-cache" : "public, max-age=31536000, immutable",
        ...(compressed ? { "content-encoding": "br" } : {}),
      });
      response.end(readFileSync(compressed ? `${file}.br` : file));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return new StillSite(server);
  }

  /** Its first page. */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  /** Ends it. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((closed) => this.#server.close(closed));
  }
}

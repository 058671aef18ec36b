// Records everything that leaves the browser, where it leaves it: the browser is given this proxy, for
// loopback too, so that requests of the page, of its workers and of a service worker, beacons, reports
// and prefetches all pass here, with their bodies, whatever the browser's own tools would report.
import { createServer, request as forward } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";

import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";

/** A request, whole, as it left. */
export interface Left {
  method: string;
  url: URL;
  headers: Record<string, string>;
  /** Empty if there was none. */
  body: Buffer;
  /** Everything together, to search in: address, headers, body. */
  bytes: Buffer;
}

/** A proxy that records. */
export class Wire {
  readonly #server: Server;
  readonly #left: Left[] = [];
  readonly #unanswered = new Set<IncomingMessage>();
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Starts on a free port of the loopback. */
  static async start(): Promise<Wire> {
    const server = createServer();
    const wire = new Wire(server);
    server.on("request", (asked, answer) => void wire.#pass(asked, answer));
    server.on("connect", (asked, socket) => wire.#refuseTunnel(asked, socket as Socket));
    server.on("connection", (socket) => {
      wire.#sockets.add(socket);
      socket.on("close", () => wire.#sockets.delete(socket));
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    return wire;
  }

  /** The proxy's address, for the browser. */
  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** What has left so far, in order. */
  get left(): readonly Left[] {
    return this.#left;
  }

  /**
   * Waits until a page has every answer it asked for, and asks for nothing more because of them. What a story
   * counts from there on is its own: a late request of the page before is not among it.
   */
  async settled(page: Page): Promise<void> {
    for (;;) {
      const before = this.#left.length;
      await expect.poll(() => [...this.#unanswered].map((asked) => asked.url), "requests without an answer").toEqual([]);
      // An answer is handled, and what follows from it asked for, before the second frame is drawn.
      await page.evaluate(
        () => new Promise<void>((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn()))),
      );
      if (this.#unanswered.size === 0 && this.#left.length === before) {
        return;
      }
    }
  }

  /** Stops. What still streams (server-sent events) is cut. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await new Promise<void>((closed) => this.#server.close(() => closed()));
  }

  async #pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    // A stream of events never ends.
    if (asked.headers.accept !== "text/event-stream") {
      this.#unanswered.add(asked);
      answer.on("close", () => this.#unanswered.delete(asked));
    }
    const body = await wholeBody(asked).catch(() => undefined);
    if (body === undefined) {
      answer.destroy();
      return;
    }
    const url = this.#record(asked, body);
    if (url === undefined || !isLoopback(url)) {
      // Recorded, and so a failure already: nothing is let out of this machine.
      answer.writeHead(502).end();
      return;
    }
    const onward = forward(url, { method: asked.method ?? "GET", headers: asked.headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
      answered.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    onward.end(body);
  }

  /** A tunnel (TLS, a WebSocket) hides what it carries: it is recorded as what it is, and refused. */
  #refuseTunnel(asked: IncomingMessage, socket: Socket): void {
    this.#record(asked, Buffer.alloc(0), `http://${asked.url ?? "unknown"}/`);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  }

  #record(asked: IncomingMessage, body: Buffer, address = asked.url ?? ""): URL | undefined {
    const url = URL.parse(address) ?? undefined;
    const head = [`${asked.method} ${address}`, ...pairs(asked.rawHeaders)].join("\r\n");
    this.#left.push({
      method: asked.method ?? "",
      url: url ?? new URL("http://unknown/"),
      headers: Object.fromEntries(
        Object.entries(asked.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
      ),
      body,
      bytes: Buffer.concat([Buffer.from(`${head}\r\n\r\n`, "latin1"), body]),
    });
    return url;
  }
}

async function wholeBody(asked: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of asked) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

function pairs(raw: string[]): string[] {
  const lines: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    lines.push(`${raw[at]}: ${raw[at + 1]}`);
  }
  return lines;
}

function isLoopback(url: URL): boolean {
  return url.hostname === "127.0.0.1" || url.hostname === "localhost" || url.hostname === "[::1]";
}

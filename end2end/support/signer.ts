// The signer worker without the page's own client: spoken to in its messages, and read from within.
import type { Page, Worker as PageWorker } from "@playwright/test";

/** What travels beside a message: a file with its name, or bytes alone. */
export interface Part {
  name?: string;
  content: Buffer;
}

/** What the worker answers: its words, and what travels beside them. */
export interface Answer {
  message: Record<string, unknown> & { tell: string };
  parts: Buffer[];
}

/** A worker of the built site, started on a page as docs/page-bundle.md says. */
export class Signer {
  readonly #page: Page;
  /** For [`memoryOf`]. */
  readonly worker: PageWorker;

  private constructor(page: Page, worker: PageWorker) {
    this.#page = page;
    this.worker = worker;
  }

  static async start(page: Page): Promise<Signer> {
    const appears = page.waitForEvent("worker");
    await page.evaluate(async () => {
      const named = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content ?? "";
      const worker = new Worker(named("signer-worker"));
      const next = async () => (await new Promise<MessageEvent>((resolve) => (worker.onmessage = resolve))).data as unknown;
      const bootstrap = next();
      const module = await WebAssembly.compileStreaming(fetch(named("signer-wasm")));
      await bootstrap;
      const ready = next();
      worker.postMessage({ module });
      await ready;
      Object.assign(globalThis, { signerUnderTest: worker });
    });
    return new Signer(page, await appears);
  }

  /** Asks, and waits for the answer with the same id. */
  async ask(ask: { request: number } & Record<string, unknown>, parts: Part[]): Promise<Answer> {
    const encoded = parts.map(({ name, content }) => ({ name, content: content.toString("base64") }));
    const answer = await this.#page.evaluate(
      async ([ask, encoded]) => {
        const worker = (globalThis as unknown as { signerUnderTest: Worker }).signerUnderTest;
        const parts = encoded.map(({ name, content }) => {
          const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
          return name === undefined ? bytes.buffer : new File([bytes], name);
        });
        const answered = new Promise<{ message: unknown; parts: ArrayBuffer[] }>((resolve) => {
          worker.onmessage = (event: MessageEvent<{ message: string; parts: ArrayBuffer[] }>) => {
            const message = JSON.parse(event.data.message) as { tell: string; request?: number };
            if (message.request === ask.request && message.tell !== "progress") {
              resolve({ message, parts: event.data.parts });
            }
          };
        });
        worker.postMessage(
          { message: JSON.stringify(ask), parts },
          parts.filter((part) => part instanceof ArrayBuffer),
        );
        const { message, parts: sent } = await answered;
        const letters = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
        return { message, parts: sent.map((buffer) => btoa(letters(new Uint8Array(buffer)))) };
      },
      [ask, encoded] as const,
    );
    return {
      message: answer.message as Answer["message"],
      parts: answer.parts.map((part) => Buffer.from(part, "base64")),
    };
  }
}

/**
 * What wasm-bindgen's glue gives away inside the worker's own scope: called again once it has started,
 * `initSync` answers the exports of the running module.
 */
const EXPORTS = "wasm_bindgen.initSync()";

/** All of the memory that the worker's wasm works in, as it is now. */
export async function memoryOf(worker: PageWorker): Promise<Buffer> {
  const encoded = await worker.evaluate<string>(`(() => {
    const bytes = new Uint8Array(${EXPORTS}.memory.buffer);
    let letters = "";
    for (let at = 0; at < bytes.length; at += 32768) {
      letters += String.fromCharCode(...bytes.subarray(at, at + 32768));
    }
    return btoa(letters);
  })()`);
  return Buffer.from(encoded, "base64");
}

/** Puts bytes into that memory, where they stay: what is searched for must be found where it is. */
export async function plant(worker: PageWorker, bytes: Buffer): Promise<void> {
  await worker.evaluate(`(() => {
    const bytes = [${[...bytes].join(",")}];
    const { memory } = ${EXPORTS};
    // A page of its own: nothing of the worker's is overwritten.
    const at = memory.grow(1) * 65536;
    new Uint8Array(memory.buffer, at, bytes.length).set(bytes);
  })()`);
}

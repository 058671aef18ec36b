// The simulated IDSE beside a server: what it received, and the switches that make it misbehave.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A lote as the simulated portal holds it. */
export interface Received {
  id: string;
  registro_patronal: string;
  /** SHA-256 of the signed message as it came, in hex. */
  huella: string;
  lines: { tipo: string; nss: string }[];
}

/** Switches of the portal; what is left out is off. */
export interface Faults {
  unreachable?: boolean;
  lotes?: { stored: boolean; answer: "cut" | "failure" | "garbage" | "hold"; times?: number };
}

export class Simulator {
  readonly #address: () => string;
  readonly #data: string;

  /** `address` tells where it listens now: another place after every start. */
  constructor(address: () => string, data: string) {
    this.#address = address;
    this.#data = data;
  }

  /** Everything it received, in order. */
  received(): Received[] {
    const file = join(this.#data, "simulator-state.json");
    if (!existsSync(file)) {
      return [];
    }
    return (JSON.parse(readFileSync(file, "utf8")) as { lotes?: Received[] }).lotes ?? [];
  }

  /** How often a movement of this person reached it. */
  timesReceived(nss: string): number {
    return this.received().filter((lote) => lote.lines.some((line) => line.nss === nss)).length;
  }

  /** What a person does at the portal herself: uploads a DISPMAG and signs it there. The lote's number. */
  async fileByHand(dispmag: Buffer): Promise<string> {
    const registro = dispmag.subarray(0, 11).toString("latin1");
    const answer = await fetch(`http://${this.#address()}/__by_hand/${registro}`, { method: "POST", body: new Uint8Array(dispmag) });
    if (!answer.ok || !answer.headers.get("content-type")?.includes("json")) {
      throw new Error(`the simulator does not take the file: ${answer.status} ${await answer.text()}`);
    }
    return ((await answer.json()) as { id: string }).id;
  }

  /** What the portal gives to download of lotes: the constancia, the CSV, or the page. */
  async print(lotes: string[], kind: "pdf" | "csv" | "html"): Promise<Buffer> {
    const answer = await fetch(`http://${this.#address()}/__by_hand/${lotes.join(",")}/${kind}`);
    if (!answer.ok) {
      throw new Error(`the simulator does not print: ${answer.status}`);
    }
    return Buffer.from(await answer.arrayBuffer());
  }

  /** Sets every switch. */
  async misbehave(faults: Faults): Promise<void> {
    const answer = await fetch(`http://${this.#address()}/__faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(faults),
    });
    if (!answer.ok) {
      throw new Error(`the simulator does not take its switches: ${answer.status}`);
    }
  }
}

// Contenders in turn, round by round, so that whatever slows the machine down slows them all.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";

/** Milliseconds of one operation, of so many. */
export type Measure = (count: number) => Promise<number>;

/** For each job, each contender's milliseconds per operation, one number a round. */
export type Measured = Record<string, Record<string, number[]>>;

const ROUNDS = 15;
const WARM_UP = 3;
/** Long beside the steps of the page's clock, a tenth of a millisecond. */
const ROUND_MILLISECONDS = 60;

/** Measures the contenders of one job. */
export async function race(
  contenders: Record<string, Measure>,
  rounds = ROUNDS,
): Promise<Record<string, number[]>> {
  const counts = new Map<string, number>();
  for (const [name, measure] of Object.entries(contenders)) {
    await measure(WARM_UP);
    counts.set(name, Math.max(1, Math.round(ROUND_MILLISECONDS / (await measure(WARM_UP)))));
  }
  const times: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(contenders)) {
      (times[name] ??= []).push(await measure(counts.get(name) ?? 1));
    }
  }
  return times;
}

/** Hands the times to xtask, which named the file. */
export function tell(measured: Measured): void {
  const file = named("RUBRICA_BENCH_RESULTS");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(measured));
}

/** A path that xtask named. */
export function named(variable: string): string {
  const path = process.env[variable];
  if (path === undefined) {
    throw new Error(`${variable} is not set: run this through cargo xtask bench`);
  }
  return path;
}

/** The native program, which measures at our word. */
export class Native {
  readonly #child = spawn(named("RUBRICA_BENCH_NATIVE"), ["open", named("RUBRICA_BENCH_MATERIAL")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  readonly #answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();

  /** A contender of a job, by the names that crates/benchmarks/src/open.rs knows. */
  contender(job: string, name: string): Measure {
    return async (count) => {
      this.#child.stdin.write(`${job} ${name} ${count}\n`);
      const answer = await this.#answers.next();
      if (answer.done === true) {
        throw new Error(`the native program stopped at ${job} ${name}`);
      }
      return Number(answer.value);
    };
  }

  /** Ends it. */
  end(): void {
    this.#child.stdin.end();
  }
}

// The programs below another one, as Linux tells of them: to end one at once, and to see where it listens.
import { readFileSync } from "node:fs";

/** A running program. */
export interface Running {
  pid: number;
  /** What it was started with, its own name first. */
  words: string[];
}

/** Everything started by a program, directly or not. */
export function startedBy(pid: number): Running[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return children
    .split(" ")
    .filter((child) => child !== "")
    .flatMap((child) => {
      const words = readFileSync(`/proc/${child}/cmdline`, "utf8").split("\0");
      return [{ pid: Number(child), words }, ...startedBy(Number(child))];
    });
}

// The demo material of a server: who can log in, which files to pick, and what must never leave the
// browser. `cargo xtask run --demo` writes it to `demo/demo.json` in the data folder.
import { execFileSync } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { keyFile, password, privateNumbers } from "./secrets.ts";
import type { Secret } from "./secrets.ts";

/** Files that a person picks together, and what comes of it. */
export interface Pick {
  id: string;
  kind: "efirma" | "imss" | "csd";
  /** Absolute paths: .cer before .key, or one .pfx. */
  files: string[];
  /** Of the files; empty where there is nothing to open. */
  password: string;
  /** The user the portal knows it by. */
  id_usuario: string;
  registro_patronal: string | null;
  /** None if the files are not what they pretend to be. */
  serial: string | null;
  /** The code of the error it ends in; none opens. */
  error: string | null;
}

/** A person with a login. */
export interface User {
  username: string;
  nombre: string;
  email: string;
  password: string;
  role: string;
}

/** What demo.json tells. */
export interface Demo {
  empresa: { nombre: string; rfc: string };
  users: User[];
  registros: { numero: string; razon_social: string; subdelegacion: string }[];
  /** What opens. */
  credentials: Pick[];
  /** What does not, each for a reason of its own. */
  refused: Pick[];
  links: { nombre: string; path: string; pin: string | null }[];
}

/** Reads the demo material of a data folder. */
export function readDemo(data: string): Demo {
  const folder = join(data, "demo");
  const demo = JSON.parse(readFileSync(join(folder, "demo.json"), "utf8")) as Demo;
  const whole = (pick: Pick): Pick => ({ ...pick, files: pick.files.map((file) => join(folder, file)) });
  return { ...demo, credentials: demo.credentials.map(whole), refused: demo.refused.map(whole) };
}

/** One of the demo's by its name there. */
export function user(demo: Demo, username: string): User {
  return found(demo.users.find((one) => one.username === username), username);
}

/** One of the demo's picks, good or bad, by its name there. */
export function pick(demo: Demo, id: string): Pick {
  return found([...demo.credentials, ...demo.refused].find((one) => one.id === id), id);
}

/** The number of the registro patronal of a city. */
export function registroOf(demo: Demo, subdelegacion: string): string {
  return found(demo.registros.find((one) => one.subdelegacion === subdelegacion), subdelegacion).numero;
}

function found<T>(one: T | undefined, name: string): T {
  if (one === undefined) {
    throw new Error(`the demo has no ${name}`);
  }
  return one;
}

/** Every key of the demo, encrypted and plain, and every password of one. */
export function secretsOf(demo: Demo): Secret[] {
  return [...demo.credentials, ...demo.refused].filter((pick) => pick.serial !== null).flatMap(secretsOfPick);
}

function secretsOfPick(pick: Pick): Secret[] {
  const key = pick.files.find((file) => /\.(key|pfx)$/.test(file));
  if (key === undefined) {
    throw new Error(`${pick.id} names no key file`);
  }
  // A certificate may leave; it is all that a key file shares with the world.
  const shared = pick.files.filter((file) => file.endsWith(".cer")).map((file) => readFileSync(file));
  return [
    password(`the password of ${pick.id}`, pick.password),
    keyFile(`the key file of ${pick.id}`, readFileSync(key), shared),
    privateNumbers(`the key of ${pick.id}`, plainKey(key, pick.password)),
  ];
}

/** The key as it stands in the file once that is opened: PKCS#8, DER. */
function plainKey(file: string, passphrase: string): Buffer {
  const opened = file.endsWith(".key")
    ? createPrivateKey({ key: readFileSync(file), format: "der", type: "pkcs8", passphrase })
    : createPrivateKey(
        execFileSync(
          process.env["OPENSSL_PATH"] ?? "openssl",
          // The old ciphers of IMSS's files are in OpenSSL's legacy set.
          ["pkcs12", "-legacy", "-in", file, "-nocerts", "-noenc", "-passin", "env:PASSPHRASE"],
          { env: { ...process.env, PASSPHRASE: passphrase } },
        ),
      );
  return opened.export({ format: "der", type: "pkcs8" });
}

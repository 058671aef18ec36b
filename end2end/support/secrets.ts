// Finds a secret in whatever left the browser, in every form it could have taken.
//
// A secret is searched as it is, as hex, percent-encoded, as base64 at each of its three offsets (both
// alphabets), as UTF-16, and as the list of numbers that a JSON writer makes of bytes; in the bytes as
// they went, and again with percent signs and JSON escapes undone. A long secret is searched in pieces,
// so that a part of it is found too.
import { createPrivateKey } from "node:crypto";

/** What must never leave the browser. */
export interface Secret {
  /** What it is, for the person who reads of a leak. */
  name: string;
  /** The byte sequences to search for; any one of them reveals the secret. */
  pieces: Buffer[];
}

/** A secret that was found. */
export interface Leak {
  secret: string;
  form: string;
}

/** Shorter pieces would be found by chance. */
const SHORTEST = 6;
/** A long secret is searched in pieces of this many bytes: even by base64, chance finds none of them. */
const PIECE = 24;

/** A password. Throws if it is too short: it would be found by chance. */
export function password(name: string, text: string): Secret {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length < SHORTEST) {
    throw new Error(`${name} has fewer than ${SHORTEST} bytes and would be found by chance`);
  }
  return { name, pieces: [bytes] };
}

/**
 * A file that holds a key, encrypted or not. What it shares with public files (its certificate, say)
 * is left out: that may leave.
 */
export function keyFile(name: string, content: Buffer, shared: Buffer[] = []): Secret {
  const pieces: Buffer[] = [];
  // The first bytes of every such file are alike.
  for (let at = 64; at + PIECE <= content.length; at += PIECE) {
    const piece = content.subarray(at, at + PIECE);
    if (isTelling(piece) && !shared.some((file) => file.includes(piece))) {
      pieces.push(piece);
    }
  }
  if (pieces.length === 0) {
    throw new Error(`${name} holds nothing of its own to look for`);
  }
  return { name, pieces };
}

/** The private numbers of an RSA key: its exponent, its primes, and what is computed from them. */
export function privateNumbers(name: string, pkcs8: Buffer, passphrase?: string): Secret {
  const key = createPrivateKey({
    key: pkcs8,
    format: "der",
    type: "pkcs8",
    ...(passphrase === undefined ? {} : { passphrase }),
  });
  const { d, p, q, dp, dq, qi } = key.export({ format: "jwk" });
  const pieces = [d, p, q, dp, dq, qi].flatMap((number) => {
    if (number === undefined) {
      throw new Error(`${name} is no RSA key`);
    }
    const bytes = Buffer.from(number, "base64url");
    const parts: Buffer[] = [];
    for (let at = 0; at + PIECE <= bytes.length; at += PIECE) {
      parts.push(bytes.subarray(at, at + PIECE));
    }
    return parts;
  });
  return { name, pieces };
}

/** Every secret found in some bytes that left the browser. */
export function searchForSecrets(left: Buffer, secrets: Secret[]): Leak[] {
  const readings = readingsOf(left);
  const leaks: Leak[] = [];
  for (const secret of secrets) {
    const form = formFound(readings, secret);
    if (form !== undefined) {
      leaks.push({ secret: secret.name, form });
    }
  }
  return leaks;
}

function formFound(readings: Reading[], secret: Secret): string | undefined {
  for (const { form, bytes, folded } of formsOfAll(secret)) {
    for (const reading of readings) {
      if ((folded ? reading.folded : reading.bytes).includes(bytes)) {
        return `${form} (${reading.name})`;
      }
    }
  }
  return undefined;
}

/** A secret is searched in request after request: its forms are worked out once. */
const known = new WeakMap<Secret, Form[]>();

function formsOfAll(secret: Secret): Form[] {
  const forms = known.get(secret) ?? secret.pieces.flatMap(formsOf);
  known.set(secret, forms);
  return forms;
}

/** One way a secret may have been written. */
interface Form {
  form: string;
  bytes: Buffer;
  /** Written in lower case, and to be looked for where all is in lower case. */
  folded?: boolean;
}

function formsOf(piece: Buffer): Form[] {
  const hex = piece.toString("hex");
  const forms: Form[] = [
    { form: "raw", bytes: piece },
    { form: "hex", bytes: Buffer.from(hex), folded: true },
    { form: "hex, separated", bytes: Buffer.from(hex.match(/../g)?.join(":") ?? hex), folded: true },
    { form: "percent-encoded", bytes: Buffer.from(hex.replace(/../g, "%$&")), folded: true },
    { form: "numbers", bytes: Buffer.from([...piece].join(",")) },
  ];
  for (const offset of [0, 1, 2]) {
    const base64 = base64At(piece, offset);
    forms.push({ form: `base64 at ${offset}`, bytes: Buffer.from(base64) });
    const urlSafe = base64.replaceAll("+", "-").replaceAll("/", "_");
    if (urlSafe !== base64) {
      forms.push({ form: `base64url at ${offset}`, bytes: Buffer.from(urlSafe) });
    }
  }
  const text = piece.toString("utf8");
  if (Buffer.from(text, "utf8").equals(piece)) {
    const wide = Buffer.from(text, "utf16le");
    forms.push({ form: "UTF-16LE", bytes: wide }, { form: "UTF-16BE", bytes: Buffer.from(wide).swap16() });
  }
  return forms;
}

/**
 * What base64 writes of these bytes wherever they stand after `offset` (modulo three) others: without
 * the first and last letters, which hold bits of their neighbours.
 */
function base64At(piece: Buffer, offset: number): string {
  const written = Buffer.concat([Buffer.alloc(offset), piece]).toString("base64").replace(/=+$/, "");
  const first = Math.ceil((offset * 8) / 6);
  const last = Math.floor(((offset + piece.length) * 8) / 6);
  return written.slice(first, last);
}

/** One way to read what left. */
interface Reading {
  name: string;
  bytes: Buffer;
  folded: Buffer;
}

function readingsOf(left: Buffer): Reading[] {
  // Latin-1 keeps every byte as one letter.
  const text = left.toString("latin1");
  const readings = new Map([
    [text, "as it went"],
    [percentUndone(text), "percent signs undone"],
    [escapesUndone(text), "JSON escapes undone"],
    [escapesUndone(percentUndone(text)), "both undone"],
    // Line breaks in base64, spaces between numbers.
    [text.replace(/\s/g, ""), "without spaces"],
  ]);
  // Two readings that are the same are one; the first name is as good as the last.
  return [...readings].map(([read, name]) => ({
    name,
    bytes: Buffer.from(read, "latin1"),
    folded: Buffer.from(read.toLowerCase(), "latin1"),
  }));
}

function percentUndone(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function escapesUndone(text: string): string {
  return text
    .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
      Buffer.from(String.fromCharCode(Number.parseInt(hex, 16)), "utf8").toString("latin1"),
    )
    .replace(/\\(["\\/])/g, "$1");
}

/** Whether bytes are varied enough not to be found by chance: padding and headers are not. */
function isTelling(piece: Buffer): boolean {
  return new Set(piece).size >= PIECE / 2;
}

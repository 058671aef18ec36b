// A search that finds nothing proves something only if it finds what is there.
import { generateKeyPairSync, randomBytes } from "node:crypto";

import { expect, test } from "@playwright/test";

import { keyFile, password, privateNumbers, searchForSecrets } from "../support/secrets.ts";

const SECRET = "Contraseña~de/prueba+1";
const secrets = [password("the password", SECRET)];
const bytes = Buffer.from(SECRET, "utf8");
const forms: Record<string, Buffer> = {
  raw: bytes,
  "hex in lower case": Buffer.from(bytes.toString("hex")),
  "hex in upper case": Buffer.from(bytes.toString("hex").toUpperCase()),
  "hex with colons": Buffer.from(bytes.toString("hex").replace(/..(?=.)/g, "$&:")),
  "percent-encoded throughout": Buffer.from(bytes.toString("hex").replace(/../g, "%$&")),
  "percent-encoded where a URL needs it": Buffer.from(encodeURIComponent(SECRET)),
  "as a form writes it": Buffer.from(new URLSearchParams({ p: SECRET }).toString()),
  "as JSON writes it": Buffer.from(JSON.stringify({ p: SECRET })),
  "as JSON with every letter escaped": Buffer.from(
    [...SECRET].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  ),
  "as a list of numbers": Buffer.from(JSON.stringify([...bytes])),
  "as a list of numbers with spaces": Buffer.from(JSON.stringify([...bytes], null, 1)),
  "UTF-16, little end first": Buffer.from(SECRET, "utf16le"),
  "UTF-16, big end first": Buffer.from(SECRET, "utf16le").swap16(),
  ...Object.fromEntries(
    [0, 1, 2].flatMap((offset) => {
      const amid = Buffer.concat([randomBytes(30 + offset), bytes, randomBytes(17)]);
      return [
        [`base64 at offset ${offset}`, Buffer.from(amid.toString("base64"))],
        [`base64url at offset ${offset}`, Buffer.from(amid.toString("base64url"))],
        [`base64 in lines at offset ${offset}`, Buffer.from(amid.toString("base64").replace(/.{16}/g, "$&\r\n"))],
      ];
    }),
  ),
};

for (const [name, form] of Object.entries(forms)) {
  test(`a secret is found ${name}, amid other bytes`, () => {
    const left = Buffer.concat([Buffer.from("POST /x HTTP/1.1\r\n\r\n"), form, Buffer.from("&rest=1")]);
    expect(searchForSecrets(left, secrets)).toHaveLength(1);
  });
}

test("bytes without the secret are clean", () => {
  const innocent = [randomBytes(100_000), Buffer.from("Contraseña de otra persona, y %de+prueba")];
  for (const left of innocent) {
    expect(searchForSecrets(left, secrets)).toEqual([]);
  }
});

test("a password too short to search for is refused", () => {
  expect(() => password("the password", "12345")).toThrow(/fewer/);
});

test.describe("a key", () => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const plain = privateKey.export({ format: "der", type: "pkcs8" });
  const encrypted = privateKey.export({
    format: "der",
    type: "pkcs8",
    cipher: "des-ede3-cbc",
    passphrase: "clave de prueba",
  });
  const numbers = privateNumbers("the private numbers", encrypted, "clave de prueba");
  const jwk = privateKey.export({ format: "jwk" });

  test("is found by a single prime, by its exponent, and whole", () => {
    for (const number of [jwk.p, jwk.q, jwk.d, jwk.qi]) {
      const left = Buffer.from(JSON.stringify({ number }));
      expect(searchForSecrets(left, [numbers]), String(number).slice(0, 8)).toHaveLength(1);
    }
    expect(searchForSecrets(plain, [numbers])).toHaveLength(1);
  });

  test("is found by a part of its encrypted file", () => {
    const file = keyFile("the encrypted key", encrypted);
    const part = encrypted.subarray(400, 480);
    expect(searchForSecrets(part, [file])).toHaveLength(1);
    expect(searchForSecrets(Buffer.from(part.toString("base64")), [file])).toHaveLength(1);
  });

  test("is not found in its public half, which may leave", () => {
    const open = publicKey.export({ format: "der", type: "spki" });
    expect(searchForSecrets(open, [numbers, keyFile("the encrypted key", encrypted)])).toEqual([]);
    expect(searchForSecrets(open, [keyFile("the plain key", plain, [open])])).toEqual([]);
  });
});

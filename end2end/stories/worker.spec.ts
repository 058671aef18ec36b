// The worker that holds the keys: what it may do, and that nothing of a key is left when it ends.
import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { pick, secretsOf } from "../support/demo.ts";
import type { Demo, Pick } from "../support/demo.ts";
import { password, searchForSecrets } from "../support/secrets.ts";
import type { Secret } from "../support/secrets.ts";
import { memoryOf, plant, Signer } from "../support/signer.ts";
import { expect, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, goTo, logOut } from "./steps/entering.ts";
import { lockNow, openKey } from "./steps/keys.ts";

/** Everything that the browser keeps for this site beyond the page. */
async function kept(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const caches = await window.caches.keys();
    const workers = await navigator.serviceWorker.getRegistrations();
    return JSON.stringify({
      local: { ...localStorage },
      session: { ...sessionStorage },
      databases: databases.map((one) => one.name),
      caches,
      workers: workers.map((one) => one.scope),
      cookies: document.cookie,
    });
  });
  const state = JSON.parse(text) as { databases: string[]; caches: string[]; workers: string[] };
  // What is not there needs no search.
  expect(state.databases, "IndexedDB").toEqual([]);
  expect(state.caches, "caches").toEqual([]);
  expect(state.workers, "service workers").toEqual([]);
  return Buffer.from(text);
}

test("the worker is one file under the policy that lets it reach nothing", async ({ page, demo, wire, provoked }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  expect(page.workers(), "before any key there is no worker").toHaveLength(0);
  const answered = page.waitForResponse(/\/worker\/[^/]+\.js$/);
  await openKey(page, pick(demo, "efirma-moral"));

  const [worker, ...others] = page.workers();
  expect(others).toEqual([]);
  const answer = await answered;
  expect(answer.url()).toBe(worker?.url());
  expect(await answer.headerValue("content-security-policy")).toBe(
    "default-src 'none'; script-src 'wasm-unsafe-eval'",
  );
  // Its one file, and the module that the page compiles: the worker itself fetched nothing.
  const asked = wire.left.map((left) => left.url.pathname).filter((path) => path.startsWith("/worker/"));
  expect(asked).toHaveLength(2);
  expect(asked).toContain(new URL(answer.url()).pathname);
  expect(asked).toContainEqual(expect.stringMatching(/^\/worker\/[^/]+\.wasm$/));
  // And could not.
  provoked.push(/Content Security Policy/);
  const came = await worker?.evaluate(`Promise.allSettled([
    fetch("/healthz"),
    import("/healthz?import"),
    new Promise((open, refused) => Object.assign(new EventSource("/healthz"), { onopen: open, onerror: refused })),
  ]).then((attempts) => attempts.map((one) => one.status))`);
  expect(came).toEqual(["rejected", "rejected", "rejected"]);
  expect(wire.left.filter((left) => left.url.pathname === "/healthz")).toEqual([]);
});

/** What must not stay in memory: also with the last byte first, as the words of a large number stand there. */
function inMemory(demo: Demo, key: Pick): Secret[] {
  return secretsOf({ ...demo, credentials: [key], refused: [] }).map(({ name, pieces }) => ({
    name,
    pieces: [...pieces, ...pieces.map((piece) => Buffer.from(piece).reverse())],
  }));
}

for (const id of ["efirma-moral", "imss-nuevo", "imss-antiguo"]) {
  test(`while ${id} is open, neither its password nor its key stands in the worker's memory`, async ({ page, demo }) => {
    const key = pick(demo, id);
    const looked = inMemory(demo, key);
    await enter(page, demo, "firmante");
    await goTo(page, "Certificados");
    await openKey(page, key);
    const [worker] = page.workers();
    if (worker === undefined) {
      throw new Error("an open key has a worker");
    }
    expect(searchForSecrets(await memoryOf(worker), looked)).toEqual([]);

    // The same search in the same memory finds each of them once it is there.
    for (const secret of looked) {
      for (const piece of [secret.pieces[0], secret.pieces.at(-1)]) {
        await plant(worker, piece ?? Buffer.alloc(0));
      }
    }
    const found = searchForSecrets(await memoryOf(worker), looked).map(({ secret }) => secret);
    expect(found).toEqual(looked.map(({ name }) => name));
  });
}

for (const form of ["modern", "old"]) {
  test(`after a conversion to a .pfx (${form}) neither password nor the key is left of it`, async ({
    page,
    demo,
    secrets,
  }) => {
    const key = pick(demo, "efirma-moral");
    const newPassword = password("the new password", "Npie2027Convertida");
    secrets.push(newPassword);
    const looked = [...inMemory(demo, key), newPassword];
    await page.goto("/");
    const signer = await Signer.start(page);
    const files = key.files.map((file) => ({ name: basename(file), content: readFileSync(file) }));
    const { message, parts } = await signer.ask(
      {
        ask: "convert",
        request: 1,
        files: [0, 1].map((file) => ({ file, inspected: null })),
        password: 2,
        new_password: 3,
        to: "pfx",
        form,
        accept_without_mac: false,
      },
      [...files, { content: Buffer.from(key.password) }, ...newPassword.pieces.map((content) => ({ content }))],
    );
    expect(message).toMatchObject({ tell: "converted", files: [{ kind: "pfx", bytes: 0 }] });
    expect(parts[0]?.length).toBeGreaterThan(2000);
    const memory = await memoryOf(signer.worker);
    expect(searchForSecrets(memory, looked)).toEqual([]);
    // What it answered holds no key that a search would find, and none that its password does not open.
    expect(searchForSecrets(Buffer.concat(parts), looked)).toEqual([]);

    await plant(signer.worker, newPassword.pieces[0] ?? Buffer.alloc(0));
    const found = searchForSecrets(await memoryOf(signer.worker), looked);
    expect(found.map(({ secret }) => secret)).toEqual(["the new password"]);
  });
}

test("after «Bloquear ahora» the worker is gone, nothing of the key is kept, and the files are asked for again", async ({
  page,
  demo,
  secrets,
}) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  await openKey(page, pick(demo, "efirma-moral"));
  expect(page.workers()).toHaveLength(1);
  await lockNow(page);
  await expect.poll(() => page.workers().length).toBe(0);
  await expect(page.getByRole("heading", { name: "Abrir una llave" })).toBeVisible();
  await expect(page.getByLabel("Contraseña de la llave", { exact: true })).toHaveValue("");
  expect(searchForSecrets(await kept(page), secrets)).toEqual([]);
  // It can be opened again, with files and password.
  await openKey(page, pick(demo, "efirma-moral"));
});

test("leaving ends the worker too, and so does loading the page again", async ({ page, demo, secrets }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  await openKey(page, pick(demo, "imss-nuevo"));
  await page.reload();
  await expect(page.getByRole("heading", { name: "Abrir una llave" })).toBeVisible();
  await expect.poll(() => page.workers().length).toBe(0);
  await openKey(page, pick(demo, "imss-nuevo"));
  await logOut(page);
  await expect.poll(() => page.workers().length).toBe(0);
  expect(searchForSecrets(await kept(page), secrets)).toEqual([]);
});

// The worker that holds the keys: what it may do, and that nothing of a key is left when it ends.
import { pick } from "../support/demo.ts";
import { searchForSecrets } from "../support/secrets.ts";
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
  // Its one file, and the module that the page compiles: the worker fetched nothing by itself.
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
  expect(page.workers()).toHaveLength(0);
  await openKey(page, pick(demo, "imss-nuevo"));
  await logOut(page);
  await expect.poll(() => page.workers().length).toBe(0);
  expect(searchForSecrets(await kept(page), secrets)).toEqual([]);
});

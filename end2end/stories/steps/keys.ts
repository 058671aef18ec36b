// Opening keys, and forgetting them.
import { expect } from "../../support/test.ts";
import type { Locator, Page } from "../../support/test.ts";
import type { Pick } from "../../support/demo.ts";

/** The label of the field that takes a key's password. */
export const PASSWORD = "Contraseña de la llave";

const FIELDS = { certificate: "Certificado (.cer o .pfx)", key: "Llave privada (.key)" } as const;

/** A field that picks files. */
export function fileField(page: Page, which: keyof typeof FIELDS): Locator {
  return page.getByLabel(FIELDS[which]);
}

/** Picks files, types a password and asks to open, in the form that is shown. */
export async function tryToOpen(page: Page, files: string[], password: string): Promise<void> {
  // Both halves in one pick: the form sorts them into their fields.
  await fileField(page, "certificate").setInputFiles(files);
  await page.getByLabel(PASSWORD, { exact: true }).fill(password);
  await page.getByRole("button", { name: "Abrir", exact: true }).click();
}

/** Opens what opens. `open` says how many are open then. */
export async function openKey(page: Page, key: Pick, open = 1): Promise<void> {
  await tryToOpen(page, key.files, key.password);
  await expectOpen(page, open);
}

export async function expectOpen(page: Page, count: number): Promise<void> {
  const words = count === 1 ? "1 llave abierta" : `${count} llaves abiertas`;
  await expect(page.getByRole("status").filter({ hasText: words })).toBeVisible();
}

/** "Bloquear ahora". */
export async function lockNow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Bloquear ahora" }).click();
  await expect(page.getByRole("button", { name: "Bloquear ahora" })).toBeHidden();
}

/** The value beside a name in the facts that are shown. */
export function fact(facts: Locator, term: string): Locator {
  const named = facts.page().getByRole("term").filter({ hasText: new RegExp(`^${term}$`) });
  return facts.locator("div").filter({ has: named }).getByRole("definition").last();
}

/** Overnight every certificate that the company held has expired, as far as the page can tell. */
export async function overnight(page: Page): Promise<void> {
  await endIn(page, -1);
}

/** Every certificate that the company holds ends in so many days, as far as the page can tell. */
export async function endIn(page: Page, days: number): Promise<void> {
  await page.addInitScript((days_left) => {
    const ask = window.fetch.bind(window);
    window.fetch = async (...asked: Parameters<typeof fetch>) => {
      const answer = await ask(...asked);
      if (!answer.url.endsWith("/api/certificates/list") || !answer.ok) {
        return answer;
      }
      const held = (await answer.json()) as { fingerprint: string; days_left: number; not_after: string }[];
      const known = sessionStorage.getItem("aged") ?? held.map((one) => one.fingerprint).join();
      sessionStorage.setItem("aged", known);
      const not_after = new Date(Date.now() + days_left * 24 * 60 * 60 * 1000).toISOString();
      const validity = days_left < 0 ? "ended" : "valid";
      const aged = held.map((one) => (known.includes(one.fingerprint) ? { ...one, days_left, not_after, validity } : one));
      return new Response(JSON.stringify(aged), { status: answer.status, headers: answer.headers });
    };
  }, days);
}

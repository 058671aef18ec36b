// Lotes: prepared, reviewed, signed, followed.
import { readFileSync } from "node:fs";

import { expect } from "../../support/test.ts";
import type { Page } from "../../support/test.ts";
import { goTo } from "./entering.ts";
import { find } from "./movements.ts";

/** How long IDSE may take: the simulator processes a lote for 20 seconds, and is asked now and then. */
export const RESULT = { timeout: 90_000 };

/** Groups everything that is ready. */
export async function prepare(page: Page): Promise<void> {
  await goTo(page, "Lotes");
  await page.getByRole("button", { name: /^Preparar \d+ lotes?$/ }).click();
  // Several are reported; a single one is opened at once.
  await expect(
    page.getByText(/^Se prepar(ó|aron) \d+ lotes?\.$/).or(page.getByRole("heading", { level: 1, name: /^Lote \d+$/ })),
  ).toBeVisible();
}

/** Opens the lote that holds the movement of somebody, by way of the history. */
export async function openLoteOf(page: Page, nss: string): Promise<void> {
  const row = await find(page, "Todos", nss);
  await row.getByRole("link", { name: /^Lote \d+$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Lote \d+$/ })).toBeVisible();
  await expect(page.getByText("Qué lleva")).toBeVisible();
}

/** The button that signs a lote. */
export function signButton(page: Page) {
  return page.getByRole("button", { name: "Firmar y enviar", exact: true });
}

/** Signs the lote that is shown; its key is open. */
export async function sign(page: Page): Promise<void> {
  await signButton(page).click();
  await expect(signButton(page)).toBeHidden();
}

/** The lote that is shown says where it stands. */
export async function expectStands(page: Page, words: string | RegExp, options = {}): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: words }).first()).toBeVisible(options);
}

/** Downloads what a link names; its bytes. */
export async function download(page: Page, link: string): Promise<Buffer> {
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: link }).click();
  return readFileSync(await (await saved).path());
}

/** "Firmar y enviar todo": goes to the review of everything that is ready. */
export async function reviewAll(page: Page): Promise<void> {
  await goTo(page, "Lotes");
  await page.getByRole("link", { name: "Firmar y enviar todo" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Firmar y enviar todo" })).toBeVisible();
  // The first is read, and so in the end are all.
  await expect(page.getByRole("list", { name: "Lotes que se van a firmar" })).toBeVisible();
  await expect(page.getByText("Leyendo lo que se va a firmar")).toHaveCount(0);
}

/** The line of a lote in that review, by what it holds. */
export function lineOf(page: Page, words: string | RegExp) {
  return page.getByRole("list", { name: "Lotes que se van a firmar" }).getByRole("listitem").filter({ hasText: words });
}

/** The one tap that signs everything in that review. */
export function signAllButton(page: Page) {
  return page.getByRole("button", { name: /^Firmar y enviar \d+ lotes?$/ });
}

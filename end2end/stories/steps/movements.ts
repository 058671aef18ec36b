// Capturing movements, and finding them again.
import { expect } from "../../support/test.ts";
import type { Page } from "../../support/test.ts";
import { today } from "../../support/people.ts";
import type { Person } from "../../support/people.ts";
import { goTo, sections } from "./entering.ts";

/** Types of movements as the page calls them. */
export type Kind = "Reingreso" | "Modificación de salario" | "Baja";

const FORMS: Record<Kind, { title: string; fecha: string }> = {
  Reingreso: { title: "Nuevo reingreso", fecha: "Fecha de ingreso" },
  "Modificación de salario": { title: "Nueva modificación de salario", fecha: "Fecha de la modificación" },
  Baja: { title: "Nueva baja", fecha: "Fecha de la baja" },
};

/** Opens an empty form. */
export async function begin(page: Page, kind: Kind): Promise<void> {
  await goTo(page, "Capturar", "¿Qué vas a capturar?");
  await page.getByRole("link", { name: new RegExp(`^${kind}`) }).click();
  await expect(page.getByRole("heading", { level: 1, name: FORMS[kind].title })).toBeVisible();
  await expect(page.getByLabel("Registro patronal")).toBeVisible();
}

/** Types everything that the form asks for. */
export async function fillIn(page: Page, kind: Kind, registro: string, person: Person): Promise<void> {
  const registros = page.getByLabel("Registro patronal");
  const option = registros.getByRole("option", { name: new RegExp(`^${registro}`) });
  await registros.selectOption((await option.getAttribute("value")) ?? "");
  await page.getByLabel(FORMS[kind].fecha).fill(today());
  await page.getByLabel("NSS", { exact: true }).fill(person.nss);
  await page.getByLabel("Apellido paterno").fill(person.paterno);
  await page.getByLabel("Apellido materno").fill(person.materno);
  await page.getByLabel("Nombre(s)").fill(person.nombre);
  if (kind === "Baja") {
    await page.getByLabel("Causa de la baja").selectOption({ label: "Separación voluntaria" });
  } else {
    await page.getByLabel("Salario base de cotización").fill((person.sbc + 687.7).toFixed(2));
  }
}

/** Saves what is typed, ready for a lote. */
export async function saveReady(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Guardar, listo para lote" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Movimiento listo" })).toBeVisible();
}

/** A movement, from an empty form until it is ready. */
export async function capture(page: Page, kind: Kind, registro: string, person: Person): Promise<void> {
  await begin(page, kind);
  await fillIn(page, kind, registro, person);
  await saveReady(page);
}

/** The tabs of the history. */
export function tabs(page: Page) {
  return page.getByRole("navigation", { name: "Tipos de movimiento" });
}

/** Opens the history and a tab of it. */
export async function goToTab(page: Page, tab: string): Promise<void> {
  const link = tabs(page).getByRole("link", { name: tab });
  await sections(page).getByRole("link", { name: "Historial" }).click();
  // The search before ends with the section; the tabs keep the filters of this one.
  await expect(page).not.toHaveURL(/\?/);
  await expect(link).not.toHaveAttribute("href", /\?/);
  await link.click();
  await expect(link).toHaveAttribute("aria-current", "page");
}

/** Looks for somebody in a tab of the history; the row of her latest movement. */
export async function find(page: Page, tab: string, nss: string) {
  await goToTab(page, tab);
  const looked = page.getByRole("textbox", { name: /^Trabajador/ });
  await looked.fill(nss);
  await page.getByRole("button", { name: "Buscar" }).click();
  await expect(page).toHaveURL(new RegExp(`texto=${nss}`));
  // Until nobody else is listed: rows change their content while the list is filtered.
  const people = page.getByRole("table", { name: "Movimientos" }).getByRole("rowheader");
  await expect(people.filter({ hasText: nss })).not.toHaveCount(0);
  await expect(people.filter({ hasNotText: nss })).toHaveCount(0);
  // The newest is the first.
  return page.getByRole("row").filter({ hasText: nss }).first();
}

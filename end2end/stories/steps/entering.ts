// Coming in, moving about, going out.
import { expect } from "../../support/test.ts";
import type { Demo, Page } from "../../support/test.ts";
import { user } from "../../support/demo.ts";

/** Fills in the login that is shown and sends it. */
export async function logIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel("Usuario", { exact: true }).fill(username);
  await page.getByLabel("Contraseña", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Continuar" }).click();
}

/** Comes in as one of the demo's users, and stands on the first page. */
export async function enter(page: Page, demo: Demo, username: string): Promise<void> {
  await page.goto("/");
  await logIn(page, username, user(demo, username).password);
  await expectHome(page);
}

/** Comes in through "Ingresar en modo sólo consulta", with a user. */
export async function enterToConsult(page: Page, demo: Demo, username: string): Promise<void> {
  await page.goto("/");
  await page.getByLabel("Ingresar en modo sólo consulta").check();
  await page.getByRole("button", { name: "Continuar" }).click();
  await page.getByRole("button", { name: "Usar mi usuario" }).click();
  await logIn(page, username, user(demo, username).password);
  await startConsulting(page);
}

/** Accepts the notice of "sólo consulta" and waits for the history. */
export async function startConsulting(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Sólo consulta" })).toBeVisible();
  await page.getByRole("button", { name: "Aceptar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Historial" })).toBeVisible();
}

export async function expectHome(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: /^Hola, / })).toBeVisible();
}

/** The links to the sections. */
export function sections(page: Page) {
  return page.getByRole("navigation", { name: "Secciones" });
}

/** Goes to a section without leaving the page, as a tap does: open keys stay open. */
export async function goTo(page: Page, section: string, title: string | RegExp = section): Promise<void> {
  await sections(page).getByRole("link", { name: section }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** Goes out through the menu. */
export async function logOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Menú" }).click();
  await page.getByRole("button", { name: "Salir" }).click();
  const asked = page.getByRole("dialog", { name: "¿Salir de Rúbrica?" });
  await asked.getByRole("button", { name: "Salir" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible();
}

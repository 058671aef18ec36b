// Taking lists away as files.
import { readFileSync } from "node:fs";

import { partOf } from "../support/payroll.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { goToTab } from "./steps/movements.ts";

const dialog = (page: Page) => page.getByRole("dialog", { name: "Exportar" });

/** Makes a file through the dialog, and answers its name and its bytes. */
async function exported(page: Page, format: RegExp): Promise<[string, Buffer]> {
  await page.getByRole("button", { name: "Exportar Excel" }).click();
  await dialog(page).getByRole("radio", { name: format }).check();
  await expectAccessible(page);
  const saved = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Exportar", exact: true }).click();
  const download = await saved;
  await expect(dialog(page).getByRole("status").filter({ hasText: "Se guardó" })).toBeVisible();
  await dialog(page).getByRole("button", { name: "Cerrar" }).last().click();
  await expect(dialog(page)).toBeHidden();
  return [download.suggestedFilename(), readFileSync(await download.path())];
}

/** How many rows stand below the headings of a workbook's first sheet. */
function rowsOf(workbook: Buffer): number {
  return partOf(workbook, "xl/worksheets/sheet1.xml").split("<row ").length - 2;
}

test("what a search shows is taken to Excel whole, with its types, and to CSV", async ({ page, demo, wire }) => {
  await enter(page, demo, "capturista");
  await goToTab(page, "Todos");
  const before = wire.left.length;
  const [name, workbook] = await exported(page, /^Excel/);
  expect(name).toMatch(/^movimientos-todos-\d{4}-\d\d-\d\d\.xlsx$/);
  const sheet = partOf(workbook, "xl/worksheets/sheet1.xml");
  // More than the list had asked for: every page of it.
  expect(rowsOf(workbook)).toBeGreaterThan(50);
  expect(sheet).toContain('<pane ySplit="1"');
  expect(sheet).toMatch(/<autoFilter ref="A1:W\d+"/);
  expect(sheet).toMatch(/<c r="D\d+" s="\d+" t="inlineStr"><is><t xml:space="preserve">\d{11}<\/t>/);
  expect(sheet).toMatch(/<c r="C\d+" s="\d+"><v>4\d{4}<\/v>/);
  const notes = partOf(workbook, "xl/sharedStrings.xml");
  for (const words of ["Criterios", "Todos", "Sin límite"]) {
    expect(`${notes}${partOf(workbook, "xl/workbook.xml")}`).toContain(words);
  }
  const asked = wire.left.slice(before).filter((left) => left.url.pathname === "/api/movements/export");
  expect(asked.length).toBeGreaterThan(0);

  const [csvName, csv] = await exported(page, /^CSV/);
  expect(csvName).toMatch(/\.csv$/);
  const lines = csv.toString().trimEnd().split("\r\n");
  expect(lines[0]?.startsWith("\ufeffRegistro patronal,Movimiento,Fecha,NSS")).toBe(true);
  expect(lines.length - 1).toBe(rowsOf(workbook));
});

test("an export that is cancelled saves nothing, and another one can be made", async ({ page, demo }) => {
  await enter(page, demo, "capturista");
  await goToTab(page, "Todos");
  // The server's answer is held back until the person has cancelled.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/api/movements/export", async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("button", { name: "Exportar Excel" }).click();
  await dialog(page).getByRole("button", { name: "Exportar", exact: true }).click();
  await expect(dialog(page).getByText("Preparando el archivo…")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Cancelar" }).click();
  release();
  await expect(dialog(page).getByRole("alert")).toContainText("Lo cancelaste.");
  await page.unroute("**/api/movements/export");
  const saved = page.waitForEvent("download");
  await dialog(page).getByRole("button", { name: "Exportar", exact: true }).click();
  expect((await saved).suggestedFilename()).toMatch(/^movimientos-todos-/);
  await expect(dialog(page).getByRole("status").filter({ hasText: "Se guardó" })).toBeVisible();
});

test("the audit log says who took the list away, and is taken away itself", async ({ page, demo }) => {
  await enter(page, demo, "administrador");
  await goToTab(page, "Reingresos");
  await exported(page, /^Excel/);
  await page.goto("/bitacora");
  await expect(page.getByRole("heading", { level: 1, name: "Bitácora" })).toBeVisible();
  const log = page.getByRole("table", { name: /^Bitácora/ });
  await expect(log.getByRole("row").filter({ hasText: "Exportó movimientos" }).first()).toBeVisible();
  await page.getByRole("combobox", { name: /^Qué/ }).selectOption({ label: "Exportó movimientos" });
  await page.getByRole("button", { name: "Buscar" }).click();
  await expect(page).toHaveURL(/que=history_exported/);
  await expect(log.getByRole("row").filter({ hasText: "Ingresó" })).toHaveCount(0);
  await expectAccessible(page);
  const [name, workbook] = await exported(page, /^Excel/);
  expect(name).toMatch(/^bitacora-.*\.xlsx$/);
  expect(rowsOf(workbook)).toBeGreaterThan(0);
});

test("who does not administer has no audit log", async ({ page, demo }) => {
  await enter(page, demo, "capturista");
  await goTo(page, "Historial");
  await page.goto("/bitacora");
  await expect(page.getByRole("heading", { level: 1, name: "Esta página no es para tu sesión" })).toBeVisible();
});

// What can be taken back, corrected, or settled between two people.
import { pick, registroOf } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { today } from "../support/people.ts";
import { enter } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";
import { RESULT, expectStands, openLoteOf, prepare, sign } from "./steps/lotes.ts";
import { begin, capture, fillIn, find, goToTab, saveReady } from "./steps/movements.ts";

test.use({ server: "mending" });
test.describe.configure({ timeout: 240_000 });

/** Opens the form of somebody's movement out of the history. */
async function edit(page: Page, nss: string): Promise<void> {
  const row = await find(page, "Todos", nss);
  await row.getByRole("link", { name: /^Editar / }).click();
  await expect(page.getByLabel("NSS", { exact: true })).toHaveValue(nss);
}

/** Changes one of a worker's data on the worker's own page. */
async function updateWorker(page: Page, label: string, value: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 2, name: "Datos" })).toBeVisible();
  await page.getByText("Corregir sus datos").click();
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
}

test("a movement that IMSS refused becomes a corrected draft with one tap, with the reason beside its field", async ({
  page,
  demo,
  people,
}) => {
  const leon = registroOf(demo, "León");
  // Somebody who works there already cannot be hired: IMSS's code 48.
  const twice = people.vigente(leon);
  // Nor can anybody under another name than IMSS has: code 59.
  const misspelt = people.vigente(leon);
  await enter(page, demo, "firmante");
  await begin(page, "Reingreso");
  await fillIn(page, "Reingreso", leon, twice);
  await saveReady(page);
  // The plantilla and what was filed since say so before it is sent.
  await expect(page.getByText(/ya está vigente/)).toBeVisible();
  await capture(page, "Reingreso", leon, { ...misspelt, nombre: `${misspelt.nombre} X` });
  // Nor under a number that IMSS has merged into another: code 61.
  const merged = people.merged();
  const present = people.newcomer().nss;
  await capture(page, "Reingreso", leon, merged);
  await prepare(page);
  await openLoteOf(page, twice.nss);
  await openKey(page, pick(demo, "efirma-moral"));
  await sign(page);
  await expectStands(page, /^Procesado/, RESULT);

  const row = await find(page, "Reingresos", twice.nss);
  await row.getByRole("button", { name: /^Ver / }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("El IMSS lo rechazó");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Corregir" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Editar reingreso" })).toBeVisible();
  await expect(page.getByText("Corriges un movimiento que el IMSS rechazó")).toBeVisible();
  const nss = page.getByLabel("NSS", { exact: true });
  await expect(nss).toHaveValue(twice.nss);
  await expect(nss).toHaveAccessibleDescription(/El IMSS rechazó este dato: 48/);
  await expectAccessible(page);

  await test.step("the refused one leads to its correction", async () => {
    await goToTab(page, "Todos");
    const rows = page.getByRole("row").filter({ hasText: twice.nss }).filter({ hasText: "Rechazado" });
    await rows.getByRole("button", { name: /^Ver / }).click();
    await expect(page.getByRole("dialog").getByRole("link", { name: "Ver su corrección" })).toBeVisible();
    await page.getByRole("dialog").getByRole("button", { name: "Cerrar" }).click();
  });

  await test.step("a name that IMSS has otherwise comes from the directory, and can be changed there", async () => {
    const row = await find(page, "Reingresos", misspelt.nss);
    await row.getByRole("button", { name: /^Ver / }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("link", { name: "Actualizar los datos del trabajador" })).toBeVisible();
    await dialog.getByRole("button", { name: "Corregir" }).click();
    const nombre = page.getByLabel("Nombre(s)");
    await expect(nombre).toHaveValue(misspelt.nombre);
    await expect(nombre).toHaveAccessibleDescription(/El IMSS rechazó este dato: 59/);
    await page.getByRole("link", { name: "Actualizar los datos del trabajador" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Datos" })).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`/trabajadores/${misspelt.nss}$`));
    await updateWorker(page, "Nombre(s)", `${misspelt.nombre} Y`);
    await expect(page.getByRole("heading", { level: 1, name: `${misspelt.nombre} Y`.toUpperCase() })).toBeVisible();
  });

  await test.step("a number that IMSS merged is changed in the directory, and the correction has the new one", async () => {
    const row = await find(page, "Reingresos", merged.nss);
    await row.getByRole("button", { name: /^Ver / }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("61: NSS regularizado");
    await dialog.getByRole("link", { name: "Actualizar los datos del trabajador" }).click();
    await expect(page).toHaveURL(new RegExp(`/trabajadores/${merged.nss}$`));
    await updateWorker(page, "NSS", present);
    await expect(page).toHaveURL(new RegExp(`/trabajadores/${present}$`));
    // What was filed under the former number is still the worker's.
    const refused = page.getByRole("table", { name: "Movimientos" }).getByRole("row").filter({ hasText: "Rechazado" });
    await refused.getByRole("button", { name: /^Ver / }).click();
    await dialog.getByRole("button", { name: "Corregir" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Editar reingreso" })).toBeVisible();
    await expect(page.getByLabel("NSS", { exact: true })).toHaveValue(present);
    await saveReady(page);
    await page.goto(`/trabajadores/${misspelt.nss}`);
    await expect(page.getByRole("table", { name: "Movimientos" })).toBeVisible();
  });

  await test.step("what IMSS operated is not edited: what follows it is explained", async () => {
    const rows = page.getByRole("table", { name: "Movimientos" }).getByRole("row").filter({ hasText: "Operado" });
    await expect(rows.first().getByRole("link", { name: /^Editar / })).toHaveCount(0);
    await rows.first().getByRole("button", { name: /^Ver / }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("¿Y si tiene un error?").click();
    await expect(dialog.getByText(/aclaración en tu subdelegación/)).toBeVisible();
    await expect(dialog.getByRole("link", { name: /^Presentar una? / }).first()).toBeVisible();
    await expect(dialog.getByRole("link", { name: "Editar" })).toHaveCount(0);
    await expectAccessible(page);
  });
});

test("a deletion and an edit are taken back", async ({ page, demo, people }) => {
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "capturista");
  await capture(page, "Reingreso", leon, somebody);

  const row = await find(page, "Todos", somebody.nss);
  await row.getByRole("button", { name: /^Ver / }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Eliminar" }).click();
  const asked = page.getByRole("dialog", { name: "¿Eliminar este movimiento?" });
  await asked.getByRole("button", { name: "Eliminar" }).click();
  const notice = page.getByRole("status").filter({ hasText: "Se eliminó el movimiento" });
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await notice.getByRole("button", { name: "Deshacer" }).click();
  await expect(page.getByRole("status").filter({ hasText: "quedó como estaba" })).toBeVisible();

  await edit(page, somebody.nss);
  await page.getByLabel("Apellido paterno").fill("Equivocado");
  await saveReady(page);
  const changed = page.getByRole("status").filter({ hasText: "Se guardó el cambio" });
  await changed.getByRole("button", { name: "Deshacer" }).click();
  await expect(page.getByRole("status").filter({ hasText: "quedó como estaba" })).toBeVisible();
  await expect(await find(page, "Todos", somebody.nss)).toContainText(somebody.paterno.toUpperCase());
});

test("two people at one movement learn of each other, and neither loses work", async ({
  page,
  demo,
  people,
  somebodyElse,
}) => {
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "capturista");
  await capture(page, "Reingreso", leon, somebody);
  await edit(page, somebody.nss);

  const other = await somebodyElse();
  await enter(other, demo, "firmante");
  await edit(other, somebody.nss);
  await other.getByLabel("Salario base de cotización").fill("801.50");
  await saveReady(other);

  await page.getByLabel("Salario base de cotización").fill("802.75");
  await page.getByRole("button", { name: "Guardar, listo para lote" }).click();
  await expect(page.getByText("cambió este movimiento mientras lo editabas")).toBeVisible();
  const row = page.getByRole("table", { name: "En qué difieren" }).getByRole("row").filter({ hasText: "Salario" });
  await expect(row).toContainText("802.75");
  await expect(row).toContainText("801.5");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Seguir con lo mío" }).click();
  await expect(page.getByLabel("Salario base de cotización")).toHaveValue("802.75");
  await saveReady(page);
  await expect(await find(page, "Todos", somebody.nss)).toContainText("802.75");
});

test("a draft survives a closed tab, and a series keeps everything but the person", async ({
  page,
  demo,
  people,
  somebodyElse,
}) => {
  const leon = registroOf(demo, "León");
  const [left, first, second] = [people.newcomer(), people.newcomer(), people.newcomer()];
  await enter(page, demo, "capturista");

  await test.step("kept while it is typed", async () => {
    const other = await somebodyElse();
    await enter(other, demo, "firmante");
    await begin(other, "Reingreso");
    await fillIn(other, "Reingreso", leon, left);
    await expect(other.getByText(/^Borrador guardado a las \d\d:\d\d\.$/)).toBeVisible();
    await other.close();
    await expect(await find(page, "Todos", left.nss)).toContainText("Borrador");
  });

  await test.step("save and next", async () => {
    await begin(page, "Reingreso");
    await fillIn(page, "Reingreso", leon, first);
    await page.getByRole("button", { name: "Guardar y capturar otro" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Movimiento listo" })).toBeVisible();
    const nss = page.getByLabel("NSS", { exact: true });
    await expect(nss).toHaveValue("");
    await expect(nss).toBeFocused();
    await expect(page.getByLabel("Fecha de ingreso")).toHaveValue(today());
    await fillIn(page, "Reingreso", leon, second);
    await saveReady(page);
  });
  for (const somebody of [first, second]) {
    await expect(await find(page, "Todos", somebody.nss)).toContainText("Listo");
  }
});

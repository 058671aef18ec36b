// The directory, and movements of many at once.
import { registroOf } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { today, yesterday } from "../support/people.ts";
import type { People } from "../support/people.ts";
import { enter, goTo } from "./steps/entering.ts";
import { begin, capture, find, saveReady } from "./steps/movements.ts";

test.use({ server: "trabajadores" });
test.describe.configure({ timeout: 240_000 });

/** Looks for somebody in the directory, vigente or not; the row. */
async function lookUp(page: Page, words: string) {
  await goTo(page, "Trabajadores");
  await page.getByLabel("Sólo vigentes").uncheck();
  await page.getByLabel("Buscar", { exact: true }).fill(words);
  const row = page.getByRole("table", { name: "Trabajadores" }).getByRole("row").filter({ hasText: words });
  await expect(row).toHaveCount(1);
  return row;
}

/** Three people for each registro patronal, as its plantilla brings them; their NSS. */
async function loadPlantilla(page: Page, people: People): Promise<string[]> {
  const known = { curp: "", rfc: "", clave: "", umf: "", tipo_trabajador: "1", tipo_salario: "0", jornada: "0" };
  const rows = [0, 1, 2].map(() => {
    const { nss, paterno, materno, nombre } = people.newcomer();
    return { data: { nss, paterno, materno, nombre, ...known }, fecha: "2024-01-08", sbc: "612.30" };
  });
  const stored = await page.evaluate(
    async ([rows, corte]) => {
      const ask = async (path: string, body: unknown) => {
        const headers = { "content-type": "application/json" };
        return (await fetch(path, { method: "POST", headers, body: JSON.stringify(body) })).json();
      };
      const registros: { id: string }[] = await ask("/api/registros/list", {});
      const outcomes: { stored: boolean }[][] = [];
      for (const { id } of registros) {
        outcomes.push(await ask("/api/trabajadores/load-plantilla", { request: { registro: id, corte, rows } }));
      }
      return outcomes.flat().map((one) => one.stored);
    },
    [rows, yesterday()] as const,
  );
  expect(stored).not.toHaveLength(0);
  expect(stored).not.toContain(false);
  return rows.map((row) => row.data.nss);
}

test("a captured worker is in the directory, and picking them fills the next form", async ({
  page,
  demo,
  people,
}) => {
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "capturista");
  await capture(page, "Reingreso", leon, somebody);

  const row = await lookUp(page, somebody.nss);
  await expectAccessible(page);
  await row.getByRole("link", { name: /^Ver / }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Datos" })).toBeVisible();
  await expect(page.getByRole("table", { name: "Movimientos" })).toContainText("Reingreso");
  await expectAccessible(page);

  await begin(page, "Baja");
  await page.getByLabel("Buscar trabajador").fill(somebody.nss);
  await page.getByRole("list", { name: "Trabajadores que coinciden" }).getByRole("button").first().click();
  await expect(page.getByLabel("NSS", { exact: true })).toHaveValue(somebody.nss);
  await expect(page.getByLabel("Apellido paterno")).toHaveValue(new RegExp(somebody.paterno, "i"));
  await expectAccessible(page);
});

test("capture says who is vigente, and what they earn now", async ({ page, demo, people }) => {
  await enter(page, demo, "capturista");
  const [nss = ""] = await loadPlantilla(page, people);

  await begin(page, "Reingreso");
  const registros = page.getByLabel("Registro patronal");
  const option = registros.getByRole("option", { name: new RegExp(`^${registroOf(demo, "León")}`) });
  await registros.selectOption((await option.getAttribute("value")) ?? "");
  // Enter in the search picks, whether or not the directory has answered.
  await page.getByLabel("Buscar trabajador").fill(nss);
  await page.getByLabel("Buscar trabajador").press("Enter");
  await expect(page.getByLabel("NSS", { exact: true })).toHaveValue(nss);
  await expect(page.getByText("Este trabajador ya está vigente aquí desde el")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Capturar modificación de salario" }).click();

  const sbc = page.getByLabel("Salario base de cotización");
  await expect(page.getByText("SBC actual: 612.30")).toBeVisible();
  await expect(sbc).toHaveValue("");
  await sbc.fill("600");
  await expect(page.getByText("Es menor al SBC actual: −12.30 (−2.01 %).")).toBeVisible();
  await sbc.fill("612.30");
  await expect(page.getByText("Es igual al SBC actual")).toBeVisible();
  // What a spreadsheet does to a number is undone, and it says so.
  await page.getByLabel("NSS", { exact: true }).fill(`${nss}.0`);
  await sbc.fill("$ 1,173.90 ");
  await sbc.blur();
  await expect(page.getByLabel("NSS", { exact: true })).toHaveValue(nss);
  await expect(sbc).toHaveValue("1173.90");
});

test("arrows move among the people that a search finds", async ({ page, demo, people }) => {
  await enter(page, demo, "capturista");
  const [nss = ""] = await loadPlantilla(page, people);
  await begin(page, "Baja");
  const search = page.getByLabel("Buscar trabajador");
  await search.fill(nss.slice(0, 8));
  const matches = page.getByRole("list", { name: "Trabajadores que coinciden" }).getByRole("button");
  await expect(matches.first()).toBeVisible();
  await search.press("ArrowDown");
  await expect(matches.first()).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(search).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("NSS", { exact: true })).toHaveValue(/^\d{11}$/);
  await expect(page.getByLabel("Causa de la baja")).toBeFocused();
});

test("a copy of a movement begins the next one", async ({ page, demo, people }) => {
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "capturista");
  await capture(page, "Reingreso", leon, somebody);
  const row = await find(page, "Todos", somebody.nss);
  await row.getByRole("button", { name: /^Ver / }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Copiar como nuevo" }).click();
  await expect(page.getByLabel("NSS", { exact: true })).toHaveValue(somebody.nss);
  await expect(page.getByLabel("Fecha de ingreso")).toHaveValue("");
  await page.getByLabel("Fecha de ingreso").fill(today());
  await saveReady(page);
});

test("salaries of many change by a percentage or by a column of Excel, bajas go out together", async ({
  page,
  demo,
  people,
}) => {
  await enter(page, demo, "capturista");
  const loaded = await loadPlantilla(page, people);
  const [nss = "", ...leaving] = loaded;
  await goTo(page, "Trabajadores");
  await page.getByRole("link", { name: "Cambiar salarios" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cambiar varios salarios" })).toBeVisible();
  const table = page.getByRole("table", { name: "Trabajadores vigentes" });
  // Among others there may be people whose movement is later than the plantilla.
  const rowOf = (nss: string) => table.getByRole("row").filter({ hasText: nss });
  const mine = rowOf(nss);
  await expect(mine).toBeVisible();
  await page.getByLabel("Fecha de la modificación").fill(today());
  await page.getByRole("textbox", { name: /^Porcentaje/ }).fill("mucho");
  await page.getByRole("button", { name: "Aplicar", exact: true }).click();
  await expect(page.getByText("Escribe un porcentaje, como 5.5.")).toBeVisible();
  await page.getByRole("textbox", { name: /^Porcentaje/ }).fill("5.5");
  await page.getByRole("button", { name: "Aplicar", exact: true }).click();
  await expect(mine.getByRole("textbox")).toHaveValue("645.98");
  await expectAccessible(page);

  await page.getByText("Pegar desde Excel").click();
  await page.getByLabel("Renglones copiados").fill(`${nss}\tALGUIEN\t$1,234.50\n99999999999\t700`);
  await page.getByRole("button", { name: "Llenar la tabla" }).click();
  await expect(mine.getByRole("textbox")).toHaveValue("1234.50");
  await expect(page.getByText("Uno no se pudo usar:")).toBeVisible();
  await expect(page.getByText("El NSS 99999999999 no es de nadie de esta lista")).toBeVisible();
  await expect(mine).toContainText("(+101.62 %)");
  // What was pasted stays when a percentage is applied again.
  await page.getByRole("textbox", { name: /^Porcentaje/ }).fill("30");
  await page.getByRole("button", { name: "Aplicar", exact: true }).click();
  await page.getByRole("button", { name: "No, revisarlo" }).click();
  await page.getByRole("textbox", { name: /^Porcentaje/ }).fill("5");
  await page.getByRole("button", { name: "Aplicar", exact: true }).click();
  await expect(page.getByText("1 salario que escribiste o pegaste quedó como estaba.")).toBeVisible();
  await expect(mine.getByRole("textbox")).toHaveValue("1234.50");
  await expectAccessible(page);
  await page.getByRole("button", { name: /^Guardar \d+ modificaci(ón|ones) de salario$/ }).dblclick();
  await page.getByRole("button", { name: "Sí, guardarlos" }).click();
  await expect(page.getByRole("status").filter({ hasText: /movimientos? listos? para lote/ })).toBeVisible({
    timeout: 30_000,
  });
  await expect(mine).toContainText("Listo para lote");
  await expect(await find(page, "Mod. Salarios", nss)).toContainText("1,234.50");

  await goTo(page, "Trabajadores");
  await page.getByRole("link", { name: "Varias bajas" }).click();
  await page.getByLabel("Fecha de la baja").fill(today());
  await page.getByLabel("Causa de la baja").selectOption({ label: "Separación voluntaria" });
  for (const nss of leaving) {
    await rowOf(nss).getByRole("checkbox").check();
  }
  await expectAccessible(page);
  await page.getByRole("button", { name: "Guardar 2 bajas" }).click();
  await expect(page.getByRole("status").filter({ hasText: "2 movimientos listos para lote" })).toBeVisible();
});

// A payroll file becomes movements: read in a worker, reviewed, mended, stored, and recognised the next
// time. A plantilla becomes the workers whom the rules know.
import { readFileSync } from "node:fs";

import { pick, registroOf } from "../support/demo.ts";
import { HEADINGS, asegLine, partOf, rowsOf, xlsxOf } from "../support/payroll.ts";
import { yesterday } from "../support/people.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Locator, Page } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { begin as beginForm, fillIn, find, saveReady } from "./steps/movements.ts";

test.use({ server: "import" });
test.describe.configure({ timeout: 240_000 });

/** How long many rows may take: the server of the tests is not optimised. */
const LONG = { timeout: 180_000 };

async function begin(page: Page): Promise<void> {
  await goTo(page, "Capturar", "¿Qué vas a capturar?");
  await page.getByRole("link", { name: /^Importar un archivo/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Importar movimientos" })).toBeVisible();
}

async function pickFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel("Archivo").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
}

/** Lets a file fall on the page, as from the desktop. */
async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([name, content]) => {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([bytes], name));
      return carried;
    },
    [name, content.toString("base64")] as const,
  );
  await page.getByText("Archivo", { exact: true }).dispatchEvent("drop", { dataTransfer });
}

async function review(page: Page): Promise<void> {
  // On the first twelve days of a month a date reads two ways, and the page asks.
  const order = page.getByRole("group", { name: /empiezan con el día o con el mes/ });
  // The questions come together with the button.
  const go = page.getByRole("button", { name: "Revisar renglones" });
  await expect(go).toBeVisible(LONG);
  if (await order.isVisible()) await order.getByRole("radio", { name: /^Día/ }).check();
  await go.click();
  await expect(page.getByRole("heading", { name: "Resultado de la revisión" })).toBeVisible(LONG);
}

/** Loads a plantilla of one; who would not be vigente any more is confirmed where the page asks. */
async function load(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Cargar 1 trabajador" }).click();
  const anyway = page.getByRole("button", { name: "Cargar 1 trabajador de todos modos" });
  const done = page.getByText("Se cargó 1 trabajador.");
  await expect(anyway.or(done)).toBeVisible(LONG);
  if (await anyway.isVisible()) await anyway.click();
  await expect(done).toBeVisible(LONG);
}

/** A number of the review, by its name. */
function figure(page: Page, name: string): Locator {
  const named = page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
  return page.getByRole("main").locator("dl > div").filter({ has: named }).getByRole("definition").first();
}

test("two thousand rows are dropped, mended, stored, and recognised when they come again", async ({
  page,
  demo,
  wire,
}) => {
  const rows = rowsOf(2_000, registroOf(demo, "León"), 1_000_000);
  const [first, second, third] = rows;
  const good = first?.[2] ?? "";
  first?.splice(2, 1, "123");
  second?.splice(7, 1, "1.00");
  third?.splice(6, 1, "31/02/2026");
  // As no payroll program calls it.
  const headings = HEADINGS.map((heading) => (heading === "SBC" ? "Lo que cotiza al día" : heading));
  const file = xlsxOf(rows, headings);
  const stored = (): number => wire.left.filter(({ url }) => url.pathname === "/api/movements/save-many").length;

  await enter(page, demo, "firmante");
  await begin(page);
  expect(page.workers(), "before any file there is no worker").toHaveLength(0);
  await expectAccessible(page);
  await drop(page, "nomina.xlsx", file);

  await test.step("columns are recognised by their headings, and one is mapped by hand", async () => {
    await expect(page.getByLabel("Qué es: NSS")).toHaveValue("nss");
    await expect(page.getByLabel("Qué es: Nombre(s)")).toHaveValue("nombre");
    await expect(page.getByLabel("Qué es: Lo que cotiza al día")).toHaveValue("");
    await page.getByLabel("Qué es: Lo que cotiza al día").selectOption("nss");
    await page.getByRole("button", { name: "Revisar renglones" }).click();
    await expect(page.getByText("Ya elegiste otra columna para este dato.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Revisar renglones" })).toBeVisible();
    await page.getByLabel("Qué es: Lo que cotiza al día").selectOption("sbc");
    await expectAccessible(page);
  });
  await review(page);
  await expect(figure(page, "Se importan")).toHaveText("1,997");
  await expect(figure(page, "Con errores")).toHaveText("3");
  await expectAccessible(page);

  await test.step("one row is mended, another left out", async () => {
    await page.getByLabel("Mostrar", { exact: true }).selectOption("errors");
    const table = page.getByRole("table", { name: "Renglones" });
    await expect(table.getByRole("row")).toHaveCount(4);
    await expect(table).toContainText("El NSS lleva 11 dígitos y aquí hay 3.");
    await page.getByRole("button", { name: "Corregir renglón 2", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Corregir renglón 2" });
    await expectAccessible(page);
    await dialog.getByLabel("NSS").fill(good);
    await dialog.getByRole("button", { name: "Guardar renglón" }).click();
    await expect(dialog).toBeHidden();
    await expect(figure(page, "Se importan")).toHaveText("1,998");
    await page.getByRole("button", { name: "Dejar fuera renglón 3", exact: true }).click();
    await expect(figure(page, "Dejados fuera")).toHaveText("1");
    await expect(figure(page, "Con errores")).toHaveText("1");
  });

  await test.step("what is rejected can be downloaded, each with its reason", async () => {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Descargar los rechazados" }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe("renglones-rechazados.xlsx");
    const strings = partOf(readFileSync(await download.path()), "xl/sharedStrings.xml");
    expect(strings).toContain("Lo dejaste fuera.");
    expect(strings).toContain("31/02/2026");
    expect(strings).not.toContain(good);
  });

  await test.step("nothing is stored until she confirms", async () => {
    expect(stored()).toBe(0);
    await page.getByRole("button", { name: "Importar 1,998 movimientos" }).click();
    await expect(page.getByText("Se guardaron 1,998 movimientos, listos para lote.")).toBeVisible(LONG);
    await expect(page.getByText("2 renglones no se guardaron.")).toBeVisible();
    expect(stored()).toBeGreaterThan(0);
    await expectAccessible(page);
    await expect(await find(page, "Reingresos", good)).toContainText("Listo");
  });

  await test.step("the same file again: its columns are remembered, its rows are known", async () => {
    await begin(page);
    await pickFile(page, "nomina otra vez.xlsx", file);
    await expect(page.getByLabel("Qué es: Lo que cotiza al día")).toHaveValue("sbc");
    await review(page);
    await expect(figure(page, "Ya en Rúbrica")).toHaveText("1,997");
    await expect(figure(page, "Con errores")).toHaveText("3");
    await expect(page.getByText("No hay renglones que importar.")).toBeVisible();
  });
});

test("the same payroll in another spelling stores nothing twice, and an import can be undone", async ({
  page,
  demo,
}) => {
  const rows = rowsOf(3, registroOf(demo, "León"), 5_000_000);
  await enter(page, demo, "firmante");
  await begin(page);
  await pickFile(page, "quincena.xlsx", xlsxOf(rows));
  await review(page);
  await page.getByRole("button", { name: "Importar 3 movimientos" }).click();
  await expect(page.getByText("Se guardaron 3 movimientos, listos para lote.")).toBeVisible(LONG);

  await test.step("the next export writes salaries and names its own way", async () => {
    const spelled = rows.map((row) => row.map((cell, at) => (at === 7 ? `$ ${cell}` : cell.toUpperCase())));
    await begin(page);
    await pickFile(page, "nomina 2.xlsx", xlsxOf(spelled));
    await review(page);
    await expect(figure(page, "Ya en Rúbrica")).toHaveText("3");
    await expect(page.getByRole("table", { name: "Renglones" })).toContainText("Ya está listo.");
    await expect(page.getByText("No hay renglones que importar.")).toBeVisible();
  });

  await test.step("an import is taken back whole", async () => {
    await page.getByRole("button", { name: "Elegir otro archivo" }).click();
    await pickFile(page, "nomina 3.xlsx", xlsxOf(rowsOf(2, registroOf(demo, "León"), 6_000_000)));
    await review(page);
    await page.getByRole("button", { name: "Importar 2 movimientos" }).click();
    await page.getByRole("button", { name: "Deshacer la importación" }).click(LONG);
    await expect(page.getByText("Se quitaron 2 movimientos.")).toBeVisible(LONG);
    await expectAccessible(page);
  });

  await test.step("it is taken back another day, and what was deleted is restored", async () => {
    const later = rowsOf(2, registroOf(demo, "León"), 7_000_000);
    await page.getByRole("button", { name: "Importar otro archivo" }).click();
    await pickFile(page, "nomina 4.xlsx", xlsxOf(later));
    await review(page);
    await page.getByRole("button", { name: "Importar 2 movimientos" }).click();
    await expect(page.getByText("Se guardaron 2 movimientos, listos para lote.")).toBeVisible(LONG);
    await begin(page);
    const imports = page.getByRole("table", { name: "Importaciones de los últimos treinta días" });
    await expect(imports.getByRole("row").filter({ hasText: "quincena.xlsx" })).toContainText("3");
    await expect(imports.getByRole("row").filter({ hasText: "nomina 3.xlsx" })).toHaveCount(0);
    await expectAccessible(page);
    await imports.getByRole("button", { name: "Deshacer la importación de nomina 4.xlsx" }).click();
    const asked = page.getByRole("dialog", { name: "¿Deshacer esta importación?" });
    await asked.getByRole("button", { name: "Deshacer la importación" }).click();
    await expect(page.getByText("Se quitaron 2 movimientos.")).toBeVisible(LONG);
    await page.getByRole("link", { name: "Ver eliminados" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Movimientos eliminados" })).toBeVisible();
    const deleted = page.getByRole("table", { name: "Movimientos eliminados" });
    const row = deleted.getByRole("row").filter({ hasText: later[0]?.[2] ?? "" });
    await expectAccessible(page);
    await row.getByRole("button", { name: /^Recuperar el movimiento/ }).click();
    await expect(page.getByText("Se recuperó 1 movimiento")).toBeVisible();
    await expect(row).toHaveCount(0);
  });
});

test("a hundred thousand rows can be stopped while they are read, and are shown a page at a time", async ({
  page,
  demo,
}) => {
  const file = xlsxOf(rowsOf(100_000, registroOf(demo, "León"), 3_000_000));
  await enter(page, demo, "firmante");
  await begin(page);
  await pickFile(page, "nomina.xlsx", file);
  await page.getByRole("button", { name: "Revisar renglones" }).click();
  // Reading, or asking the server which rows it knows: there is a bar, and a way out.
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: "Cancelar" }).click();
  await expect(page.getByRole("progressbar")).toHaveCount(0);
  await expect(page.getByLabel("Archivo")).toBeAttached();
  await expect.poll(() => page.workers().length, "its worker has ended").toBe(0);

  await pickFile(page, "nomina.xlsx", file);
  // Without their type none is ready, so that there is nothing to ask the server a hundred thousand times.
  await page.getByLabel("Qué es: Tipo de movimiento").selectOption("");
  await review(page);
  await expect(figure(page, "Con errores")).toHaveText("100,000");
  const place = page.getByRole("navigation", { name: "Páginas de renglones" });
  await expect(place.getByRole("status")).toHaveText("1 a 50 de 100,000");
  await place.getByRole("button", { name: "Siguientes" }).click();
  await expect(place.getByRole("status")).toHaveText("51 a 100 de 100,000");
  await expect(page.getByRole("table", { name: "Renglones" }).getByRole("row")).toHaveCount(51);
});

test("a wrong file is called what it is, and another can be picked", async ({ page, demo }) => {
  const certificate = pick(demo, "efirma-moral").files.find((file) => file.endsWith(".cer")) ?? "";
  const wrong: [string, Buffer, string][] = [
    ["acuse.pdf", Buffer.from("%PDF-1.7\n"), "Esto es un documento PDF, no una tabla de movimientos."],
    ["vacio.xlsx", Buffer.alloc(0), "El archivo está vacío."],
    ["efirma.cer", readFileSync(certificate), "Esto es un certificado o una llave, no una tabla de movimientos."],
    ["nomina.xls", Buffer.from("<html><table></table></html>"), "es una página web guardada como .xls, no un libro de Excel."],
    ["nomina.xlsx", Buffer.from("PK\x03\x04roto"), "El archivo está dañado o incompleto."],
  ];
  await enter(page, demo, "firmante");
  await begin(page);
  for (const [name, content, sentence] of wrong) {
    await pickFile(page, name, content);
    await expect(page.getByRole("alert")).toContainText(sentence);
  }
  await expectAccessible(page);

  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Descargar plantilla de Excel" }).click();
  const template = readFileSync(await (await saved).path());
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(partOf(template, "xl/sharedStrings.xml")).toContain("NSS");
});

test("a plantilla is loaded up to a day, from SUA and from Excel, and from then on the rules speak", async ({
  page,
  demo,
  people,
}) => {
  const [leon, queretaro] = [registroOf(demo, "León"), registroOf(demo, "Querétaro")];
  const [hers, another] = [people.newcomer(), people.newcomer()];
  await enter(page, demo, "firmante");

  await test.step("SUA's workers, once the day is given", async () => {
    await goTo(page, "Trabajadores");
    await page.getByRole("link", { name: "Cargar plantilla" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Cargar la plantilla" })).toBeVisible();
    await pickFile(page, "ASEG.TXT", Buffer.from(asegLine(leon, hers.nss, "QUI/ONES$ARCE$XIMENA")));
    await page.getByRole("button", { name: "Leer el archivo" }).click();
    await expect(page.getByText("Elige la fecha de corte.")).not.toHaveCount(0);
    await page.getByLabel("Fecha de corte").fill(yesterday());
    await expectAccessible(page);
    await page.getByRole("button", { name: "Leer el archivo" }).click();
    await review(page);
    await expect(page.getByRole("row", { name: /QUIÑONES ARCE XIMENA/ })).toBeVisible();
    await expectAccessible(page);
    await load(page);
  });

  await test.step("a sheet of names, without movements", async () => {
    await page.getByRole("button", { name: "Importar otro archivo" }).click();
    await page.getByLabel("Fecha de corte").fill(yesterday());
    const sheet = xlsxOf([[another.nss, "Arce", "Quiñones", "Ximena", "612.30"]], [
      "NSS",
      "Apellido paterno",
      "Apellido materno",
      "Nombre(s)",
      "SDI",
    ]);
    await pickFile(page, "trabajadores.xlsx", sheet);
    await page.getByRole("button", { name: "Leer el archivo" }).click();
    const registros = page.getByLabel("Registro patronal");
    await expect(registros).toBeVisible();
    await registros.selectOption(queretaro);
    await review(page);
    await load(page);
    await page.getByRole("link", { name: "Ver registros patronales" }).click();
    const day = yesterday().split("-").reverse().join("/");
    for (const registro of [leon, queretaro]) {
      await expect(page.getByRole("row").filter({ hasText: registro })).toContainText(`Al ${day}1 trabajador`);
    }
  });

  await test.step("who comes back and is vigente is warned of", async () => {
    await beginForm(page, "Reingreso");
    await fillIn(page, "Reingreso", leon, hers);
    await saveReady(page);
    await expect(page.getByText(/Este trabajador ya está vigente con el registro patronal/)).toBeVisible();
  });
});

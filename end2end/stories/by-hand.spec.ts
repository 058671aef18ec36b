// The way by hand: a person files in IDSE herself, brings IDSE's file back, and settles what she knows.
import { registroOf } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { download, expectStands, openLoteOf, prepare } from "./steps/lotes.ts";
import { capture, find } from "./steps/movements.ts";

test.use({ server: "by-hand" });
test.describe.configure({ timeout: 240_000 });

/** Unfolds the way by hand of the lote that is shown, and takes it. */
async function fileByHand(page: Page): Promise<void> {
  await page.getByText("Presentar por mi cuenta en IDSE", { exact: true }).click();
  await page.getByRole("button", { name: "Lo presento por mi cuenta" }).click();
  const asked = page.getByRole("dialog", { name: "¿Lo presentas tú en IDSE?" });
  await asked.getByRole("button", { name: "Lo presento por mi cuenta" }).click();
  await expectStands(page, "Presentado por fuera: falta su resultado");
}

/** Confirms what is shown; a lote holds whatever else was ready. */
const keep = /^Guardar el resultado de \d+ movimientos?$/;

/** Picks a file of IDSE's on the page of results, and waits until it was compared. */
async function bring(page: Page, name: string, mimeType: string, buffer: Buffer): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Cargar resultados de IDSE" })).toBeVisible();
  await page.getByLabel("Archivo de IDSE").setInputFiles({ name, mimeType, buffer });
  await expect(page.getByText(/^De los movimientos del archivo: /)).toBeVisible();
}

test("a lote filed in IDSE by the person herself is done by the constancia she brings back", async ({
  page,
  demo,
  people,
  rubrica,
}) => {
  const leon = registroOf(demo, "León");
  const [first, second] = [people.newcomer(), people.newcomer()];
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", leon, first);
  await capture(page, "Reingreso", leon, second);
  await prepare(page);
  await openLoteOf(page, first.nss);
  await fileByHand(page);
  await expectAccessible(page);
  await expect(page.getByText(/plazo sigue contando/)).toBeVisible();
  await expect(page.getByRole("link", { name: "Acceso a IDSE" })).toHaveAttribute("href", /idse\.imss\.gob\.mx/);

  const dispmag = await download(page, "Descargar el archivo para IDSE");
  const lote = await rubrica.simulator.fileByHand(dispmag);
  const pdf = await rubrica.simulator.print([lote], "pdf");
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");

  await page.getByRole("link", { name: "Cargar el resultado de IDSE" }).click();
  await bring(page, "constancia.pdf", "application/pdf", pdf);
  await expect(page.getByRole("row").filter({ hasText: first.nss })).toContainText("Operado");
  await expectAccessible(page);
  // Nothing is done before it is confirmed.
  expect(rubrica.simulator.timesReceived(first.nss)).toBe(1);
  await page.getByRole("button", { name: keep }).click();
  await expect(page.getByRole("status").filter({ hasText: /\d+ movimientos ya tienen su resultado\./ })).toBeVisible();
  await page.getByRole("link", { name: /^Ver el lote \d+$/ }).click();
  await expectStands(page, "Procesado: todo operó");
  await expect(await find(page, "Todos", second.nss)).toContainText("Operado");

  await test.step("the same file again changes nothing", async () => {
    await goTo(page, "Lotes");
    await page.getByRole("link", { name: "Cargar resultados de IDSE" }).click();
    await bring(page, "constancia.pdf", "application/pdf", pdf);
    await expect(page.getByText("Nada de este archivo cambia algo en Rúbrica.")).toBeVisible();
  });
});

test("results in CSV and as a saved page are read too, and what does not fit is named", async ({
  page,
  demo,
  people,
  rubrica,
}) => {
  const leon = registroOf(demo, "León");
  const [hired, stranger] = [people.newcomer(), people.newcomer()];
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", leon, hired);
  await prepare(page);
  await openLoteOf(page, hired.nss);
  const dispmag = await download(page, "Descargar DISPMAG");
  // Filed with one more, whom nobody captured here.
  const lines = dispmag.toString("latin1").split("\r\n");
  const hers = lines.find((line) => line.includes(hired.nss)) ?? "";
  const other = Buffer.from(`${hers.replace(hired.nss, stranger.nss)}\r\n`, "latin1");
  const lote = await rubrica.simulator.fileByHand(Buffer.concat([dispmag, other]));

  await test.step("the CSV names no registro patronal: it is about the lote it was brought for", async () => {
    await goTo(page, "Lotes");
    await page.getByRole("link", { name: "Cargar resultados de IDSE" }).click();
    await bring(page, "lote.csv", "text/csv", await rubrica.simulator.print([lote], "csv"));
    await expect(page.getByText(/^\d+ movimientos del archivo no corresponden; abajo dice por qué\.$/)).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: hired.nss })).toContainText(
      "El archivo no dice de qué registro patronal es.",
    );
    await expect(page.getByRole("button", { name: /^Guardar/ })).toHaveCount(0);
    await page.getByRole("button", { name: "Elegir otro archivo" }).click();
  });

  await test.step("the saved page names it, and what was filed elsewhere becomes history", async () => {
    await bring(page, "resultado.html", "text/html", await rubrica.simulator.print([lote], "html"));
    await expect(page.getByRole("row").filter({ hasText: hired.nss })).toContainText(/Se guarda en el lote \d+/);
    await expect(page.getByRole("row").filter({ hasText: stranger.nss })).toContainText("No está: se presentó por otro lado");
    await page.getByRole("button", { name: keep }).click();
    await expect(page.getByRole("status").filter({ hasText: "y 1 quedó en el historial" })).toBeVisible();
    await page.getByRole("link", { name: /^Ver el lote \d+$/ }).click();
    await expectStands(page, "Procesado: todo operó");
    await expect(await find(page, "Todos", stranger.nss)).toContainText("Operado");
  });

  await test.step("a file that is none says so and what to do", async () => {
    await goTo(page, "Lotes");
    await page.getByRole("link", { name: "Cargar resultados de IDSE" }).click();
    await page.getByLabel("Archivo de IDSE").setInputFiles({
      name: "foto.png",
      mimeType: "image/png",
      buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]),
    });
    await expect(page.getByRole("alert")).toContainText("ni una página de IDSE guardada");
  });
});

test("movements are settled by the person's word, with her reason, and a lote is taken back before that", async ({
  page,
  demo,
  people,
}) => {
  const leon = registroOf(demo, "León");
  const [first, second] = [people.newcomer(), people.newcomer()];
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", leon, first);
  await capture(page, "Reingreso", leon, second);
  await prepare(page);
  await openLoteOf(page, first.nss);
  await fileByHand(page);

  await test.step("it can be signed here after all", async () => {
    await page.getByRole("button", { name: "Mejor lo firmo aquí" }).click();
    const asked = page.getByRole("dialog", { name: "¿Firmarlo aquí?" });
    await asked.getByRole("button", { name: "Mejor lo firmo aquí" }).click();
    await expectStands(page, "Por firmar");
    await fileByHand(page);
  });

  const dialog = page.getByRole("dialog", { name: "Marcar resultados a mano" });
  await test.step("everything that is missing is shown at once, and the first takes the focus", async () => {
    await page.getByRole("button", { name: "Marcar resultados a mano" }).click();
    await dialog.getByRole("button", { name: "Guardar el resultado" }).click();
    for (const words of ["Marca al menos un movimiento.", "Elige qué pasó con ellos.", "Escribe cómo lo sabes."]) {
      await expect(dialog.getByText(words)).toBeVisible();
    }
    await expect(dialog.getByRole("checkbox").first()).toBeFocused();
    await expectAccessible(page);
  });

  await dialog.getByRole("checkbox", { name: new RegExp(first.nss) }).check();
  await dialog.getByRole("radio", { name: "Operaron El IMSS los aceptó." }).check();
  await dialog.getByLabel("¿Cómo lo sabes?").fill("Lo vi en la consulta de IDSE");
  await dialog.getByRole("button", { name: "Guardar el resultado de 1 movimiento" }).click();
  await expect(dialog).toBeHidden();
  await expectStands(page, "Presentado por fuera: falta su resultado");
  await expect(page.getByRole("button", { name: "Mejor lo firmo aquí" })).toHaveCount(0);

  await page.getByRole("button", { name: "Marcar resultados a mano" }).click();
  await dialog.getByRole("button", { name: "Todos los que faltan" }).click();
  await dialog.getByRole("radio", { name: /^Los rechazó/ }).check();
  await dialog.getByLabel("Código de rechazo").fill("48");
  await dialog.getByLabel("¿Cómo lo sabes?").fill("Me avisó la subdelegación");
  await dialog.getByRole("button", { name: keep }).click();
  await expectStands(page, "Procesado, con rechazos");
  const row = await find(page, "Todos", second.nss);
  await row.getByRole("button", { name: /^Ver/ }).click();
  await expect(page.getByRole("dialog")).toContainText("Me avisó la subdelegación");
});

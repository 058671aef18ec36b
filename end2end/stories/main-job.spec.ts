// What Rúbrica is for, from the key to IMSS's answer.
import { createHash } from "node:crypto";
import { join } from "node:path";

import { pick, registroOf } from "../support/demo.ts";
import { verifiedContent } from "../support/openssl.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";
import { RESULT, download, expectStands, openLoteOf, prepare, sign } from "./steps/lotes.ts";
import { capture, find, goToTab } from "./steps/movements.ts";

test.use({ server: "main job" });
test.describe.configure({ timeout: 300_000 });

test("a key is assigned to several registros patronales, and IDSE's no is shown as well as its yes", async ({
  page,
  demo,
}) => {
  const [leon = "", queretaro = "", tijuana = ""] = ["León", "Querétaro", "Tijuana"].map((city) =>
    registroOf(demo, city),
  );
  const answer = page.getByRole("status").filter({ hasText: "IDSE respondió" });
  const assign = page.getByRole("button", { name: "Firmar y asignar" });
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");

  await test.step("several at once", async () => {
    await openKey(page, pick(demo, "efirma-fisica"));
    for (const numero of [leon, queretaro, tijuana]) {
      await page.getByRole("checkbox", { name: numero }).check();
    }
    await assign.click();
    await expect(answer.getByText(`${leon} Asignado`)).toBeVisible();
    await expect(answer.getByText(`${queretaro} Asignado`)).toBeVisible();
    // The simulated IDSE does not list Tijuana for the representative's own e.firma.
    await expect(answer.getByText(`${tijuana} Sin confirmar`)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Cerrar esta llave" }).click();
  });

  await test.step("a user that IDSE does not know is refused, and can be corrected", async () => {
    const imss = pick(demo, "imss-nuevo");
    await openKey(page, imss);
    await page.getByLabel("Usuario en IDSE").fill("NOSOYYO01");
    await assign.click();
    await expect(answer).toContainText("El usuario no corresponde al certificado");
    await expect(answer.getByText(`${queretaro} Rechazado por IDSE`)).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("Usuario en IDSE").fill(imss.id_usuario);
    await assign.click();
    await expect(answer.getByText(`${queretaro} Asignado`)).toBeVisible();
  });

  await goTo(page, "Registros patronales");
  await expect(page.getByRole("row").filter({ hasText: leon })).toContainText("Asignado");
});

test("movements of each type are captured, prepared, reviewed, signed, sent and followed to the result", async ({
  page,
  demo,
  people,
  rubrica,
}) => {
  const leon = registroOf(demo, "León");
  const [hired, raised, dismissed] = [people.newcomer(), people.vigente(leon), people.vigente(leon)];
  // Somebody who works there already cannot be hired: IMSS's code 48.
  const twice = people.vigente(leon);

  await enter(page, demo, "firmante");
  await test.step("capture", async () => {
    await capture(page, "Reingreso", leon, hired);
    await capture(page, "Reingreso", leon, twice);
    await capture(page, "Modificación de salario", leon, raised);
    await capture(page, "Baja", leon, dismissed);
    await expectAccessible(page);
  });

  await test.step("prepare and review", async () => {
    await prepare(page);
    await expectAccessible(page);
    await openLoteOf(page, hired.nss);
    await expectStands(page, "Por firmar");
    const rows = page.getByRole("table", { name: "Movimientos" }).getByRole("row");
    await expect(rows.filter({ hasText: hired.nss })).toHaveCount(1);
    await expect(rows.filter({ hasText: twice.nss })).toHaveCount(1);
    // The file is written as IMSS wants it: without the Ñ, and the page says so.
    await expect(page.getByText("Se escribe distinto en el archivo")).toBeVisible();
    const file = page.getByRole("region", { name: "Renglones del archivo DISPMAG" });
    await expect(file.getByText("QUINONES").first()).toBeVisible();
    await expectAccessible(page);
  });

  const dispmag = await download(page, "Descargar DISPMAG");
  expect(dispmag.toString("latin1")).toContain(hired.nss);

  await test.step("sign", async () => {
    await openKey(page, pick(demo, "efirma-moral"));
    await expectAccessible(page);
    await sign(page);
    await expectStands(page, /Firmado, en camino a IDSE|IDSE lo recibió/);
  });

  await test.step("follow to the result, without loading the page again", async () => {
    await page.evaluate(() => Object.assign(window, { sameDocument: true }));
    await expectStands(page, "Procesado, con rechazos", RESULT);
    const refused = page.getByRole("row").filter({ hasText: twice.nss }).first();
    await expect(refused).toContainText("48:");
    expect(await page.evaluate(() => "sameDocument" in window)).toBe(true);
    await expect(page.getByText("Folio de la firma")).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("openssl accepts the signed lote, and it holds what was reviewed", async () => {
    const cms = await download(page, "Descargar lote firmado");
    const content = verifiedContent(cms, join(rubrica.data, "demo/trust"));
    expect(content.equals(dispmag)).toBe(true);
    // The simulated IDSE received the same bytes, once.
    expect(rubrica.simulator.timesReceived(hired.nss)).toBe(1);
    const huella = createHash("sha256").update(cms).digest("hex");
    expect(rubrica.simulator.received().map((lote) => lote.huella)).toContain(huella);
  });

  await test.step("the others go out in the same session, with one tap each", async () => {
    for (const somebody of [raised, dismissed]) {
      await openLoteOf(page, somebody.nss);
      await expect(page.getByText("Hay sesión con IDSE: el lote sale en cuanto lo firmes.")).toBeVisible();
      await sign(page);
    }
    await expectStands(page, /^Procesado/, RESULT);
  });

  await test.step("the history shows them, each under its tab", async () => {
    await expect(await find(page, "Reingresos", hired.nss)).toContainText("Operado");
    await expect(await find(page, "Reingresos", twice.nss)).toContainText("Rechazado");
    await expect(await find(page, "Mod. Salarios", raised.nss)).toContainText("Operado", RESULT);
    await expect(await find(page, "Bajas", dismissed.nss)).toContainText("Operado", RESULT);
    await expect(await find(page, "Todos", hired.nss)).toContainText("Reingreso");
    await expectAccessible(page);
    await goToTab(page, "Lotes");
    const sent = page.getByRole("row").filter({ hasText: leon }).filter({ hasText: "Procesado" });
    await expect(sent.first()).toBeVisible();
  });
});

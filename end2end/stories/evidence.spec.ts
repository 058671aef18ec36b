// Evidence that stands without Rúbrica: a folder that openssl checks, and a page that checks it for anybody.
import { join } from "node:path";

import { pick, registroOf } from "../support/demo.ts";
import { verifiedContent } from "../support/openssl.ts";
import { bytesOf, partOf } from "../support/payroll.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { enter, logOut } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";
import { RESULT, download, expectStands, openLoteOf, prepare, sign } from "./steps/lotes.ts";
import { capture } from "./steps/movements.ts";

test.use({ server: "evidence" });
test.describe.configure({ timeout: 240_000 });

test("the folder of a lote holds what openssl verifies, and anybody may check it in a browser", async ({
  page,
  demo,
  people,
  rubrica,
}) => {
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", leon, somebody);
  await prepare(page);
  await openLoteOf(page, somebody.nss);
  await openKey(page, pick(demo, "efirma-moral"));
  await sign(page);
  await expectStands(page, /^Procesado/, RESULT);
  const title = await page.getByRole("heading", { level: 1, name: /^Lote \d+$/ }).innerText();
  const numero = title.replace("Lote ", "");

  const folder = await download(page, "Descargar expediente (.zip)");
  const root = `expediente-lote-${numero}`;
  const attempt = `${root}/lote-${numero}/intento-1`;
  const cms = bytesOf(folder, `${attempt}/firma.p7m`);
  const dispmag = bytesOf(folder, `${attempt}/movimientos.txt`);
  expect(verifiedContent(cms, join(rubrica.data, "demo/trust")).equals(dispmag)).toBe(true);
  const index = partOf(folder, `${root}/INDICE.html`);
  expect(index).toContain("openssl cms -verify");
  expect(index).toContain("-attime");
  expect(index).toContain(somebody.nss);
  expect(partOf(folder, `${root}/SHA256SUMS`)).toContain("firma.p7m");

  // Without an account.
  await logOut(page);
  await page.getByRole("link", { name: "Verificar una firma" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Verificar una firma" })).toBeVisible();
  const field = page.locator('input[type="file"]');
  const drop = async (buffer: Buffer): Promise<void> => {
    await field.setInputFiles({ name: "firma.p7m", mimeType: "application/pkcs7-mime", buffer });
  };
  await drop(cms);
  await expect(page.getByText("La firma es auténtica")).toBeVisible();
  await expect(page.getByText(leon)).toBeVisible();
  await expectAccessible(page);

  const changed = Buffer.from(cms);
  const at = changed.indexOf(somebody.nss);
  changed.write("9", at, "latin1");
  changed.write("9", at + 1, "latin1");
  changed.write("9", at + 2, "latin1");
  await drop(changed);
  await expect(page.getByText("La firma no es válida")).toBeVisible();
  await drop(dispmag);
  await expect(page.getByText("Este archivo no está firmado")).toBeVisible();
});

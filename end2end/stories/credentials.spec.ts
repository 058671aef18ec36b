// Keys are opened in the browser: what they are is shown, and what cannot be opened is told in words of
// its own.
import { pick, user } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { expectOpen, fact, openKey, tryToOpen } from "./steps/keys.ts";

test.beforeEach(async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
});

test("an e.firma shows its holder, RFC, kind, serial and validity, and can be closed", async ({ page, demo }) => {
  const efirma = pick(demo, "efirma-moral");
  await expectAccessible(page);
  await openKey(page, efirma);

  const panel = page.getByRole("main").locator("section").filter({ hasText: "Asignar a registros patronales" });
  await expect(fact(panel, "Titular")).toHaveText(demo.empresa.nombre);
  await expect(fact(panel, "RFC")).toHaveText(demo.empresa.rfc);
  await expect(fact(panel, "Tipo")).toHaveText("e.firma");
  await expect(fact(panel, "Número de serie")).toHaveText(efirma.serial ?? "");
  await expect(fact(panel, "Válido desde")).toHaveText(/\d{4}/);
  await expect(fact(panel, "Válido hasta")).toHaveText(/\d{4}/);
  await expect(fact(panel, "Cadena")).toHaveText(/^Verificada hasta /);
  await expectAccessible(page);

  await page.getByRole("button", { name: "Cerrar esta llave" }).click();
  await expect(page.getByRole("heading", { name: "Abrir una llave" })).toBeVisible();
});

for (const [id, what] of [
  ["imss-antiguo", "in the old encryption (3DES, RC2-40)"],
  ["imss-nuevo", "in the new encryption (AES-256)"],
] as const) {
  test(`an IMSS .pfx ${what} opens`, async ({ page, demo }) => {
    const imss = pick(demo, id);
    await openKey(page, imss);
    const panel = page.getByRole("main").locator("section").filter({ hasText: "Asignar a registros patronales" });
    await expect(fact(panel, "Tipo")).toHaveText("Certificado digital IMSS");
    await expect(fact(panel, "Número de serie")).toHaveText(imss.serial ?? "");
    await expect(fact(panel, "Registro patronal que nombra")).toHaveText(imss.registro_patronal ?? "");
  });
}

/** What is said of each bad pick of the demo. */
const SENTENCES: Record<string, RegExp> = {
  vacio: /El archivo está vacío\. .*Vuelve a copiarlo/,
  pdf: /Esto es un documento PDF.* Busca el archivo/,
  "cer-como-key": /falta la llave privada \.key\. Elige/,
  "llave-incompleta": /El archivo está dañado o incompleto\. Vuelve a copiarlo/,
  "llave-de-otro": /La llave privada es de otro certificado.* Busca el \.cer y el \.key/,
  contrasena: /La contraseña no abre este archivo\. Escríbela otra vez/,
  enorme: /pesa 50 MB.* Revisa que hayas elegido/,
  csd: /sello digital \(CSD\).* Usa la e\.firma/,
  vencida: /El certificado venció el \d{2}\/\d{2}\/\d{4}\. Renuévalo/,
};

test("every file that does not open is refused in a sentence of its own that says what to do", async ({
  page,
  demo,
}) => {
  expect(demo.refused.map((bad) => bad.id).sort()).toEqual(Object.keys(SENTENCES).sort());
  for (const bad of demo.refused) {
    await test.step(bad.id, async () => {
      await tryToOpen(page, bad.files, bad.password);
      await expect(page.getByText(SENTENCES[bad.id] ?? /^$/)).toBeVisible();
      // The password is gone from its field at every attempt.
      await expect(page.getByLabel("Contraseña de la llave", { exact: true })).toHaveValue("");
      for (const [id, other] of Object.entries(SENTENCES)) {
        if (id !== bad.id) {
          await expect(page.getByText(other)).toHaveCount(0);
        }
      }
      const remove = page.getByRole("button", { name: /^Quitar / });
      while ((await remove.count()) > 0) {
        await remove.first().click();
      }
    });
  }
  // Nothing was opened, and the right files open after all that.
  await openKey(page, pick(demo, "efirma-moral"));
});

test("the wrong password of a .pfx is told beside the password", async ({ page, demo }) => {
  await tryToOpen(page, pick(demo, "imss-nuevo").files, user(demo, "firmante").password);
  const password = page.getByLabel("Contraseña de la llave", { exact: true });
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(password).toHaveAccessibleDescription(/La contraseña no abre este archivo/);
  await tryToOpen(page, [], pick(demo, "imss-nuevo").password);
  await expectOpen(page, 1);
});

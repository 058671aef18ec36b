// Keys are opened in the browser: what they are is shown, and each that cannot be opened has a message of
// its own.
import { basename } from "node:path";

import { pick, user } from "../support/demo.ts";
import { KeyFiles } from "../support/keys.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { PASSWORD, expectOpen, fact, fileField, openKey, tryToOpen } from "./steps/keys.ts";

test.beforeEach(async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
});

/** Takes every picked file back, one after the other. */
async function removeAll(page: Page): Promise<void> {
  const remove = page.getByRole("button", { name: /^Quitar / });
  for (let left = await remove.count(); left > 0; left = await remove.count()) {
    await remove.first().click();
    await expect.poll(() => remove.count()).toBeLessThan(left);
  }
}

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

/** The message for each bad pick of the demo. */
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
  futura: /El certificado todavía no es válido: empieza el \d{2}\/\d{2}\/\d{4}\. Revisa la fecha/,
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
      await removeAll(page);
    });
  }
  // Nothing was opened, and the right files open after all that.
  await openKey(page, pick(demo, "efirma-moral"));
});

test("the wrong password of a .pfx is shown beside the password", async ({ page, demo }) => {
  await tryToOpen(page, pick(demo, "imss-nuevo").files, user(demo, "firmante").password);
  const password = page.getByLabel("Contraseña de la llave", { exact: true });
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await expect(password).toHaveAccessibleDescription(/La contraseña no abre este archivo/);
  await tryToOpen(page, [], pick(demo, "imss-nuevo").password);
  await expectOpen(page, 1);
});

test("half of a pair is named as what it is, beside the field that it was picked in", async ({ page, demo }) => {
  const [cer, key] = pick(demo, "efirma-moral").files as [string, string];
  const password = pick(demo, "efirma-moral").password;
  await tryToOpen(page, [cer], password);
  await expect(fileField(page, "certificate")).toHaveAccessibleDescription(/Esto es el certificado; falta la llave privada \.key\./);
  await page.getByRole("button", { name: /^Quitar / }).click();
  await tryToOpen(page, [key], password);
  await expect(page.getByText(/Esto es la llave privada; falta el certificado \.cer\./)).toBeVisible();
  await page.getByRole("button", { name: /^Quitar / }).click();

  // The right files the wrong way round are sorted by their names; a false name is found out at once.
  await fileField(page, "key").setInputFiles([cer]);
  await expect(page.getByText(/^e\.firma de .*, válido hasta el/)).toBeVisible();
  await fileField(page, "certificate").setInputFiles([key]);
  await page.getByLabel(PASSWORD, { exact: true }).fill(password);
  await page.getByRole("button", { name: "Abrir", exact: true }).click();
  await expectOpen(page, 1);
});

test("what is wrong with a file is shown when it is picked, before any password", async ({ page, demo }) => {
  for (const [id, words] of [
    ["csd", /sello digital \(CSD\).* Usa la e\.firma/],
    ["vencida", /El certificado venció el .* Renuévalo/],
    ["futura", /todavía no es válido/],
  ] as const) {
    await fileField(page, "certificate").setInputFiles(pick(demo, id).files);
    await expect(fileField(page, "certificate")).toHaveAccessibleDescription(words);
  }
});

test("of more files than are needed the ones that serve are taken, and the others are named", async ({ page, demo }) => {
  const efirma = pick(demo, "efirma-moral");
  const csd = pick(demo, "csd").files.filter((file) => file.endsWith(".cer"));
  await tryToOpen(page, [...efirma.files, ...csd], efirma.password);
  await expectOpen(page, 1);
  await page.getByText("Abrir otra llave").click();
  await fileField(page, "certificate").setInputFiles([...efirma.files, ...csd]);
  const notice = page.getByRole("status").filter({ hasText: "Elegiste más archivos de los que se usan" });
  await expect(notice).toContainText(`Queda fuera: «${basename(csd[0] ?? "")}»`);
  await page.getByRole("button", { name: /^Quitar .*\.cer/ }).click();
  await expect(notice).toHaveCount(0);
});

test("files of other programs are opened, or refused with what to do next", async ({ page, demo }) => {
  const imss = pick(demo, "imss-nuevo");
  const efirma = pick(demo, "efirma-moral");
  const files = new KeyFiles();
  try {
    const refused: [string[], string, RegExp][] = [
      [[files.certificateOnly(imss)], imss.password, /sólo certificados, sin la llave privada\. Exporta otra vez/],
      [[files.keyOnly(imss)], imss.password, /sólo la llave privada, sin su certificado\. Elige también el \.cer/],
      [[efirma.files[0] ?? "", files.unsupported(efirma)], efirma.password, /que aquí no se puede abrir\. Conviértelo/],
    ];
    for (const [picked, password, words] of refused) {
      await tryToOpen(page, picked, password);
      await expect(page.getByText(words)).toBeVisible();
      await removeAll(page);
    }
    // The names of PEM files say nothing: their content does.
    await tryToOpen(page, files.inPem(efirma), efirma.password);
    await expectOpen(page, 1);
    await page.getByRole("button", { name: "Cerrar esta llave" }).click();
    // A .pfx that nothing protects opens once the person read the warning and agreed.
    await tryToOpen(page, [files.withoutMac(imss)], imss.password);
    await expect(page.getByText(/no trae sello de integridad/)).toBeVisible();
    await page.getByLabel(/Abrirlo aunque nada compruebe/).check();
    await page.getByLabel(PASSWORD, { exact: true }).fill(imss.password);
    await page.getByRole("button", { name: "Abrir", exact: true }).click();
    await expectOpen(page, 1);
    await expect(page.getByText(/no trae sello de integridad/)).toBeVisible();
  } finally {
    files.remove();
  }
});

test("a .pfx of 600,000 rounds shows how far it is, and the page answers meanwhile", async ({ page, demo }) => {
  await tryToOpen(page, pick(demo, "imss-lento").files, pick(demo, "imss-lento").password);
  const bar = page.getByRole("progressbar", { name: "Abriendo…" });
  await expect(bar).toBeVisible();
  await page.getByRole("button", { name: "Mostrar contraseña de la llave" }).click();
  await expectOpen(page, 1);
});

test("an issuer that the server does not know is a warning, with what to do about it", async ({ page, demo }) => {
  await openKey(page, pick(demo, "efirma-desconocida"));
  await expect(page.getByText(/No se pudo confirmar quién emitió el certificado/)).toBeVisible();
  await expect(page.getByText(/Úsalo sólo si sabes que te lo dio el SAT o el IMSS/)).toBeVisible();
});

test("with a .pfx the key's field rests and says why, and IDSE's rules are shown and stop nobody", async ({ page, demo }) => {
  const imss = pick(demo, "imss-antiguo");
  await fileField(page, "certificate").setInputFiles(imss.files);
  const key = fileField(page, "key");
  await expect(key).toBeDisabled();
  await expect(key).toHaveAccessibleDescription(/No hace falta: el \.pfx ya trae su llave privada/);

  const idUsuario = page.getByLabel("Usuario en IDSE");
  await idUsuario.fill("CORTO");
  await expect(page.getByText("IDSE pide de 8 a 20 letras o números")).toBeVisible();
  await idUsuario.fill(imss.id_usuario);
  await expect(page.getByText("IDSE pide de 8 a 20 letras o números")).toBeHidden();

  const password = page.getByLabel(PASSWORD, { exact: true });
  await password.fill("corta");
  await expect(password).toHaveAccessibleDescription(/de 8 a 20 letras o números.*el archivo decide/);
  // It is tried all the same: the file says no, not the rule.
  await page.getByRole("button", { name: "Abrir", exact: true }).click();
  await expect(password).toHaveAccessibleDescription(/La contraseña no abre este archivo/);
  await password.fill(imss.password);
  await page.getByRole("button", { name: "Abrir", exact: true }).click();
  await expectOpen(page, 1);
  // What was typed above is not asked for again.
  await expect(page.getByLabel("Usuario en IDSE")).toHaveValue(imss.id_usuario);
});

test("the user of an e.firma is its RFC, filled in and shown on request", async ({ page, demo }) => {
  const efirma = pick(demo, "efirma-moral");
  await fileField(page, "certificate").setInputFiles(efirma.files);
  await expect(page.getByRole("status").filter({ hasText: "Es el RFC del certificado." })).toBeVisible();
  const shown = page.getByRole("status").filter({ hasText: demo.empresa.rfc });
  await expect(shown).toHaveCount(0);
  await page.getByRole("button", { name: "Mostrar usuario" }).click();
  await expect(shown).toBeVisible();
  await page.getByRole("button", { name: "Ocultar usuario" }).click();
  await expect(shown).toHaveCount(0);
});

test("a key is opened with the keyboard alone, and Enter sends the form once", async ({ page, demo }) => {
  const efirma = pick(demo, "efirma-moral");
  await fileField(page, "certificate").setInputFiles(efirma.files);
  await page.getByLabel(PASSWORD, { exact: true }).focus();
  await page.keyboard.type(efirma.password);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expectOpen(page, 1);
  await expect(page.getByRole("main")).toBeFocused();
});

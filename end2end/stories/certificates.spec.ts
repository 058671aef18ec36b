// The certificates of a company over time: opened again, locked, deleted, expired on the last day.
import { readFileSync } from "node:fs";
import { basename } from "node:path";

import { pick } from "../support/demo.ts";
import { searchForSecrets } from "../support/secrets.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, goTo, sections } from "./steps/entering.ts";
import { PASSWORD, endIn, expectOpen, lockNow, openKey, overnight } from "./steps/keys.ts";
import { expectStands, sign, signButton } from "./steps/lotes.ts";

test.use({ server: "certificates" });

/**
 * Lets the browser's own dialog answer with these files, as handles of files that it holds itself: no
 * program can tap through the real one.
 */
async function dialogAnswers(page: Page, files: string[]): Promise<void> {
  const contents = files.map((file) => ({ name: basename(file), bytes: readFileSync(file).toString("base64") }));
  await page.evaluate(async (contents) => {
    const folder = await navigator.storage.getDirectory();
    const handles: FileSystemFileHandle[] = [];
    for (const { name, bytes } of contents) {
      const handle = await folder.getFileHandle(name, { create: true });
      const writing = await handle.createWritable();
      await writing.write(Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0)));
      await writing.close();
      handles.push(handle);
    }
    Object.assign(window, { showOpenFilePicker: async () => handles });
  }, contents);
}

/** What the page itself remembers in the browser: each record as text, its handles by kind and name. */
async function remembered(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map((one) => one.name ?? "");
    if (!names.includes("rubrica-archivos")) {
      return [];
    }
    const open = indexedDB.open("rubrica-archivos");
    await new Promise((done) => (open.onsuccess = done));
    const all = open.result.transaction("elegidos").objectStore("elegidos").getAll();
    await new Promise((done) => (all.onsuccess = done));
    open.result.close();
    return all.result.map((record: unknown) =>
      JSON.stringify(record, (_, value: unknown) =>
        value instanceof FileSystemHandle ? `${value.kind} ${value.name}` : value,
      ),
    );
  });
}

test("files opened before are opened again by one tap and their password, and their bytes are nowhere", async ({
  page,
  demo,
  secrets,
}) => {
  const efirma = pick(demo, "efirma-moral");
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  await dialogAnswers(page, efirma.files);
  await page.locator("label").filter({ hasText: "Certificado (.cer o .pfx)" }).click();
  await expect(page.getByRole("button", { name: /^Quitar / })).toHaveCount(2);
  await page.getByLabel(PASSWORD, { exact: true }).fill(efirma.password);
  await page.getByRole("button", { name: "Abrir", exact: true }).click();
  await expectOpen(page, 1);
  await expect.poll(async () => (await remembered(page)).length).toBe(1);
  const [record] = await remembered(page);
  for (const file of efirma.files) {
    expect(record).toContain(`file ${basename(file)}`);
  }
  expect(searchForSecrets(Buffer.from(record ?? ""), secrets)).toEqual([]);

  await page.reload();
  const again = page.getByRole("button", { name: new RegExp(`^e\\.firma de ${demo.empresa.nombre}`) });
  await again.click();
  await expect(page.getByLabel(PASSWORD, { exact: true })).toBeFocused();
  await page.keyboard.type(efirma.password);
  await page.keyboard.press("Enter");
  await expectOpen(page, 1);

  // Somebody else at the same device is shown nothing of it, and what is forgotten is gone.
  await lockNow(page);
  await page.getByRole("button", { name: /^Olvidar los archivos de/ }).click();
  await expect(again).toHaveCount(0);
  await expect.poll(() => remembered(page)).toEqual([]);
});

test("from any page a person sees which keys are open and for how long, closes one, and locks all", async ({
  page,
  demo,
}) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  await openKey(page, pick(demo, "efirma-moral"));
  await page.getByText("Abrir otra llave").click();
  await openKey(page, pick(demo, "imss-nuevo"), 2);
  await sections(page).getByRole("link", { name: "Historial" }).click();
  await page.getByRole("button", { name: "Ver las llaves abiertas" }).click();
  const list = page.getByRole("heading", { name: "Llaves abiertas en esta pestaña" }).locator("..");
  await expect(list.getByText(/^Abierta desde las \d{2}:\d{2}, hace/)).toHaveCount(2);
  await expect(list.getByText(/las llaves se bloquean solas a las \d{2}:\d{2}/)).toBeVisible();
  await expectAccessible(page);
  await list.getByRole("button", { name: /^Cerrar esta llave/ }).first().click();
  await expectOpen(page, 1);
  await page.keyboard.press("Escape");
  await lockNow(page);
  await expect.poll(() => page.workers().length).toBe(0);
});

test("the idle time is the person's to set, holds for open keys at once, and is there the next time", async ({
  page,
  demo,
}) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  await openKey(page, pick(demo, "efirma-moral"));
  const closing = page.getByText(/las llaves se bloquean solas a las/).first();
  const before = await closing.textContent();
  await page.getByLabel("Bloquear las llaves abiertas después de").selectOption("60");
  await expect(closing).not.toHaveText(before ?? "");
  await page.reload();
  await expect(page.getByLabel("Bloquear las llaves abiertas después de")).toHaveValue("60");
});

test("a certificate is deleted after the person saw what it leaves without one", async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  await page.getByRole("button", { name: /^Eliminar el certificado de/ }).first().click();
  const asked = page.getByRole("dialog", { name: "¿Eliminar este certificado?" });
  await expect(asked).toContainText("Lo que ya firmó se conserva");
  await asked.getByRole("button", { name: "Cancelar" }).click();
  await expect(asked).toBeHidden();
});

test("what ends within 15 days is named in Inicio and wherever something is signed, until it is put off", async ({
  page,
  demo,
}) => {
  await endIn(page, 12);
  await enter(page, demo, "firmante");
  const notice = page.getByRole("status").filter({ hasText: /vencen? en 15 días o menos/ });
  await expect(notice).toBeVisible();
  await expect(notice).toContainText(/vence el \d{2}\/\d{2}\/\d{4}, en 12 días\./);
  await expectAccessible(page);
  await page.goto("/lotes");
  await expect(notice).toBeVisible();
  await page.goto("/lotes/firmar");
  await expect(page.getByRole("heading", { level: 1, name: "Firmar y enviar todo" })).toBeVisible();
  await expect(notice).toBeVisible();
  await page.goto("/historial/lotes");
  await page.getByRole("row").filter({ hasText: "Por firmar" }).first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: /^Lote \d+/ })).toBeVisible();
  await expect(notice).toBeVisible();
  await expectAccessible(page);
  await goTo(page, "Inicio", /^Hola, /);
  await notice.getByRole("button", { name: "Recordármelo mañana" }).click();
  await expect(notice).toHaveCount(0);
  await page.goto("/lotes");
  await expect(page.getByRole("heading", { level: 2, name: "Lotes abiertos" })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test("on the last day, with its certificate expired, a prepared lote is signed with another and not captured again", async ({
  page,
  demo,
}) => {
  await overnight(page);
  await enter(page, demo, "firmante");
  await page.goto("/certificados");
  await expect(page.getByRole("alert").filter({ hasText: /ya venció/ })).toContainText(/Hay \d+ lotes? por firmar.*vence/);
  await page.goto("/historial/lotes");
  const lote = page.getByRole("row").filter({ hasText: "Por firmar" }).first();
  await lote.getByRole("link").click();
  await expect(page.getByRole("alert").filter({ hasText: "El certificado de este registro patronal ya venció" })).toBeVisible();
  for (const way of [
    "Firma con otro certificado vigente",
    "Firma con la e.firma de la empresa",
    "Renuévalo en línea",
    "Lleva el DISPMAG a la ventanilla",
  ]) {
    await expect(page.getByRole("heading", { name: way })).toBeVisible();
  }
  await expect(page.getByText(/días? hábil/).first()).toBeVisible();
  const saved = page.waitForEvent("download");
  // Offered once, among the ways out.
  await page.getByRole("link", { name: "Descargar DISPMAG" }).click();
  // Records of 168 bytes and their line ends.
  expect(readFileSync(await (await saved).path()).length % 170).toBe(0);
  await expectAccessible(page);

  // The company's representative has an e.firma of her own.
  const fisica = pick(demo, "efirma-fisica");
  await openKey(page, fisica);
  await expect(page.getByText("Primero se elimina el vencido")).toBeVisible();
  await page.getByRole("button", { name: "Firmar y asignar" }).click();
  await expect(page.getByText("Marca que se elimine el certificado vencido")).toBeVisible();
  await page.getByLabel("Eliminar el vencido y asignar éste").check();
  await page.getByRole("button", { name: "Firmar y asignar" }).click();
  // A warning beside the button says that the key names another registro patronal: IDSE decides.
  await expect(signButton(page)).toBeVisible();
  await expect(page.getByText(/El certificado es de \S+, y el registro patronal .* IDSE decide/)).toBeVisible();
  await sign(page);
  await expectStands(page, /^IDSE lo recibió|^Procesado|^Firmado/);
});

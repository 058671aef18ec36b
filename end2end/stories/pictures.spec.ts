// Pictures of every page, for the README and for our eyes: `PICTURES=1 npx playwright test pictures`.
import { join, resolve } from "node:path";

import type { TestInfo } from "@playwright/test";

import { pick, registroOf } from "../support/demo.ts";
import { expect, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { rowsOf, xlsxOf } from "../support/payroll.ts";
import { enter, enterToConsult, goTo } from "./steps/entering.ts";
import { PASSWORD, expectOpen, fileField, lockNow, openKey, overnight, tryToOpen } from "./steps/keys.ts";
import { RESULT, expectStands, openLoteOf, prepare, reviewAll, sign, signButton } from "./steps/lotes.ts";
import { begin, fillIn, goToTab, saveReady } from "./steps/movements.ts";

// Beside the results: Playwright empties those at every run.
const FOLDER = resolve(import.meta.dirname, "../report/pictures");

test.use({ server: "pictures", colorScheme: "light" });
test.describe.configure({ timeout: 300_000 });

/** Takes pictures under a name of the page and the size it has. */
function camera(page: Page, story: TestInfo) {
  return async (name: string, of: Page = page, fullPage = false): Promise<void> => {
    await of.evaluate(() => document.fonts.ready);
    await expect(of.getByRole("status").filter({ hasText: "Cargando…" })).toHaveCount(0);
    const path = join(FOLDER, `${name}-${story.project.name}.png`);
    await of.screenshot({ path, animations: "disabled", fullPage });
  };
}

test("pictures of the whole way", async ({ page, demo, people, somebodyElse }, story) => {
  const take = camera(page, story);
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();

  await page.goto("/");
  await page.getByLabel("Usuario", { exact: true }).waitFor();
  await take("01-entrar");
  await enter(page, demo, "firmante");
  await take("02-inicio");
  await goTo(page, "Certificados");
  await openKey(page, pick(demo, "efirma-moral"));
  await toTheTop(page);
  await take("03-certificados");
  await begin(page, "Reingreso");
  await fillIn(page, "Reingreso", leon, somebody);
  await toTheTop(page);
  await take("04-capturar");
  await saveReady(page);
  await take("05-capturado");
  await goToTab(page, "Todos");
  await page.getByRole("table", { name: "Movimientos" }).waitFor();
  await take("06-historial");
  await prepare(page);
  // One stood there before.
  await page.getByRole("row").filter({ hasText: "Por firmar" }).nth(1).waitFor();
  await take("07-lotes");
  await openLoteOf(page, somebody.nss);
  await take("08-revision");
  await page.getByRole("button", { name: "Ir a firmar" }).click();
  await take("09-firmar");
  await sign(page);
  await expectStands(page, /^Procesado/, RESULT);
  await toTheTop(page);
  await take("10-lote");

  const reader = await somebodyElse();
  await enterToConsult(reader, demo, "consulta");
  await goToTab(reader, "Todos");
  await reader.getByRole("table", { name: "Movimientos" }).waitFor();
  await take("11-consulta", reader);

  const administrator = await somebodyElse();
  await enter(administrator, demo, "administrador");
  await administrator.goto("/empresa");
  await administrator.getByRole("table", { name: "Quién puede firmar" }).waitFor();
  await take("12-empresa", administrator);
  await administrator.getByLabel("Quien prepara un lote no lo firma").scrollIntoViewIfNeeded();
  await take("13-empresa-lotes", administrator);
  await administrator.goto("/asistentes");
  await administrator.getByRole("link", { name: /^Aniversarios/ }).waitFor();
  await take("14-asistentes", administrator);
  for (const assistant of ["salario-minimo", "aniversarios", "variables", "traspaso"]) {
    await administrator.goto(`/asistentes/${assistant}`);
    const proposals = administrator.getByRole("button", { name: /^Crear / });
    await proposals.or(administrator.getByText("Nadie por ahora")).waitFor();
    await take(`15-${assistant}`, administrator, true);
  }
});

test("pictures of keys and certificates, in light and in darkness", async ({ page, demo }, story) => {
  const take = async (name: string): Promise<void> => {
    await page.evaluate(() => document.fonts.ready);
    await expect(page.getByRole("status").filter({ hasText: "Cargando…" })).toHaveCount(0);
    await toTheTop(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const path = join(FOLDER, `${name}-${colorScheme}-${story.project.name}.png`);
      await page.screenshot({ path, animations: "disabled", fullPage: true });
    }
  };
  const efirma = pick(demo, "efirma-moral");
  const csd = pick(demo, "csd").files.filter((file) => file.endsWith(".cer"));

  await enter(page, demo, "firmante");
  await take("20-inicio");
  await goTo(page, "Certificados");
  await take("21-certificados");
  await tryToOpen(page, efirma.files, "otra contraseña");
  await expect(page.getByText("La contraseña no abre este archivo")).toBeVisible();
  await take("22-contrasena-equivocada");
  await fileField(page, "certificate").setInputFiles([...efirma.files, ...csd]);
  await expect(page.getByText("Elegiste más archivos")).toBeVisible();
  await take("23-de-mas");
  await page.getByLabel(PASSWORD, { exact: true }).fill(efirma.password);
  await page.getByRole("button", { name: "Abrir", exact: true }).click();
  await expectOpen(page, 1);
  await page.getByText("Abrir otra llave").click();
  await openKey(page, pick(demo, "efirma-fisica"), 2);
  await page.getByRole("checkbox", { name: registroOf(demo, "León") }).last().check();
  await take("24-abiertas");
  await page.getByRole("button", { name: "Ver las llaves abiertas" }).click();
  await take("25-cuales");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Eliminar el certificado de/ }).first().click();
  await take("26-eliminar");
  await page.getByRole("dialog").getByRole("button", { name: "Cancelar" }).click();

  await page.getByRole("link", { name: "Convertir y respaldar" }).click();
  await take("27-convertir");
  await page.getByLabel(/Compatible con lectores antiguos/).check();
  await fileField(page, "certificate").setInputFiles(efirma.files);
  await page.getByLabel("Contraseña de ahora", { exact: true }).fill(efirma.password);
  await page.getByLabel("Contraseña nueva", { exact: true }).fill("respaldo2026XY");
  await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill("respaldo2026XY");
  await page.getByRole("button", { name: "Convertir", exact: true }).click();
  await page.getByRole("heading", { name: "Listo: guarda lo nuevo en tu equipo" }).waitFor();
  await take("28-convertido");

  await goTo(page, "Lotes");
  await page.getByRole("row").filter({ hasText: "Por firmar" }).first().getByRole("link").last().click();
  await signButton(page).waitFor();
  await take("29-lote-por-firmar");
  await lockNow(page);
  await page.getByLabel(PASSWORD, { exact: true }).waitFor();
  await take("30-lote-sin-llave");
  await reviewAll(page);
  await take("31-firmar-todo");

  await overnight(page);
  await page.goto("/certificados");
  await page.getByText(/^Hay \d+ lotes? por firmar/).waitFor();
  await take("32-vencidos");
  await page.goto("/");
  await page.getByText(/^Certificado vencido$|^\d+ certificados vencidos$/).waitFor();
  await take("33-inicio-vencido");
  await goTo(page, "Lotes");
  await page.getByRole("row").filter({ hasText: "Por firmar" }).first().getByRole("link").last().click();
  await page.getByRole("list", { name: "Qué puedes hacer" }).waitFor();
  await take("34-lote-vencido");
});

test("pictures of who works there, of what is captured for them and of what IMSS answered", async ({
  page,
  demo,
  people,
}, story) => {
  const take = camera(page, story);
  const leon = registroOf(demo, "León");
  const somebody = people.vigente(leon);
  await enter(page, demo, "administrador");
  await goTo(page, "Registros patronales");
  await page.getByRole("table", { name: "Registros patronales de la empresa" }).waitFor();
  await take("40-registros");
  await goTo(page, "Trabajadores");
  await page.getByRole("table", { name: "Trabajadores" }).waitFor();
  await take("41-trabajadores");
  await page.goto(`/trabajadores/${somebody.nss}`);
  await page.getByRole("table", { name: "Movimientos" }).waitFor();
  await take("42-trabajador");

  for (const [name, kind] of [
    ["43-reingreso", "Reingreso"],
    ["44-modificacion", "Modificación de salario"],
    ["45-baja", "Baja"],
  ] as const) {
    await begin(page, kind);
    await fillIn(page, kind, leon, somebody);
    await page.getByLabel("NSS", { exact: true }).focus();
    await toTheTop(page);
    await take(name);
  }
  for (const [name, what] of [
    ["46-salarios", "salarios"],
    ["47-bajas", "bajas"],
  ]) {
    await page.goto(`/capturar/varios/${what}`);
    await page.getByRole("table", { name: "Trabajadores vigentes" }).waitFor();
    await take(String(name));
  }
  for (const [name, estado] of [
    ["48-rechazado", "Rechazado"],
    ["49-operado", "Operado"],
  ]) {
    await page.goto("/historial/todos");
    await page.getByLabel("Estado aviso").selectOption({ label: String(estado) });
    await page.getByRole("button", { name: "Buscar", exact: true }).click();
    const answered = page.getByRole("row").filter({ hasText: String(estado) });
    await answered.first().getByRole("button", { name: /^Ver / }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    const advice = dialog.getByText("¿Y si tiene un error?");
    if (await advice.isVisible()) {
      await advice.click();
    }
    await take(String(name));
  }
});

test("pictures of an import", async ({ page, demo }, story) => {
  const photograph = camera(page, story);
  const take = async (name: string): Promise<void> => {
    await toTheTop(page);
    await photograph(name);
  };
  const rows = rowsOf(240, registroOf(demo, "León"), 5_000_000);
  rows[1]?.splice(2, 1, "123");
  rows[2]?.splice(7, 1, "1.00");
  await enter(page, demo, "firmante");
  await goTo(page, "Capturar", "¿Qué vas a capturar?");
  await page.getByRole("link", { name: /^Importar un archivo/ }).click();
  await page.getByLabel("Archivo").waitFor({ state: "attached" });
  await take("60-importar");
  const file = { name: "nomina.xlsx", mimeType: "application/octet-stream", buffer: xlsxOf(rows) };
  await page.getByLabel("Archivo").setInputFiles(file);
  await page.getByRole("button", { name: "Revisar renglones" }).waitFor();
  await take("61-importar-columnas");
  await page.getByRole("button", { name: "Revisar renglones" }).click();
  await page.getByRole("table", { name: "Renglones" }).waitFor();
  await take("62-importar-revision");
  await page.getByRole("button", { name: "Corregir renglón 3", exact: true }).click();
  await page.getByRole("dialog").waitFor();
  await take("63-importar-corregir");
  await page.getByRole("dialog").getByRole("button", { name: "Cancelar" }).click();
  await page.getByRole("button", { name: "Importar 238 movimientos" }).click();
  await page.getByText("Se guardaron 238 movimientos, listos para lote.").waitFor();
  await take("64-importar-hecho");
  await goTo(page, "Trabajadores");
  await page.getByRole("link", { name: "Cargar plantilla" }).click();
  await page.getByLabel("Fecha de corte").waitFor();
  await take("65-plantilla");
});

async function toTheTop(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
}

test("pictures of the certificate's life, on a tablet lying down and standing", async ({ page, demo }, story) => {
  const take = async (name: string): Promise<void> => {
    await page.evaluate(() => document.fonts.ready);
    await expect(page.getByRole("status").filter({ hasText: "Cargando…" })).toHaveCount(0);
    for (const [width, height] of [[1024, 768], [768, 1024]] as const) {
      await page.setViewportSize({ width, height });
      await toTheTop(page);
      const path = join(FOLDER, `${name}-${width}-${story.project.name}.png`);
      await page.screenshot({ path, animations: "disabled", fullPage: true });
    }
  };
  const heading = (name: string) => page.getByRole("heading", { level: 1, name }).waitFor();
  await page.goto("/certificado-imss");
  await heading("Tu certificado del IMSS");
  await take("50-caminos");
  const paths = ["primera-vez", "adicional", "renovar", "no-lo-descargue", "contrasena-olvidada", "extraviado", "con-e-firma"];
  const tools = ["que-es-este-archivo", "probar-contrasena", "unir", "cambiar-contrasena"];
  for (const page_ of [...paths, ...tools]) {
    await page.goto(`/certificado-imss/${page_}`);
    await page.getByRole("link", { name: "Todos los caminos" }).waitFor();
    await take(`51-${page_}`);
  }
  await enter(page, demo, "firmante");
  await page.goto("/certificado-imss/primera-vez");
  const registro = page.getByLabel(/^¿Para qué registro patronal\?/);
  await registro.selectOption({ index: 1 });
  await page.getByText("Lo que marcas se guarda en tu empresa", { exact: false }).waitFor();
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/certificate-life/save"));
  await page.getByLabel("Hecho").first().check();
  await saved;
  await page.getByLabel("¿Qué día hiciste la solicitud?").fill("2025-12-22");
  await page.getByText("El último día fue el").waitFor();
  await take("52-primera-vez-en-la-empresa");
  await page.emulateMedia({ media: "print" });
  await take("53-primera-vez-impresa");
  await page.emulateMedia({ media: "screen" });
  await page.goto("/certificado-imss");
  await page.getByText("En curso en tu empresa").waitFor();
  await take("54-en-curso");
  await page.goto("/certificados");
  await page.getByRole("button", { name: "Crear dirección para mi agenda" }).click();
  await page.getByText(/\/relay\/calendar\//).waitFor();
  await take("55-vigencias");
  await page.goto("/");
  await page.getByText("Solicitudes de certificado").waitFor();
  await take("56-inicio");
});

test("pictures of people, links and the audit log", async ({ page, demo, somebodyElse }, story) => {
  const photograph = camera(page, story);
  const take = (name: string, of: Page = page): Promise<void> => photograph(name, of, true);
  await page.goto("/recuperar");
  await page.getByRole("heading", { level: 1, name: "Recuperar tu acceso" }).waitFor();
  await take("70-recuperar");
  await enter(page, demo, "administrador");
  for (const [name, address] of [
    ["71-usuarios", "/usuarios"],
    ["72-invitar", "/usuarios/invitar"],
    ["73-mi-cuenta", "/mi-cuenta"],
    ["74-enlaces", "/enlaces"],
    ["75-enlace-nuevo", "/enlaces/nuevo"],
    ["76-auditoria", "/bitacora"],
    ["77-eliminados", "/eliminados"],
  ] as const) {
    await page.goto(address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await take(name);
  }
  await page.goto("/usuarios");
  await page.getByRole("table").first().getByRole("link").first().click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await take("79-usuario");
  const consulting = await somebodyElse();
  await enterToConsult(consulting, demo, "consulta");
  await take("80-solo-consulta", consulting);
});

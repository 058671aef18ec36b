// The certificate's life: every path by anybody, without an account, and what of it is done in the browser.
import { readFileSync, writeFileSync } from "node:fs";

import { pick } from "../support/demo.ts";
import { javaLists, keyOpens, nssOpens, subjectOfPfx } from "../support/keys.ts";
import { password as secret } from "../support/secrets.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter } from "./steps/entering.ts";
import { fileField } from "./steps/keys.ts";

const NEW = "respaldo2026XY";
const PATHS = [
  ["Tramitar tu primer certificado", "primera-vez"],
  ["Tramitar un certificado adicional", "adicional"],
  ["Renovar tu certificado", "renovar"],
  ["No pude descargar el certificado renovado", "no-lo-descargue"],
  ["Olvidé la contraseña", "contrasena-olvidada"],
  ["Perdí mi certificado o me lo robaron", "extraviado"],
  ["Firmar con la e.firma del SAT", "con-e-firma"],
] as const;

/** What went to the server since `before`, but for the files of the page and its worker. */
function sent(wire: { readonly left: readonly { url: URL }[] }, before: number): string[] {
  const asked = wire.left.slice(before).map((left) => left.url.pathname);
  return asked.filter((path) => !/^\/(worker\/|assets\/|favicon)/.test(path) && path !== "/relay/events");
}

/** NSS and Java take certificate and key out of it, and not under another password. */
function expectElsewhere(pfx: string, rfc: string): void {
  expect(nssOpens(pfx, NEW)).toBe(true);
  expect(nssOpens(pfx, `${NEW}x`)).toBe(false);
  const listed = javaLists(pfx, NEW);
  expect(listed).toContain("PrivateKeyEntry");
  expect(listed).toContain(rfc);
}

/** On paper there is no frame, no menu and nothing to tap. */
async function expectOnlyTheSheet(page: Page): Promise<void> {
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByText("Simulador: nada llega al IMSS")).toBeHidden();
  await expect(page.getByRole("navigation", { name: "Secciones" })).toBeHidden();
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.locator(".button:visible")).toHaveCount(0);
}

async function tryPassword(page: Page, typed: string): Promise<void> {
  await page.getByLabel("Contraseña de la llave", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Probar", exact: true }).click();
}

test("each path is read without an account, at its own address", async ({ page }) => {
  await page.goto("/certificado-imss");
  await expect(page.getByRole("heading", { level: 1, name: "Tu certificado del IMSS" })).toBeVisible();
  await expectAccessible(page);
  for (const [title, slug] of PATHS) {
    await page.getByRole("link", { name: title }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(`/certificado-imss/${slug}`);
    await expect(page.getByText("Revisado por última vez el 22/11/2026.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Todos los caminos" }).click();
  }
  await page.goto("/certificado-imss/otra-cosa");
  await expect(page.getByRole("heading", { level: 1, name: "Ese camino no existe" })).toBeVisible();
});

test("each path is walked from its first step to its last, and printed as a list to take along", async ({ page }) => {
  for (const [title, slug] of PATHS) {
    await page.goto(`/certificado-imss/${slug}`);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    const steps = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) });
    const all = await steps.count();
    expect(all, slug).toBeGreaterThanOrEqual(3);
    for (let step = 0; step < all; step++) {
      const box = steps.nth(step).getByLabel("Hecho");
      await box.scrollIntoViewIfNeeded();
      const tapped = await box.locator("xpath=ancestor::label").boundingBox();
      expect(tapped?.height, `${slug}, step ${step}`).toBeGreaterThanOrEqual(44);
      await box.check();
    }
    await expect(page.getByText(`${all} de ${all} pasos hechos`)).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await expectOnlyTheSheet(page);
    await expect(page.getByText(/^Impreso el /)).toBeVisible();
    await expect(steps.last()).toBeVisible();
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("button", { name: "Empezar de nuevo" }).click();
    await expect(page.getByText(`${all} pasos`, { exact: true })).toBeVisible();
  }
});

test("the sheet of somebody inside prints without her menus and keys either", async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  await page.goto("/certificado-imss/renovar");
  await expect(page.getByRole("button", { name: "Menú" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expectOnlyTheSheet(page);
  await expect(page.getByRole("heading", { level: 1, name: "Renovar tu certificado" })).toBeVisible();
  await expect(page.getByText(/^Impreso el /)).toBeVisible();
  await page.emulateMedia({ media: "screen" });
});

test("every tool of a path leads on to the next one", async ({ page }) => {
  for (const [slug, links] of [
    ["primera-vez", ["Probar la contraseña de una llave", "Unir certificado y llave en un .pfx", "¿Qué es este archivo?"]],
    ["adicional", ["¿Qué es este archivo?", "Probar la contraseña de una llave", "Unir certificado y llave en un .pfx"]],
    ["renovar", ["Olvidé la contraseña", "No lo pude descargar", "Unir certificado y llave en un .pfx"]],
    ["no-lo-descargue", ["No tengo la llave", "¿Qué es este archivo?", "Unir certificado y llave en un .pfx"]],
    ["contrasena-olvidada", ["Probar la contraseña de una llave", "Tramitar un certificado", "Cambiar la contraseña de una llave"]],
    ["extraviado", ["Firmar con la e.firma", "Tramitar un certificado"]],
    ["con-e-firma", ["¿Qué es este archivo?", "Probar la contraseña de una llave"]],
  ] as const) {
    for (const link of links) {
      await page.goto(`/certificado-imss/${slug}`);
      await page.getByRole("link", { name: link, exact: true }).first().click();
      await expect(page.getByRole("heading", { level: 1, name: "Ese camino no existe" })).toHaveCount(0);
      await expect(page.getByRole("link", { name: "Todos los caminos" })).toBeVisible();
    }
  }
});

test("a browser without randomness or memory is named, and writes nothing", async ({ page, demo }) => {
  const { files, password } = pick(demo, "efirma-moral");
  await page.goto("/certificado-imss/unir");
  const starting = page.waitForEvent("worker");
  await fileField(page, "certificate").setInputFiles(files);
  const signer = await starting;
  await signer.evaluate(`crypto.getRandomValues = () => { throw new Error("no entropy"); }`);
  await page.getByLabel("Contraseña de ahora", { exact: true }).fill(password);
  await page.getByLabel("Contraseña nueva", { exact: true }).fill(NEW);
  await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill(NEW);
  await page.getByRole("button", { name: "Convertir", exact: true }).click();
  await expect(page.getByText(/Este navegador no da números al azar/)).toBeVisible();
  // As an engine refuses a module that it has no memory for.
  await page.addInitScript(() => {
    const compile = WebAssembly.compileStreaming.bind(WebAssembly);
    WebAssembly.compileStreaming = async (source) => {
      const answer = await source;
      if (answer.url.includes("/worker/")) {
        throw new RangeError("out of memory");
      }
      return compile(answer);
    };
  });
  await page.goto("/certificado-imss/que-es-este-archivo");
  await page.locator('input[type="file"]').setInputFiles(files[0] ?? "");
  await expect(page.getByText(/El navegador no tiene memoria/)).toBeVisible();
});

test("a request's user and password are checked as they are typed, each fault in its own words", async ({ page }) => {
  await page.goto("/certificado-imss/primera-vez");
  const user = page.getByLabel(/^Usuario/);
  const password = page.getByLabel(/^Contraseña/);
  for (const [typed, words] of [
    ["Patron2", /8 caracteres o más; van 7/],
    ["abcdefghijklmnopqrstu", /20 caracteres como máximo; hay 21/],
    ["Patrón26", /acento: cambia «ó»/],
    ["Muñoz2026", /usa N/],
  ] as const) {
    await user.fill(typed);
    await expect(user).toHaveAccessibleDescription(words);
  }
  await user.fill("Patron26");
  await password.fill("patron26");
  await expect(password).toHaveAccessibleDescription(/no pueden ser iguales/);
  await password.fill("Segura2026");
  await expect(page.getByText("El IMSS acepta este usuario y esta contraseña.")).toBeVisible();
});

test("ten días hábiles are counted across a holiday, and what is ticked stays on the device", async ({ page }) => {
  await page.goto("/certificado-imss/primera-vez");
  await page.getByLabel("¿Qué día hiciste la solicitud?").fill("2025-12-22");
  await expect(page.getByText("El último día fue el 07/01/2026.")).toBeVisible();
  await expect(page.getByText(/No cuentan: 25\/12\/2025 .*, 01\/01\/2026/)).toBeVisible();
  const steps = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) });
  await steps.first().getByLabel("Hecho").check();
  await expect(page.getByText("1 de 8 pasos hecho")).toBeVisible();
  await page.reload();
  await expect(page.getByText("1 de 8 pasos hecho")).toBeVisible();
  await expect(page.getByLabel("¿Qué día hiciste la solicitud?")).toHaveValue("2025-12-22");
  await page.getByRole("button", { name: "Empezar de nuevo" }).click();
  await expect(page.getByText("8 pasos", { exact: false }).first()).toBeVisible();
  await expect(steps.first().getByLabel("Hecho")).not.toBeChecked();
});

test("a download that was missed: the serial is checked, and its address opens beside Rúbrica", async ({ page }) => {
  await page.goto("/certificado-imss/no-lo-descargue");
  const serial = page.getByLabel("Número de serie", { exact: true });
  const make = page.getByRole("button", { name: "Armar la dirección" });
  await serial.fill("27510O1905577344");
  await make.click();
  await expect(serial).toHaveAccessibleDescription(/«O» no puede ser parte/);
  await serial.fill("2751 0619 0557 7344 8318");
  await make.click();
  const link = page.getByRole("link", { name: "Abrir mi certificado" });
  await expect(link).toHaveAttribute(
    "href",
    "http://idse.imss.gob.mx/certificacion/instalaRenovacion.idse?SERIAL_NOM=27510619055773448318",
  );
  await expect(link).toHaveAttribute("target", "_blank");
});

test("a remembered password is tried without end, and nothing of it leaves the browser", async ({ page, demo, wire }) => {
  const { files, password } = pick(demo, "efirma-moral");
  await page.goto("/certificado-imss/probar-contrasena");
  await expect(page.getByRole("heading", { level: 1, name: "Probar la contraseña de una llave" })).toBeVisible();
  await wire.settled(page);
  const before = wire.left.length;
  await fileField(page, "key").setInputFiles(files.filter((file) => file.endsWith(".key")));
  const field = page.getByLabel("Contraseña de la llave", { exact: true });
  for (const wrong of ["una-que-no-es", "otra-que-tampoco", "ni-esta"]) {
    await tryPassword(page, wrong);
    await expect(field).toHaveAccessibleDescription(/La contraseña no abre este archivo/);
  }
  await expect(page.getByText("Van 3 intentos. Puedes seguir.")).toBeVisible();
  await tryPassword(page, password);
  await expect(page.getByText("Es la contraseña de esta llave.")).toBeVisible();
  await expectAccessible(page);
  expect(sent(wire, before)).toEqual([]);
});

test("a key of another certificate is named", async ({ page, demo }) => {
  const own = pick(demo, "efirma-moral");
  const other = pick(demo, "efirma-fisica");
  await page.goto("/certificado-imss/probar-contrasena");
  await fileField(page, "certificate").setInputFiles(own.files.filter((file) => file.endsWith(".cer")));
  await fileField(page, "key").setInputFiles(other.files.filter((file) => file.endsWith(".key")));
  await tryPassword(page, other.password);
  await expect(page.getByText(/La llave privada es de otro certificado/)).toBeVisible();
});

test("any file is told apart, with everything public in it", async ({ page, demo, wire }, story) => {
  const { files } = pick(demo, "efirma-moral");
  const cer = files.find((file) => file.endsWith(".cer")) ?? "";
  const key = files.find((file) => file.endsWith(".key")) ?? "";
  await page.goto("/certificado-imss/que-es-este-archivo");
  const field = page.locator('input[type="file"]');
  await expect(page.getByRole("heading", { level: 1, name: "¿Qué es este archivo?" })).toBeVisible();
  await wire.settled(page);
  const before = wire.left.length;
  await field.setInputFiles(cer);
  await expect(page.getByText("Es el certificado de una e.firma del SAT.")).toBeVisible();
  await expect(page.getByText(demo.empresa.rfc).first()).toBeVisible();
  await page.getByRole("button", { name: /^Quitar / }).click();
  await field.setInputFiles(key);
  await expect(page.getByText(/La llave está cifrada con contraseña/)).toBeVisible();
  await page.getByRole("button", { name: /^Quitar / }).click();
  // The same certificate as an editor would leave it: UTF-16, and a name that says nothing.
  const wide = story.outputPath("nota");
  const pem = `-----BEGIN CERTIFICATE-----\r\n${readFileSync(cer).toString("base64")}\r\n-----END CERTIFICATE-----\r\n`;
  writeFileSync(wide, Buffer.from(`\ufeff${pem}`, "utf16le"));
  await field.setInputFiles(wide);
  await expect(page.getByText("Es el certificado de una e.firma del SAT.")).toBeVisible();
  expect(sent(wire, before)).toEqual([]);
});

test("certificate and key become a .pfx that OpenSSL, NSS and Java open, and a key gets another password", async ({
  page,
  demo,
  secrets,
  wire,
}) => {
  secrets.push(secret("the password of what is written", NEW));
  const { files, password } = pick(demo, "efirma-moral");
  await page.goto("/certificado-imss/unir");
  await expect(page.getByRole("heading", { level: 1, name: "Unir certificado y llave en un .pfx" })).toBeVisible();
  await wire.settled(page);
  const before = wire.left.length;
  const fill = async () => {
    await page.getByLabel("Contraseña de ahora", { exact: true }).fill(password);
    await page.getByLabel("Contraseña nueva", { exact: true }).fill(NEW);
    await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill(NEW);
    await page.getByRole("button", { name: "Convertir", exact: true }).click();
  };
  const save = async (ending: string) => {
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: `Guardar el ${ending}` }).click();
    return (await saved).path();
  };
  await fileField(page, "certificate").setInputFiles(files);
  await fill();
  // 600,000 rounds, three times over.
  await expect(page.getByRole("heading", { name: "Listo: guarda lo nuevo en tu equipo" })).toBeVisible({ timeout: 45_000 });
  const modern = await save(".pfx");
  for (const legacy of [false, true]) {
    expect(subjectOfPfx(modern, NEW, legacy)).toContain(demo.empresa.rfc);
  }
  expectElsewhere(modern, demo.empresa.rfc);
  // The form that IDSE's old readers take.
  await page.getByRole("link", { name: "Todos los caminos" }).click();
  await page.getByRole("link", { name: "Unir certificado y llave en un .pfx" }).click();
  await fileField(page, "certificate").setInputFiles(files);
  await page.getByLabel("Compatible con lectores antiguos de IDSE (3DES)").check();
  await fill();
  const old = await save(".pfx");
  for (const legacy of [false, true]) {
    expect(subjectOfPfx(old, NEW, legacy)).toContain(demo.empresa.rfc);
  }
  expectElsewhere(old, demo.empresa.rfc);
  await page.getByRole("link", { name: "Todos los caminos" }).click();
  await page.getByRole("link", { name: "Cambiar la contraseña de una llave" }).click();
  await fileField(page, "key").setInputFiles(files.filter((file) => file.endsWith(".key")));
  await fill();
  expect(keyOpens(await save(".key"), NEW)).toBe(true);
  expect(sent(wire, before)).toEqual([]);
});

// A credential's files converted for the person's own device: in the worker, and nowhere else.
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";

import { pick } from "../support/demo.ts";
import type { Demo } from "../support/demo.ts";
import { keyOpens, subjectOfPfx } from "../support/keys.ts";
import { password as secret } from "../support/secrets.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { fileField } from "./steps/keys.ts";

const NEW = "respaldo2026XY";

test.beforeEach(async ({ page, demo, secrets }) => {
  secrets.push(secret("the password of what is written", NEW));
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  await page.getByRole("link", { name: "Convertir y respaldar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Convertir y respaldar" })).toBeVisible();
});

async function convert(page: Page, demo: Demo, id: string, repeated = NEW): Promise<void> {
  const { files, password } = pick(demo, id);
  await fileField(page, files.length === 1 && files[0]?.endsWith(".key") ? "key" : "certificate").setInputFiles(files);
  await page.getByLabel("Contraseña de ahora", { exact: true }).fill(password);
  await page.getByLabel("Contraseña nueva", { exact: true }).fill(NEW);
  await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill(repeated);
  await page.getByRole("button", { name: "Convertir", exact: true }).click();
}

async function save(page: Page, ending: string): Promise<string> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: `Guardar el ${ending}` }).click();
  const download = await saved;
  expect(download.suggestedFilename().endsWith(ending)).toBe(true);
  return download.path();
}

test("an e.firma becomes a .pfx that OpenSSL opens, and no request carries any of it", async ({ page, demo, wire }) => {
  await wire.settled(page);
  const before = wire.left.length;
  await convert(page, demo, "efirma-moral");
  // 600,000 rounds, three times over.
  await expect(page.getByRole("heading", { name: "Listo: guarda lo nuevo en tu equipo" })).toBeVisible({ timeout: 45_000 });
  const pfx = await save(page, ".pfx");
  expect(subjectOfPfx(pfx, NEW, false)).toContain(demo.empresa.rfc);
  await expectAccessible(page);
  // Nothing but the files of the page and its worker, if they were not there yet.
  const asked = wire.left.slice(before).map((left) => left.url.pathname);
  expect(asked.filter((path) => !/^\/(worker\/|assets\/|favicon)/.test(path) && path !== "/relay/events")).toEqual([]);
  // No key was opened by it.
  await expect(page.getByRole("button", { name: "Bloquear ahora" })).toHaveCount(0);
});

test("the old form opens with OpenSSL's old ciphers", async ({ page, demo }) => {
  await page.getByLabel(/Compatible con lectores antiguos/).check();
  await expect(page.getByText("De 8 a 20 letras o números, como la pide IDSE.")).toBeVisible();
  await convert(page, demo, "efirma-moral");
  const pfx = await save(page, ".pfx");
  expect(subjectOfPfx(pfx, NEW, true)).toContain(demo.empresa.rfc);
});

test("a .pfx becomes a .cer and a .key under the new password", async ({ page, demo }) => {
  await page.getByLabel(/Un \.cer y un \.key/).check();
  await convert(page, demo, "imss-nuevo");
  const cer = await save(page, ".cer");
  const key = await save(page, ".key");
  expect(new X509Certificate(readFileSync(cer)).subject).toContain(pick(demo, "imss-nuevo").registro_patronal ?? "-");
  expect(keyOpens(key, NEW)).toBe(true);
  expect(keyOpens(key, pick(demo, "imss-nuevo").password)).toBe(false);
});

test("a .key alone is given another password", async ({ page, demo }) => {
  await page.getByLabel(/Un \.key con otra contraseña/).check();
  const { files, password } = pick(demo, "efirma-fisica");
  await fileField(page, "key").setInputFiles(files.filter((file) => file.endsWith(".key")));
  await page.getByLabel("Contraseña de ahora", { exact: true }).fill(password);
  await page.getByLabel("Contraseña nueva", { exact: true }).fill(NEW);
  await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill(NEW);
  await page.getByRole("button", { name: "Convertir", exact: true }).click();
  expect(keyOpens(await save(page, ".key"), NEW)).toBe(true);
});

test("mistakes are shown beside their fields, and nothing is written", async ({ page, demo }) => {
  await convert(page, demo, "efirma-moral", `${NEW}z`);
  await expect(page.getByLabel("Repite la contraseña nueva", { exact: true })).toHaveAccessibleDescription(
    /No es igual a la contraseña nueva/,
  );
  // The wrong password of now.
  await convert(page, demo, "contrasena");
  await expect(page.getByLabel("Contraseña de ahora", { exact: true })).toHaveAccessibleDescription(
    /La contraseña no abre este archivo/,
  );
  // A new one that is too short.
  await page.getByLabel("Contraseña de ahora", { exact: true }).fill(pick(demo, "efirma-moral").password);
  await page.getByLabel("Contraseña nueva", { exact: true }).fill("corta");
  await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill("corta");
  await page.getByRole("button", { name: "Convertir", exact: true }).click();
  await expect(page.getByLabel("Contraseña nueva", { exact: true })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByRole("button", { name: /^Guardar el / })).toHaveCount(0);
});

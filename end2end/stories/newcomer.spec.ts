// A fresh installation: the first person registers the company and herself, and is led on from there.
import { readFileSync } from "node:fs";

import { KeyFiles } from "../support/keys.ts";
import { keyFile, password, privateNumbers } from "../support/secrets.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { expectHome, goTo, logIn, logOut } from "./steps/entering.ts";
import { expectOpen, fact, lockNow, tryToOpen } from "./steps/keys.ts";

test.use({ withDemo: false, server: "newcomer" });

const PASSWORD = "una frase larga que recuerdo";
const OF_THE_KEY = "Llave2026Propia";

test("a newcomer registers her company, adds its registro patronal and sees what comes next", async ({
  page,
  secrets,
}) => {
  await page.goto("/");
  await expect(page.getByText("Simulador: nada llega al IMSS")).toBeVisible();
  await page.getByRole("link", { name: "Registrar la primera empresa" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Registrar tu empresa" })).toBeVisible();
  await expectAccessible(page);

  // What is wrong is shown beside its field, and nothing typed is lost.
  await page.getByLabel("Razón social").fill("Talleres Ñandú SA de CV");
  await page.getByLabel("Tu nombre").fill("Núria Peña Ortiz");
  await page.getByLabel("Correo electrónico").fill("nuria@talleres.example");
  await page.getByLabel("Usuario").fill("nuria");
  await page.getByLabel("Contraseña", { exact: true }).fill("corta");
  await page.getByLabel("Repite la contraseña", { exact: true }).fill("corta");
  await page.getByRole("button", { name: "Registrar empresa" }).click();
  await expect(page.getByText("Usa 10 caracteres o más.")).toBeVisible();
  await expect(page.getByLabel("Razón social")).toHaveValue("Talleres Ñandú SA de CV");

  await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repite la contraseña", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Registrar empresa" }).click();
  await expectHome(page);
  await expect(page.getByRole("heading", { name: "Para empezar" })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "Empezar" }).click();
  // Every error at once, and a check digit that does not fit is asked about.
  await page.getByLabel("Registro patronal", { exact: true }).fill("B37");
  await page.getByLabel("Guía").fill("ABC");
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Escribe la razón social.")).toBeVisible();
  await expect(page.getByLabel("Guía")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Registro patronal", { exact: true })).toBeFocused();
  await page.getByLabel("Registro patronal", { exact: true }).fill("B3712045108");
  await page.getByLabel("Razón social").fill("Talleres");
  await page.getByLabel("Guía").fill("");
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
  await expect(page.getByText("Revisa el registro patronal antes de guardarlo")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Registro patronal", { exact: true }).fill("B371204510");
  await page.getByLabel("Razón social").fill("Talleres Ñandú SA de CV");
  await page.getByLabel("Domicilio").fill("Av. Juárez 10, Centro, León, Gto.");
  await page.getByLabel("Subdelegación").fill("León");
  await page.getByLabel("Guía").fill("01400");
  await page.getByRole("button", { name: "Guardar", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Registros patronales" })).toBeVisible();
  // Its check digit was worked out.
  const row = page.getByRole("row").filter({ hasText: /B371204510\d/ });
  await expect(row).toContainText("León");
  await expect(row).toContainText("Sin certificado");
  await expect(row).toContainText("Sin plantilla");
  await expect(page.getByText("Con ella se te avisa antes de enviar lo que el IMSS rechazaría")).toBeVisible();
  await page.getByRole("link", { name: "Carga tu plantilla inicial" }).click();
  await expect(page).toHaveURL(/\/importar\/plantilla$/);

  await goTo(page, "Inicio", /^Hola, Núria/);
  const steps = page.getByRole("listitem");
  await expect(steps.filter({ hasText: "Agrega un registro patronal" })).toContainText("Hecho");
  await expect(steps.filter({ hasText: "Carga tu plantilla inicial" }).getByRole("link")).toBeVisible();

  // After every login, until a certificate is assigned.
  const asked = page.getByRole("status").filter({ hasText: "Falta un certificado para enviar al IMSS" });
  await expect(asked.getByRole("link", { name: "Asignar un certificado" })).toBeVisible();
  await expectAccessible(page);
  await asked.getByRole("button", { name: "Por ahora no" }).click();
  const alert = page.getByRole("status").filter({ hasText: "Los servicios en línea no están disponibles" });
  await expect(alert).toBeVisible();
  await expect(asked).toHaveCount(0);
  await page.reload();
  await expect(alert).toBeVisible();
  await expect(asked).toHaveCount(0);
  await alert.getByRole("link", { name: "Asignar un certificado" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Certificados" })).toBeVisible();
  await goTo(page, "Inicio", /^Hola, Núria/);
  await steps.filter({ hasText: "Asigna tu certificado" }).getByRole("link", { name: "Empezar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Certificados" })).toBeVisible();

  // Nobody has installed an authority here yet: no certificate counts as good.
  const files = new KeyFiles();
  try {
    const [cer, key] = files.selfIssued("Talleres Ñandú", OF_THE_KEY);
    secrets.push(
      password("the password of the key", OF_THE_KEY),
      keyFile("the key file", readFileSync(key), [readFileSync(cer)]),
      privateNumbers("the key", readFileSync(key), OF_THE_KEY),
    );
    await tryToOpen(page, [cer, key], OF_THE_KEY);
    await expectOpen(page, 1);
    await expect(fact(page.getByRole("main"), "Cadena")).toHaveText("No se verificó la cadena");
    await expect(page.getByText(/No se pudo confirmar quién emitió/)).toHaveCount(0);
    await lockNow(page);
  } finally {
    files.remove();
  }

  // The door is closed behind the first.
  await logOut(page);
  await expect(page.getByRole("link", { name: "Registrar la primera empresa" })).toBeHidden();
  await page.goto("/registrar-empresa");
  await expect(page.getByRole("heading", { level: 1, name: "El registro está cerrado" })).toBeVisible();
  await page.getByRole("link", { name: "Ingresar" }).click();
  await logIn(page, "nuria", PASSWORD);
  await expectHome(page);
  await expect(asked).toBeVisible();
});

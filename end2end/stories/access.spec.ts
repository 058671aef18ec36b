// An installation where anybody registers a company: one that is here already is joined by asking.
import { user } from "../support/demo.ts";
import { linkIn, mailAbout, mailsTo } from "../support/mailbox.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, expectHome, logOut } from "./steps/entering.ts";

test.use({ server: "access", registration: "open" });

const PASSWORD = "una frase para esta prueba";

function heading(page: Page, name: string | RegExp) {
  return page.getByRole("heading", { level: 1, name });
}

/** Fills in the registration of a company. */
async function fillIn(page: Page, data: { rfc: string; name: string; email: string; username: string }): Promise<void> {
  await page.getByLabel("Razón social").fill("Talleres del Prado");
  await page.getByLabel(/^RFC/).fill(data.rfc);
  await page.getByLabel("Tu nombre").fill(data.name);
  await page.getByLabel("Correo electrónico").fill(data.email);
  await page.getByLabel("Usuario", { exact: true }).fill(data.username);
  await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repite la contraseña", { exact: true }).fill(PASSWORD);
}

test("a known RFC leads to asking for access, which the administrator grants", async ({
  page,
  demo,
  rubrica,
  somebodyElse,
}, story) => {
  const id = story.project.name;
  const email = `rosa.${id}@prado.example`;
  await page.goto("/entrar");
  await page.getByRole("link", { name: "Registrar una empresa" }).click();
  await expect(heading(page, "Registrar tu empresa")).toBeVisible();
  await fillIn(page, { rfc: demo.empresa.rfc, name: `Rosa Prado ${id}`, email, username: `rosa.${id}` });
  await page.getByRole("button", { name: "Registrar empresa" }).click();
  await expect(heading(page, "Esa empresa ya está en Rúbrica")).toBeVisible();
  await expect(page.getByText(user(demo, "administrador").nombre)).toHaveCount(0);
  await expect(page.getByText(demo.empresa.nombre)).toHaveCount(0);
  await expectAccessible(page);
  await expect(page.getByLabel("RFC de la empresa")).toHaveValue(demo.empresa.rfc);
  await page.getByRole("button", { name: "Pedir acceso" }).click();
  await expect(page.getByText("Tu petición va en camino")).toBeVisible();

  const admin = await somebodyElse();
  await enter(admin, demo, "administrador");
  await admin.goto("/usuarios");
  const asking = admin.getByRole("table", { name: "Piden acceso" });
  await expect(asking).toContainText(email);
  await expectAccessible(admin);
  await admin.getByRole("button", { name: `Aceptar a Rosa Prado ${id}`, exact: true }).click();
  const question = admin.getByRole("dialog", { name: "¿Dar acceso a esta persona?" });
  await question.getByRole("button", { name: "Enviar invitación" }).click();
  await expect(question.getByText("Elige qué puede hacer.")).toBeVisible();
  await question.getByRole("radio", { name: /^Capturista/ }).check();
  await expectAccessible(admin);
  await question.getByRole("button", { name: "Enviar invitación" }).click();
  await expect(admin.getByRole("table", { name: "Invitaciones en espera" })).toContainText(email);
  await logOut(admin);

  const { path, token } = linkIn(await mailAbout(rubrica, email, /Invitación/));
  await page.goto(`${path}#${token}`);
  await expect(heading(page, "Te invitaron a Rúbrica")).toBeVisible();
  await page.getByLabel("Usuario", { exact: true }).fill(`rosa.${id}`);
  await page.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Crear mi usuario" }).click();
  await expectHome(page);
});

test("an RFC that is not here is answered alike, and a refusal names nobody", async ({ page, demo, rubrica, somebodyElse }, story) => {
  const [nobody, email] = [`nadie.${story.project.name}@prado.example`, `no.${story.project.name}@prado.example`];
  for (const [rfc, to] of [["URE180429TM6", nobody], [demo.empresa.rfc, email]] as const) {
    await page.goto("/entrar");
    await page.getByRole("link", { name: "Pedir acceso a una empresa que ya está en Rúbrica" }).click();
    await expect(heading(page, "Pedir acceso")).toBeVisible();
    await page.getByRole("button", { name: "Pedir acceso" }).click();
    await expect(page.getByText("Escribe el RFC de la empresa.")).toBeVisible();
    await page.getByLabel("RFC de la empresa").fill(rfc);
    await page.getByLabel("Tu nombre").fill("Nadie Conocido");
    await page.getByLabel("Correo electrónico").fill(to);
    await page.getByRole("button", { name: "Pedir acceso" }).click();
    await expect(page.getByText("Por seguridad no decimos qué empresas hay aquí.")).toBeVisible();
  }
  await expectAccessible(page);

  const admin = await somebodyElse();
  await enter(admin, demo, "administrador");
  await admin.goto("/usuarios");
  const row = admin.getByRole("table", { name: "Piden acceso" }).getByRole("row").filter({ hasText: email });
  await row.getByRole("button", { name: "No aceptar a Nadie Conocido" }).click();
  const question = admin.getByRole("dialog", { name: "¿No aceptar esta petición?" });
  await question.getByRole("button", { name: "No aceptar" }).click();
  await expect(admin.getByRole("table", { name: "Piden acceso" }).filter({ hasText: email })).toHaveCount(0);
  const { whole } = await mailAbout(rubrica, email, /Tu petición de acceso/);
  expect(whole).not.toContain(demo.empresa.nombre);
  expect(mailsTo(rubrica, nobody)).toEqual([]);
  await logOut(admin);
});

test("a company registers with an RFC of its own, which nothing proves yet", async ({ page }, story) => {
  const id = story.project.name;
  const day = ["desktop", "tablet-portrait", "tablet-landscape"].indexOf(id) + 10;
  await page.goto("/registrar-empresa");
  await fillIn(page, { rfc: `TPR1804${day}TM6`, name: "Eva Prado", email: `eva.${id}@prado.example`, username: `eva.${id}` });
  await page.getByRole("button", { name: "Registrar empresa" }).click();
  await expectHome(page);
  await page.goto("/empresa");
  await expect(page.getByText("Sin comprobar")).toBeVisible();
  await expect(page.getByText("Se comprueba cuando IDSE acepta un certificado de ese RFC.")).toBeVisible();
  await expectAccessible(page);
  await logOut(page);
  // The next one may register too.
  await page.goto("/entrar");
  await expect(page.getByRole("link", { name: "Registrar una empresa" })).toBeVisible();
});

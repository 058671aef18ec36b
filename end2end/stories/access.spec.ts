// An installation where anybody registers a company: one that is here already is joined by asking.
import { user } from "../support/demo.ts";
import { linkIn, mailAbout, mailsTo } from "../support/mailbox.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, expectHome, logIn, logOut, startConsulting } from "./steps/entering.ts";

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
  // On a tablet it is in the menu.
  await page.goto("/empresa");
  await expect(heading(page, "Empresa")).toBeVisible();
  await expect(page.getByText("Sin comprobar")).toBeVisible();
  await expect(page.getByText("Se comprueba cuando IDSE acepta un certificado de ese RFC.")).toBeVisible();
  await expectAccessible(page);
  await logOut(page);
  // The next one may register too.
  await page.goto("/entrar");
  await expect(page.getByRole("link", { name: "Registrar una empresa" })).toBeVisible();
});

/** The company that the top bar names. */
function company(page: Page) {
  return page.getByRole("banner").locator(".topbar__company");
}

test("one person works in two companies with one login", async ({ page, demo, rubrica, somebodyElse }, story) => {
  const id = story.project.name;
  const email = `marta.${id}@prado.example`;
  const day = ["desktop", "tablet-portrait", "tablet-landscape"].indexOf(id) + 10;
  await page.goto("/registrar-empresa");
  const marta = { rfc: `TPR1805${day}TM6`, name: `Marta Prado ${id}`, email, username: `marta.${id}` };
  await fillIn(page, marta);
  await page.getByLabel("Razón social").fill(`Prado ${id} SA`);
  await page.getByRole("button", { name: "Registrar empresa" }).click();
  await expectHome(page);
  await expect(company(page)).toHaveText(`Prado ${id} SA`);

  const admin = await somebodyElse();
  await enter(admin, demo, "administrador");
  await admin.goto("/usuarios/invitar");
  await admin.getByLabel("Nombre").fill(marta.name);
  await admin.getByLabel("Correo electrónico").fill(email);
  await admin.getByRole("radio", { name: /^Firmante/ }).check();
  await admin.getByRole("button", { name: "Enviar invitación" }).click();
  await expect(admin.getByText(`Sale ahora hacia ${email}`)).toBeVisible();
  await logOut(admin);

  const { path, token } = linkIn(await mailAbout(rubrica, email, /Invitación/));
  await page.goto(`${path}#${token}`);
  await expect(heading(page, "Te invitaron a Rúbrica")).toBeVisible();
  await page.getByText("Ya tengo usuario en Rúbrica").click();
  const known = page.locator("details").filter({ hasText: "Ya tengo usuario en Rúbrica" });
  await known.getByRole("button", { name: "Entrar con mi usuario" }).click();
  await expect(known.getByText("Escribe tu usuario.")).toBeVisible();
  await expectAccessible(page);
  await known.getByLabel("Usuario", { exact: true }).fill(marta.username);
  await known.getByLabel("Contraseña", { exact: true }).fill(PASSWORD);
  await known.getByRole("button", { name: "Entrar con mi usuario" }).click();
  await expectHome(page);
  await expect(company(page)).toHaveText(demo.empresa.nombre);

  await page.getByRole("button", { name: "Menú" }).click();
  await page.getByRole("link", { name: "Todas mis empresas" }).click();
  await expect(heading(page, "Todas mis empresas")).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: demo.empresa.nombre })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Entrar a Prado ${id} SA` }).click();
  await expect(company(page)).toHaveText(`Prado ${id} SA`);
  await expectHome(page);

  // A figure of the other company leads there.
  await page.goto("/mis-empresas");
  await page.getByRole("button", { name: `, en ${demo.empresa.nombre}` }).first().click();
  await expect(company(page)).toHaveText(demo.empresa.nombre);
  await expect(page).not.toHaveURL(/mis-empresas/);
});

test("an accountant keeps her link and finds it with a login", async ({ page, demo, somebodyElse }, story) => {
  const link = demo.links.find(({ pin }) => pin === null);
  if (link === undefined) {
    throw new Error("the demo has no link without a PIN");
  }
  const username = `contadora.${story.project.name}`;
  await page.goto(link.path);
  await startConsulting(page);
  await page.getByRole("button", { name: "Menú" }).click();
  await page.getByRole("link", { name: "Guardar en mi cuenta" }).click();
  await expect(heading(page, "Guardar en mi cuenta")).toBeVisible();
  await page.getByRole("button", { name: "Crear cuenta y guardar" }).click();
  await expect(page.getByText("Elige el usuario con el que vas a ingresar.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Tu nombre").fill("Carmen Contadora");
  await page.getByLabel("Correo electrónico").fill(`${username}@despacho.example`);
  await page.getByLabel("Usuario", { exact: true }).first().fill(username);
  await page.getByLabel("Contraseña", { exact: true }).first().fill(PASSWORD);
  await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Crear cuenta y guardar" }).click();
  await expect(page.getByText("Enlace guardado")).toBeVisible();

  const hers = await somebodyElse();
  await hers.goto("/entrar");
  await logIn(hers, username, PASSWORD);
  await expect(heading(hers, "Todas mis empresas")).toBeVisible();
  await expect(company(hers)).toHaveText("Sin empresa");
  await expectAccessible(hers);
  await hers.getByRole("button", { name: `Abrir el enlace de ${demo.empresa.nombre}` }).click();
  await startConsulting(hers);
  await expect(company(hers)).toHaveText(demo.empresa.nombre);
});

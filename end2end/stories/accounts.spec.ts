// Recovery, invitation, deactivation, and a person's own account: with the mails that were sent.
import { pick, user } from "../support/demo.ts";
import { linkIn, mailAbout, mailsTo } from "../support/mailbox.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, expectHome, goTo, logIn, logOut, startConsulting } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";

test.use({ server: "accounts" });

const NEW = "otra frase, más larga";
const THIRD = "y una tercera distinta";

function heading(page: Page, name: string | RegExp) {
  return page.getByRole("heading", { level: 1, name });
}

/** Asks for a link to a new password. */
async function askRecovery(page: Page, email: string): Promise<void> {
  await page.goto("/recuperar");
  await page.getByLabel("Correo electrónico").fill(email);
  await page.getByRole("button", { name: "Enviar la liga" }).click();
}

/** Fills in a new password, twice. */
async function choose(page: Page, label: string, password: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).fill(password);
  await page.getByLabel("Repite la contraseña nueva", { exact: true }).fill(password);
}

/** Invites somebody, and returns the path of the link that arrived. */
async function invite(page: Page, data: { name: string; email: string; role: string }, mailbox: () => Promise<string>) {
  await page.goto("/usuarios/invitar");
  await page.getByLabel("Nombre").fill(data.name);
  await page.getByLabel("Correo electrónico").fill(data.email);
  await page.getByRole("radio", { name: new RegExp(`^${data.role}`) }).check();
  await page.getByRole("button", { name: "Enviar invitación" }).click();
  await expect(page.getByText(`Sale ahora hacia ${data.email}`)).toBeVisible();
  return mailbox();
}

test("a forgotten password is replaced through a mailed link, once", async ({ page, demo, rubrica, somebodyElse, wire }) => {
  const email = "fernanda@campanario.example";
  // She is in elsewhere, with what she knew.
  const elsewhere = await somebodyElse();
  await enter(elsewhere, demo, "firmante");

  await page.goto("/entrar");
  await page.getByText("¿Olvidaste tu contraseña?").click();
  await page.getByRole("link", { name: "Recibir por correo una liga para elegir otra" }).click();
  await expect(heading(page, "Recuperar tu acceso")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Enviar la liga" }).click();
  await expect(page.getByText("Escribe el correo.")).toBeVisible();
  await page.getByLabel("Correo electrónico").fill(email);
  await page.getByRole("button", { name: "Enviar la liga" }).click();
  await expect(page.getByText(`Si el correo ${email} está registrado`)).toBeVisible();

  const { path, token } = linkIn(await mailAbout(rubrica, email, /contraseña nueva/i));
  await page.goto(`${path}#${token}`);
  await expect(heading(page, "Elige tu contraseña nueva")).toBeVisible();
  expect(new URL(page.url()).hash).toBe("");
  await expectAccessible(page);
  await choose(page, "Contraseña nueva", "1234567890");
  await expect(page.getByText("Débil: se adivina pronto.")).toBeVisible();
  await page.getByRole("button", { name: "Guardar la contraseña" }).click();
  await expect(page.getByText("es de las que se prueban primero")).toBeVisible();
  await choose(page, "Contraseña nueva", NEW);
  await expect(page.getByText("Fuerte.")).toBeVisible();
  await page.getByRole("button", { name: "Guardar la contraseña" }).click();
  await expect(heading(page, "Tu contraseña cambió")).toBeVisible();
  await mailAbout(rubrica, email, /cambió/);

  // The session elsewhere ended, and the link is used up.
  await elsewhere.goto("/registros");
  await expect(heading(elsewhere, "Ingresar")).toBeVisible();
  await page.goto(`/recuperar`);
  await page.goto(`${path}#${token}`);
  await expect(heading(page, "Esta liga ya no es válida")).toBeVisible();
  await page.goto("/entrar");
  await expect(page.getByLabel("Usuario", { exact: true })).toHaveValue("firmante");
  await logIn(page, "firmante", user(demo, "firmante").password);
  await expect(page.getByRole("alert")).toBeVisible();
  await logIn(page, "firmante", NEW);
  await expectHome(page);
  const inAddress = wire.left.filter(({ url }) => url.href.includes(token));
  expect(inAddress, "the token is in no address").toEqual([]);
});

test("an address that nobody has gets the same words and no mail", async ({ page, rubrica }) => {
  await askRecovery(page, "nadie@campanario.example");
  await expect(page.getByText("Si el correo nadie@campanario.example está registrado")).toBeVisible();
  await expect(page.getByText("Revisa tu correo").first()).toBeVisible();
  expect(mailsTo(rubrica, "nadie@campanario.example")).toEqual([]);
});

test("somebody invited enters with her role, and out at once when she is deactivated", async ({
  page,
  demo,
  rubrica,
  somebodyElse,
}) => {
  const email = "luisa@campanario.example";
  await enter(page, demo, "administrador");
  await page.goto("/usuarios");
  await expect(heading(page, "Usuarios")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Invitar a alguien" }).click();
  await page.getByRole("button", { name: "Enviar invitación" }).click();
  // Every field that is wrong, at once, and the focus on the first.
  await expect(page.getByText("Escribe el nombre.")).toBeVisible();
  await expect(page.getByText("Escribe el correo.")).toBeVisible();
  await expect(page.getByText("Elige qué puede hacer.")).toBeVisible();
  await expect(page.getByLabel("Nombre")).toBeFocused();
  await expectAccessible(page);
  const arrived = async () => {
    const { path, token } = linkIn(await mailAbout(rubrica, email, /Invitación/));
    return `${path}#${token}`;
  };
  const link = await invite(page, { name: "Luisa Peña", email, role: "Capturista" }, arrived);
  await page.getByRole("link", { name: "Ver los usuarios" }).click();
  await expect(page.getByRole("table", { name: "Invitaciones en espera" })).toContainText(email);

  const hers = await somebodyElse();
  await hers.goto(link);
  await expect(heading(hers, "Te invitaron a Rúbrica")).toBeVisible();
  await expect(hers.getByText("como capturista")).toBeVisible();
  await expectAccessible(hers);
  await hers.getByRole("button", { name: "Crear mi usuario" }).click();
  await expect(hers.getByText("Elige el usuario con el que vas a ingresar.")).toBeVisible();
  await hers.getByLabel("Usuario", { exact: true }).fill("luisa");
  await choose(hers, "Contraseña", NEW);
  await hers.getByRole("button", { name: "Crear mi usuario" }).click();
  await expectHome(hers);
  await expect(hers.getByRole("navigation", { name: "Secciones" }).getByRole("link", { name: "Usuarios" })).toHaveCount(0);

  await page.reload();
  await page.getByRole("link", { name: "Administrar a Luisa Peña" }).click();
  await expect(heading(page, "Luisa Peña")).toBeVisible();
  await expect(page.getByRole("table", { name: "Sesiones abiertas de esta persona" })).toContainText("Sesión completa");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Desactivar" }).click();
  const asked = page.getByRole("dialog", { name: "¿Desactivar a esta persona?" });
  await expectAccessible(page);
  await asked.getByRole("button", { name: "Desactivar" }).click();
  await expect(page.getByRole("button", { name: "Activar", exact: true })).toBeVisible();

  // She hears of it without a tap.
  await expect(heading(hers, "Ingresar")).toBeVisible();
  await logIn(hers, "luisa", NEW);
  await expect(hers.getByRole("alert")).toBeVisible();
});

test("another role ends the old sessions, and the only administrator keeps hers", async ({ page, demo, somebodyElse }) => {
  const hers = await somebodyElse();
  await enter(hers, demo, "capturista");
  await enter(page, demo, "administrador");
  await page.goto("/usuarios");
  const name = user(demo, "capturista").nombre;
  await page.getByRole("link", { name: `Administrar a ${name}` }).click();
  await page.getByRole("radio", { name: /^Consulta/ }).check();
  await page.getByRole("button", { name: "Guardar" }).click();
  await expect(page.getByText("Guardado. Sus sesiones terminaron.")).toBeVisible();
  await expect(heading(hers, "Ingresar")).toBeVisible();
  await logIn(hers, "capturista", user(demo, "capturista").password);
  await startConsulting(hers);
  await expect(hers.getByRole("navigation", { name: "Secciones" }).getByRole("link", { name: "Capturar" })).toHaveCount(0);

  await page.goto("/usuarios");
  await page.getByRole("link", { name: `Administrar a ${user(demo, "administrador").nombre}` }).click();
  await expect(page.getByText("Es la única persona que administra la empresa")).toBeVisible();
  await expect(page.getByRole("button", { name: "Desactivar" })).toHaveCount(0);
});

test("a person changes her password and her address herself", async ({ page, rubrica, somebodyElse, demo }) => {
  const [before, after] = ["carla@campanario.example", "carla.nueva@campanario.example"];
  await enter(page, demo, "administrador");
  const link = await invite(page, { name: "Carla Ríos", email: before, role: "Capturista" }, async () => {
    const { path, token } = linkIn(await mailAbout(rubrica, before, /Invitación/));
    return `${path}#${token}`;
  });
  const hers = await somebodyElse();
  await hers.goto(link);
  await hers.getByLabel("Usuario", { exact: true }).fill("carla");
  await choose(hers, "Contraseña", NEW);
  await hers.getByRole("button", { name: "Crear mi usuario" }).click();
  await expectHome(hers);
  const other = await somebodyElse();
  await other.goto("/");
  await logIn(other, "carla", NEW);
  await expectHome(other);

  // A person who only captures has an account of her own too.
  await hers.getByRole("button", { name: "Menú" }).click();
  await hers.getByRole("link", { name: "Mi cuenta" }).click();
  await expect(heading(hers, "Mi cuenta")).toBeVisible();
  await expectAccessible(hers);
  await hers.getByLabel("Tu contraseña de ahora", { exact: true }).first().fill(NEW);
  await choose(hers, "Contraseña nueva", THIRD);
  await hers.getByRole("button", { name: "Cambiar la contraseña" }).click();
  await expect(hers.getByText("Tu contraseña cambió. Tus otras sesiones terminaron.")).toBeVisible();
  await mailAbout(rubrica, before, /cambió/);
  await other.goto("/registros");
  await expect(heading(other, "Ingresar")).toBeVisible();
  await hers.reload();
  await expect(heading(hers, "Mi cuenta")).toBeVisible();

  await hers.getByLabel("Correo nuevo").fill(after);
  await hers.getByLabel("Tu contraseña de ahora", { exact: true }).last().fill(THIRD);
  await hers.getByRole("button", { name: "Enviar la liga" }).click();
  await expect(hers.getByText(`Enviamos una liga a ${after}`)).toBeVisible();
  const { path, token } = linkIn(await mailAbout(rubrica, after, /Confirma/));
  await hers.goto(`${path}#${token}`);
  await expect(heading(hers, "Confirmar tu correo")).toBeVisible();
  await expectAccessible(hers);
  await hers.getByRole("button", { name: "Confirmar este correo" }).click();
  await expect(hers.getByText("Tu correo quedó confirmado")).toBeVisible();
  await mailAbout(rubrica, before, /Tu correo en Rúbrica cambió/);
  await hers.goto("/mi-cuenta");
  await expect(hers.getByText(`Ahora es ${after}.`)).toBeVisible();
});

test("a consult link reaches the accountant by mail, and its maker hears that it was opened", async ({
  page,
  demo,
  rubrica,
  somebodyElse,
  wire,
}) => {
  const [email, maker] = ["despacho@ortiz.example", "mariana@campanario.example"];
  await enter(page, demo, "administrador");
  await page.goto("/enlaces/nuevo");
  await page.getByLabel("¿Para quién es?").fill("Despacho Ortiz");
  await page.getByLabel("¿A qué correo lo enviamos?").fill("despacho@");
  await page.getByRole("button", { name: "Crear enlace" }).click();
  await expect(page.getByText("Ese correo no parece completo.")).toBeVisible();
  await page.getByLabel("¿A qué correo lo enviamos?").fill(email);
  await page.getByLabel("Avisarme por correo la primera vez que se abra").check();
  await page.getByRole("button", { name: "Crear enlace" }).click();
  await expect(page.getByText(`También va por correo a ${email}.`)).toBeVisible();
  await expectAccessible(page);
  const mail = await mailAbout(rubrica, email, /^Consulta los movimientos de /);
  const { path, token } = linkIn(mail);
  expect(path).toBe("/consulta");
  await expect(page.getByText(token)).toBeVisible();

  const hers = await somebodyElse();
  await hers.goto(`${path}#${token}`);
  await startConsulting(hers);
  await mailAbout(rubrica, maker, /^Se abrió el enlace «Despacho Ortiz»/);
  const inAddress = wire.left.filter(({ url }) => url.href.includes(token));
  expect(inAddress, "the token is in no address").toEqual([]);

  await page.goto("/bitacora");
  await page.getByLabel("Sobre qué").fill("despacho ortiz");
  await page.getByRole("button", { name: "Buscar" }).click();
  const log = page.getByRole("table", { name: /^Bitácora/ });
  await expect(log.getByRole("row").filter({ hasText: "Abrió" }).first()).toContainText("Enlace de consulta");
  await expect(log.getByRole("row").filter({ hasText: "Ingresó" })).toHaveCount(0);
  await expect(log.getByRole("row").filter({ hasText: "127.0.0.1" }).first()).toBeVisible();
  await expectAccessible(page);
});

test("a session that an administrator ends closes the keys that it opened", async ({ page, demo, somebodyElse }) => {
  const admin = await somebodyElse();
  await enter(page, demo, "administrador");
  await goTo(page, "Certificados");
  await openKey(page, pick(demo, "efirma-moral"));
  await expect(page.getByText("1 llave abierta")).toBeVisible();

  await enter(admin, demo, "administrador");
  await admin.goto("/usuarios");
  await admin.getByRole("link", { name: `Administrar a ${user(demo, "administrador").nombre}` }).click();
  const sessions = admin.getByRole("table", { name: "Sesiones abiertas de esta persona" });
  const others = sessions.getByRole("row").filter({ hasNotText: "esta sesión" });
  // The one used last: stories before this one left theirs open.
  await others.getByRole("button").first().click();
  await expect(heading(page, "Ingresar")).toBeVisible();
  await expect(page.getByText("llave abierta")).toHaveCount(0);
  await logOut(admin);
});

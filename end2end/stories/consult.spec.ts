// Reading only: through the login, or by a link.
import { user } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, enterToConsult, expectHome, goTo, logIn, logOut, sections, startConsulting } from "./steps/entering.ts";
import { goToTab, tabs } from "./steps/movements.ts";

/** Pages that write, or show lotes. */
const NOT_FOR_READERS = [
  "/capturar",
  "/capturar/reingreso",
  "/capturar/varios/bajas",
  "/certificados",
  "/certificados/convertir",
  "/importar",
  "/trabajadores",
  "/registros",
  "/registros/nuevo",
  "/usuarios",
  "/usuarios/invitar",
  "/mi-cuenta",
  "/bitacora",
  "/enlaces",
  "/enlaces/nuevo",
  "/lotes",
  "/lotes/firmar",
  "/lotes/01HZZZZZZZZZZZZZZZZZZZZZZZ",
];

const DRAFT = {
  tipo: "reingreso",
  registro_patronal: "",
  nss: "",
  paterno: "",
  materno: "",
  nombre: "",
  sbc: "",
  tipo_trabajador: "",
  tipo_salario: "",
  jornada: "",
  fecha: "",
  umf: "",
  guia: "",
  clave: "",
  curp: "",
  causa: "",
};
const REGISTRO = {
  numero: "B371204510",
  razon_social: "X",
  rfc: "",
  domicilio: "X",
  subdelegacion: "X",
  guia: "",
  zona: "general",
  umf: "",
};
const SHOWS = { from: null, to: null, drafts: true, salaries: true, curps: true, exports: true, lotes: false };
const ID = "01HZZZZZZZZZZZZZZZZZZZZZZZ";

/** Every route that writes or shows lotes, with a valid body. */
const WRITING: Record<string, unknown> = {
  "/api/registros/save": { request: { existing: null, data: REGISTRO } },
  "/api/certificates/add": { request: { certificate: "", id_usuario: "", registros: [] } },
  "/api/certificates/delete": { id: ID },
  "/api/movements/save": { request: { existing: null, registro: ID, draft: DRAFT, ready: false, origin: null } },
  "/api/movements/save-many": { request: { items: [], import: null } },
  "/api/movements/delete": { id: ID, version: 1 },
  "/api/movements/undo": { id: ID, version: 1 },
  "/api/movements/restore": { id: ID },
  "/api/movements/deleted": { cursor: null },
  "/api/imports/list": {},
  "/api/imports/undo": { id: "X", cursor: null },
  "/api/movements/correct": { id: ID },
  "/api/lotes/prepare": { request: { movements: [] } },
  "/api/lotes/list": { cursor: null },
  "/api/lotes/open": {},
  "/api/lotes/get": { id: ID },
  "/api/lotes/retry": { id: ID, version: 1 },
  "/api/lotes/cancel": { id: ID, version: 1 },
  "/api/lotes/resolve": { id: ID, version: 1, decision: "recibido" },
  "/api/trabajadores/delete": { nss: "48268000014", version: 1 },
  "/api/links/list": {},
  "/api/links/create": {
    request: { label: "X", registros: [], days: 1, pin: null, max_uses: null, notify: false, email: null, shows: SHOWS },
  },
  "/api/links/extend": { id: ID, days: 1 },
  "/api/audit/search": { request: { from: null, to: null, user: null, action: null, about: null, cursor: null, limit: 1 } },
  "/api/links/revoke": { id: ID },
  "/relay/challenges": { certificado: ID, registros: [] },
};

/** Nothing on these pages writes, whatever is asked for. `below` is where this browser's session is asked: a link's has a path of its own. */
async function expectOnlyReading(page: Page, below: "" | "/enlace" = ""): Promise<void> {
  await expect(sections(page).getByRole("link")).toHaveText([/Historial/]);
  await expect(page.getByRole("link", { name: "Acceso a IDSE" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Exportar Excel" })).toBeVisible();
  await goToTab(page, "Todos");
  await expect(tabs(page).getByRole("link")).toHaveText([/^Reingresos/, /^Mod\. Salarios/, /^Bajas/, /^Todos/]);
  const table = page.getByRole("table", { name: "Movimientos" });
  await expect(table).toBeVisible();
  await expect(page.getByRole("link", { name: "Capturar un movimiento" })).toHaveCount(0);
  await expect(table.getByRole("link")).toHaveCount(0);
  await table.getByRole("button", { name: /^Ver / }).first().click();
  const details = page.getByRole("dialog");
  await expect(details).toBeVisible();
  await expect(details.getByRole("button")).toHaveText(["", "Cerrar"]);
  await details.getByRole("button", { name: "Cerrar" }).click();
  await expect(details).toBeHidden();
  // The dialog's entry in the history goes a moment after it; leaving the page meanwhile would be stopped.
  await expect.poll(() => page.evaluate(() => String(history.state))).not.toContain("over:");

  for (const path of NOT_FOR_READERS) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "Esta página no es para tu sesión" })).toBeVisible();
  }
  await page.goto("/historial/lotes");
  await expect(page.getByRole("heading", { level: 1, name: "Esta página no existe" })).toBeVisible();

  for (const [path, body] of Object.entries(WRITING)) {
    expect(await post(page, `${below}${path}`, body), path).toMatchObject([403, { code: "forbidden" }]);
  }
  await page.goto("/historial/todos");
}

/** Asks as this browser may, without the page's help: status and body of the answer. */
async function post(page: Page, path: string, body: unknown): Promise<unknown> {
  return page.evaluate(
    async ([path, body]) => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(path, { method: "POST", headers, body });
      return [answer.status, await answer.json()];
    },
    [path, JSON.stringify(body)] as const,
  );
}

test("a user who only consults sees the history without lotes, and can write nothing", async ({
  page,
  demo,
}) => {
  // The administrator's own account: the way in decides, not the role.
  await enterToConsult(page, demo, "administrador");
  await expectAccessible(page);
  await expectOnlyReading(page);
});

test("a consult link shows the history, leaves no token behind, and ends when it is revoked", async ({
  page,
  demo,
  somebodyElse,
}) => {
  await enter(page, demo, "administrador");
  await goTo(page, "Enlaces de consulta");
  await page.getByRole("link", { name: "Crear enlace" }).click();
  await page.getByLabel("¿Para quién es?").fill("Despacho Núñez");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Crear enlace" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Enlace creado" })).toBeVisible();
  const address = await page.getByText(/^http:\/\/\S+\/consulta#\S+$/).innerText();
  const token = new URL(address).hash.slice(1);
  expect(token.length).toBeGreaterThan(20);
  await page.getByRole("link", { name: "Ya lo copié" }).click();

  const reader = await somebodyElse();
  await reader.goto(address);
  await startConsulting(reader);
  await expect(reader).toHaveURL(/\/historial\/todos$/);
  expect(await reader.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(token);
  await expectOnlyReading(reader, "/enlace");
  // Going back does not bring the token back.
  await reader.goBack();
  expect(reader.url()).not.toContain(token);
  await reader.goto("/historial/todos");
  // The link must still hold when this page asks who reads: it is revoked under her eyes.
  await expect(reader.getByRole("heading", { level: 1, name: "Historial" })).toBeVisible();

  await page.getByRole("button", { name: "Revocar Despacho Núñez" }).click();
  const asked = page.getByRole("dialog", { name: "¿Revocar este enlace?" });
  await asked.getByRole("button", { name: "Revocar" }).click();
  await expect(asked).toBeHidden();
  await expect(page.getByRole("row").filter({ hasText: "Despacho Núñez" })).toContainText("Revocado");

  // It ends under her eyes, without a tap. Who reads through a link may have no login to be sent to.
  await expect(reader.getByText("Esta liga ya no es válida")).toBeVisible();
  await expect(reader.getByRole("table")).toHaveCount(0);
  await expect(reader.getByLabel("Contraseña")).toHaveCount(0);
  const again = await somebodyElse();
  await again.goto(address);
  await expect(again.getByRole("alert")).toContainText("Esta liga ya no es válida.");
  expect(again.url()).not.toContain(token);
});

test("a link with a PIN asks for it, and shows one registro patronal alone", async ({ page, demo }) => {
  const link = demo.links.find((one) => one.pin !== null);
  const pin = link?.pin ?? "";
  await page.goto(link?.path ?? "");
  await expect(page.getByText("Quien te compartió este enlace le puso un PIN.")).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("PIN", { exact: true }).fill(pin === "000000" ? "111111" : "000000");
  await page.getByRole("button", { name: "Abrir" }).click();
  await expect(page.getByText("El PIN no es correcto. Te quedan 4 intentos antes de una pausa.")).toBeVisible();
  await page.getByLabel("PIN", { exact: true }).fill(pin);
  await page.getByRole("button", { name: "Abrir" }).click();
  await startConsulting(page);
  const [leon, ...others] = demo.registros.map((one) => one.numero);
  await expect(page.getByRole("table", { name: "Movimientos" })).toContainText(leon ?? "");
  for (const other of others) {
    await expect(page.getByRole("table", { name: "Movimientos" })).not.toContainText(other);
  }
});

test("a link that is opened beside a login leaves it alone, and opens again when it is pasted again", async ({
  page,
  demo,
  context,
}) => {
  await enter(page, demo, "administrador");
  const link = demo.links.find((one) => one.pin === null);
  const address = link?.path ?? "";
  const token = address.split("#")[1] ?? "";
  const reader = await context.newPage();
  await reader.goto(address);
  await startConsulting(reader);
  await expect(sections(reader).getByRole("link", { name: "Capturar" })).toHaveCount(0);
  await reader.reload();
  await expect(reader.getByRole("heading", { level: 1, name: "Historial" })).toBeVisible();
  await expect(sections(reader).getByRole("link", { name: "Capturar" })).toHaveCount(0);

  await page.reload();
  await expectHome(page);
  await expect(sections(page).getByRole("link", { name: "Capturar" })).toBeVisible();

  // Pasted where a link was opened before, and where one is just asked for: there only the end changes.
  await reader.goto("/consulta");
  await expect(reader.getByText("El enlace está incompleto")).toBeVisible();
  await reader.evaluate((token) => {
    location.hash = token;
  }, token);
  await startConsulting(reader);
  expect(reader.url()).not.toContain(token);
});

test("a login from the tab of a link works as any other", async ({ page, demo }) => {
  const link = demo.links.find((one) => one.pin === null);
  await page.goto(link?.path ?? "");
  await startConsulting(page);
  await logOut(page);
  await logIn(page, "capturista", user(demo, "capturista").password);
  await expectHome(page);
  // What she asks for from here on is hers, not the link's.
  await goTo(page, "Lotes");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Lotes" })).toBeVisible();
  await expect(sections(page).getByRole("link", { name: "Capturar" })).toBeVisible();
});

test("a person whose role is to consult has no more than that when she comes in as usual", async ({
  page,
  demo,
}) => {
  expect(user(demo, "consulta").role).toBe("consulta");
  await page.goto("/");
  await logIn(page, "consulta", user(demo, "consulta").password);
  await startConsulting(page);
  await expect(sections(page).getByRole("link", { name: "Capturar" })).toHaveCount(0);
  const answer = await post(page, "/api/lotes/prepare", WRITING["/api/lotes/prepare"]);
  expect(answer).toMatchObject([403, { code: "forbidden" }]);

  // Her own account is hers, whatever her role.
  await page.getByRole("button", { name: "Menú" }).click();
  await page.getByRole("link", { name: "Mi cuenta" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Mi cuenta" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Nombre", { exact: true }).fill("Despacho Carreño, contadores");
  await page.getByRole("button", { name: "Guardar" }).first().click();
  await expect(page.getByText("Tu nombre quedó guardado.")).toBeVisible();
});

test("ticking sólo consulta asks for no user, says why the page must ask, and takes a pasted link", async ({
  page,
  demo,
}) => {
  await page.goto("/entrar");
  await page.getByLabel("Ingresar en modo sólo consulta").check();
  await expect(page.getByLabel("Usuario", { exact: true })).toBeDisabled();
  await expect(page.getByLabel("Contraseña", { exact: true })).toBeDisabled();
  await page.getByRole("button", { name: "Continuar" }).click();
  await expect(page.getByRole("heading", { name: "¿De qué empresa?" })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Liga de consulta").fill("hola");
  await page.getByRole("button", { name: "Abrir la liga" }).click();
  await expect(page.getByText("No es una liga de consulta completa.")).toBeVisible();

  const link = demo.links.find((one) => one.pin === null);
  await page.getByLabel("Liga de consulta").fill(`${new URL(page.url()).origin}${link?.path ?? ""}`);
  await page.getByRole("button", { name: "Abrir la liga" }).click();
  await expect(page.getByText("Entraste sólo a consultar")).toBeVisible();
  await expectAccessible(page);
  await startConsulting(page);
});

test("the password is shown while its box is ticked", async ({ page }) => {
  await page.goto("/entrar");
  const password = page.getByLabel("Contraseña", { exact: true });
  await password.fill("una frase");
  await expect(password).toHaveAttribute("type", "password");
  await page.getByLabel("Mostrar contraseña").check();
  await expect(password).toHaveAttribute("type", "text");
});

test("a session left to read only writes nothing until a password is typed again", async ({ page, demo }) => {
  await enter(page, demo, "administrador");
  await page.getByRole("button", { name: "Menú" }).click();
  await page.getByRole("button", { name: "Dejar en sólo consulta" }).click();
  const asked = page.getByRole("dialog", { name: "¿Dejar esta sesión en sólo consulta?" });
  await asked.getByRole("button", { name: "Dejar en sólo consulta" }).click();
  await startConsulting(page);
  await expectOnlyReading(page);

  await page.getByRole("button", { name: "Menú" }).click();
  await page.getByRole("button", { name: "Ingresar con usuario" }).click();
  const raise = page.getByRole("dialog", { name: "Ingresar con usuario" });
  await expectAccessible(page);
  await raise.getByLabel("Usuario", { exact: true }).fill("administrador");
  await raise.getByLabel("Contraseña", { exact: true }).fill(user(demo, "administrador").password);
  await raise.getByRole("button", { name: "Continuar" }).click();
  await expect(sections(page).getByRole("link", { name: "Capturar" })).toBeVisible();
});

test("a link that masks shows the mask, in the list, in a movement and in the file", async ({
  page,
  demo,
  somebodyElse,
}) => {
  await enter(page, demo, "administrador");
  await goTo(page, "Enlaces de consulta");
  await page.getByRole("link", { name: "Crear enlace" }).click();
  await page.getByRole("button", { name: "Crear enlace" }).click();
  await expect(page.getByText("Escribe para quién es.")).toBeVisible();
  await page.getByLabel("¿Para quién es?").fill("Auditora externa");
  await page.getByLabel("Salarios").uncheck();
  await page.getByLabel("CURP").uncheck();
  await page.getByLabel("¿Cuántas veces se puede abrir?").fill("1");
  await page.getByRole("button", { name: "Crear enlace" }).click();
  await expect(page.getByRole("img", { name: "Código QR de la dirección" })).toBeVisible();
  await expectAccessible(page);
  const address = await page.getByText(/^http:\/\/\S+\/consulta#\S+$/).innerText();

  const reader = await somebodyElse();
  await reader.goto(address);
  await expect(reader.getByText("en su lugar verás «•••»")).toBeVisible();
  await startConsulting(reader);
  await goToTab(reader, "Reingresos");
  const table = reader.getByRole("table", { name: "Movimientos" });
  await expect(table.getByText("•••").first()).toBeVisible();
  const answers = await post(reader, "/enlace/api/movements/history", {
    request: {
      tipo: null,
      registros: [],
      from: null,
      to: null,
      estados: [],
      uncorrected: false,
      codigo: null,
      extemporaneo: null,
      by: null,
      in_no_lote: false,
      lote: null,
      folio: null,
      texto: "",
      oldest_first: false,
      cursor: null,
      limit: 200,
    },
  });
  const text = JSON.stringify(answers);
  expect(text).toContain("•••");
  expect(text).not.toMatch(/[A-Z]{4}\d{6}[HM][A-Z]{5}[0-9A-Z]\d/);

  // It was opened as often as it may.
  const again = await somebodyElse();
  await again.goto(address);
  await expect(again.getByRole("alert")).toContainText("Esta liga ya no es válida.");
  await page.getByRole("link", { name: "Ya lo copié" }).click();
  const row = page.getByRole("row").filter({ hasText: "Auditora externa" });
  await expect(row).toContainText("Agotado");
  await expect(row).toContainText("Sin salarios");
  await row.getByRole("button", { name: "Alargar Auditora externa" }).click();
  const extending = page.getByRole("dialog", { name: "Alargar el enlace" });
  await extending.getByLabel("¿Cuántos días más, desde hoy?").fill("60");
  await extending.getByRole("button", { name: "Alargar" }).click();
  await expect(extending).toBeHidden();
});

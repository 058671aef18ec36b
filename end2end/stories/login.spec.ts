// Coming in and going out.
import { pick, user } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { enter, expectHome, goTo, logIn, logOut } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";
import { begin } from "./steps/movements.ts";

test("a wrong user and a wrong password have the same message", async ({ page, demo }) => {
  const words = /El usuario o la contraseña son incorrectos/;
  await page.goto("/");
  await expectAccessible(page);
  await logIn(page, "administrador", "no es mi contraseña");
  const refusal = page.getByRole("alert").filter({ hasText: words });
  await expect(refusal).toBeVisible();
  const first = await refusal.innerText();

  const answered = page.waitForResponse(/\/api\/accounts\/log-in$/);
  await logIn(page, "nadie-con-este-nombre", user(demo, "administrador").password);
  await answered;
  // The old words go away as soon as it is sent; what is there now is the new answer.
  await expect(page.getByRole("button", { name: "Continuar" })).not.toHaveAttribute("aria-busy");
  await expect(refusal).toHaveText(first);

  await page.getByLabel("Usuario", { exact: true }).fill("administrador");
  await page.getByRole("button", { name: "Continuar" }).click();
  await expectHome(page);
});

test("what is missing is shown beside its field, and the server gets no request", async ({ page, wire }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Continuar" }).click();
  await expect(page.getByText("Escribe tu usuario.")).toBeVisible();
  expect(wire.left.filter((left) => left.url.pathname === "/api/accounts/log-in")).toEqual([]);
});

test("going out ends the session: neither Back nor the old cookie shows anything", async ({
  page,
  demo,
  context,
}) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Registros patronales");
  const cookies = await context.cookies();
  const [registro] = demo.registros;
  await expect(page.getByText(registro?.numero ?? "").first()).toBeVisible();

  await logOut(page);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible();
  await expect(page.getByText(registro?.numero ?? "")).toHaveCount(0);

  await context.addCookies(cookies);
  await page.goto("/registros");
  await expect(page.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible();
});

test("a session that ended returns to where it was, with what was typed", async ({ page, demo, context }) => {
  await enter(page, demo, "firmante");
  await begin(page, "Reingreso");
  await page.getByLabel("Apellido paterno").fill("Núñez");
  await page.getByLabel("NSS", { exact: true }).fill("92919084431");
  // Ended elsewhere, as when it had idled too long.
  await context.clearCookies();
  await page.getByRole("button", { name: "Guardar como borrador" }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Tu sesión terminó" })).toBeVisible();
  await expectAccessible(page);
  await logIn(page, "firmante", user(demo, "firmante").password);
  await expect(page.getByRole("heading", { level: 1, name: "Nuevo reingreso" })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Recuperamos lo que habías escrito" })).toBeVisible();
  await expect(page.getByLabel("Apellido paterno")).toHaveValue("Núñez");
  await expect(page.getByLabel("NSS", { exact: true })).toHaveValue("92919084431");
});

test("logging out in one tab ends the session in the other, with its keys", async ({ page, demo, context }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  await openKey(page, pick(demo, "efirma-moral"));
  await expect(page.getByText("1 llave abierta")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/registros");
  const [registro] = demo.registros;
  await expect(other.getByText(registro?.numero ?? "").first()).toBeVisible();
  // The tab with the key hears of it from the one that leaves.
  await logOut(other);
  await expect(page.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible();
  await expect(page.getByText("Tu sesión terminó")).toBeVisible();
  await expect(page.getByText("llave abierta")).toHaveCount(0);
});

test("a session that is revoked elsewhere ends in every tab, and the stream is not asked for again", async ({
  page,
  demo,
  context,
  somebodyElse,
  wire,
}) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Registros patronales");
  const other = await context.newPage();
  await other.goto("/historial/todos");
  await expect(other.getByRole("heading", { level: 1, name: "Historial" })).toBeVisible();
  // Somebody ends this session from another browser.
  const thief = await somebodyElse();
  await thief.context().addCookies(await context.cookies());
  await thief.goto("/");
  await expectHome(thief);
  await logOut(thief);

  // The server looks at a session that only listens every fifteen seconds.
  const ended = { timeout: 25_000 };
  await expect(page.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible(ended);
  await expect(other.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible(ended);
  // What the two pages still asked before they knew is not counted.
  await wire.settled(page);
  await wire.settled(other);
  const streams = () => wire.left.filter((left) => left.url.pathname === "/relay/events").length;
  const asked = streams();
  await page.getByLabel("Usuario", { exact: true }).fill("firmante");
  await page.getByLabel("Contraseña", { exact: true }).fill("no es mi contraseña");
  await page.getByRole("button", { name: "Continuar" }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  expect(streams()).toBe(asked);
});

test("the device proposes who logged in before, and forgets them when asked", async ({ page, demo, context }) => {
  const username = page.getByLabel("Usuario", { exact: true });
  await enter(page, demo, "firmante");
  await logOut(page);
  await expect(username).toHaveValue("firmante");
  await enter(page, demo, "capturista");
  await logOut(page);
  // Between two the person chooses.
  await expect(username).toHaveValue("");
  await page.getByRole("button", { name: "Olvidar los usuarios de este equipo" }).click();
  await expect(page.getByRole("button", { name: "Olvidar los usuarios de este equipo" })).toHaveCount(0);
  await page.reload();
  await expect(username).toHaveValue("");
  expect(JSON.stringify(await context.storageState())).not.toContain("capturista");
});

test("the login shows the way in, the way to consult, and what helps who has neither", async ({ page }) => {
  await page.goto("/entrar");
  await expect(page.getByLabel("Ingresar en modo sólo consulta")).toBeVisible();
  await expect(page.getByRole("button", { name: "Continuar" })).toBeVisible();
  await page.getByText("Regístrate aquí").click();
  await expect(page.getByText("Pide tu usuario a quien administra Rúbrica.")).toBeVisible();
  await page.getByText("¿Olvidaste tu contraseña?").click();
  await page.getByRole("link", { name: "Recibir por correo una liga para elegir otra" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Recuperar tu acceso" })).toBeVisible();
  await expect(page.getByText("Rúbrica no envía contraseñas por correo")).toBeVisible();
});

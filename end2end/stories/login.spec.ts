// Coming in and going out.
import { user } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { enter, expectHome, goTo, logIn, logOut } from "./steps/entering.ts";
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
  await expect(page.getByRole("button", { name: "Ingresar" })).not.toHaveAttribute("aria-busy");
  await expect(refusal).toHaveText(first);

  await page.getByLabel("Usuario", { exact: true }).fill("administrador");
  await page.getByRole("button", { name: "Ingresar" }).click();
  await expectHome(page);
});

test("what is missing is shown beside its field, and the server gets no request", async ({ page, wire }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Ingresar" }).click();
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

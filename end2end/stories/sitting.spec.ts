// "Firmar y enviar todo": everything that is ready, in one sitting.
import { pick, registroOf } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { lockNow, openKey } from "./steps/keys.ts";
import { lineOf, prepare, reviewAll, signAllButton } from "./steps/lotes.ts";
import { capture, find } from "./steps/movements.ts";

test.use({ server: "sitting" });
test.describe.configure({ timeout: 300_000 });

// First, while nobody has opened a session at IDSE.
test("IDSE that does not answer is reported as slow, and nobody has to wait for it", async ({
  page,
  demo,
  people,
}) => {
  const registro = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", registro, somebody);
  await prepare(page);
  await reviewAll(page);
  await openKey(page, pick(demo, "efirma-moral"));
  // The relay waits for IDSE, and so does this page.
  await page.route("**/relay/challenges", () => new Promise(() => undefined));
  await signAllButton(page).click();
  const slow = page.getByRole("status").filter({ hasText: "IDSE está tardando" });
  await expect(slow).toBeVisible({ timeout: 20_000 });
  await expectAccessible(page);
  await slow.getByRole("button", { name: "Dejar de esperar" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Dejaste de esperar a IDSE." })).toBeVisible();
  await page.unroute("**/relay/challenges");
  await page.getByRole("button", { name: /^Conectar con la llave de / }).click();
  // All are signed before the page is left: leaving it stops what was not begun.
  await expect(page.getByRole("status").filter({ hasText: /^Se firmaron y guardaron \d+ lotes/ })).toBeVisible({
    timeout: 60_000,
  });
  await expect(await find(page, "Reingresos", somebody.nss)).toContainText(/Enviado|En proceso|Operado/);
});

test("a quincena over three registros patronales is reviewed once, signed with one tap, and sent once", async ({
  page,
  demo,
  people,
  rubrica,
}) => {
  const cities = ["León", "Querétaro", "Tijuana"].map((city) => registroOf(demo, city));
  const hired = cities.map(() => people.newcomer());
  await enter(page, demo, "firmante");
  for (const [at, registro] of cities.entries()) {
    await capture(page, "Reingreso", registro, hired[at]!);
  }

  await test.step("the lotes are listed before they are prepared", async () => {
    await goTo(page, "Lotes");
    const groups = page.getByRole("group", { name: "Movimientos por registro patronal y tipo" });
    for (const registro of cities) {
      await expect(groups.getByRole("checkbox", { name: new RegExp(`reingresos? de ${registro}`) })).toBeChecked();
    }
    await expectAccessible(page);
    await prepare(page);
  });

  await test.step("review", async () => {
    await reviewAll(page);
    for (const registro of cities) {
      await expect(lineOf(page, registro).filter({ hasText: "reingreso" }).first()).toContainText("Falta abrir su llave");
    }
    const first = lineOf(page, cities[0]!).filter({ hasText: "reingreso" }).first();
    await first.getByText(/^Ver .* y el archivo$/).click();
    await expect(first.getByRole("rowheader").filter({ hasText: hired[0]!.nss })).toBeVisible();
    const field = first.getByRole("region", { name: "Renglones del archivo DISPMAG" }).getByText(hired[0]!.nss);
    await field.click();
    await expect(first.getByText("NSS", { exact: false }).last()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("one unlock, one tap", async () => {
    await openKey(page, pick(demo, "efirma-moral"));
    await expect(page.getByText(/^Con la llave de .*: lotes .*movimientos?\)\.$/)).toBeVisible();
    await expectAccessible(page);
    // An impatient finger.
    await signAllButton(page).dblclick();
    await expect(page.getByRole("status").filter({ hasText: /^Se firmaron y guardaron \d+ lotes/ })).toBeVisible({
      timeout: 60_000,
    });
    for (const registro of cities) {
      await expect(lineOf(page, registro).filter({ hasText: "El módulo que firma leyó" }).first()).toBeVisible();
    }
    await expectAccessible(page);
  });

  for (const somebody of hired) {
    await expect(await find(page, "Reingresos", somebody.nss)).toContainText(/Enviado|En proceso|Operado/);
    expect(rubrica.simulator.timesReceived(somebody.nss)).toBe(1);
  }
});

test("a sitting that the network or a locked key interrupts goes on where it stopped", async ({
  page,
  context,
  demo,
  people,
  rubrica,
}) => {
  const cities = ["León", "Querétaro"].map((city) => registroOf(demo, city));
  const hired = cities.map(() => people.newcomer());
  await enter(page, demo, "firmante");
  for (const [at, registro] of cities.entries()) {
    await capture(page, "Reingreso", registro, hired[at]!);
  }
  await prepare(page);
  await reviewAll(page);
  await openKey(page, pick(demo, "efirma-moral"));

  await context.setOffline(true);
  await signAllButton(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "No hay conexión con Rúbrica" }).first()).toBeVisible();
  await context.setOffline(false);
  for (const somebody of hired) {
    expect(rubrica.simulator.timesReceived(somebody.nss)).toBe(0);
  }

  await lockNow(page);
  await expect(page.getByRole("heading", { name: "Abre las llaves que faltan" })).toBeVisible();
  await openKey(page, pick(demo, "efirma-moral"));
  await page.getByRole("button", { name: /^Continuar con \d+ lotes?$/ }).click();
  const signed = page.getByRole("status").filter({ hasText: /^Se firma(ron|ó) y guarda(ron|ó) \d+ lotes?/ });
  await expect(signed).toBeVisible({ timeout: 60_000 });
  await expect(signed).not.toContainText("sin firmar");
  for (const somebody of hired) {
    await expect(await find(page, "Reingresos", somebody.nss)).toContainText(/Enviado|En proceso|Operado/);
    expect(rubrica.simulator.timesReceived(somebody.nss)).toBe(1);
  }
});

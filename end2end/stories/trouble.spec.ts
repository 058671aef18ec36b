// What goes wrong on the way: impatient fingers, a network that goes, a server that dies.
import { pick, registroOf, user } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { enter, expectHome, goTo, logIn, sections } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";
import { RESULT, expectStands, openLoteOf, prepare, sign, signButton } from "./steps/lotes.ts";
import { begin, capture, fillIn, find, saveReady } from "./steps/movements.ts";

test.use({ server: "trouble" });
test.describe.configure({ timeout: 240_000 });

// First, while nobody has opened a session at IDSE.
test("a server killed between «guardado» and «enviado» sends the lote after its restart, once", async ({
  page,
  demo,
  people,
  rubrica,
}) => {
  const queretaro = registroOf(demo, "Querétaro");
  const somebody = people.newcomer();
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", queretaro, somebody);
  await prepare(page);
  await openLoteOf(page, somebody.nss);
  await openKey(page, pick(demo, "efirma-moral"));
  await rubrica.simulator.misbehave({ unreachable: true });
  await sign(page);
  await expectStands(page, "Firmado y guardado");
  expect(rubrica.simulator.timesReceived(somebody.nss)).toBe(0);
  await rubrica.kill();
  await rubrica.restart();

  await page.reload();
  await expectStands(page, "Firmado y guardado");
  await openKey(page, pick(demo, "efirma-moral"));
  await page.getByRole("button", { name: "Firmar y conectar con IDSE" }).click();
  await expectStands(page, /^IDSE lo recibió|^Procesado/);
  await expectStands(page, /^Procesado/, RESULT);
  expect(rubrica.simulator.timesReceived(somebody.nss)).toBe(1);
});

test("a double click on «Firmar y enviar» sends the lote once, and going back afterwards is harmless", async ({
  page,
  demo,
  people,
  rubrica,
}) => {
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", leon, somebody);
  await prepare(page);
  await openLoteOf(page, somebody.nss);
  await openKey(page, pick(demo, "efirma-moral"));
  await signButton(page).dblclick();
  await expect(signButton(page)).toBeHidden();
  await expectStands(page, /^IDSE lo recibió|^Procesado/);

  await page.goBack();
  await page.goForward();
  await expectStands(page, /IDSE lo recibió|^Procesado/);
  await expect(signButton(page)).toHaveCount(0);
  await expectStands(page, /^Procesado/, RESULT);
  expect(rubrica.simulator.timesReceived(somebody.nss)).toBe(1);
});

test("a network that goes while a movement is captured loses nothing that was typed", async ({
  page,
  context,
  demo,
  people,
}) => {
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "capturista");
  await begin(page, "Reingreso");
  await context.setOffline(true);
  await fillIn(page, "Reingreso", leon, somebody);
  await page.getByRole("button", { name: "Guardar, listo para lote" }).click();
  const alert = page.getByRole("alert").filter({ hasText: "No hay conexión con Rúbrica" });
  await expect(alert).toContainText("Lo que escribiste sigue aquí.");
  await expect(page.getByLabel("NSS", { exact: true })).toHaveValue(somebody.nss);
  await expect(page.getByLabel("Nombre(s)")).toHaveValue(somebody.nombre);
  await context.setOffline(false);
  await saveReady(page);
});

test("what is typed without a network goes to the server automatically, once, and until then the tab asks before it closes", async ({
  page,
  context,
  demo,
  people,
  provoked,
  somebodyElse,
}) => {
  // The part that was on its way when the network went.
  provoked.push(/Failed to fetch/);
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "capturista");
  await begin(page, "Reingreso");
  await context.setOffline(true);
  await fillIn(page, "Reingreso", leon, somebody);
  await expect(page.getByRole("status").filter({ hasText: "se guarda en cuanto vuelva" })).toBeVisible();
  const asked = page.waitForEvent("dialog");
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.dismiss();
  await expect(page.getByLabel("Nombre(s)")).toHaveValue(somebody.nombre);

  const drafts: string[] = [];
  page.on("requestfinished", (request) => {
    if (request.url().endsWith("/api/movements/save")) {
      drafts.push(request.postData() ?? "");
    }
  });
  await context.setOffline(false);
  await expect(page.getByText(/^Borrador guardado a las \d\d:\d\d\.$/)).toBeVisible();
  expect(drafts).toHaveLength(1);
  expect(drafts[0]).toContain(somebody.nombre);

  const closed = page.waitForEvent("close");
  page.on("dialog", () => expect(page.url(), "all is kept, and yet it asks").toBe(""));
  await page.close({ runBeforeUnload: true });
  await closed;
  const other = await somebodyElse();
  await enter(other, demo, "firmante");
  await expect(await find(other, "Todos", somebody.nss)).toContainText("Borrador");
  await expect(other.getByRole("row").filter({ hasText: somebody.nss })).toHaveCount(1);
});

test("a capture left for another section is kept, with or without a network, and offered again", async ({
  page,
  context,
  demo,
  people,
}) => {
  const leon = registroOf(demo, "León");
  const [first, second, third, fourth] = [
    people.newcomer(),
    people.newcomer(),
    people.newcomer(),
    people.newcomer(),
  ];
  await enter(page, demo, "capturista");
  const history = sections(page).getByRole("link", { name: "Historial" });
  const nss = page.getByLabel("NSS", { exact: true });

  await test.step("with a network it becomes a draft", async () => {
    await begin(page, "Reingreso");
    await fillIn(page, "Reingreso", leon, first);
    await history.click();
    const notice = page.getByRole("status").filter({ hasText: "quedó guardada como borrador" });
    await expect(notice).toContainText(first.paterno.toUpperCase());
    await expectAccessible(page);
    await notice.getByRole("link", { name: "Seguir con ella" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Editar reingreso" })).toBeVisible();
    await expect(nss).toHaveValue(first.nss);
    await saveReady(page);
  });

  await test.step("without one it waits in the tab", async () => {
    await begin(page, "Baja");
    await context.setOffline(true);
    await fillIn(page, "Baja", leon, second);
    await history.click();
    await expect(page.getByRole("status").filter({ hasText: "sigue en esta pestaña" })).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole("status").filter({ hasText: "quedó guardada como borrador" })).toBeVisible({
      timeout: 30_000,
    });
    await begin(page, "Baja");
    await expect(page.getByText(/^Tu captura de baja de .* quedó sin terminar$/)).toBeVisible();
    await page.getByRole("button", { name: "Empezar otra" }).click();
    await expect(page.getByText("quedó sin terminar")).toHaveCount(0);
  });

  await test.step("a reload of the form offers it", async () => {
    await begin(page, "Reingreso");
    await fillIn(page, "Reingreso", leon, third);
    await expect(page.getByText(/^Borrador guardado a las \d\d:\d\d\.$/)).toBeVisible();
    await page.reload();
    await expect(page.getByText("quedó sin terminar")).toContainText(third.paterno.toUpperCase());
    await page.getByRole("link", { name: "Seguir con ella" }).click();
    await expect(nss).toHaveValue(third.nss);
  });

  await test.step("cancelled, it is given up or kept as the person says", async () => {
    await begin(page, "Modificación de salario");
    // Nothing is asked about a form that nobody typed into.
    await page.getByRole("button", { name: "Cancelar" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Historial" })).toBeVisible();
    await begin(page, "Modificación de salario");
    await fillIn(page, "Modificación de salario", leon, fourth);
    await expect(page.getByText(/^Borrador guardado a las \d\d:\d\d\.$/)).toBeVisible();
    await page.getByRole("button", { name: "Cancelar" }).click();
    const asked = page.getByRole("dialog", { name: "¿Qué hacemos con lo que escribiste?" });
    await expect(asked).toBeVisible();
    await expectAccessible(page);
    await asked.getByRole("button", { name: "Seguir capturando" }).click();
    await expect(nss).toHaveValue(fourth.nss);
    await page.getByRole("button", { name: "Cancelar" }).click();
    await asked.getByRole("button", { name: "Descartarlo" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Historial" })).toBeVisible();
    await expect(page.getByRole("status").filter({ hasText: "Deshacer" })).toBeVisible();
    await expect(page.getByText("quedó guardada como borrador")).toHaveCount(0);
    await begin(page, "Modificación de salario");
    await expect(page.getByText("quedó sin terminar")).toHaveCount(0);
  });
});

test("a lote whose answer was lost is asked about, and not sent again", async ({
  page,
  demo,
  people,
  rubrica,
}) => {
  const tijuana = registroOf(demo, "Tijuana");
  const somebody = people.newcomer();
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", tijuana, somebody);
  await prepare(page);
  await openLoteOf(page, somebody.nss);
  await openKey(page, pick(demo, "efirma-moral"));
  // The portal takes the lote, and the connection ends before it says so.
  await rubrica.simulator.misbehave({ lotes: { stored: true, answer: "cut" } });
  await sign(page);
  await expectStands(page, /^IDSE lo recibió|^Procesado/);
  await expectStands(page, /^Procesado/, RESULT);
  expect(rubrica.simulator.timesReceived(somebody.nss)).toBe(1);
});

test("a page whose program does not come says so, and offers to try again", async ({ page, context }) => {
  await context.route("**/main_bg.wasm", (route) => route.abort());
  await page.goto("/");
  await expect(page.getByText("Rúbrica no se pudo cargar. Revisa tu red y vuelve a intentarlo.")).toBeVisible();
  await context.unroute("**/main_bg.wasm");
  await page.getByRole("button", { name: "Reintentar" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible();
});

test("a section whose part does not come says so, and opens on another try", async ({ page, context, demo, provoked }) => {
  provoked.push(/Failed to fetch|net::ERR|instantiateStreaming|console: TypeError/);
  await context.route("**/split_reading.wasm", (route) => route.abort());
  await page.goto("/");
  await logIn(page, "capturista", user(demo, "capturista").password);
  await expect(page.getByText("Esta sección no se pudo cargar.")).toBeVisible();
  await context.unroute("**/split_reading.wasm");
  await page.getByRole("button", { name: "Reintentar" }).click();
  await expectHome(page);
});

test("without a network the page says so, and loads what is missing once it is back", async ({ page, context, demo }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Lotes");
  await context.setOffline(true);
  const banner = page.getByText("No hay conexión: lo que ves puede no estar al día.");
  await expect(banner).toBeVisible();
  await goTo(page, "Inicio", /^Hola, /);
  await sections(page).getByRole("link", { name: "Registros patronales" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "No hay conexión con Rúbrica" })).toBeVisible();
  await context.setOffline(false);
  await expect(banner).toBeHidden();
  const [registro] = demo.registros;
  await expect(page.getByText(registro?.numero ?? "").first()).toBeVisible();
});

test("Back, the cross and a tap beside close a dialog, and the page stays", async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Historial");
  const see = page.getByRole("button", { name: /^Ver / }).first();
  const dialog = page.getByRole("dialog");
  await see.click();
  await expect(dialog).toBeVisible();
  await page.goBack();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/historial\/todos$/);

  await see.click();
  await dialog.getByRole("button", { name: "Volver a la página" }).click();
  await expect(dialog).toBeHidden();
  await see.click();
  await page.mouse.click(5, 5);
  await expect(dialog).toBeHidden();
  // What the dialogs left in the history is passed over.
  await page.goBack();
  await expectHome(page);
});

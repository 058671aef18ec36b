// Lists: what they show at every width, where they lead, and that they stay where they are.
import { pick, registroOf } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";
import { RESULT, expectStands, openLoteOf, prepare, reviewAll, sign, signAllButton, signButton } from "./steps/lotes.ts";
import { begin, capture, fillIn, saveReady, tabs } from "./steps/movements.ts";

test.use({ server: "lists" });
test.describe.configure({ timeout: 240_000 });

/** The widths, in CSS pixels, of the commonest iPads in both positions. */
const WIDTHS = [768, 810, 820, 1024, 1080, 1112];
const LISTS = [
  "/",
  "/historial/todos",
  "/historial/lotes",
  "/lotes",
  "/trabajadores",
  "/registros",
  "/enlaces",
  "/certificados",
];

/** What a list loads has come. */
async function expectLoaded(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "Cargando…" })).toHaveCount(0);
}

/** Links and buttons of the page that lie outside the window, or that a frame of theirs cuts off. */
async function actionsOutside(page: Page): Promise<string[]> {
  return page.locator("main :is(a, button)").evaluateAll((actions) => {
    const isOutside = (action: Element): boolean => {
      const box = action.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) {
        return false;
      }
      let [left, right] = [0, document.documentElement.clientWidth];
      for (let frame = action.parentElement; frame !== null; frame = frame.parentElement) {
        if (getComputedStyle(frame).overflowX !== "visible") {
          const cut = frame.getBoundingClientRect();
          [left, right] = [Math.max(left, cut.left), Math.min(right, cut.right)];
        }
      }
      return box.left < left - 1 || box.right > right + 1;
    };
    return actions.filter(isOutside).map((action) => action.textContent ?? "");
  });
}

test("every action of every list is in view at the widths of tablets", async ({ page, demo }) => {
  await enter(page, demo, "administrador");
  for (const address of LISTS) {
    await page.goto(address);
    await expectLoaded(page);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 834 });
      expect(await actionsOutside(page), `${address} at ${width}`).toEqual([]);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${address} at ${width} scrolls sideways`).toBeLessThanOrEqual(0);
    }
  }
});

test("a tap anywhere on a row of lotes opens the lote", async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Lotes");
  const row = page.getByRole("row").filter({ hasText: "Por firmar" }).first();
  const title = await row.getByRole("rowheader").innerText();
  await row.getByRole("cell").nth(1).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
});

/** Sums up the layout shift of every page that is opened from now on. */
async function measureShift(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const sum = { shift: 0 };
    Object.assign(window, { layoutShift: sum });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        sum.shift += entry.hadRecentInput ? 0 : entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { layoutShift: { shift: number } }).layoutShift.shift);
}

test("lotes and their review do not jump while they load", async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  await prepare(page);
  const shift = await measureShift(page);
  await page.goto("/lotes");
  await expect(page.getByRole("table")).toBeVisible();
  await expectLoaded(page);
  expect(await shift(), "/lotes").toBeLessThanOrEqual(0.02);

  await page.goto("/lotes/firmar");
  const review = page.getByRole("list", { name: "Lotes que se van a firmar" });
  await expect(review.getByRole("listitem").first()).toBeVisible();
  await expect(page.getByText("Abre las llaves que faltan")).toBeVisible();
  expect(await shift(), "/lotes/firmar").toBeLessThanOrEqual(0.02);
});

test("the groups of ready movements come with one request", async ({ page, demo, wire }) => {
  await enter(page, demo, "capturista");
  await wire.settled(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await goTo(page, "Lotes");
  await expectLoaded(page);
  expect(asked.filter((path) => path === "/api/lotes/ready")).toHaveLength(1);
  expect(asked).not.toContain("/api/movements/history");
});

test("tabs of the history keep the filters, and inverted dates are refused", async ({ page, demo }) => {
  await enter(page, demo, "capturista");
  await page.goto("/historial/todos");
  await expectLoaded(page);
  await page.getByRole("textbox", { name: /^Trabajador/ }).fill("García");
  await page.getByRole("button", { name: "Buscar" }).click();
  await expect(page).toHaveURL(/\/historial\/todos\?texto=Garc%C3%ADa$/);
  await expectLoaded(page);
  await tabs(page).getByRole("link", { name: "Bajas" }).click();
  await expect(page).toHaveURL(/\/historial\/bajas\?texto=Garc%C3%ADa$/);
  await expect(page.getByRole("textbox", { name: /^Trabajador/ })).toHaveValue("García");
  await page.getByLabel("Fecha inicial").fill("2026-03-02");
  await page.getByLabel("Fecha final").fill("2026-03-01");
  await page.getByRole("button", { name: "Buscar" }).click();
  await expect(page.getByText("La fecha final es anterior a la inicial")).toBeVisible();
  await expect(page).not.toHaveURL(/desde/);
  await expectAccessible(page);
});

test("the address of the history keeps the whole search", async ({ page, demo, wire }) => {
  await enter(page, demo, "capturista");
  await page.goto("/historial/todos");
  await expectLoaded(page);
  // IDSE's own fields need no unfolding.
  for (const field of ["Registro patronal", "Fecha inicial", "Fecha final", "Estado aviso"]) {
    await expect(page.getByLabel(field)).toBeVisible();
  }
  await expect(tabs(page).getByRole("link", { name: /^Todos [\d,]+$/ })).toBeVisible();
  await page.getByLabel("Estado aviso").selectOption({ label: "Rechazado" });
  await page.getByText("Más filtros y orden").click();
  await page.getByLabel("Código de rechazo").fill("48");
  await page.getByLabel("Orden").selectOption({ label: "Fecha más antigua primero" });
  await page.getByRole("button", { name: "Buscar" }).click();
  await expect(page).toHaveURL(/estado=rechazado&codigo=48&orden=viejos$/);
  await expectLoaded(page);
  const rows = page.getByRole("table", { name: "Movimientos" }).getByRole("rowheader");
  // Until the answer comes the rows of the search before stay.
  await wire.settled(page);
  const found = await rows.allTextContents();
  expect(found.length).toBeGreaterThan(0);
  await page.reload();
  await expectLoaded(page);
  await expect(page.getByLabel("Código de rechazo")).toHaveValue("48");
  await expect.poll(() => rows.allTextContents()).toEqual(found);
  await page.getByRole("link", { name: "Quitar filtros" }).click();
  await expect(page).toHaveURL(/\/historial\/todos$/);
  await page.goBack();
  await expect(page).toHaveURL(/codigo=48/);
  await expect.poll(() => rows.allTextContents()).toEqual(found);
});

test("a movement has a page of its own with the person's others", async ({ page, demo }) => {
  await enter(page, demo, "capturista");
  await page.goto("/historial/todos?estado=operado");
  await expectLoaded(page);
  await page.getByRole("button", { name: /^Ver / }).first().click();
  await page.getByRole("dialog").getByRole("link", { name: "Abrir en su página" }).click();
  await expect(page).toHaveURL(/\/movimientos\/\w+$/);
  await expectLoaded(page);
  await expect(page.getByRole("heading", { name: "Otros movimientos de esta persona" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Ver al trabajador" }).click();
  await expect(page.getByRole("heading", { name: "Altas, salarios y bajas" })).toBeVisible();
  await expectAccessible(page);
});

test("a month of the first page leads to its movements", async ({ page, demo }) => {
  await enter(page, demo, "capturista");
  await expectLoaded(page);
  const month = page.getByRole("link", { name: /^\p{L}+ de \d{4}: .*reingreso/u }).last();
  await month.click();
  await expect(page).toHaveURL(/\/historial\/todos\?estado=no_cancelado&desde=\d{4}-\d{2}-01&hasta=/);
  await expectLoaded(page);
});

test("going back finds the rows that were loaded and the place among them", async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  await page.goto("/historial/todos");
  await expectLoaded(page);
  const rows = page.getByRole("rowheader");
  const first = await rows.count();
  await page.getByRole("button", { name: "Ver más" }).click();
  await expect.poll(() => rows.count()).toBeGreaterThan(first);
  const loaded = await rows.count();
  const link = page.getByRole("link", { name: /^Lote \d+$/ }).last();
  await link.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => window.scrollY);
  // The place is kept once the page rests.
  await expect.poll(() => page.evaluate(() => String(history.state ?? ""))).toContain(`"rows":${loaded}`);
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: /^Lote \d+$/ })).toBeVisible();
  await page.goBack();
  await expect.poll(() => rows.count()).toBe(loaded);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(place - 300);
});

test("Inicio lists what cannot wait with its date, and its figures lead to what they count", async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  const refused = page.getByRole("link", { name: /IDSE lo rechazó/ });
  await expect(refused).toContainText(/Vence el \d\d\/\d\d\/\d{4}/);
  const figure = page.locator("dl > div").filter({ has: page.getByText("Rechazados", { exact: true }) });
  const counted = Number((await figure.getByRole("definition").first().innerText()).replaceAll(",", ""));
  await figure.getByRole("link").click();
  await expect(page).toHaveURL(/estado=sin_corregir$/);
  await expectLoaded(page);
  for (let more = page.getByRole("button", { name: "Ver más" }); await more.isVisible(); ) {
    const before = await page.getByRole("rowheader").count();
    await more.click();
    await expect.poll(() => page.getByRole("rowheader").count()).not.toBe(before);
  }
  await expect(page.getByRole("rowheader")).toHaveCount(counted);
});

test("a wrong check digit is not signed before it was compared", async ({ page, demo, people }) => {
  const somebody = people.newcomer();
  const wrong = { ...somebody, nss: somebody.nss.slice(0, 10) + String((Number(somebody.nss[10]) + 1) % 10) };
  await enter(page, demo, "firmante");
  await begin(page, "Reingreso");
  await fillIn(page, "Reingreso", registroOf(demo, "León"), wrong);
  await saveReady(page);
  await prepare(page);

  await test.step("one lote", async () => {
    await openLoteOf(page, wrong.nss);
    await openKey(page, pick(demo, "efirma-moral"));
    const first = page.getByRole("rowheader").first();
    await expect(first).toContainText(wrong.nss);
    await expect(first).toContainText("El último dígito del NSS no coincide");
    await expect(page.getByText("Compara estos números con el documento")).toBeVisible();
    await expect(signButton(page)).toBeDisabled();
    await expectAccessible(page);
    await page.getByLabel("Los comparé con el documento y están bien").check();
    await expect(signButton(page)).toBeEnabled();
  });

  await test.step("with the others it is not signed unless it is marked", async () => {
    await reviewAll(page);
    const line = page.getByRole("listitem").filter({ hasText: "Compara estos números con el documento" });
    await expect(line.getByRole("checkbox").first()).not.toBeChecked();
    await expect(signAllButton(page)).toBeVisible();
    const before = await signAllButton(page).innerText();
    await line.getByRole("checkbox").first().check();
    await expect(signAllButton(page)).not.toHaveText(before);
  });
});

test("a lote without a result says since when and when it was asked", async ({ page, demo }) => {
  await enter(page, demo, "capturista");
  await goTo(page, "Lotes");
  await page.getByRole("row").filter({ hasText: "Por confirmar" }).first().getByRole("link").click();
  await expect(page.getByText("IDSE lo recibió", { exact: true })).toBeVisible();
  await expect(page.getByRole("heading", { level: 2, name: "Última consulta" })).toBeVisible();
  await expect(page.getByText("Para consultar hace falta una sesión con IDSE")).toBeVisible();
});

test("every figure of lotes leads to the list of those that it counts", async ({ page, demo }) => {
  await enter(page, demo, "firmante");
  for (const [name, waits] of [
    ["Por firmar", "firma"],
    ["En curso", "idse"],
    ["Por confirmar", "confirmacion"],
    ["Por resolver", "decision"],
  ] as const) {
    await page.goto("/");
    const link = page.getByRole("link", { name, exact: true });
    const figure = page.locator(".figures__figure").filter({ has: link });
    const counted = Number(await figure.locator(".figures__value").innerText());
    await link.click();
    await expect(page).toHaveURL(new RegExp(`/lotes\\?espera=${waits}$`));
    await expectLoaded(page);
    const rows = page.getByRole("main").getByRole("rowheader");
    await expect(rows).toHaveCount(counted);
  }
  await expectAccessible(page);
  await page.getByRole("link", { name: "Ver todos los abiertos" }).click();
  await expect(page).toHaveURL(/\/lotes$/);
});

test("a printed list says what was looked for, and leaves out what is tapped", async ({ page, demo }) => {
  await enter(page, demo, "capturista");
  await page.goto("/historial/todos?estado=operado");
  await expectLoaded(page);
  await expect(page.getByRole("button", { name: "Imprimir" })).toBeVisible();
  await expect(page.getByText("Impreso", { exact: true })).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByText("Impreso", { exact: true })).toBeVisible();
  await expect(page.getByText(/^\d+, (todos|los que se veían)/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Imprimir" })).toBeHidden();
  await expect(page.getByRole("button", { name: "Buscar" })).toBeHidden();
  await expect(page.getByRole("columnheader", { name: "Trabajador" })).toBeVisible();
});

test("the constancia of a lote shows its receipt and the result of each movement", async ({ page, demo, people }) => {
  const somebody = people.newcomer();
  await enter(page, demo, "firmante");
  await capture(page, "Reingreso", registroOf(demo, "León"), somebody);
  await prepare(page);
  await openLoteOf(page, somebody.nss);
  await openKey(page, pick(demo, "efirma-moral"));
  await sign(page);
  await expectStands(page, /^Procesado/, RESULT);
  await page.getByText(/^Lote \d+, folio/).first().click();
  await page.getByRole("link", { name: "Ver la constancia" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Constancia del lote \d+$/ })).toBeVisible();
  await expect(page.getByText("Folio del IMSS")).toBeVisible();
  await expect(page.getByRole("table").getByRole("rowheader").first()).toBeVisible();
  await expectAccessible(page);
});

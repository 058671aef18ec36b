// The whole way without a mouse: Tab, Enter, Space, arrows and what is typed. Wherever the focus is, it
// can be seen, and it is never lost.
import { pick, registroOf, user } from "../support/demo.ts";
import { expect, test } from "../support/test.ts";
import type { Locator, Page } from "../support/test.ts";
import { today } from "../support/people.ts";
import type { Person } from "../support/people.ts";
import { PASSWORD, fileField } from "./steps/keys.ts";
import { RESULT, expectStands, signButton } from "./steps/lotes.ts";

test.describe.configure({ timeout: 240_000 });

/** Further than this nobody walks. */
const FAR = 120;

/** Walks with Tab (or back, with Shift) until the focus is there; it is seen at every step. */
async function walkTo(page: Page, there: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(there).toBeVisible();
  for (let step = 0; step < FAR; step += 1) {
    await page.keyboard.press(key);
    expect(await blindSpot(page)).toBeNull();
    if (await there.evaluate((element) => element === document.activeElement)) {
      return;
    }
  }
  throw new Error(`no way by ${key} to ${String(there)}`);
}

/** What is wrong with where the focus is: nowhere, out of sight, covered, or not marked. */
async function blindSpot(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) {
      // Between the last place and the first the focus is the browser's own.
      return null;
    }
    const described = focused.outerHTML.slice(0, 200);
    // A field that is drawn by what stands around it is marked there.
    const marked = [focused, focused.parentElement, focused.parentElement?.parentElement].some((element) => {
      const { outlineStyle, outlineWidth } = element ? getComputedStyle(element) : { outlineStyle: "none", outlineWidth: "0" };
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    if (!marked) {
      return `not marked: ${described}`;
    }
    let shown: Element = focused;
    while (shown.getBoundingClientRect().width < 4 && shown.parentElement !== null) {
      shown = shown.parentElement;
    }
    const { left, right, top, bottom } = shown.getBoundingClientRect();
    const across = [0.1, 0.5, 0.9].map((part) => left + (right - left) * part);
    const down = [0.1, 0.5, 0.9].map((part) => top + (bottom - top) * part);
    const seen = down.some((y) =>
      across.some((x) => {
        const hit = document.elementFromPoint(x, y);
        return hit !== null && (shown.contains(hit) || hit.contains(shown));
      }),
    );
    return seen ? null : `out of sight or covered: ${described}`;
  });
}

async function press(page: Page, there: Locator, key: "Enter" | "Space" = "Enter"): Promise<void> {
  await walkTo(page, there);
  await page.keyboard.press(key);
}

async function write(page: Page, label: string, words: string): Promise<void> {
  await walkTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(words);
}

/** The page is another one, and the focus is at its head. */
async function expectArrived(page: Page, title: string | RegExp): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeFocused();
}

/** Types today, in whatever order the browser wants it. */
async function writeToday(page: Page, field: Locator): Promise<void> {
  const [year = "", month = "", day = ""] = today().split("-");
  for (const digits of [day + month + year, month + day + year, year + month + day]) {
    await page.keyboard.type(digits);
    if ((await field.inputValue()) === today()) {
      return;
    }
    // Back to the first of its three parts.
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
  }
  throw new Error("the date cannot be typed");
}

async function fillIn(page: Page, person: Person): Promise<void> {
  await page.keyboard.type(person.nss);
  await write(page, "Apellido paterno", person.paterno);
  // A field that may stay empty says so in its name.
  await walkTo(page, page.getByLabel("Apellido materno"));
  await page.keyboard.type(person.materno);
  await write(page, "Nombre(s)", person.nombre);
  await walkTo(page, page.getByLabel("Salario base de cotización"));
  await page.keyboard.type("687.70");
}

test("from the login to IMSS's answer with the keyboard alone", async ({ page, demo, people }) => {
  const leon = registroOf(demo, "León");
  const [first, second] = [people.newcomer(), people.newcomer()];
  const key = pick(demo, "efirma-moral");
  const nss = page.getByLabel("NSS", { exact: true });

  await test.step("past the bars, and in", async () => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Ingresar" })).toBeVisible();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Ir al contenido" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("main")).toBeFocused();
    await write(page, "Usuario", "firmante");
    await page.keyboard.press("Enter");
    // What is missing has the focus.
    await expect(page.getByLabel("Contraseña", { exact: true })).toBeFocused();
    await page.keyboard.type(user(demo, "firmante").password);
    await page.keyboard.press("Enter");
    await expectArrived(page, /^Hola, /);
  });

  await test.step("an error takes the focus, and the next of a series begins at its first field", async () => {
    await walkTo(page, page.getByRole("link", { name: "Capturar", exact: true }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expectArrived(page, "¿Qué vas a capturar?");
    await press(page, page.getByRole("link", { name: /^Reingreso/ }));
    await expectArrived(page, "Nuevo reingreso");
    const registro = page.getByLabel("Registro patronal");
    await walkTo(page, registro);
    await page.keyboard.type(leon.slice(0, 4));
    await expect(registro.locator("option:checked")).toHaveText(new RegExp(`^${leon}`));
    const fecha = page.getByLabel("Fecha de ingreso");
    await walkTo(page, fecha);
    await writeToday(page, fecha);
    await page.keyboard.press("Enter");
    await expect(nss).toBeFocused();
    await expect(nss).toHaveAttribute("aria-invalid", "true");
    await fillIn(page, first);
    await press(page, page.getByRole("button", { name: "Guardar y capturar otro" }), "Space");
    await expect(page.getByRole("status").filter({ hasText: "Movimiento listo" })).toBeVisible();
    await expect(nss).toHaveValue("");
    await expect(nss).toBeFocused();
    await fillIn(page, second);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("status").filter({ hasText: "Movimiento listo" })).toBeVisible();
    await expect(page.getByRole("main")).toBeFocused();
  });

  await test.step("a dialog gives the focus back, and what is deleted leaves it in the page", async () => {
    await press(page, page.getByRole("link", { name: "Ver el historial" }));
    await expectArrived(page, /^Historial/);
    const row = page.getByRole("row").filter({ hasText: second.nss });
    const see = row.getByRole("button", { name: /^Ver / });
    await press(page, see);
    const dialog = page.getByRole("dialog").first();
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(see).toBeFocused();
    await page.keyboard.press("Enter");
    await press(page, dialog.getByRole("button", { name: "Eliminar" }));
    const asked = page.getByRole("dialog", { name: "¿Eliminar este movimiento?" });
    await press(page, asked.getByRole("button", { name: "Eliminar" }));
    await expect(row).toHaveCount(0);
    await expect(page.getByRole("main").locator(":focus").or(page.locator("main:focus"))).toHaveCount(1);
  });

  await test.step("prepared, reviewed, signed and sent", async () => {
    await walkTo(page, page.getByRole("navigation", { name: "Secciones" }).getByRole("link", { name: "Lotes" }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expectArrived(page, "Lotes");
    await press(page, page.getByRole("button", { name: /^Preparar \d+ lotes?$/ }));
    const prepared = page.getByText(/^Se prepar(ó|aron) \d+ lotes?\.$/);
    const one = page.getByRole("heading", { level: 1, name: /^Lote \d+$/ });
    await expect(prepared.or(one)).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
    if (await prepared.isVisible()) {
      await walkTo(page, page.getByRole("link", { name: "Historial" }), "Shift+Tab");
      await page.keyboard.press("Enter");
      await expectArrived(page, /^Historial/);
      const row = page.getByRole("row").filter({ hasText: first.nss });
      await press(page, row.getByRole("link", { name: /^Lote \d+$/ }));
    }
    await expectArrived(page, /^Lote \d+$/);
    await press(page, page.getByRole("button", { name: "Ir a firmar" }));
    await fileField(page, "certificate").setInputFiles(key.files);
    await walkTo(page, page.getByLabel(PASSWORD, { exact: true }));
    await page.keyboard.type(key.password);
    await page.keyboard.press("Enter");
    await expect(signButton(page)).toBeVisible();
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
    await press(page, signButton(page));
    await expect(signButton(page)).toBeHidden();
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(false);
    await expectStands(page, /^Procesado/, RESULT);
  });
});

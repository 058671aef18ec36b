// What a company decides for itself, a second pair of eyes, and the assistants that propose.
import { pick, registroOf, user } from "../support/demo.ts";
import { mailsTo } from "../support/mailbox.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Locator, Page } from "../support/test.ts";
import { today, yesterday } from "../support/people.ts";
import type { Person } from "../support/people.ts";
import { enter, goTo } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";
import { expectStands, openLoteOf, prepare, signButton } from "./steps/lotes.ts";
import { begin, capture } from "./steps/movements.ts";

test.use({ server: "company" });
test.describe.configure({ timeout: 240_000 });

/** A panel of the page by its heading. */
function panel(page: Page, title: string): Locator {
  return page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title }) });
}

/** The first working day after today that is not in a table of closed days. */
async function nextOpenDay(closed: Locator): Promise<string> {
  await expect(closed.getByRole("rowheader").first()).toBeVisible();
  const dates = await closed.getByRole("rowheader").allTextContents();
  const day = new Date(`${today()}T12:00:00Z`);
  for (;;) {
    day.setUTCDate(day.getUTCDate() + 1);
    const iso = day.toISOString().slice(0, 10);
    const shown = iso.split("-").reverse().join("/");
    if (day.getUTCDay() % 6 !== 0 && !dates.includes(shown)) {
      return iso;
    }
  }
}

test("a day that the administrator closes moves the deadline that capture shows", async ({
  page,
  demo,
  somebodyElse,
}) => {
  await enter(page, demo, "administrador");
  const deadline = async (): Promise<string> => {
    await begin(page, "Baja");
    await page.getByLabel("Fecha de la baja").fill(today());
    const deadlineText = page.getByText(/^Vence el /);
    await expect(deadlineText).toBeVisible();
    return deadlineText.innerText();
  };
  const before = await deadline();

  await goTo(page, "Empresa");
  await expectAccessible(page);
  const days = page.getByRole("table", { name: "Días inhábiles del año" });
  const day = await nextOpenDay(days);
  await page.getByRole("button", { name: "Agregar", exact: true }).click();
  await expect(page.getByText("Elige el día.")).toBeVisible();
  await page.getByLabel("Día", { exact: true }).fill(day);
  await page.getByLabel("Cómo se llama").fill("Cierre del IMSS");
  await page.getByRole("button", { name: "Agregar", exact: true }).click();
  await expect(days.getByRole("row").filter({ hasText: "Cierre del IMSS" })).toContainText("De tu empresa");

  const after = await deadline();
  expect(after).not.toBe(before);

  await test.step("taken away it can be put back", async () => {
    await goTo(page, "Empresa");
    await page.getByLabel("Año").selectOption(day.slice(0, 4));
    await page.getByRole("button", { name: "Quitar Cierre del IMSS" }).click();
    await expect(days).not.toContainText("Cierre del IMSS");
    await page.getByRole("button", { name: "Deshacer" }).click();
    await expect(days).toContainText("Cierre del IMSS");
  });

  await test.step("a user who does not administer only reads", async () => {
    const clerk = await somebodyElse();
    await enter(clerk, demo, "capturista");
    await clerk.goto("/empresa");
    await clerk.getByLabel("Año").selectOption(day.slice(0, 4));
    await expect(clerk.getByRole("table", { name: "Días inhábiles del año" })).toContainText("Cierre del IMSS");
    await expect(clerk.getByText("Lo cambia quien administra Rúbrica en tu empresa.")).toBeVisible();
    await expect(clerk.getByRole("button", { name: /^(Agregar|Guardar|Quitar)/ })).toHaveCount(0);
  });
});

function twoYearsAgo(): string {
  return `${Number(today().slice(0, 4)) - 2}${today().slice(4)}`;
}

/** People vigentes with León since this very day two years ago, as a plantilla brings them. */
async function loadPlantilla(
  page: Page,
  numero: string,
  people: Person[],
  sbc: string,
  entered = twoYearsAgo(),
): Promise<void> {
  const known = { curp: "", rfc: "", clave: "", umf: "", tipo_trabajador: "1", tipo_salario: "0", jornada: "0" };
  const rows = people.map(({ nss, paterno, materno, nombre }) => ({
    data: { nss, paterno, materno, nombre, ...known },
    fecha: entered,
    sbc,
  }));
  const stored = await page.evaluate(
    async ([numero, rows, corte]) => {
      const ask = async (path: string, body: unknown) => {
        const headers = { "content-type": "application/json" };
        return (await fetch(path, { method: "POST", headers, body: JSON.stringify(body) })).json();
      };
      const registros: { id: string; data: { numero: string } }[] = await ask("/api/registros/list", {});
      const registro = registros.find((one) => one.data.numero === numero)?.id;
      const request = { registro, corte, rows };
      const outcomes: { stored: boolean }[] = await ask("/api/trabajadores/load-plantilla", { request });
      return outcomes.map((one) => one.stored);
    },
    [numero, rows, yesterday()] as const,
  );
  expect(stored).toEqual(people.map(() => true));
}

test("the assistants propose drafts that can be undone, and send nothing", async ({ page, demo, people }) => {
  const leon = registroOf(demo, "León");
  const [poor, other, undated] = [people.newcomer(), people.newcomer(), people.newcomer()];
  await enter(page, demo, "capturista");
  await loadPlantilla(page, leon, [poor, other], "280.00");
  await loadPlantilla(page, leon, [undated], "500.00", "");
  const table = page.getByRole("table", { name: "Movimientos propuestos" });
  const rowOf = (person: Person) => table.getByRole("row").filter({ hasText: person.nss });
  const narrow = async (person: Person) => {
    await page.getByLabel("Buscar en la lista").fill(person.nss);
    await expect(table.getByRole("rowheader")).toHaveCount(1);
  };
  // A company's other workers may be proposed too: only one is wanted here.
  const unmarkAllBut = async ({ nombre }: Person) => {
    const marked = table.getByRole("checkbox", { checked: true });
    const labels = await marked.evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? ""));
    for (const name of labels.filter((label) => !label.includes(nombre.toUpperCase()))) {
      await table.getByRole("checkbox", { name, exact: true }).first().uncheck();
    }
  };
  const go = async (assistant: string) => {
    await goTo(page, "Asistentes");
    await page.getByRole("link", { name: new RegExp(`^${assistant}`) }).click();
    await expect(page.getByRole("heading", { level: 1, name: assistant })).toBeVisible();
  };

  await test.step("the minimum wage", async () => {
    await goTo(page, "Asistentes");
    await expectAccessible(page);
    await go("Nuevo salario mínimo");
    await expect(page.getByText("El IMSS sube por sí mismo algunos salarios")).toBeVisible();
    await narrow(poor);
    await expect(rowOf(poor)).toContainText("Menor al mínimo de su zona");
    const salary = rowOf(poor).getByLabel(/^SBC nuevo de /);
    const fecha = rowOf(poor).getByLabel(/^Fecha de la modificación de /);
    await expect(salary).not.toHaveValue("280.00");
    await salary.fill("400.00");
    // The date is checked as capture checks it, and the deadline follows it.
    await fecha.fill("");
    await expect(fecha).toHaveAttribute("aria-invalid", "true");
    await fecha.fill(today());
    await expect(fecha).not.toHaveAttribute("aria-invalid");
    await expect(rowOf(poor)).toContainText("quedan 5 días hábiles");
    await expectAccessible(page);
    await page.getByLabel("Buscar en la lista").fill("");
    await unmarkAllBut(poor);
    await narrow(poor);
    await page.getByRole("button", { name: "Crear 1 borrador" }).dblclick();
    await expect(page.getByRole("status").filter({ hasText: "Se creó 1 borrador" })).toBeVisible();
    await expectAccessible(page);
    await rowOf(poor).getByRole("link", { name: /^Abrir / }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Editar modificación de salario" })).toBeVisible();
    await expect(page.getByLabel("Salario base de cotización")).toHaveValue(/^400(\.00)?$/);
    await expect(page.getByLabel("Fecha de la modificación")).toHaveValue(today());
  });

  await test.step("a year of service, made twice and undone", async () => {
    await go("Aniversarios");
    // Whose day of entry is not known is named, and proposed once it is typed.
    await expect(page.getByText("De 1 persona no se sabe cuándo entró")).toBeVisible();
    await page.getByText("Escribir sus fechas de ingreso").click();
    const entry = page.getByRole("table", { name: "Personas sin fecha de ingreso" }).getByRole("row");
    await expect(entry.filter({ hasText: undated.nss })).toContainText("Falta");
    await expectAccessible(page);
    await page.getByLabel(/^Fecha de ingreso de /).fill(twoYearsAgo());
    await expect(entry.filter({ hasText: undated.nss })).toContainText("Está en la lista");
    await narrow(undated);
    await expect(rowOf(undated)).toContainText("Cumple 2 años");
    await narrow(other);
    await expect(rowOf(other)).toContainText("Cumple 2 años: el factor pasa de 1.0507 a 1.0521.");
    await page.getByLabel("Buscar en la lista").fill("");
    await unmarkAllBut(other);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Crear 1 borrador" }).click();
    await page.getByRole("button", { name: "Deshacer: borrar 1 borrador" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Se quitó 1 movimiento." })).toBeVisible();
    await expect(page.getByRole("button", { name: "Crear 1 borrador" })).toBeEnabled();
  });

  await test.step("a bimestre, pasted out of Excel", async () => {
    await go("Salarios variables del bimestre");
    await page.getByLabel("Mostrar también a quienes tienen salario fijo").check();
    await narrow(other);
    await page.getByText("Pegar desde Excel").click();
    await page.getByLabel("Renglones copiados").fill(`${other.nss}\t$6,100.00`);
    await page.getByRole("button", { name: "Llenar la tabla" }).click();
    await rowOf(other).getByLabel(/^Parte fija de /).fill("300.00");
    await rowOf(other).getByLabel(/^Días de salario de /).fill("61");
    await expect(rowOf(other).getByLabel(/^SBC nuevo de /)).toHaveValue("400.00");
    await expect(page.getByRole("button", { name: "Crear 1 borrador" })).toBeEnabled();
    await expectAccessible(page);
  });

  await test.step("from one registro patronal to another", async () => {
    await go("Traspaso entre registros patronales");
    const select = async (label: string, city: string) => {
      const list = page.getByLabel(label);
      const option = list.getByRole("option", { name: new RegExp(`^${registroOf(demo, city)}`) });
      await list.selectOption((await option.getAttribute("value")) ?? "");
    };
    await select("Del registro patronal", "León");
    await select("Al registro patronal", "Querétaro");
    await narrow(other);
    await rowOf(other).getByRole("checkbox").check();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Crear 2 borradores" }).click();
    await expect(page.getByRole("status").filter({ hasText: "Se crearon 2 borradores" })).toBeVisible();
    await expect(rowOf(other).getByRole("link", { name: /^Abrir / })).toHaveCount(2);
  });
});

// Last: from here on nobody signs what she prepared.
test("with a second pair of eyes one prepares, the firmante gets a mail and signs", async ({
  page,
  demo,
  people,
  rubrica,
  somebodyElse,
}) => {
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();
  await enter(page, demo, "administrador");
  await goTo(page, "Empresa");
  const second = panel(page, "Dos personas por lote");
  await expect(second.getByRole("row").filter({ hasText: user(demo, "firmante").nombre })).toContainText(
    "Se le avisa por correo",
  );
  await second.getByRole("checkbox").check();
  await second.getByRole("button", { name: "Guardar" }).click();
  await expect(second.getByText("Guardado.")).toBeVisible();

  const clerk = await somebodyElse();
  await enter(clerk, demo, "capturista");
  await capture(clerk, "Reingreso", leon, somebody);
  await prepare(clerk);
  await openLoteOf(clerk, somebody.nss);
  await expectStands(clerk, "Espera la firma de otra persona");
  await expect(clerk.getByText("Puede firmarlo", { exact: true })).toBeVisible();

  const words = `${user(demo, "capturista").nombre} preparó`;
  const found = () => mailsTo(rubrica, "fernanda@campanario.example").filter(({ whole }) => whole.includes(words));
  await expect.poll(() => found().length).toBe(1);

  const signer = await somebodyElse();
  await enter(signer, demo, "firmante");
  await expect(signer.getByRole("link", { name: /lotes? por aprobar/ })).toBeVisible();
  await openLoteOf(signer, somebody.nss);
  await expectStands(signer, "Por aprobar: espera tu revisión y tu firma");
  await expect(signer.getByText("Lo preparó", { exact: true })).toBeVisible();
  await expectAccessible(signer);
  await openKey(signer, pick(demo, "efirma-moral"));
  await signButton(signer).click();
  await expectStands(signer, /Firmado|IDSE lo recibió|Procesado/, { timeout: 60_000 });
});

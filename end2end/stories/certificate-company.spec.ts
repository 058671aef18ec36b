// The certificate's life in a company: how far it is on any device, whom it reminds, its calendar.
import { registroOf } from "../support/demo.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import type { Demo, Page } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";

test.use({ server: "certificate-company" });

const ASKED_ON = "¿Qué día hiciste la solicitud?";

/** Opens a path for the registro patronal of a city. */
async function open(page: Page, demo: Demo, slug: string, city: string): Promise<void> {
  await page.goto(`/certificado-imss/${slug}`);
  const registro = page.getByLabel(/^¿Para qué registro patronal\?/);
  await expect(registro.getByRole("option", { name: registroOf(demo, city) })).toHaveCount(1);
  const label = await registro.getByRole("option", { name: registroOf(demo, city) }).textContent();
  await registro.selectOption({ label: label ?? "" });
  await expect(page.getByText("Lo que marcas se guarda en tu empresa", { exact: false })).toBeVisible();
}

function step(page: Page, title: string) {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2, name: title }) });
}

async function tick(page: Page, title: string): Promise<void> {
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/certificate-life/save"));
  await step(page, title).getByLabel("Hecho").check();
  expect((await saved).ok()).toBe(true);
}

test("what one person ticks, another goes on with on her own device", async ({ page, demo, somebodyElse }) => {
  await enter(page, demo, "firmante");
  await open(page, demo, "primera-vez", "León");
  const other = await somebodyElse();
  await enter(other, demo, "capturista");
  await open(other, demo, "primera-vez", "León");

  await tick(page, "Reúne los datos que te va a pedir");
  // Without a reload: who ticked it, and when.
  await expect(step(other, "Reúne los datos que te va a pedir").getByLabel("Hecho")).toBeChecked();
  const firmante = demo.users.find((one) => one.username === "firmante")?.nombre ?? "";
  await expect(step(other, "Reúne los datos que te va a pedir").getByText(`${firmante}, `, { exact: false })).toBeVisible();

  await tick(other, "Piensa tu usuario y tu contraseña");
  await page.goto("/certificado-imss");
  const underWay = page.getByRole("link", { name: new RegExp(`^Tramitar tu primer certificado · ${registroOf(demo, "León")}`) });
  await expect(underWay).toContainText("2 de 8 pasos hechos");
  await expectAccessible(page);
  await underWay.click();
  await expect(page.getByText("2 de 8 pasos hechos")).toBeVisible();
  await expect(step(page, "Piensa tu usuario y tu contraseña").getByLabel("Hecho")).toBeChecked();
  // Another registro patronal has a path of its own.
  await open(page, demo, "primera-vez", "Querétaro");
  await expect(page.getByText("8 pasos", { exact: true })).toBeVisible();
});

test("two devices that contradict each other: the first stays, and the second is shown why", async ({
  page,
  demo,
  somebodyElse,
}) => {
  await enter(page, demo, "firmante");
  await open(page, demo, "adicional", "León");
  const other = await somebodyElse();
  await enter(other, demo, "capturista");
  // This device hears of no change until it asks.
  await other.route("**/relay/events", (route) => route.abort());
  await open(other, demo, "adicional", "León");

  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/certificate-life/save"));
  await page.getByLabel(ASKED_ON).fill("2025-12-22");
  await saved;
  await other.getByLabel(ASKED_ON).fill("2025-12-29");
  await expect(other.getByRole("alert").filter({ hasText: "lo cambió antes que tú" })).toBeVisible();
  await expect(other.getByLabel(ASKED_ON)).toHaveValue("2025-12-22");
  // What does not contradict is kept from both.
  await tick(other, "Ten a la mano el certificado principal");
  await expect(step(page, "Ten a la mano el certificado principal").getByLabel("Hecho")).toBeChecked();
});

test("the company's own closed days move the tenth día hábil, and Inicio counts down to it", async ({ page, demo }) => {
  await enter(page, demo, "administrador");
  const now = await page.evaluate(async () => {
    const call = async (path: string, body: unknown) =>
      (await fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).json();
    const settings = await call("/api/settings/get", {});
    settings.holidays = [...settings.holidays, { date: "2025-12-24", name: "Nochebuena" }, { date: "2025-12-26", name: "Puente" }];
    await call("/api/settings/save", { settings });
    return (await call("/api/accounts/state", {})).now as number;
  });
  await open(page, demo, "primera-vez", "Tijuana");
  await page.getByLabel(ASKED_ON).fill("2025-12-22");
  // Two days later than the law alone makes it.
  await expect(page.getByText("El último día fue el 09/01/2026.", { exact: false })).toBeVisible();
  await expect(page.getByText(/No cuentan: 24\/12\/2025 \(Nochebuena\), 25\/12\/2025 .*, 26\/12\/2025 \(Puente\), 01\/01\/2026/)).toBeVisible();
  const yesterday = new Date(now - 36 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/certificate-life/save"));
  await page.getByLabel(ASKED_ON).fill(yesterday);
  await saved;
  await goTo(page, "Inicio", /^Hola, /);
  const task = page.getByRole("link", { name: new RegExp(`solicitud del certificado de ${registroOf(demo, "Tijuana")}`) });
  await expect(task).toBeVisible();
  await expectAccessible(page);
  await task.click();
  await expect(page.getByRole("heading", { level: 1, name: "Tramitar tu primer certificado" })).toBeVisible();
  await expect(page.getByLabel(ASKED_ON)).toHaveValue(yesterday);
});

test("what was ticked on a device without an account is taken over", async ({ page, demo }) => {
  await page.goto("/certificado-imss/extraviado");
  await step(page, "Cancélalo hoy mismo en tu subdelegación").getByLabel("Hecho").check();
  await expect(page.getByText("1 de 4 pasos hecho")).toBeVisible();
  await enter(page, demo, "firmante");
  await open(page, demo, "extraviado", "León");
  await expect(page.getByText("4 pasos", { exact: true })).toBeVisible();
  const saved = page.waitForResponse((answer) => answer.url().endsWith("/api/certificate-life/save"));
  await page.getByRole("button", { name: "Traer lo marcado en este dispositivo" }).click();
  await saved;
  await expect(page.getByText("1 de 4 pasos hecho")).toBeVisible();
  await expect(page.getByRole("button", { name: "Traer lo marcado en este dispositivo" })).toHaveCount(0);
  await page.reload();
  await expect(page.getByText("1 de 4 pasos hecho")).toBeVisible();
});

test("a calendar reads the ends at a secret address until it is taken away, and reminders can be declined", async ({
  page,
  demo,
  rubrica,
}) => {
  await enter(page, demo, "firmante");
  await goTo(page, "Certificados");
  const mails = page.getByLabel(/^Avisarme por correo/);
  await expect(mails).toBeChecked();
  const chosen = page.waitForResponse((answer) => answer.url().endsWith("/api/certificate-life/choose-reminders"));
  await mails.uncheck();
  await chosen;
  await page.getByRole("button", { name: "Crear dirección para mi agenda" }).click();
  const shown = page.getByText(/\/relay\/calendar\/[\w-]{43}$/);
  const address = (await shown.textContent()) ?? "";
  expect(address.startsWith(rubrica.url)).toBe(true);
  const opener = page.getByRole("link", { name: "Suscribir la agenda de este dispositivo" });
  await expect(opener).toHaveAttribute("href", address.replace("http:", "webcal:"));
  await expectAccessible(page);
  // As a calendar program does: without a session.
  const answer = await fetch(address);
  expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  const text = await answer.text();
  expect(text).toContain("BEGIN:VEVENT");
  expect(text.replaceAll("\r\n ", "")).toContain(registroOf(demo, "León"));

  await page.reload();
  await expect(mails).not.toBeChecked();
  await expect(page.getByText(/Tu dirección se creó el .* una agenda la leyó por última vez el /)).toBeVisible();
  await expect(page.getByText(/\/relay\/calendar\//)).toHaveCount(0);
  await page.getByRole("button", { name: "Quitar la dirección" }).click();
  const asked = page.getByRole("dialog", { name: "¿Quitar la dirección?" });
  await asked.getByRole("button", { name: "Quitar la dirección" }).click();
  await expect(page.getByRole("button", { name: "Crear dirección para mi agenda" })).toBeVisible();
  expect((await fetch(address)).status).toBe(410);
});

// Pictures of every page, for the README and for our eyes: `PICTURES=1 npx playwright test pictures`.
import { join, resolve } from "node:path";

import { pick, registroOf } from "../support/demo.ts";
import { expect, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter, enterToConsult, goTo } from "./steps/entering.ts";
import { openKey } from "./steps/keys.ts";
import { RESULT, expectStands, openLoteOf, prepare, sign } from "./steps/lotes.ts";
import { begin, fillIn, goToTab, saveReady } from "./steps/movements.ts";

// Beside the results: Playwright empties those at every run.
const FOLDER = resolve(import.meta.dirname, "../report/pictures");

test.use({ server: "pictures", colorScheme: "light" });
test.describe.configure({ timeout: 300_000 });

test("pictures of the whole way", async ({ page, demo, people, somebodyElse }, story) => {
  const take = async (name: string, of: Page = page): Promise<void> => {
    await of.evaluate(() => document.fonts.ready);
    await expect(of.getByRole("status").filter({ hasText: "Cargando…" })).toHaveCount(0);
    await of.screenshot({ path: join(FOLDER, `${name}-${story.project.name}.png`), animations: "disabled" });
  };
  const leon = registroOf(demo, "León");
  const somebody = people.newcomer();

  await page.goto("/");
  await page.getByLabel("Usuario", { exact: true }).waitFor();
  await take("01-entrar");
  await enter(page, demo, "firmante");
  await take("02-inicio");
  await goTo(page, "Certificados");
  await openKey(page, pick(demo, "efirma-moral"));
  await toTheTop(page);
  await take("03-certificados");
  await begin(page, "Reingreso");
  await fillIn(page, "Reingreso", leon, somebody);
  await toTheTop(page);
  await take("04-capturar");
  await saveReady(page);
  await take("05-capturado");
  await goToTab(page, "Todos");
  await page.getByRole("table", { name: "Movimientos" }).waitFor();
  await take("06-historial");
  await prepare(page);
  // One stood there before.
  await page.getByRole("row").filter({ hasText: "Por firmar" }).nth(1).waitFor();
  await take("07-lotes");
  await openLoteOf(page, somebody.nss);
  await take("08-revision");
  await page.getByRole("button", { name: "Ir a firmar" }).click();
  await take("09-firmar");
  await sign(page);
  await expectStands(page, /^Procesado/, RESULT);
  await toTheTop(page);
  await take("10-lote");

  const reader = await somebodyElse();
  await enterToConsult(reader, demo, "consulta");
  await goToTab(reader, "Todos");
  await reader.getByRole("table", { name: "Movimientos" }).waitFor();
  await take("11-consulta", reader);
});

async function toTheTop(page: Page): Promise<void> {
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
}

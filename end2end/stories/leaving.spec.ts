// Leaving: everything of a company taken away, its deletion planned and taken back.
import { readFileSync } from "node:fs";

import { user } from "../support/demo.ts";
import { mailAbout } from "../support/mailbox.ts";
import { expect, expectAccessible, test } from "../support/test.ts";
import { enter, goTo } from "./steps/entering.ts";

test.use({ server: "leaving" });

test("a company is downloaded whole, and its deletion can be taken back", async ({ page, demo, rubrica }) => {
  await enter(page, demo, "administrador");
  await page.goto("/empresa");
  const panel = page.locator("section").filter({
    has: page.getByRole("heading", { level: 2, name: "Llevarte todo, o eliminar la empresa" }),
  });
  await panel.locator("summary").click();
  await expect(panel.getByText("Antes descarga todo, completo.")).toBeVisible();

  await test.step("the archive ends with its digests", async () => {
    const saved = page.waitForEvent("download");
    await panel.getByRole("link", { name: "Descargar todo" }).click();
    const archive = readFileSync(await (await saved).path());
    expect(archive.subarray(0, 2).toString()).toBe("PK");
    for (const file of ["movimientos.ndjson", "bitacora.ndjson", "manifest.json", "SHA256SUMS"]) {
      expect(archive.includes(file), file).toBe(true);
    }
  });

  await test.step("the deletion wants the company's name", async () => {
    await panel.getByRole("button", { name: "Ya lo descargué" }).click();
    await expect(panel.getByText(/^La última descarga completa terminó/)).toBeVisible();
    // What was unfolded before stays so.
    const name = panel.getByRole("textbox", { name: /^Escribe el nombre de la empresa/ });
    await name.fill("Otra");
    await panel.getByRole("button", { name: "Eliminar la empresa" }).click();
    await expect(panel.getByText("Ese no es el nombre de la empresa.")).toBeVisible();
    await expectAccessible(page);
    await name.fill(demo.empresa.nombre);
    await panel.getByRole("button", { name: "Eliminar la empresa" }).click();
    await expect(panel.getByText(/^La empresa se eliminará el \d\d\/\d\d\/\d{4}$/)).toBeVisible();
    await mailAbout(rubrica, user(demo, "administrador").email, /se eliminará/);
  });

  await test.step("it is taken back without a trace in the data", async () => {
    await expectAccessible(page);
    await panel.getByRole("button", { name: "Conservar la empresa" }).click();
    await expect(panel.getByText(/^La empresa se eliminará/)).toHaveCount(0);
    await mailAbout(rubrica, user(demo, "administrador").email, /ya no se eliminará/);
    await goTo(page, "Historial");
    await expect(page.getByRole("table").getByRole("rowheader").first()).toBeVisible();
  });
});

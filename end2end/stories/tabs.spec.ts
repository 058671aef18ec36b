// Many tabs of one browser: one of them listens to the server, and all of them hear of a change.
import { registroOf } from "../support/demo.ts";
import { expect, test } from "../support/test.ts";
import type { Page } from "../support/test.ts";
import { enter } from "./steps/entering.ts";
import { capture } from "./steps/movements.ts";

test.describe.configure({ timeout: 180_000 });

/** The rows of a history that shows one worker alone. */
function rowsOf(page: Page, nss: string) {
  return page.getByRole("table", { name: "Movimientos" }).getByRole("rowheader").filter({ hasText: nss });
}

test("seven tabs share one stream of changes, and another tab takes it over from one that closes", async ({
  page,
  demo,
  people,
  context,
  wire,
}) => {
  const streams = () => wire.left.filter((left) => left.url.pathname === "/relay/events").length;
  const [first, second] = [people.newcomer(), people.newcomer()];
  await enter(page, demo, "firmante");
  const before = streams();
  const others: Page[] = [];
  for (let tab = 2; tab <= 7; tab += 1) {
    const other = await context.newPage();
    // Over HTTP/1.1 a seventh stream would leave this page no connection to load by.
    await other.goto(`/historial/todos?texto=${first.nss}`);
    await expect(other.getByRole("heading", { level: 1, name: "Historial" })).toBeVisible();
    others.push(other);
  }
  expect(streams()).toBe(before);

  await capture(page, "Reingreso", registroOf(demo, "Querétaro"), first);
  for (const other of others) {
    await expect(rowsOf(other, first.nss)).toHaveCount(1);
  }

  const [writer, ...readers] = others;
  if (writer === undefined) {
    throw new Error("there are six other tabs");
  }
  await page.close();
  await expect.poll(streams).toBe(before + 1);
  for (const reader of readers) {
    await reader.goto(`/historial/todos?texto=${second.nss}`);
    await expect(reader.getByRole("heading", { level: 1, name: "Historial" })).toBeVisible();
  }
  await capture(writer, "Reingreso", registroOf(demo, "Querétaro"), second);
  for (const reader of readers) {
    await expect(rowsOf(reader, second.nss)).toHaveCount(1);
  }
});

// What runs in the page: the export worker as it was built, spoken to as the page speaks to it, and exceljs.
// Both write the same table: headings, a filter, a frozen row, and rows of text, days and amounts.

/** What the page offers to be measured. */
export interface Writing {
  time(job: string, contender: string, count: number): Promise<number>;
}

/** Carried into the page as it is: it may name nothing outside itself. */
export async function install([script, wasm, rows]: readonly [string, string, number]): Promise<void> {
  // exceljs has no types here, and is held to what comes out of it.
  const { ExcelJS } = globalThis as any;
  const must = (right: boolean, what: string): void => {
    if (!right) {
      throw new Error(what);
    }
  };
  const KINDS = [
    ...["text", "text", "date", "text", "text", "text", "text", "text", "money", "text", "text"],
    ...["text", "text", "text", "text", "text", "text", "moment", "text", "text", "text", "date"],
  ];
  const AT_ONCE = 1_000;
  const headings = KINDS.map((_, place) => `Columna ${place + 1}`);
  const text = (row: number, place: number): string =>
    place === 3 ? String(10_000_000_000 + row) : `${["PEÑA", "NÚÑEZ", "Operado"][place % 3]} ${row % 997}`;

  /** Starts a worker, started as docs/page-bundle.md tells, and answers how it is asked. */
  const start = async (): Promise<[(message: object) => Promise<any>, () => void]> => {
    const worker = new Worker(script);
    const heard = (wanted: (data: any) => boolean): Promise<any> =>
      new Promise((resolve, reject) => {
        const listen = (event: MessageEvent): void => {
          if (event.data.failed !== undefined) {
            reject(new Error(`the worker failed: ${event.data.failed}`));
          } else if (wanted(event.data)) {
            worker.removeEventListener("message", listen);
            resolve(event.data);
          }
        };
        worker.addEventListener("message", listen);
      });
    const bootstrap = heard((data) => data.ready === "bootstrap");
    const module = await WebAssembly.compileStreaming(fetch(wasm));
    await bootstrap;
    const ready = heard((data) => data.message !== undefined);
    worker.postMessage({ module });
    await ready;
    let request = 0;
    const ask = async (message: object): Promise<any> => {
      request += 1;
      const answer = heard((data) => data.message !== undefined);
      worker.postMessage({ message: JSON.stringify({ ...message, request }), parts: [] });
      const data = await answer;
      const tell = JSON.parse(data.message);
      must(tell.tell !== "failed", data.message);
      return data;
    };
    return [ask, () => worker.terminate()];
  };

  const ours = async (): Promise<void> => {
    const [ask, end] = await start();
    const columns = KINDS.map((kind, place) => ({ heading: headings[place], kind, width: 14 }));
    await ask({ ask: "begin", table: { kind: "xlsx", sheet: "Movimientos", notes_sheet: "Criterios", columns } });
    for (let from = 0; from < rows; from += AT_ONCE) {
      const part = Array.from({ length: Math.min(AT_ONCE, rows - from) }, (_, at) =>
        KINDS.map((kind, place) => {
          if (kind === "date") {
            return { d: "2026-01-15" };
          }
          if (kind === "moment") {
            return { s: "2026-01-16T09:30:00" };
          }
          return kind === "money" ? { m: 50_000 + ((from + at) % 90_000) } : { t: text(from + at, place) };
        }),
      );
      await ask({ ask: "rows", rows: part });
    }
    const file = await ask({ ask: "finish", notes: [{ label: "Movimientos", value: { n: rows } }] });
    must(file.parts[0].byteLength > rows, `the file has ${file.parts[0].byteLength} bytes`);
    end();
  };

  const exceljs = async (): Promise<void> => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("Movimientos", { views: [{ state: "frozen", ySplit: 1 }] });
    const formats: Record<string, string> = { money: "#,##0.00", date: "dd/mm/yyyy", moment: "dd/mm/yyyy hh:mm" };
    sheet.columns = KINDS.map((kind, place) => ({
      header: headings[place],
      width: 14,
      style: { numFmt: formats[kind] ?? "@" },
    }));
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: rows + 1, column: KINDS.length } };
    const day = new Date(Date.UTC(2026, 0, 15));
    for (let row = 0; row < rows; row += 1) {
      sheet.addRow(
        KINDS.map((kind, place) => {
          if (kind === "date" || kind === "moment") {
            return day;
          }
          return kind === "money" ? 500 + (row % 900) : text(row, place);
        }),
      );
    }
    book.addWorksheet("Criterios").addRow(["Movimientos", rows]);
    const bytes = await book.xlsx.writeBuffer();
    must(bytes.byteLength > rows, `exceljs wrote ${bytes.byteLength} bytes`);
  };

  const contenders: Record<string, () => Promise<void>> = { rubrica: ours, exceljs };
  const writing: Writing = {
    async time(job, contender, count) {
      const work = contenders[contender];
      if (work === undefined) {
        throw new Error(`${contender} does not do ${job} here`);
      }
      const begun = performance.now();
      for (let done = 0; done < count; done += 1) {
        await work();
      }
      return (performance.now() - begun) / count;
    },
  };
  (globalThis as any).writing = writing;
}

// What runs in the page: the import worker as it was built, spoken to as the page speaks to it, the csv crate
// in a worker of its own, and SheetJS. Each is given the `File` that was picked.

/** The csv crate as wasm: wasm-bindgen's glue, and the module in base64. */
export interface CsvPeer {
  glue: string;
  wasm: string;
}

/** What the page offers to be measured. */
export interface Importing {
  time(job: string, contender: string, count: number): Promise<number>;
}

/** Carried into the page as it is: it may name nothing outside itself. */
export async function install([script, wasm, rules, rows, peer]: readonly [
  string,
  string,
  unknown,
  number,
  CsvPeer,
]): Promise<void> {
  // SheetJS has no types here, and is held to what comes out of it.
  const { XLSX } = globalThis as any;
  const must = (right: boolean, what: string): void => {
    if (!right) {
      throw new Error(what);
    }
  };
  const picked = (name: string): File => {
    const input = document.querySelector("input");
    const file = [...(input?.files ?? [])].find((one) => one.name === name);
    if (file === undefined) {
      throw new Error(`${name} was not picked`);
    }
    return file;
  };

  // Our worker, started as docs/page-bundle.md tells.
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
  const ask = async (message: object, parts: unknown[] = []): Promise<any> => {
    request += 1;
    const mine = request;
    let tell: any;
    const answer = heard((data) => {
      tell = JSON.parse(data.message ?? "{}");
      return tell.request === mine && tell.tell !== "progress";
    });
    worker.postMessage({ message: JSON.stringify({ ...message, request: mine }), parts });
    await answer;
    must(tell.tell !== "failed", JSON.stringify(tell));
    return tell;
  };

  /** Everything between picking a file and its preview: every row read, checked and counted. */
  const import_ = async (file: File): Promise<void> => {
    const { opened } = await ask({ ask: "open", files: [0], purpose: "movements" }, [file]);
    const columns = opened.columns.map((column: { field: string | null }) => column.field);
    const defaults = { tipo: null, registro_patronal: "", fecha: "", causa: "" };
    const { tally } = await ask({ ask: "check", columns, defaults, rules });
    must(tally.rows === rows, `${tally.rows} rows were read`);
    must(tally.ready > rows / 2, `of them ${tally.ready} are ready: ${JSON.stringify(tally.findings)}`);
  };

  // The csv crate: from the picked file until every record is read.
  const serve = `${peer.glue};
    onmessage = async ({ data }) => {
      if (data.module !== undefined) {
        await wasm_bindgen({ module_or_path: data.module });
        postMessage({ ready: true });
      } else {
        const bytes = new Uint8Array(await data.file.arrayBuffer());
        postMessage({ records: wasm_bindgen.read(bytes) });
      }
    };`;
  const csvWorker = new Worker(URL.createObjectURL(new Blob([serve], { type: "text/javascript" })));
  const csvAnswer = (message: object): Promise<any> =>
    new Promise((resolve, reject) => {
      csvWorker.onmessage = (event) => resolve(event.data);
      csvWorker.onerror = (event) => reject(new Error(`the csv worker failed: ${event.message}`));
      csvWorker.postMessage(message);
    });
  const csvModule = await WebAssembly.compile(Uint8Array.from(atob(peer.wasm), (letter) => letter.charCodeAt(0)));
  await csvAnswer({ module: csvModule });
  const readCsv = async (file: File): Promise<void> => {
    const { records } = await csvAnswer({ file });
    must(records === rows, `the csv crate read ${records} rows`);
  };

  const jobs: Record<string, Record<string, () => Promise<void>>> = {
    dispmag: {
      rubrica: async () => import_(picked("movements.txt")),
      // Reading alone: nothing is checked.
      csv: async () => readCsv(picked("movements.csv")),
    },
    xlsx: {
      rubrica: async () => import_(picked("movements.xlsx")),
      // Reading alone, in the way that its makers call the fastest: nothing is checked.
      sheetjs: async () => {
        const book = XLSX.read(await picked("movements.xlsx").arrayBuffer(), { dense: true });
        const cells = book.Sheets[book.SheetNames[0]];
        must(cells.length === rows + 1, `SheetJS read ${cells.length} rows`);
      },
    },
  };

  const importing: Importing = {
    async time(job, contender, count) {
      const work = jobs[job]?.[contender];
      if (work === undefined) {
        throw new Error(`${contender} does not do ${job} here`);
      }
      const start = performance.now();
      for (let done = 0; done < count; done += 1) {
        await work();
      }
      return (performance.now() - start) / count;
    },
  };
  (globalThis as any).importing = importing;
}

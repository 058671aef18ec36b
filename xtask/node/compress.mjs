// Writes FILE.br and FILE.gz beside every file of a folder that is worth compressing.
// Node's zlib does it: it is here anyway, and compiled.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompress, constants, gzip } from "node:zlib";
import { promisify } from "node:util";

const WORTH = /\.(css|html|js|json|svg|txt|wasm|webmanifest)$/;
/** Below this a compressed answer saves less than its header costs. */
const LEAST = 512;

const folder = process.argv[2];
const names = await readdir(folder, { recursive: true });
await Promise.all(names.filter((name) => WORTH.test(name)).map((name) => compress(join(folder, name))));

async function compress(file) {
  const content = await readFile(file);
  const made = {
    br: await promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
    gz: await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
  };
  for (const [extension, compressed] of Object.entries(made)) {
    const sibling = `${file}.${extension}`;
    if (content.length >= LEAST && compressed.length < content.length) {
      await writeFile(sibling, compressed);
    } else {
      await rm(sibling, { force: true });
    }
  }
}

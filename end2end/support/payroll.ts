// Payroll files, made at test time: as many rows as a story asks for, of people who have never worked.
import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

import { today } from "./people.ts";

export const HEADINGS = [
  "Tipo de movimiento",
  "Registro patronal",
  "NSS",
  "Apellido paterno",
  "Apellido materno",
  "Nombre(s)",
  "Fecha",
  "SBC",
  "UMF",
];

/** Rows of reingresos under a registro patronal; `from` keeps two files apart. */
export function rowsOf(count: number, registro: string, from = 0): string[][] {
  const fecha = today().split("-").reverse().join("/");
  return Array.from({ length: count }, (_, at) => {
    const ten = `49${String(26_000_000 + from + at).padStart(8, "0")}`;
    const letters = [...String(at)].map((digit) => String.fromCharCode(65 + Number(digit))).join("");
    const sbc = (500 + (at % 900)).toFixed(2);
    return ["08", registro, `${ten}${luhn(ten)}`, "Quiñones", "Arce", `Ximena ${letters}`, fecha, sbc, "021"];
  });
}

/** A table as Excel in Mexico saves it: semicolons, Windows-1252. */
export function csvOf(rows: string[][], headings = HEADINGS): Buffer {
  return Buffer.from([headings, ...rows].map((row) => `${row.join(";")}\r\n`).join(""), "latin1");
}

/** A workbook of one sheet, its cells as text. */
export function xlsxOf(rows: string[][], headings = HEADINGS): Buffer {
  const lines = [headings, ...rows].map((row) => {
    const cells = row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`);
    return `<row>${cells.join("")}</row>`;
  });
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const relations = (id: string, kind: string, target: string): string =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="${office}/${kind}" Target="${target}"/></Relationships>`;
  const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"`;
  return zipOf({
    "_rels/.rels": relations("r1", "officeDocument", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": relations("r1", "worksheet", "worksheets/sheet1.xml"),
    "xl/workbook.xml": `<workbook ${main}><sheets><sheet name="Nómina" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${main}><sheetData>${lines.join("")}</sheetData></worksheet>`,
  });
}

function zipOf(parts: Record<string, string>): Buffer {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const plain = Buffer.from(text);
    const packed = deflateRawSync(plain);
    // Version, flags, method (deflate), time and day, sum, sizes, lengths (APPNOTE 4.3.7, 4.3.12).
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt16LE(0x21, 8);
    about.writeUInt32LE(crc32(plain), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(plain.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const body = Buffer.concat([Buffer.from("PK\x03\x04"), about, Buffer.from(name), packed]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00"), about, where, Buffer.from(name)]));
    bodies.push(body);
    offset += body.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, directory, end]);
}

function luhn(digits: string): string {
  const sum = [...digits].reduce((sum, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** A line of SUA's ASEG: 164 characters (domain facts, section 2 `[A]`); Ñ is written `/`. */
export function asegLine(registro: string, nss: string, name: string): string {
  const nobody = " ".repeat(13 + 18);
  const [sdi, place, credit] = ["0068770", "MATRIZ".padEnd(17), " ".repeat(10)];
  return `${registro}${nss}${nobody}${name.padEnd(50)}1008012024${sdi}${place}${credit}${" ".repeat(8)}0${" ".repeat(8)}\r\n`;
}

/** The text of a part of a zip. */
export function partOf(zip: Buffer, name: string): string {
  // The directory at the end (APPNOTE 4.3.12): sizes and places stand there whatever wrote the file.
  for (let at = zip.indexOf("PK\x01\x02"); at !== -1; at = zip.indexOf("PK\x01\x02", at + 4)) {
    const length = zip.readUInt16LE(at + 28);
    if (zip.subarray(at + 46, at + 46 + length).toString() === name) {
      const size = zip.readUInt32LE(at + 20);
      const body = zip.readUInt32LE(at + 42);
      const start = body + 30 + zip.readUInt16LE(body + 26) + zip.readUInt16LE(body + 28);
      const packed = zip.subarray(start, start + size);
      return (zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed)).toString();
    }
  }
  throw new Error(`the zip has no ${name}`);
}

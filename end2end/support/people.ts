// People to file movements of: those the simulated IMSS knows as vigentes and nobody else is using, and
// newcomers that it has never heard of. Each is handed out once.
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Somebody who works or will work. */
export interface Person {
  nss: string;
  paterno: string;
  materno: string;
  nombre: string;
  /** What IMSS has as the salary, in pesos; none for a newcomer. */
  sbc: number;
}

interface Known {
  registro_patronal: string;
  nss: string;
  apellido_paterno: string;
  apellido_materno: string;
  nombre: string;
  vigente: boolean;
  sbc: string;
  since: string | null;
}

interface Seed {
  movements: { draft: { nss: string } }[];
  lotes: { created_at: string; rows: { draft: { nss: string } }[] }[];
}

/** A movement nearer than this may stand in the way of another. */
const RECENT_DAYS = 20;

export class People {
  readonly #vigentes: Known[];
  readonly #merged: string[];
  #newcomers = 0;

  private constructor(vigentes: Known[], merged: string[]) {
    this.#vigentes = vigentes;
    this.#merged = merged;
  }

  /** Reads who is there in a data folder with demo material. */
  static of(data: string): People {
    const read = (name: string): unknown => JSON.parse(readFileSync(join(data, "demo", name), "utf8"));
    const { trabajadores, merged } = read("simulator.json") as { trabajadores: Known[]; merged: string[] };
    const seed = read("seed.json") as Seed;
    const recent = daysAgo(RECENT_DAYS);
    const used = new Set([
      ...seed.movements.map((movement) => movement.draft.nss),
      ...seed.lotes
        .filter((lote) => lote.created_at.slice(0, 10) >= recent)
        .flatMap((lote) => lote.rows.map((row) => row.draft.nss)),
    ]);
    return new People(
      trabajadores.filter(
        ({ vigente, nss, since, sbc }) =>
          vigente && !used.has(nss) && since !== null && since < recent && sbc !== "",
      ),
      merged,
    );
  }

  /** Somebody whom IMSS has as working for this registro patronal. */
  vigente(registro: string): Person {
    const place = this.#vigentes.findIndex((known) => known.registro_patronal === registro);
    const [known] = place === -1 ? [] : this.#vigentes.splice(place, 1);
    if (known === undefined) {
      throw new Error(`nobody else is vigente in ${registro}`);
    }
    return {
      nss: known.nss,
      paterno: known.apellido_paterno,
      materno: known.apellido_materno,
      nombre: known.nombre,
      sbc: Number(known.sbc),
    };
  }

  /** A newcomer under a number that IMSS has merged into another. */
  merged(): Person {
    const nss = this.#merged.shift();
    if (nss === undefined) {
      throw new Error("no other number was merged");
    }
    return { ...this.newcomer(), nss };
  }

  /** Somebody who has never worked. */
  newcomer(): Person {
    this.#newcomers += 1;
    const ten = `4826${String(800_000 + this.#newcomers)}`;
    return {
      nss: `${ten}${checkDigit(ten)}`,
      paterno: "Quiñones",
      materno: "Arce",
      nombre: `Ximena ${ordinal(this.#newcomers)}`,
      sbc: 0,
    };
  }
}

/** Today where the law counts its days. */
export function today(): string {
  return daysAgo(0);
}

/** The day before. */
export function yesterday(): string {
  return daysAgo(1);
}

function daysAgo(days: number): string {
  const day = new Date(Date.now() - days * 24 * 60 * 60 * 1000);
  return day.toLocaleDateString("en-CA", { timeZone: "America/Mexico_City" });
}

/** Luhn's digit. */
function checkDigit(digits: string): string {
  const sum = [...digits].reduce((sum, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return sum + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return String((10 - (sum % 10)) % 10);
}

/** A second name, so that newcomers differ in letters too. */
function ordinal(number: number): string {
  return String.fromCharCode(...[...String(number)].map((digit) => 65 + Number(digit)));
}

//! The assistants: they propose, a person decides, and nothing is sent.

#![expect(missing_docs, reason = "each name says what its text says")]

use imss::assistants::{AtCap, Below, Bimestre};
use imss::benefits::Factor;
use imss::time::month_name;
use jiff::civil::Date;

use crate::format::date;

pub const TITLE: &str = "Asistentes";
pub const LEAD: &str = "Proponen movimientos a partir de tu directorio. Tú decides cuáles; quedan como borradores y nada se envía.";
pub const BACK: &str = "Todos los asistentes";

pub const MINIMUM: &str = "Nuevo salario mínimo";
pub const MINIMUM_TEXT: &str = "Quién queda debajo del mínimo de su zona.";
pub const CAP: &str = "Tope de 25 UMA";
pub const CAP_TEXT: &str = "Quién pasa del tope, o estaba topado y ahora puede subir.";
pub const VARIABLE: &str = "Salarios variables del bimestre";
pub const VARIABLE_TEXT: &str = "Escribe lo que ganó cada quien; sale su salario promediado.";
pub const ANNIVERSARIES: &str = "Aniversarios";
pub const ANNIVERSARIES_TEXT: &str = "A quién le cambia el factor de integración por un año más.";
pub const TRANSFER: &str = "Traspaso entre registros patronales";
pub const TRANSFER_TEXT: &str = "La baja con uno y el reingreso con el otro, juntos.";

pub const EMPTY_TITLE: &str = "Tu directorio está vacío";
pub const EMPTY_TEXT: &str = "Los asistentes trabajan con las personas vigentes que Rúbrica conoce. Carga tu plantilla, o importa tus \
     movimientos.";
pub const GO_PLANTILLA: &str = "Importar la plantilla";
pub const GO_IMPORT: &str = "Importar movimientos";
pub const GO_COMPANY: &str = "Ir a Empresa";
pub const CUT: &str =
    "Son demasiadas personas para una sola hoja: aquí están las primeras, por nombre.";

pub const EVERY_REGISTRO: &str = "Todos los registros patronales";
pub const MINIMUM_SINCE: &str = "El salario mínimo que vale desde";
pub const UMA_SINCE: &str = "La UMA que vale desde";
pub const BIMESTRE: &str = "Bimestre";
pub const MONTH: &str = "Mes del aniversario";
pub const FIXED_TOO: &str = "Mostrar también a quienes tienen salario fijo";
pub const FIXED_TOO_HELP: &str = "Si alguno ganó algo variable, su salario pasa a ser mixto.";
pub const FROM_REGISTRO: &str = "Del registro patronal";
pub const TO_REGISTRO: &str = "Al registro patronal";
pub const FIRST_DAY: &str = "Primer día con el nuevo";
pub const CAUSE: &str = "Causa de la baja";
pub const SAME_REGISTRO: &str = "Elige otro: es el mismo.";
pub const NEEDS_TWO: &str = "Para un traspaso hacen falta dos registros patronales.";
pub const BENEFITS: &str = "Prestaciones con que se integra";

/// IMSS itself raises some salaries (RACERF 55, domain facts `[B]`): a notice that refuses nothing.
pub const MINIMUM_RAISED_BY_IMSS: &str = "El IMSS sube por sí mismo algunos salarios al nuevo mínimo. Antes de presentar, revisa en IDSE si ya lo hizo: dos \
     modificaciones de la misma fecha se rechazan (código 56).";
pub const CAP_TITLE: &str = "El tope no es su salario";
pub const CAP_NOTE: &str = "A quien estaba topado se le propone el tope nuevo, que es lo más que puede ser. Si gana menos, escribe su salario \
     integrado.";
pub const VARIABLE_NOTE: &str = "Suma lo variable del bimestre y se divide entre los días de salario (Ley del Seguro Social, artículo 30). Quita de los \
     días las faltas y las incapacidades.";
pub const ANNIVERSARY_NOTE: &str = "El factor se calcula como se acostumbra: con los días de vacaciones que corresponden al año que empieza. Compáralo con tu \
     nómina.";

pub const PASTE_HELP: &str =
    "En cada renglón, el NSS o la clave, y al final lo variable del bimestre.";
pub const CAPTION: &str = "Movimientos propuestos";
pub const DATE: &str = "Fecha";
pub const DATE_OF_ALL: &str = "Fecha de la modificación";
pub const DATE_MISSING: &str = "Escribe la fecha de la modificación.";
pub const FIXED: &str = "Parte fija al día";
pub const EARNED: &str = "Variable del bimestre";
pub const DAYS: &str = "Días";
pub const NO_SBC: &str = "—";
pub const SBC_UNKNOWN: &str = "SBC actual desconocido";
pub const CAPPED: &str = "Queda en el tope.";

pub const NOBODY_TITLE: &str = "Nadie por ahora";
pub const NOBODY: &str = "Con lo elegido arriba no hay movimientos que proponer.";
pub const LINE_DRAFTED: &str = "Borrador creado";
pub const LINE_EXISTING: &str = "Ya tenía su borrador";
pub const LINE_READY: &str = "Se propone";
pub const LINE_LEFT_OUT: &str = "Sin cambio";
pub const OPEN_DRAFT: &str = "Abrir";
pub const CREATING: &str = "Creando borradores…";
pub const NEVER_SENDS: &str =
    "Quedan como borradores: nada se envía. Después los revisas y los pones listos.";
pub const GO_DRAFTS: &str = "Ver los borradores";

pub const SEEN_FIXED: &str = "Salario fijo";
pub const SEEN_VARIABLE: &str = "Salario variable";
pub const SEEN_MIXED: &str = "Salario mixto";
pub const TYPE_IT: &str = "Cambia sólo su parte fija: escribe el SBC nuevo.";

pub fn minimum_option(from: Date, general: &str, frontera: &str) -> String {
    format!("{}: {general}, frontera {frontera}", date::date(from))
}

pub fn uma_option(from: Date, uma: &str) -> String {
    format!("{}: {uma}", date::date(from))
}

pub fn missing_year(year: i16) -> String {
    format!("Aún no está el de {year}")
}

pub const MISSING_TEXT: &str =
    "Cuando se publique, quien administra Rúbrica lo agrega en Empresa y aquí aparece.";

pub fn bimestre(one: Bimestre) -> String {
    format!(
        "{} y {} de {}",
        month_name(one.first()),
        month_name(one.last()),
        one.first().year()
    )
}

pub fn month(day: Date) -> String {
    format!("{} de {}", month_name(day), day.year())
}

pub fn below(below: Below, minimum: &str) -> String {
    match below {
        Below::Minimum => format!("Menor al mínimo de su zona, {minimum}."),
        Below::Integrated => {
            format!("No es menor al mínimo, {minimum}, pero sí al mínimo con sus prestaciones.")
        }
    }
}

pub fn at_cap(at: AtCap) -> &'static str {
    match at {
        AtCap::WasCapped(_) => "Estaba en el tope anterior.",
        AtCap::Exceeds(_) => "Pasa del tope de 25 UMA.",
    }
}

pub fn anniversary(years: u16, before: Factor, now: Factor) -> String {
    let years = match years {
        1 => "Cumple 1 año".to_owned(),
        _ => format!("Cumple {years} años"),
    };
    format!("{years}: el factor pasa de {before} a {now}.")
}

pub fn transfer(from: &str, to: &str) -> String {
    format!("De {from} a {to}")
}

pub fn transfer_dates(baja: &str, reingreso: &str, due: &str) -> String {
    format!("Baja del {baja} y reingreso del {reingreso}; {due}.")
}

/// Returns the rule that IMSS answers with codes 49 and 56.
pub fn not_after(last: &str) -> String {
    format!("El IMSS ya tiene un movimiento del {last}: escribe una fecha posterior.")
}

pub fn until(date: &str) -> String {
    format!("en tiempo hasta el {date}")
}

/// Returns a clause as a sentence of its own.
pub fn sentence(clause: &str) -> String {
    let mut letters = clause.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}", first.to_uppercase(), letters.as_str())
    })
}

/// Returns a salary and its kind, in the line below a name.
pub fn seen(kind: &str, sbc: Option<String>) -> String {
    match sbc {
        Some(sbc) => format!("{kind} · SBC actual {sbc}"),
        None => format!("{kind} · {SBC_UNKNOWN}"),
    }
}

pub fn occasion(title: &str, date: &str) -> String {
    format!("{title}: en tiempo hasta el {date}")
}

pub fn without_alta(count: usize) -> String {
    match count {
        1 => "De 1 persona no se sabe cuándo entró".to_owned(),
        _ => format!("De {count} personas no se sabe cuándo entraron"),
    }
}

pub const WITHOUT_ALTA_TEXT: &str = "Mientras no se sepa, no se les propone nada. Escribe aquí su fecha de ingreso y entran en la lista de su mes. \
     Lo escrito vale en esta hoja; para que quede guardado, carga la plantilla con sus fechas de ingreso.";
pub const WITHOUT_ALTA_UNFOLD: &str = "Escribir sus fechas de ingreso";
pub const WITHOUT_ALTA_CAPTION: &str = "Personas sin fecha de ingreso";
pub const ENTRY: &str = "Fecha de ingreso";
pub const ENTRY_MISSING: &str = "Falta";
pub const ENTRY_PROPOSED: &str = "Está en la lista";
pub const ENTRY_OTHER_MONTH: &str = "Con esa fecha no le toca este mes";

pub fn entry_of(name: &str) -> String {
    format!("Fecha de ingreso de {name}")
}

pub fn date_of(name: &str) -> String {
    format!("Fecha de la modificación de {name}")
}

pub fn fixed_of(name: &str) -> String {
    format!("Parte fija de {name}")
}

pub fn earned_of(name: &str) -> String {
    format!("Variable del bimestre de {name}")
}

pub fn days_of(name: &str) -> String {
    format!("Días de salario de {name}")
}

pub fn open_draft(tipo: &str, name: &str) -> String {
    format!("Abrir {tipo} de {name}")
}

fn drafts(count: usize) -> String {
    match count {
        1 => "1 borrador".to_owned(),
        _ => format!("{count} borradores"),
    }
}

pub fn create(count: usize) -> String {
    format!("Crear {}", drafts(count))
}

pub fn created(made: usize, existing: usize, refused: usize) -> String {
    let mut sentence = match made {
        0 => "No se creó ningún borrador".to_owned(),
        1 => "Se creó 1 borrador".to_owned(),
        _ => format!("Se crearon {made} borradores"),
    };
    if existing > 0 {
        sentence.push_str(&format!("; {existing} ya estaban"));
    }
    if refused > 0 {
        sentence.push_str(&format!("; {refused} no se guardaron"));
    }
    sentence
}

pub fn undo(count: usize) -> String {
    format!("Deshacer: borrar {}", drafts(count))
}

//! The lists of lotes, and of what waits to become one.

#![expect(missing_docs, reason = "each name says what its text says")]

use super::count_movements;
use crate::format::number;

pub const LIST_TITLE: &str = "Lotes";
pub const ALL_TITLE: &str = "Por firmar";
pub const SIGN_ALL: &str = "Firmar y enviar todo";
pub const READY_TITLE: &str = "Listos para un lote";
pub const READY_TEXT: &str =
    "Cada grupo se vuelve un lote. Prepararlo no envía nada: después se revisa y se firma.";
pub const READY_GROUPS: &str = "Movimientos por registro patronal y tipo";
pub const READY_GROUPS_BY_DATE: &str = "Movimientos por registro patronal, tipo y fecha";
pub const READY_CUT: &str = "Hay más movimientos listos: aparecen cuando prepares éstos.";
pub const OPEN_TITLE: &str = "Lotes abiertos";
pub const OPEN_CAPTION: &str = "Lotes abiertos, primero el que vence antes";
pub const OPEN_EMPTY_TITLE: &str = "Ningún lote abierto";
pub const OPEN_EMPTY_TEXT: &str = "Un lote agrupa los movimientos listos de un registro patronal y un tipo, para firmarlos \
     juntos. Los ya procesados están en el historial.";
pub const OPEN_CUT: &str = "Son los primeros en vencer; los demás están en el historial.";
pub const FILTERED_EMPTY_TITLE: &str = "Ninguno por ahora";
pub const FILTERED_EMPTY_TEXT: &str =
    "De los lotes abiertos, ninguno espera esto. Usa «Ver todos los abiertos».";
pub const SEE_ALL_OPEN: &str = "Ver todos los abiertos";
pub const FILTER_TO_SIGN: &str = "Lotes por firmar";
pub const FILTER_TO_DECIDE: &str = "Lotes por resolver";
pub const FILTER_SIGNATURE: &str = "Lotes listos para firmar";
pub const FILTER_APPROVAL: &str = "Lotes por aprobar: revísalos y fírmalos";
pub const FILTER_OTHERS: &str = "Lotes que firma otra persona";
pub const FILTER_SENDING: &str = "Lotes firmados que no han salido";
pub const FILTER_IDSE: &str = "Lotes en curso en IDSE";
pub const FILTER_CONFIRMATION: &str = "Lotes por confirmar: firma para consultar";
pub const FILTER_DOUBT: &str = "Lotes en duda";
pub const FILTER_REFUSAL: &str = "Lotes que IDSE rechazó";
pub const FILTER_BY_HAND: &str = "Lotes presentados por fuera, sin resultado";
pub const NEXT_STEP: &str = "Siguiente paso";
pub const STEP_OPEN: &str = "Abrir";
pub const STEP_SIGN: &str = "Firmar";
pub const STEP_SEND: &str = "Conectar";
pub const STEP_ASK: &str = "Consultar";
pub const STEP_DECIDE: &str = "Decidir";
pub const STEP_MEND: &str = "Corregir";
pub const STEP_RESULT: &str = "Traer resultado";

pub fn step_of(step: &str, numero: u64) -> String {
    format!("{step} el lote {numero}")
}

pub fn count_lotes(count: usize) -> String {
    if count == 1 {
        "1 lote".to_owned()
    } else {
        format!("{count} lotes")
    }
}

pub fn all_hold(lotes: usize, count: u64, registros: usize) -> String {
    let registros = match registros {
        1 => "un registro patronal".to_owned(),
        _ => format!("{registros} registros patronales"),
    };
    format!(
        "{} con {}, de {registros}. Se revisan juntos y se firman con un toque.",
        count_lotes(lotes),
        count_movements(count)
    )
}

pub fn first_due(due: &str) -> String {
    format!("El primero vence el {due}.")
}

pub fn prepare(groups: usize) -> String {
    if groups == 1 {
        "Preparar 1 lote".to_owned()
    } else {
        format!("Preparar {groups} lotes")
    }
}

pub const SET_ASIDE_TITLE: &str = "No entraron en un lote";
pub const WHY: &str = "Por qué";
pub const OPEN_SET_ASIDE: &str = "Abrir";
pub const REMOVE_SET_ASIDE: &str = "Quitar";

pub fn open_set_aside(nombre: &str) -> String {
    format!("{OPEN_SET_ASIDE} el movimiento de {nombre}")
}

pub fn remove_set_aside(nombre: &str) -> String {
    format!("{REMOVE_SET_ASIDE} el movimiento de {nombre}")
}

/// Returns the heading of the movements that went into no lote.
pub fn set_aside(count: usize) -> String {
    if count == 1 {
        "1 movimiento no entró; los demás sí. Ábrelo para corregirlo, o quítalo.".to_owned()
    } else {
        let count = number::count(u64::try_from(count).unwrap_or(u64::MAX));
        format!(
            "{count} movimientos no entraron; los demás sí. Ábrelos para corregirlos, o quítalos."
        )
    }
}

pub fn prepared(count: usize) -> String {
    if count == 1 {
        "Se preparó 1 lote.".to_owned()
    } else {
        format!("Se prepararon {count} lotes.")
    }
}

pub fn holds(what: &str, registro: &str) -> String {
    format!("{what} de {registro}")
}

pub fn holds_of(what: &str, registro: &str, fecha: &str) -> String {
    format!("{what} de {registro}, del {fecha}")
}

pub fn due(date: &str) -> String {
    format!("Vence el {date}")
}

pub fn announced(numero: u64, state: &str) -> String {
    format!("Lote {numero}: {state}")
}

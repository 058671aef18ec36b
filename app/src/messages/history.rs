//! Historial.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::format::number;

pub const TITLE: &str = "Historial";
pub const TABS: &str = "Tipos de movimiento";
pub const REINGRESOS: &str = "Reingresos";
pub const MODIFICACIONES: &str = "Mod. Salarios";
pub const BAJAS: &str = "Bajas";
pub const TODOS: &str = "Todos";
pub const LOTES: &str = "Lotes";

pub const FILTERS: &str = "Filtros";
pub const TEXTO: &str = "Buscar";
pub const TEXTO_HELP: &str = "Nombre, NSS o CURP";
pub const REGISTRO: &str = "Registro patronal";
pub const REGISTRO_ALL: &str = "Todos";
pub const ESTADO: &str = "Estado";
pub const ESTADO_ALL: &str = "Todos";
pub const DESDE: &str = "Desde";
pub const HASTA: &str = "Hasta";
pub const APPLY: &str = "Buscar";
pub const CLEAR: &str = "Quitar filtros";

pub const EMPTY_TITLE: &str = "Aún no hay movimientos";
pub const EMPTY_TEXT: &str =
    "Aquí aparece cada movimiento, desde que se captura hasta que el IMSS responde.";
pub const NOTHING_TITLE: &str = "Nada coincide";
pub const NOTHING_TEXT: &str = "Cambia lo que buscas o quita los filtros.";
pub const CAPTURE: &str = "Capturar un movimiento";

pub const LOTES_CAPTION: &str = "Lotes, del más nuevo al más viejo";
pub const LOTES_EMPTY_TITLE: &str = "Aún no hay lotes";
pub const LOTES_EMPTY_TEXT: &str = "Un lote agrupa los movimientos listos de un registro patronal y un tipo, para firmarlos juntos.";
pub const LOTE: &str = "Lote";
pub const TIPO: &str = "Movimientos";
pub const CREATED: &str = "Preparado";
pub const DUE: &str = "Vence";
pub const PREPARE: &str = "Preparar lotes";
pub const PREPARE_TITLE: &str = "Movimientos listos";
pub const NEXT_STEP: &str = "Siguiente paso";
pub const SIGN: &str = "Firmar";
pub const OPEN: &str = "Abrir";

pub fn ready(count: u64) -> String {
    if count == 1 {
        "Hay 1 movimiento listo. Prepáralo en un lote para firmarlo.".to_owned()
    } else {
        format!(
            "Hay {} movimientos listos. Se agrupan por registro patronal y tipo, para firmarlos.",
            number::count(count)
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

pub fn open_lote(numero: u64) -> String {
    format!("Abrir lote {numero}")
}

//! Historial.

#![expect(missing_docs, reason = "each name says what its text says")]

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
pub const INVERTED_DATES: &str =
    "«Hasta» es anterior a «Desde»: ninguna fecha queda en medio. Corrige una de las dos.";
pub const UNCORRECTED: &str = "Rechazado sin corregir";
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

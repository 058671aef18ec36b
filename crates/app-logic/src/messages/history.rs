//! Historial.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const TITLE: &str = "Historial";
pub const TABS: &str = "Tipos de movimiento";
pub const REINGRESOS: &str = "Reingresos";
pub const MODIFICACIONES: &str = "Mod. Salarios";
pub const BAJAS: &str = "Bajas";
pub const TODOS: &str = "Todos";
pub const LOTES: &str = "Lotes";

pub const SEARCH: &str = "Buscar en el historial";
pub const MORE_FILTERS: &str = "Más filtros y orden";
pub const TEXTO: &str = "Trabajador";
pub const TEXTO_HELP: &str = "Principio del nombre, NSS, CURP, RFC o clave";
pub const TOO_MUCH_TEXT: &str = "Busca con 8 palabras y 100 caracteres cuando mucho.";
pub const REGISTRO: &str = "Registro patronal";
pub const REGISTRO_ALL: &str = "Todos";
pub const ESTADO: &str = "Estado aviso";
pub const ESTADO_ALL: &str = "Todos";
pub const DESDE: &str = "Fecha inicial";
pub const HASTA: &str = "Fecha final";
pub const INVERTED_DATES: &str =
    "La fecha final es anterior a la inicial: ninguna queda en medio. Corrige una de las dos.";
pub const UNSENT: &str = "Sin enviar (borrador, por aprobar, listo)";
pub const PENDING: &str = "Sin enviar y sin lote (borrador, listo)";
pub const WITHOUT_LOTE: &str = "Listo, sin lote";
pub const NOT_CANCELLED: &str = "Todos menos los cancelados";
pub const ON_THE_WAY: &str = "En camino (en lote, enviado, en proceso)";
pub const UNCORRECTED: &str = "Rechazado sin corregir";
pub const LAST_YEAR: &str =
    "Se muestran los rechazados del último año. Para ver más antiguos, elige «Fecha inicial».";
pub const LOTE: &str = "Lote";
pub const LOTE_HELP: &str = "El número que le dio Rúbrica";
pub const NO_LOTE_NUMBER: &str = "El número de un lote se escribe con cifras, por ejemplo 12.";
pub const FOLIO: &str = "Folio o lote del IMSS";
pub const FOLIO_HELP: &str = "Como viene en el acuse, completo";
pub const CODIGO: &str = "Código de rechazo";
pub const CODIGO_HELP: &str = "Por ejemplo 48";
pub const EXTEMPORANEO: &str = "Extemporáneo";
pub const EXTEMPORANEO_ALL: &str = "Con o sin";
pub const LATE: &str = "Sólo extemporáneos";
pub const IN_TIME: &str = "Sólo en tiempo";
pub const CAPTURA: &str = "Capturó";
pub const CAPTURA_ALL: &str = "Cualquier persona";
pub const ORDEN: &str = "Orden";
pub const NEWEST_FIRST: &str = "Fecha más reciente primero";
pub const OLDEST_FIRST: &str = "Fecha más antigua primero";
pub const APPLY: &str = "Buscar";
pub const CLEAR: &str = "Quitar filtros";

pub const EMPTY_TITLE: &str = "Aún no hay movimientos";
pub const EMPTY_TEXT: &str =
    "Aquí aparece cada movimiento, desde que se captura hasta que el IMSS responde.";
pub const NOTHING_TITLE: &str = "Nada coincide";
pub const NOTHING_TEXT: &str = "Cambia lo que buscas o quita los filtros.";
pub const DELETED: &str = "Eliminados";
pub const NOT_YET_TITLE: &str = "Nada hasta aquí";
pub const NOT_YET_TEXT: &str =
    "Se revisaron los movimientos más cercanos y ninguno coincide. Usa «Ver más» para seguir.";

/// Returns how much of a list is printed; `more`: the list goes on.
#[must_use]
pub fn printed(rows: usize, more: bool) -> String {
    let rows = crate::format::number::count(u64::try_from(rows).unwrap_or(u64::MAX));
    match more {
        true => format!("{rows}, los que se veían en la lista; hay más"),
        false => format!("{rows}, todos"),
    }
}

/// Returns how many there are; `more`: there are more than that.
#[must_use]
pub fn counted(count: u64, more: bool) -> String {
    let more = if more { "+" } else { "" };
    format!("{}{more}", crate::format::number::count(count))
}
pub const CAPTURE: &str = "Capturar un movimiento";

pub const LOTES_CAPTION: &str = "Lotes, del más nuevo al más viejo";
pub const LOTES_EMPTY_TITLE: &str = "Aún no hay lotes";
pub const LOTES_EMPTY_TEXT: &str = "Un lote agrupa los movimientos listos de un registro patronal y un tipo, para firmarlos juntos.";

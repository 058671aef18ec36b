//! Bitácora.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const TITLE: &str = "Bitácora";
pub const LEAD: &str =
    "Quién hizo qué, y cuándo. Nada de lo que está aquí se puede cambiar ni borrar.";
pub const FROM: &str = "Desde";
pub const TO: &str = "Hasta";
pub const WHO: &str = "Quién";
pub const EVERYBODY: &str = "Todos";
pub const WHAT: &str = "Qué";
pub const EVERYTHING: &str = "Todo";
pub const SEARCH: &str = "Buscar";
pub const CAPTION: &str = "Bitácora de la empresa, de lo más nuevo a lo más viejo";
pub const WHEN: &str = "Cuándo";
pub const SUBJECT: &str = "Sobre qué";
pub const SUBJECT_HELP: &str = "Como «Lote 12», un NSS, un registro patronal o un nombre.";
pub const DETAIL: &str = "Detalle";
pub const THROUGH: &str = "Por";
pub const BY_LINK: &str = "Enlace de consulta";
pub const BY_SESSION: &str = "Sesión";
pub const FROM_WHERE: &str = "Desde dónde";
pub const NOBODY: &str = "Sin sesión";
pub const EMPTY_TITLE: &str = "Nada coincide";
pub const EMPTY_TEXT: &str = "Cambia lo que buscas.";
pub const DATES_WRONG: &str = "«Hasta» es anterior a «Desde».";
pub const SHEET: &str = "Bitácora";
pub const FILE: &str = "bitacora";
pub const ENTRIES: &str = "Renglones";

/// Returns the way an entry came by: a session, or one of a consult link, by the beginning of its id.
pub fn by(way: &str, session: &str) -> String {
    format!("{way} {session}")
}

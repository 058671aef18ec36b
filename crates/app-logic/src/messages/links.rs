//! Consult links.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::format::{date, number};

pub const TITLE: &str = "Enlaces de consulta";
pub const LEAD: &str =
    "Para que tu contador vea el historial sin poder capturar, firmar ni enviar.";
pub const NEW: &str = "Crear enlace";
pub const NEW_TITLE: &str = "Nuevo enlace de consulta";
pub const EMPTY_TITLE: &str = "Nadie tiene un enlace de consulta";
pub const EMPTY_TEXT: &str = "Crea uno y compártelo con quien necesite ver el historial.";
pub const CAPTION: &str = "Enlaces de consulta de la empresa";
pub const LABEL: &str = "¿Para quién es?";
pub const LABEL_COLUMN: &str = "Para";
pub const LABEL_HELP: &str = "Como «Despacho Ortiz». Sólo lo ves tú y quien lo abre.";
pub const LABEL_MISSING: &str = "Escribe para quién es.";
pub const REGISTROS: &str = "¿Qué registros patronales muestra?";
pub const REGISTROS_COLUMN: &str = "Registros patronales";
pub const ALL_REGISTROS: &str = "Todos";
pub const SOME_REGISTROS: &str = "Sólo los que elija";
pub const REGISTROS_MISSING: &str = "Elige al menos un registro patronal.";
pub const DAYS: &str = "¿Cuántos días sirve?";
pub const DAYS_HELP: &str = "De 1 a 366.";
pub const DAYS_WRONG: &str = "Escribe un número de 1 a 366.";
pub const PIN: &str = "PIN";
pub const PIN_HELP: &str = "De 4 a 8 dígitos. Compártelo por otro medio que el enlace.";
pub const PIN_WRONG: &str = "Escribe de 4 a 8 dígitos, o déjalo vacío.";
pub const CREATE: &str = "Crear enlace";
pub const CREATED_TITLE: &str = "Enlace creado";
pub const CREATED_TEXT: &str =
    "Cópialo ahora: no se guarda y no se vuelve a mostrar. Si se pierde, revócalo y crea otro.";
pub const COPY_LABEL: &str = "Comparte esta dirección completa:";
pub const DONE: &str = "Ya lo copié";
pub const STATE: &str = "Estado";
pub const EXPIRES: &str = "Vence";
pub const USES: &str = "Veces abierto";
pub const ACTIONS: &str = "Acciones";
pub const LIVE: &str = "Vigente";
pub const ENDED: &str = "Vencido";
pub const REVOKED: &str = "Revocado";
pub const WITH_PIN: &str = "con PIN";
pub const REVOKE: &str = "Revocar";
pub const REVOKE_TITLE: &str = "¿Revocar este enlace?";

pub fn revoke_text(label: &str) -> String {
    format!("«{label}» deja de servir ahora mismo, también para quien lo tenga abierto.")
}

pub fn revoke(label: &str) -> String {
    format!("Revocar {label}")
}

pub fn uses(uses: u64) -> String {
    number::count(uses)
}

pub fn created(at: jiff::Timestamp) -> String {
    format!("Creado el {}", date::day(at))
}

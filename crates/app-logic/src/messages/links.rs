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
pub const FROM: &str = "Desde la fecha";
pub const TO: &str = "Hasta la fecha";
pub const DATES_HELP: &str = "La del movimiento. Vacía, sin límite.";
pub const DATES_WRONG: &str = "«Hasta» es anterior a «Desde».";
pub const SHOWS: &str = "¿Qué más muestra?";
pub const DRAFTS: &str = "Lo que aún no se firma";
pub const SALARIES: &str = "Salarios";
pub const CURPS: &str = "CURP";
pub const MASKED_HELP: &str = "Si no, van como «•••», y no se puede buscar por ellos.";
pub const EXPORTS: &str = "Exportar Excel";
pub const LOTES: &str = "Constancias de los lotes";
pub const LOTES_HELP: &str = "Traen su lote completo: sólo con todo lo demás a la vista.";
pub const LOTES_WRONG: &str = "Una constancia trae su lote completo. Quita el límite de fechas y muestra todo, o \
     desmarca las constancias.";
pub const MAX_USES: &str = "¿Cuántas veces se puede abrir?";
pub const MAX_USES_HELP: &str = "Vacío, las que haga falta.";
pub const MAX_USES_WRONG: &str = "Escribe un número de 1 a 10,000, o déjalo vacío.";
pub const NOTIFY: &str = "Avisarme por correo la primera vez que se abra";
pub const SHOWS_COLUMN: &str = "Muestra";
pub const SHOWS_ALL: &str = "Todos los movimientos";
pub const WITHOUT_DRAFTS: &str = "Sólo lo firmado";
pub const WITHOUT_SALARIES: &str = "Sin salarios";
pub const WITHOUT_CURPS: &str = "Sin CURP";
pub const WITHOUT_EXPORTS: &str = "Sin Excel";
pub const WITH_LOTES: &str = "Con constancias";
pub const LAST_USED: &str = "Último uso";
pub const NEVER_USED: &str = "Nunca";
pub const USED_UP: &str = "Agotado";
pub const EXTEND: &str = "Alargar";
pub const EXTEND_TITLE: &str = "Alargar el enlace";
pub const EXTEND_DAYS: &str = "¿Cuántos días más, desde hoy?";
pub const QR: &str = "Código QR de la dirección";
pub const QR_TEXT: &str = "O que lo lea con la cámara de su tableta:";
pub const EMAIL: &str = "¿A qué correo lo enviamos?";
pub const EMAIL_HELP: &str = "Vacío, lo entregas tú. El PIN no va en el correo.";
pub const BY_MAIL: &str = "Abrirla en mi programa de correo";
pub const MAIL_SUBJECT: &str = "Enlace de consulta de movimientos";
pub const DAYS: &str = "¿Cuántos días sirve?";
pub const DAYS_HELP: &str = "De 1 a 366.";
pub const DAYS_WRONG: &str = "Escribe un número de 1 a 366.";
pub const PIN: &str = "PIN";
pub const PIN_HELP: &str = "De 6 a 12 dígitos. Compártelo por otro medio que el enlace.";
pub const PIN_WRONG: &str = "Escribe de 6 a 12 dígitos, o déjalo vacío.";
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

pub fn mailed_to(email: &str) -> String {
    format!("También va por correo a {email}.")
}

pub fn revoke_text(label: &str) -> String {
    format!("«{label}» deja de servir ahora mismo, también para quien lo tenga abierto.")
}

pub fn revoke(label: &str) -> String {
    format!("Revocar {label}")
}

pub fn extend(label: &str) -> String {
    format!("Alargar {label}")
}

pub fn uses(uses: u64, most: Option<u32>) -> String {
    match most {
        Some(most) => format!(
            "{} de {}",
            number::count(uses),
            number::count(u64::from(most))
        ),
        None => number::count(uses),
    }
}

pub fn since(from: &str) -> String {
    format!("Desde el {from}")
}

pub fn until(to: &str) -> String {
    format!("Hasta el {to}")
}

pub fn between(from: &str, to: &str) -> String {
    format!("Del {from} al {to}")
}

/// Returns the message that carries a link.
pub fn mail_body(address: &str, label: &str) -> String {
    format!(
        "Hola, {label}:\n\nCon esta dirección puedes consultar los movimientos. Ábrela completa:\n\n{address}\n"
    )
}

pub fn created(at: jiff::Timestamp) -> String {
    format!("Creado el {}", date::day(at))
}

//! Asking for access to a company, and answering.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const TITLE: &str = "Pedir acceso";
pub const LEAD: &str = "Quien administra la empresa en Rúbrica recibe tu petición y decide.";
pub const LINK: &str = "Pedir acceso a una empresa que ya está en Rúbrica";
pub const RFC: &str = "RFC de la empresa";
pub const RFC_MISSING: &str = "Escribe el RFC de la empresa.";
pub const EMAIL_HELP: &str = "Ahí te llega la respuesta.";
pub const SEND: &str = "Pedir acceso";
pub const SENT_TITLE: &str = "Tu petición va en camino";
pub const SENT_TEXT: &str = "Si la empresa está en Rúbrica, quien la administra la recibe ahora. Si la acepta, te \
     llega una invitación por correo; si no, también te avisamos.";
pub const SENT_LAPSES: &str =
    "Una petición sin respuesta vence en 30 días. Por seguridad no decimos qué empresas hay aquí.";
pub const KNOWN_TITLE: &str = "Esa empresa ya está en Rúbrica";
pub const KNOWN_TEXT: &str = "Ya hay una empresa con el RFC que escribiste, y no se registra dos veces. Pide acceso \
     a quien la administra: no se guardó nada de lo que escribiste.";
pub const OTHER_RFC: &str = "Corregir el RFC";

pub const REQUESTS: &str = "Piden acceso";
pub const REQUESTS_TEXT: &str = "Escribieron el RFC de tu empresa. Rúbrica no sabe quiénes son: acepta sólo a quien \
     conozcas. A quien aceptes le llega una invitación a su correo.";
pub const ASKED: &str = "Pidió";
pub const GRANT: &str = "Aceptar";
pub const GRANT_TITLE: &str = "¿Dar acceso a esta persona?";
pub const GRANT_SEND: &str = "Enviar invitación";
pub const REFUSE: &str = "No aceptar";
pub const REFUSE_TITLE: &str = "¿No aceptar esta petición?";

pub const COMPANY_TITLE: &str = "Tu empresa";
pub const COMPANY_NAME: &str = "Razón social";
pub const COMPANY_RFC: &str = "RFC";
pub const NO_RFC: &str = "Sin RFC";
pub const PROVEN: &str = "Comprobado";
pub const NOT_PROVEN: &str = "Sin comprobar";
pub const NOT_PROVEN_HELP: &str = "Se comprueba cuando IDSE acepta un certificado de ese RFC.";
pub const RFC_SAVE: &str = "Guardar RFC";
pub const RFC_SAVED: &str = "El RFC quedó guardado.";

#[must_use]
pub fn grant(name: &str) -> String {
    format!("Aceptar a {name}")
}

#[must_use]
pub fn refuse(name: &str) -> String {
    format!("No aceptar a {name}")
}

#[must_use]
pub fn grant_text(name: &str, email: &str) -> String {
    format!("{name} recibe una invitación en {email}. Sólo quien lea ese correo puede aceptarla.")
}

#[must_use]
pub fn refuse_text(name: &str) -> String {
    format!("A {name} le llega un correo que dice que no, sin nombres. Puede volver a pedirlo.")
}

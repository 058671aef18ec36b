//! The company's people.

#![expect(missing_docs, reason = "each name says what its text says")]

use model::{Mode, Role};

use crate::format::date;
use crate::messages::shell;

pub const TITLE: &str = "Usuarios";
pub const LEAD: &str = "Quién entra a Rúbrica en tu empresa y qué puede hacer.";
pub const INVITE: &str = "Invitar a alguien";
pub const CAPTION: &str = "Usuarios de la empresa";
pub const PERSON: &str = "Persona";
pub const EMAIL: &str = "Correo";
pub const ROLE: &str = "Puede";
pub const STATE: &str = "Estado";
pub const ACTIONS: &str = "Acciones";
pub const ACTIVE: &str = "Activo";
pub const INACTIVE: &str = "Desactivado";
pub const NO_EMAIL: &str = "Sin correo";
pub const ME: &str = "eres tú";
pub const MANAGE: &str = "Administrar";

pub const INVITATIONS: &str = "Invitaciones en espera";
pub const EXPIRES: &str = "Vence";
pub const TAKE_BACK: &str = "Retirar";
pub const TAKE_BACK_TITLE: &str = "¿Retirar esta invitación?";

pub const UNDELIVERED: &str = "Correos que no llegaron";
pub const UNDELIVERED_TO: &str = "Para";
pub const UNDELIVERED_WHAT: &str = "Correo";
pub const UNDELIVERED_WHY: &str = "Qué pasó";
pub const REFUSED: &str = "Su servidor de correo lo rechazó: revisa la dirección.";
pub const NOT_REACHED: &str = "En dos días no se pudo entregar al servidor de correo.";
pub const DISMISS: &str = "Entendido";

pub const INVITE_TITLE: &str = "Invitar a alguien";
pub const INVITE_LEAD: &str = "Le llega un correo con una liga para elegir su usuario y su contraseña. Sirve una vez, durante 7 días.";
pub const NAME: &str = "Nombre";
pub const EMAIL_FIELD: &str = "Correo electrónico";
pub const ROLE_LEGEND: &str = "¿Qué puede hacer?";
pub const ROLE_MISSING: &str = "Elige qué puede hacer.";
pub const SEND: &str = "Enviar invitación";
pub const INVITED_TITLE: &str = "Invitación en camino";
pub const ANOTHER: &str = "Invitar a alguien más";
pub const BACK: &str = "Ver los usuarios";

pub const NOT_FOUND: &str = "Ese usuario no está en tu empresa";
pub const ROLE_TITLE: &str = "Qué puede hacer";
pub const ROLE_NOTE: &str =
    "Al cambiarlo terminan sus sesiones: ingresa de nuevo y regresa a donde estaba.";
pub const ROLE_SAVE: &str = "Guardar";
pub const ROLE_SAVED: &str = "Guardado. Sus sesiones terminaron.";
pub const LAST_ADMINISTRATOR: &str = "Es la única persona que administra la empresa: no puede dejar de hacerlo ni \
     desactivarse. Haz administradora a otra persona primero.";
pub const SESSIONS_TITLE: &str = "Sesiones abiertas";
pub const SESSIONS_NONE: &str = "No tiene sesiones abiertas";
pub const SESSIONS_CAPTION: &str = "Sesiones abiertas de esta persona";
pub const SESSION_MODE: &str = "Modo";
pub const SESSION_OPENED: &str = "Abierta";
pub const SESSION_SEEN: &str = "Último uso";
pub const SESSION_THIS: &str = "esta sesión";
pub const SESSION_END: &str = "Cerrar";
pub const OUT_TITLE: &str = "Desactivar";
pub const OUT_TEXT: &str = "Deja de entrar ahora mismo: terminan sus sesiones, las que abrió en IDSE, los enlaces de \
     consulta que creó y sus invitaciones. Lo que capturó y firmó se queda.";
pub const OUT: &str = "Desactivar";
pub const OUT_QUESTION: &str = "¿Desactivar a esta persona?";
pub const BACK_IN_TITLE: &str = "Activar de nuevo";
pub const BACK_IN_TEXT: &str =
    "Vuelve a entrar con su usuario y su contraseña. Sus enlaces y sesiones de antes no regresan.";
pub const BACK_IN: &str = "Activar";

pub fn role_help(role: Role) -> &'static str {
    match role {
        Role::Administrador => "Todo: también usuarios, registros patronales y enlaces.",
        Role::Firmante => "Captura, prepara lotes, firma y envía.",
        Role::Capturista => "Captura y prepara lotes; no firma.",
        Role::Consulta => "Ve el historial; no cambia nada.",
    }
}

pub fn manage(name: &str) -> String {
    format!("Administrar a {name}")
}

pub fn take_back(name: &str) -> String {
    format!("Retirar la invitación de {name}")
}

pub fn take_back_text(name: &str) -> String {
    format!("La liga que le llegó a {name} deja de servir.")
}

pub fn dismiss(to: &str) -> String {
    format!("Entendido: el correo para {to} no llegó")
}

pub fn invited(email: &str) -> String {
    format!("Sale ahora hacia {email}. Si no puede entregarse, lo verás en Usuarios.")
}

pub fn end_session(opened: jiff::Timestamp) -> String {
    format!("Cerrar la sesión abierta el {}", date::instant(opened))
}

pub fn out_text(name: &str) -> String {
    format!("{name} deja de entrar ahora mismo, también donde tenga Rúbrica abierta.")
}

pub fn mode(mode: Mode) -> &'static str {
    shell::mode(mode)
}

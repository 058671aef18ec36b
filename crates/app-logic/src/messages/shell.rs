//! The frame around every page.

#![expect(missing_docs, reason = "each name says what its text says")]

use model::{Mode, Role};

pub const SKIP: &str = "Ir al contenido";
pub const SIMULATOR: &str = "Simulador: nada llega al IMSS";
pub const NAVIGATION: &str = "Secciones";
pub const HOME: &str = "Inicio";
pub const CAPTURE: &str = "Capturar";
pub const HISTORY: &str = "Historial";
pub const LOTES: &str = "Lotes";
pub const TRABAJADORES: &str = "Trabajadores";
pub const ASSISTANTS: &str = "Asistentes";
pub const COMPANY: &str = "Empresa";
pub const CERTIFICATES: &str = "Certificados";
pub const REGISTROS: &str = "Registros patronales";
pub const REGISTROS_SHORT: &str = "Registros";
pub const USERS: &str = "Usuarios";
pub const PROFILE: &str = "Mi cuenta";
pub const LINKS: &str = "Enlaces de consulta";
pub const LINKS_SHORT: &str = "Enlaces";
pub const AUDIT: &str = "Bitácora";
pub const MENU: &str = "Menú";
pub const SESSION: &str = "Tu sesión";
pub const LOG_OUT: &str = "Salir";
pub const LOG_OUT_TITLE: &str = "¿Salir de Rúbrica?";
pub const LOG_OUT_TEXT: &str =
    "Se cierran las llaves abiertas en esta pestaña. Lo que ya firmaste sigue su camino.";
pub const END_PORTAL: &str = "Cerrar también la sesión en IDSE";
pub const END_PORTAL_HELP: &str =
    "Los lotes enviados quedarán «por confirmar» hasta la siguiente firma.";

pub const KEYS_OPEN_ONE: &str = "1 llave abierta";
pub const LOCK_NOW: &str = "Bloquear ahora";
pub const WHICH: &str = "Ver";
pub const WHICH_KEYS: &str = "Ver las llaves abiertas";
pub const OPEN_KEYS: &str = "Llaves abiertas en esta pestaña";
pub const CLOSE_ONE: &str = "Cerrar";
pub const LOCKED: &str = "Llaves bloqueadas";

pub fn keys_open(count: usize) -> String {
    if count == 1 {
        KEYS_OPEN_ONE.to_owned()
    } else {
        format!("{count} llaves abiertas")
    }
}

pub fn open_for(since: &str, minutes: u64) -> String {
    match minutes {
        0 => format!("Abierta desde las {since}, hace menos de un minuto"),
        1 => format!("Abierta desde las {since}, hace 1 minuto"),
        _ => format!("Abierta desde las {since}, hace {minutes} minutos"),
    }
}

pub fn role(role: Role) -> &'static str {
    match role {
        Role::Administrador => "Administrador",
        Role::Firmante => "Firmante",
        Role::Capturista => "Capturista",
        Role::Consulta => "Consulta",
    }
}

pub fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Completo => "Sesión completa",
        Mode::Consulta => "Sólo consulta",
        Mode::Enlace => "Enlace de consulta",
    }
}

//! The companies of one person, and the consult links that she keeps.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::format::{date, number};

pub const TITLE: &str = "Todas mis empresas";
pub const LEAD: &str = "Lo más urgente primero. Cada renglón te lleva ahí y cambia de empresa.";
pub const NONE: &str = "Sin empresa";
pub const THIS: &str = "Estás aquí";
pub const NOTHING: &str = "Nada pendiente.";
pub const ENTER: &str = "Entrar";
pub const LINK: &str = "Enlace de consulta";
pub const LINK_OPEN: &str = "Abrir";
pub const LINK_DEAD: &str = "Esta liga ya no es válida";
pub const FORGET: &str = "Quitar";
pub const EMPTY: &str = "Aquí aparecen tus empresas y los enlaces que guardes";
pub const EMPTY_TEXT: &str =
    "Abre el enlace que te compartieron y elige «Guardar en mi cuenta» en el menú.";

pub const KEEP: &str = "Guardar en mi cuenta";
pub const KEEP_LEAD: &str = "Con una cuenta encuentras este enlace, y los que te den otras empresas, en un solo lugar. \
     Muestra lo mismo que ahora, mientras sirva.";
pub const KEEP_NOTE: &str =
    "La empresa que te lo dio ve en su bitácora con qué cuenta lo guardaste.";
pub const KEEP_NEW: &str = "Crear una cuenta";
pub const KEEP_NEW_SUBMIT: &str = "Crear cuenta y guardar";
pub const KEEP_KNOWN: &str = "Ya tengo cuenta";
pub const KEEP_KNOWN_SUBMIT: &str = "Guardar el enlace";
pub const KEPT_TITLE: &str = "Enlace guardado";
pub const KEPT_TEXT: &str =
    "Ingresa con tu usuario y lo encuentras en Todas mis empresas. Esta página sigue abierta.";
pub const ONLY_LINKS: &str = "Sólo un enlace se guarda aquí";
pub const LOG_IN: &str = "Ingresar con mi usuario";

pub const JOIN: &str = "Ya tengo usuario en Rúbrica";
pub const JOIN_TEXT: &str =
    "Entras a esta empresa con el usuario y la contraseña que ya tienes, y cambias entre las dos.";
pub const JOIN_SUBMIT: &str = "Entrar con mi usuario";

pub fn signs_for(company: &str) -> String {
    format!("Firmas por {company}.")
}

pub fn soon(count: u64) -> String {
    match count {
        1 => "1 movimiento vence en dos días hábiles o menos".to_owned(),
        _ => format!(
            "{} movimientos vencen en dos días hábiles o menos",
            number::count(count)
        ),
    }
}

pub fn on_their_way(count: usize) -> String {
    match count {
        1 => "1 lote en camino".to_owned(),
        _ => format!("{count} lotes en camino"),
    }
}

pub fn to_decide(count: usize) -> String {
    match count {
        1 => "1 lote pide una decisión".to_owned(),
        _ => format!("{count} lotes piden una decisión"),
    }
}

pub fn expiring(count: usize, days: Option<i64>) -> String {
    let what = match count {
        1 => "1 registro patronal con certificado por vencer".to_owned(),
        _ => format!("{count} registros patronales con certificado por vencer"),
    };
    match days {
        Some(0) => format!("{what}: el primero, hoy"),
        Some(1) => format!("{what}: el primero, mañana"),
        Some(days) => format!("{what}: el primero, en {days} días"),
        None => what,
    }
}

pub fn unsigned(count: usize) -> String {
    match count {
        1 => "1 registro patronal sin certificado vigente".to_owned(),
        _ => format!("{count} registros patronales sin certificado vigente"),
    }
}

pub fn until(at: jiff::Timestamp) -> String {
    format!("Sirve hasta el {}", date::instant(at))
}

pub fn enter(name: &str) -> String {
    format!("Entrar a {name}")
}

pub fn open(company: &str) -> String {
    format!("Abrir el enlace de {company}")
}

pub fn to(sentence: &str, company: &str) -> String {
    format!("{sentence}, en {company}")
}

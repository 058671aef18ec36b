//! Sólo consulta: how it begins, how it is left, and the ways to it.

#![expect(missing_docs, reason = "each name says what its text says")]

use jiff::civil::Date;

use crate::format::{date, number};

pub const TITLE: &str = "Sólo consulta";
pub const NOTICE_TITLE: &str = "Entraste sólo a consultar";
pub const NOTICE_TEXT: &str = "Puedes ver los movimientos de reingreso, modificación de salario y baja. Los \
     servicios en línea con IDSE están disponibles al ingresar con un usuario y contraseña válidos.";
pub const NOTICE_MASKED: &str = "Este enlace no muestra salarios o CURP: en su lugar verás «•••».";
pub const ACCEPT: &str = "Aceptar";
pub const UPDATING: &str = "Actualización de movimientos";
pub const REGISTROS: &str = "Registros patronales";
pub const NONE_YET: &str = "Aún no hay";
pub const IDSE_ADDRESS: &str = "https://idse.imss.gob.mx/imss/";
pub const ACCESS_IDSE: &str = "Acceso a IDSE";

pub const WHY_TITLE: &str = "¿De qué empresa?";
pub const WHY_TEXT: &str = "Rúbrica se abre desde cualquier equipo: antes de mostrar los datos de tus \
     trabajadores tiene que saber de qué empresa son y que puedes verlos. Elige cómo:";
pub const WAYS: &str = "Maneras de consultar";
pub const BY_LINK: &str = "Con una liga de consulta";
pub const BY_LINK_TEXT: &str = "Ábrela desde el mensaje en que te llegó, o pégala aquí completa.";
pub const LINK: &str = "Liga de consulta";
pub const LINK_WRONG: &str = "No es una liga de consulta completa. Cópiala otra vez del mensaje.";
pub const OPEN_LINK: &str = "Abrir la liga";
pub const BY_USER: &str = "Con tu usuario";
pub const BY_USER_TEXT: &str =
    "Entras sólo a consultar, aunque tu usuario pueda más. Nada se puede cambiar desde esa sesión.";
pub const USE_USER: &str = "Usar mi usuario";

pub const RAISE: &str = "Ingresar con usuario";
pub const RAISE_TITLE: &str = "Ingresar con usuario";
pub const RAISE_TEXT: &str =
    "Con tu usuario y contraseña esta sesión deja de ser de sólo consulta.";
pub const LEAVE: &str = "Dejar en sólo consulta";
pub const LEAVE_TITLE: &str = "¿Dejar esta sesión en sólo consulta?";
pub const LEAVE_TEXT: &str = "Se cierran las llaves abiertas, y quien use este equipo podrá ver el historial y \
     nada más. Para volver a capturar o firmar hay que escribir la contraseña.";

/// Returns what is being looked up.
pub fn step(what: Option<&str>) -> String {
    match what {
        Some(what) => format!("Consultando {}…", what.to_lowercase()),
        None => "Listo".to_owned(),
    }
}

pub fn registros(count: usize) -> String {
    number::count(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Returns the newest movement of a type.
pub fn newest(fecha: Option<Date>) -> String {
    fecha.map_or_else(
        || NONE_YET.to_owned(),
        |fecha| format!("El más reciente es del {}", date::date(fecha)),
    )
}

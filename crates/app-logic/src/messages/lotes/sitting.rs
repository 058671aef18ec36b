//! The signing of every lote that is ready.

#![expect(missing_docs, reason = "each name says what its text says")]

use super::{count_lotes, count_movements, numbers};

pub const SITTING_LABEL: &str = "Lotes que se van a firmar";
pub const NOTHING_TO_SIGN_TITLE: &str = "No hay nada por firmar";
pub const NOTHING_TO_SIGN_TEXT: &str = "Cuando prepares un lote aparece aquí.";
pub const MORE_TO_SIGN_TITLE: &str = "Hay más por firmar";
pub const MORE_TO_SIGN: &str = "Traerlos a la revisión";
pub const KEYS_TITLE: &str = "Abre las llaves que faltan";
pub const KEY_CLOSED: &str = "Falta abrir su llave, aquí abajo.";
pub const CHANGED_MEANWHILE: &str =
    "Cambió mientras lo revisabas: ya no está por firmar, así que no se firma aquí.";
pub const NOT_SIGNED: &str = "Sin firmar";
pub const WAITS_FOR_IDSE: &str = "Está guardado. Sale en cuanto haya sesión con IDSE.";
pub const SIGNING_ALL: &str = "Firmando…";
pub const STOP: &str = "Detener después de éste";
pub const STOPPING: &str = "Se detiene después de éste";
pub const SITTING_TEXT: &str =
    "Puedes cerrar esta página: el envío sigue solo, y cada resultado queda en su lote.";
pub const ALL_NOT_CONNECTED_TEXT: &str = "Los lotes firmados están guardados y salen en cuanto haya sesión. Conecta de nuevo aquí abajo.";
pub const REACH_TITLE: &str = "Falta la sesión con IDSE";
pub const REACH_CLOSED: &str = "Ábrelos uno por uno en Lotes, o abre aquí la llave que los firmó.";

pub fn reading(left: usize) -> String {
    if left <= 1 {
        "Leyendo lo que se va a firmar…".to_owned()
    } else {
        format!("Leyendo lo que se va a firmar: faltan {left} lotes…")
    }
}

pub fn more_to_sign(count: usize) -> String {
    if count == 1 {
        "Se preparó 1 lote después de que empezaste a revisar.".to_owned()
    } else {
        format!("Se prepararon {count} lotes después de que empezaste a revisar.")
    }
}

pub fn entry(numero: u64, what: &str) -> String {
    format!("Lote {numero}: {what}")
}

pub fn entry_help(registro: &str, due: Option<&str>) -> String {
    match due {
        Some(due) => format!("Registro patronal {registro}. {due}."),
        None => format!("Registro patronal {registro}."),
    }
}

pub fn entry_contents(what: &str) -> String {
    format!("Ver {what} y el archivo")
}

pub fn respelled(count: usize) -> String {
    if count == 1 {
        "1 texto se escribe distinto en el archivo".to_owned()
    } else {
        format!("{count} textos se escriben distinto en el archivo")
    }
}

pub fn signed_by_key(holder: &str) -> String {
    format!("Se firma con la llave de {holder}.")
}

pub fn all_sign(holder: &str, lotes: &[u64], movements: u64) -> String {
    format!(
        "Con la llave de {holder}: {} ({}).",
        numbers(lotes),
        count_movements(movements)
    )
}

pub fn key_for(holder: &str, lotes: &[u64]) -> String {
    format!("{holder}, para {}.", numbers(lotes))
}

pub fn sign_all(count: usize) -> String {
    format!("Firmar y enviar {}", count_lotes(count))
}

pub fn go_on(count: usize) -> String {
    format!("Continuar con {}", count_lotes(count))
}

pub fn sitting(signed: usize, failed: usize) -> String {
    let signed = match signed {
        0 => "No se firmó ningún lote".to_owned(),
        1 => "Se firmó y guardó 1 lote".to_owned(),
        _ => format!("Se firmaron y guardaron {signed} lotes"),
    };
    match failed {
        0 => signed,
        1 => format!("{signed}; 1 quedó sin firmar"),
        _ => format!("{signed}; {failed} quedaron sin firmar"),
    }
}

pub fn not_connected(holder: &str) -> String {
    format!("Con la llave de {holder}:")
}

pub fn reach(count: usize) -> String {
    if count == 1 {
        "1 lote firmado espera una sesión con IDSE para salir o para saber su resultado.".to_owned()
    } else {
        format!(
            "{count} lotes firmados esperan una sesión con IDSE para salir o para saber su resultado."
        )
    }
}

pub fn reach_with(holder: &str) -> String {
    format!("Conectar con la llave de {holder}")
}

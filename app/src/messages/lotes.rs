//! One lote.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::format::number;

pub const BACK: &str = "Todos los lotes";
pub const REVIEW: &str = "Lo que se firma";
pub const MOVEMENTS: &str = "Movimientos";
pub const DISPMAG: &str = "Archivo DISPMAG";
pub const DISPMAG_TEXT: &str = "168 posiciones por movimiento, byte por byte como llega a IDSE. Toca o pasa sobre un campo \
     para ver cuál es.";
pub const DISPMAG_LABEL: &str = "Renglones del archivo DISPMAG";
pub const TRANSLITERATIONS: &str = "Se escribió distinto de como lo capturaste";
pub const SHA256: &str = "Huella del archivo (SHA-256)";
pub const CREATED: &str = "Preparado";
pub const VENCE: &str = "Vence";
pub const FOLIO: &str = "Folio";
pub const ID_LOTE: &str = "Lote en IDSE";
pub const RECEIVED: &str = "Recibido por IDSE";
pub const SIGNED_BY: &str = "Firmó";
pub const SERIAL: &str = "Serie del certificado";
pub const SIGNED_AT: &str = "Fecha de la firma";
pub const CMS_SHA256: &str = "Huella de la firma (SHA-256)";
pub const EVIDENCE: &str = "Evidencia";
pub const DOWNLOAD_DISPMAG: &str = "Descargar DISPMAG";
pub const DOWNLOAD_CMS: &str = "Descargar firma";
pub const HISTORY: &str = "Qué ha pasado";

pub const SIGN_TITLE: &str = "Firmar y enviar";
pub const SIGN: &str = "Firmar y enviar";
pub const SIGNING: &str = "Firmando y enviando…";
pub const SIGN_ALSO_CHALLENGE: &str = "Si no hay una sesión abierta con IDSE, se firma también su reto de entrada para que el lote \
     salga hoy.";
pub const ASK_TITLE: &str = "Firmar para consultar";
pub const ASK: &str = "Firmar para consultar";
pub const ASKING: &str = "Consultando a IDSE…";
pub const ASK_TEXT: &str =
    "Se firma un reto de IDSE y se consultan todos los lotes que cubre este certificado.";
pub const SEND_TITLE: &str = "Firmar para enviar";
pub const SEND_TEXT: &str = "El lote está firmado y guardado. Para que salga hace falta una sesión con IDSE: se firma su \
     reto de entrada.";
pub const SEND: &str = "Firmar el reto y enviar";
pub const OPEN_KEY: &str = "Abre la llave para firmar";
pub const NO_CERTIFICATE: &str = "Ningún certificado firma por este registro patronal.";
pub const GO_CERTIFICATES: &str = "Ir a certificados";
pub const KEY: &str = "Firmar con";
pub const OTHER_KEY: &str =
    "La llave que abriste no es de un certificado asignado a este registro patronal.";
pub const CANNOT_SIGN: &str = "Este lote lo firma quien tiene permiso de firmar.";

pub const SIGNED_TITLE: &str = "Firma hecha";
pub const SENT: &str = "IDSE recibió el lote.";
pub const ON_ITS_WAY: &str = "El lote está firmado y guardado; sale a IDSE en cuanto responda.";
pub const ASKED: &str = "Hay sesión con IDSE: los resultados llegan solos a esta página.";
pub const PORTAL_SILENT: &str =
    "No se pudo abrir la sesión con IDSE. El lote queda firmado y sale con la siguiente firma.";

pub const CANCEL: &str = "Deshacer lote";
pub const CANCEL_TITLE: &str = "¿Deshacer este lote?";
pub const CANCEL_TEXT: &str =
    "Sus movimientos vuelven a estar listos para otro lote. No se ha enviado nada.";

pub const WAITING_TITLE: &str = "Firmado y guardado";
pub const WAITING_TEXT: &str = "Sale a IDSE en cuanto se pueda.";
pub const SENT_TITLE: &str = "IDSE lo recibió";
pub const SENT_TEXT: &str = "Falta que responda por cada movimiento.";
pub const CONFIRM_TITLE: &str = "Por confirmar: firma para consultar";
pub const CONFIRM_TEXT: &str =
    "IDSE lo recibió y no hay sesión abierta para preguntarle el resultado.";
pub const PROCESSED_TITLE: &str = "IDSE respondió por cada movimiento";
pub const REJECTED_TITLE: &str = "IDSE rechazó el lote completo";
pub const CANCELLED_TITLE: &str = "Lote deshecho";
pub const CANCELLED_TEXT: &str = "Se deshizo antes de enviarse.";
pub const DOUBT_TITLE: &str = "No se sabe si IDSE lo recibió";
pub const DOUBT_TEXT: &str =
    "Entra a IDSE y busca este lote. Nunca se reenvía solo: decide con lo que veas allá.";
pub const RECEIVED_BUTTON: &str = "Sí está en IDSE";
pub const NOT_RECEIVED_BUTTON: &str = "No está en IDSE";
pub const RECEIVED_CONFIRM: &str = "¿Lo viste en IDSE?";
pub const RECEIVED_CONFIRM_TEXT: &str = "Se sigue hasta su resultado, sin enviarlo de nuevo.";
pub const NOT_RECEIVED_CONFIRM: &str = "¿Segura, seguro de que no está en IDSE?";
pub const NOT_RECEIVED_CONFIRM_TEXT: &str =
    "Podrá firmarse y enviarse otra vez. Si sí estaba, los movimientos quedarían duplicados.";

pub fn title(numero: u64) -> String {
    format!("Lote {numero}")
}

pub fn results(operados: u32, rechazados: u32) -> String {
    let operated = match operados {
        1 => "1 operado".to_owned(),
        _ => format!("{} operados", number::count(u64::from(operados))),
    };
    let refused = match rechazados {
        0 => "ninguno rechazado".to_owned(),
        1 => "1 rechazado".to_owned(),
        _ => format!("{} rechazados", number::count(u64::from(rechazados))),
    };
    format!("{operated}, {refused}.")
}

pub fn confirm(what: &str, registro: &str) -> String {
    format!("Vas a firmar {what} del registro patronal {registro}.")
}

pub fn seen(total: u32, registro: &str) -> String {
    let movements = match total {
        1 => "1 movimiento".to_owned(),
        _ => format!("{} movimientos", number::count(u64::from(total))),
    };
    format!("El firmador leyó y firmó {movements} del registro patronal {registro}.")
}

pub fn since(at: &str) -> String {
    format!("Desde el {at}.")
}

pub fn file_name(numero: u64, ending: &str) -> String {
    format!("lote-{numero}.{ending}")
}

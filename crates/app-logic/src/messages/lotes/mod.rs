//! A lote: reviewed, signed, followed. `list` has the texts of the lists, `sitting` those of the signing of
//! many.

#![expect(missing_docs, reason = "each name says what its text says")]

mod list;
mod sitting;

use imss::movimiento::TipoMovimiento;

use super::movements;
use crate::format::number;

pub use list::*;
pub use sitting::*;

pub const TITLE: &str = "Lote";
pub const BACK_TO_LIST: &str = "Lotes abiertos";
pub const GO_EVERY: &str = "Todos los lotes";
pub const BRING_RESULTS: &str = "Cargar resultados de IDSE";
pub const BACK: &str = "Volver";
pub const GO_SIGN: &str = "Ir a firmar";
pub const FACTS: &str = "Qué lleva";
pub const REGISTRO: &str = "Registro patronal";
pub const MOVEMENTS: &str = "Movimientos";
pub const DUE: &str = "Vence";
pub const PREPARED: &str = model::LoteDates::PREPARED;
pub const SIGNER: &str = "Firma";
pub const NO_SIGNER: &str = "Sin certificado";
pub const FINGERPRINT: &str = "Huella del archivo (SHA-256)";
pub const TRANSLITERATED_TITLE: &str = "Se escribe distinto en el archivo";
pub const TRANSLITERATED_TEXT: &str =
    "El archivo del IMSS no lleva acentos ni Ñ. Estos textos van así:";
pub const TRANSLITERATED_ALL: &str = "Ver todos";
pub const RECORDS_TITLE: &str = "El archivo DISPMAG, como se firma";
pub const RECORDS_LABEL: &str = "Renglones del archivo DISPMAG";
pub const RECORDS_HELP: &str =
    "Renglones de 168 posiciones. Pasa el cursor por un campo, o tócalo, para ver qué es.";
pub const TRUST_TITLE: &str = "El archivo no corresponde a la tabla";
pub const TRUST_TEXT: &str = "Lo que trae el archivo no es lo que muestra esta página, así que no se ofrece firmarlo. \
     Vuelve a cargar la página; si se repite, avisa a quien administra Rúbrica.";
pub const SIGN_TITLE: &str = "Firmar y enviar";
pub const SIGN: &str = "Firmar y enviar";
pub const SEND_AGAIN: &str = "Reintentar el envío";
pub const SIGN_OPENS_SESSION: &str = "Ahora no hay sesión con IDSE: la misma llave firma también el reto con que IDSE la abre, \
     un texto corto que comprueba quién eres.";
pub const SENDS_ALONE: &str = "Hay sesión con IDSE: el lote sale en cuanto lo firmes.";
pub const NOT_YOURS_TEXT: &str = "Lo firma alguien con permiso de firmar en tu empresa.";
pub const NOBODY_TITLE: &str = "Ningún certificado firma por este registro patronal";
pub const EXPIRED_TITLE: &str = "El certificado de este registro patronal ya venció";
pub const GO_CERTIFICATES: &str = "Ir a certificados";
pub const CLOSED_TITLE: &str = "Abre la llave con la que vas a firmar";
pub const OTHER_KEY_TITLE: &str = "Esa llave no es la de este lote";
pub const UNCONFIRMED: &str = "IDSE aún no confirma este certificado para este registro patronal: al \
     conectar se lo preguntamos.";
pub const STAGE_SIGNING: &str = "Firmando en este navegador…";
pub const STAGE_STORING: &str = "Guardando el lote firmado…";
pub const STAGE_ASKING: &str = "Pidiendo a IDSE su reto…";
pub const STAGE_ANSWERING: &str = "Firmando el reto y abriendo la sesión con IDSE…";
pub const SLOW_TITLE: &str = "IDSE está tardando";
pub const SLOW_TEXT: &str = "A veces contesta pasado casi un minuto. Puedes seguir esperando, o dejarlo y conectar más tarde: \
     lo que ya está firmado y guardado no se pierde.";
pub const STOP_WAITING: &str = "Dejar de esperar";
pub const GAVE_UP: &str = "Dejaste de esperar a IDSE.";
pub const GAVE_UP_HINT: &str =
    "Conecta de nuevo cuando quieras; si IDSE contestó mientras tanto, aquí se verá.";
pub const CONNECT_SEND_TITLE: &str = "Firma para enviarlo";
pub const CONNECT_SEND: &str = "Firmar y conectar con IDSE";
pub const CONNECT_SEND_TEXT: &str = "El lote ya está firmado y guardado. Para que salga hace falta una \
     sesión con IDSE: se abre firmando su reto. El lote no se firma otra vez.";
pub const CONNECT_ASK_TITLE: &str = "Por confirmar: firma para consultar";
pub const CONNECT_ASK: &str = "Firmar y consultar";
pub const CONNECT_ASK_TEXT: &str = "IDSE sólo responde dentro de una sesión. Al firmar su reto se \
     consultan este lote y todos los demás que cubre el mismo certificado.";
pub const SIGNED_TITLE: &str = "Lote firmado y guardado";
pub const NOT_CONNECTED_TITLE: &str = "No se pudo abrir la sesión con IDSE";
pub const NOT_CONNECTED_TEXT: &str =
    "El lote no se perdió. Conecta de nuevo aquí abajo cuando quieras.";
pub const RESULTS_TITLE: &str = "Rechazados";
pub const RESULTS_TEXT: &str = "Abre cada uno con «Ver» y elige «Corregir»: queda un borrador con sus datos, ligado al rechazado.";
pub const GO_REJECTED: &str = "Verlos en el historial";
pub const RECEIPT_TITLE: &str = "Recibo de IDSE";
pub const FOLIO: &str = "Folio de la firma";
pub const ID_LOTE: &str = "Lote en IDSE";
pub const RECEIVED_AT: &str = "Recibido";
pub const SIGNED_BY: &str = "Firmó";
pub const SERIAL: &str = "Número de serie";
pub const SIGNED_AT: &str = "Firmado";
pub const CMS_FINGERPRINT: &str = "Huella de la firma (SHA-256)";
pub const EVIDENCE_TITLE: &str = "Firma y archivos";
pub const DOWNLOAD_DISPMAG: &str = "Descargar DISPMAG";
pub const DOWNLOAD_CMS: &str = "Descargar lote firmado";

pub const RECEIPTS_TITLE: &str = "Recibos del IMSS";
pub const RECEIPTS_TEXT: &str =
    "Se guardan como llegaron. La huella SHA-256 comprueba que un archivo no cambió.";
pub const RECEIPTS_OF_LIST: &str = "Recibos de los lotes de esta lista";
pub const RECEIPTS_FILE: &str = "recibos.zip";
pub const RECEIPT_DATE: &str = "Recibido por el IMSS";
pub const RECEIPT_LOTE: &str = "Lote del IMSS";
pub const RECEIPT_FILE: &str = "Archivo";
pub const RECEIPT_SHA256: &str = "Huella SHA-256";
pub const OPEN_CONSTANCIA: &str = "Ver la constancia";
pub const CONSTANCIA_TITLE: &str = "Constancia";
pub const CONSTANCIA_TEXT: &str = "Lo que Rúbrica guarda del lote y de la respuesta del IMSS. El recibo, tal como llegó, se descarga en la página del lote.";
pub const CONSTANCIA_COMPANY: &str = "Empresa";
pub const CONSTANCIA_PRINTED: &str = "Consultada";
pub const CONSTANCIA_STATE: &str = "Estado";
pub const CONSTANCIA_SIGNED: &str = "Firmado";
pub const CONSTANCIA_FOLIO: &str = "Folio del IMSS";
pub const CONSTANCIA_MOVEMENTS: &str = "Movimientos del lote";
pub const CONSTANCIA_NO_RECEIPT: &str =
    "El IMSS no ha dado un recibo de este lote: esto no prueba que lo haya recibido.";
pub const CONSTANCIA_RECEIPT: &str = "El recibo, como llegó";
pub const RESULT: &str = "Resultado";
pub const PLACE: &str = "Lugar";
pub const BACK_TO_LOTE: &str = "Ver el lote";

/// Returns the heading of a lote's constancia.
pub fn constancia(numero: u64) -> String {
    format!("{CONSTANCIA_TITLE} del lote {numero}")
}

/// Returns by whom and when a lote was signed.
pub fn signed_by(holder: &str, at: &str) -> String {
    format!("{holder}, {at}")
}

pub const DOWNLOAD_RECEIPT: &str = "Descargar recibo";

/// Returns the label of one receipt.
#[must_use]
pub fn receipt(numero: u64, folio: &str) -> String {
    format!("Lote {numero}, folio {folio}")
}

/// Returns the label of the download of several receipts.
#[must_use]
pub fn download_receipts(count: usize) -> String {
    format!("Descargar los {count} recibos (.zip)")
}

pub const CANCEL: &str = "Deshacer el lote";
pub const CANCEL_TITLE: &str = "¿Deshacer este lote?";
pub const CANCEL_TEXT: &str = "No se envía nada. Sus movimientos quedan listos otra vez, para corregirlos o ponerlos en otro \
     lote.";
pub const CANCEL_SIGNED_TEXT: &str = "La firma que ya tiene no se envía.";
pub const RETRY_TITLE: &str = "Volver a intentarlo";
pub const RETRY_TEXT: &str = "Si IDSE lo rechazó por algo suyo o de tu certificado, el mismo lote se firma otra vez, sin capturar \
     nada de nuevo. Si lo que está mal son los datos, deshaz el lote.";
pub const RETRY: &str = "Dejarlo otra vez por firmar";
pub const AWAITS_OTHER_TITLE: &str = "Espera la firma de otra persona";
pub const TO_APPROVE_TITLE: &str = "Por aprobar: espera tu revisión y tu firma";
pub const PREPARED_BY: &str = "Lo preparó";
pub const MAY_SIGN: &str = "Puede firmarlo";
pub const NOBODY_ELSE: &str = "Nadie más en tu empresa puede firmar";
pub const FOUND_TITLE: &str = "Revisa esto antes de firmar";
pub const FOUND_TEXT: &str = "Son los avisos de la captura y lo que dice tu historial. Los renglones con avisos van primero en la \
     tabla.";
pub const TO_COMPARE_TITLE: &str = "Compara estos números con el documento";
pub const TO_COMPARE_HELP: &str =
    "Un NSS o una CURP con un dígito equivocado registra el movimiento a otra persona.";
pub const COMPARED: &str = "Los comparé con el documento y están bien";
pub const TO_COMPARE_MARK: &str = "Compáralos y marca el lote para firmarlo así.";
pub const FOUND_ALL: &str = "Ver todo";
pub const DOUBT: &str = "Decidir qué pasó";
pub const DOUBT_TITLE: &str = "¿IDSE recibió este lote?";
pub const DOUBT_TEXT: &str = "El envío se cortó antes de la respuesta. Rúbrica nunca lo manda otra vez por \
     su cuenta: podría duplicarse. Entra a IDSE, busca en tus lotes enviados y dinos qué viste.";
pub const DOUBT_LOOK_FOR: &str = "Busca esto en IDSE:";
pub const DOUBT_CHOICE: &str = "En IDSE…";
pub const DOUBT_RECIBIDO: &str = "Sí aparece el lote";
pub const DOUBT_RECIBIDO_HELP: &str =
    "Queda como enviado. El recibo y los resultados se piden con la siguiente firma.";
pub const DOUBT_NO_RECIBIDO: &str = "No aparece";
pub const DOUBT_NO_RECIBIDO_HELP: &str =
    "Vuelve a quedar por firmar, como un intento nuevo. Espera unos minutos antes de asegurarlo.";
pub const DOUBT_MISSING: &str = "Elige qué viste en IDSE.";
pub const DOUBT_SAVE: &str = "Guardar mi decisión";
pub const SINCE: &str = "IDSE lo recibió";
pub const SINCE_UNKNOWN: &str = "No se sabe cuándo";
pub const LAST_ASKED: &str = "Última consulta";
pub const NEVER_ASKED: &str = "Aún no se consulta";
pub const ANSWER_RECEIVED: &str = "IDSE lo tiene y aún no lo procesa.";
pub const ANSWER_IN_PROCESS: &str = "IDSE lo está procesando.";
pub const ANSWER_UNLISTED: &str = "IDSE no lo tiene en su lista. Entra a IDSE y búscalo por su folio; si no aparece, llama a tu subdelegación.";
pub const ANSWER_UNREADABLE: &str = "IDSE contestó algo que no se pudo entender o relacionar con los movimientos; abajo está como vino.";
pub const ANSWER_NONE: &str = "IDSE no contestó.";
pub const ASK_NOW: &str = "Consultar ahora";
pub const ASK_NEEDS_SESSION: &str = "Para consultar hace falta una sesión con IDSE: la abre quien firma por este registro patronal.";
pub const AWAITING: &str = "Esperando a IDSE…";
pub const TO_SIGN_TITLE: &str = "Por firmar";
pub const TO_SIGN_TEXT: &str = "Revisa lo que lleva y fírmalo abajo. Aún no se envía nada.";
pub const WAITING_TITLE: &str = "Firmado y guardado";
pub const SENDING_TITLE: &str = "Firmado, en camino a IDSE";
pub const SENDING_TEXT: &str =
    "Puedes cerrar esta página: el envío sigue y el resultado queda aquí.";
pub const SENT_TITLE: &str = "IDSE lo recibió";
pub const SENT_TEXT: &str =
    "Falta que diga qué movimientos operaron. Se consulta solo; esta página se actualiza.";
pub const TO_CONFIRM_TITLE: &str = "IDSE lo recibió; falta el resultado";
pub const TO_CONFIRM_TEXT: &str = "La sesión con IDSE terminó. Firma para consultar.";
pub const VOUCHED_TITLE: &str = "Marcado como recibido";
pub const VOUCHED_TEXT: &str = "Alguien de tu empresa lo vio en IDSE. Falta el recibo.";
pub const DONE_TITLE: &str = "Procesado: todo operó";
pub const DONE_PARTLY_TITLE: &str = "Procesado, con rechazos";
pub const DONE_NONE_TITLE: &str = "Procesado: nada operó";
pub const REFUSED_TITLE: &str = "IDSE rechazó el lote completo";
pub const REFUSED_TEXT: &str = "Ningún movimiento se presentó. Fírmalo otra vez si el problema era de IDSE, o deshaz el lote para corregirlos.";
pub const BY_HAND_STATE_TITLE: &str = "Presentado por fuera: falta su resultado";
pub const BY_HAND_STATE_TEXT: &str =
    "Alguien de tu empresa lo presenta directo en IDSE. Rúbrica no lo envía.";
pub const BY_HAND_DEADLINE: &str =
    "Su plazo sigue contando hasta que traigas la constancia o el resultado.";
pub const DOUBT_STATE_TITLE: &str = "No se sabe si IDSE lo recibió";
pub const CANCELLED_TITLE: &str = "Cancelado";
pub const CANCELLED_TEXT: &str = "Se deshizo antes de enviarse. Sus movimientos quedaron listos.";
pub const NEXT_TITLE: &str = "Siguen por firmar";

pub fn title(numero: u64) -> String {
    movements::lote(numero)
}

pub fn signs(tipo: TipoMovimiento, count: u64, registro: &str, holder: &str) -> String {
    format!(
        "Se firman {} del registro patronal {registro}, como están arriba, con la llave de {holder}.",
        movements::tipo_plural(tipo, count)
    )
}

pub fn seen(total: u32, registro: &str) -> String {
    let movements = match total {
        1 => "1 movimiento".to_owned(),
        _ => format!("{} movimientos", number::count(u64::from(total))),
    };
    format!("El módulo que firma leyó {movements} del registro patronal {registro}, y eso firmó.")
}

pub fn held(holder: &str, kind: &str) -> String {
    format!("{holder} ({kind})")
}

pub fn either(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(" o ")
}

pub fn to_open(who: &str) -> String {
    format!("Por este registro patronal firma {who}.")
}

pub fn other_key(opened: &str, wanted: &str) -> String {
    format!(
        "Abriste la de {opened}. Por este registro patronal firma {wanted}. Abre ésa, o asigna la que abriste en \
         Certificados."
    )
}

pub fn position(label: &str, first: usize, last: usize) -> String {
    if first == last {
        format!("{label} (posición {first})")
    } else {
        format!("{label} (posiciones {first} a {last})")
    }
}

pub fn awaits_other(signers: &[String]) -> String {
    let rule = "Tu empresa pide que quien prepara un lote no sea quien lo firma.";
    match signers {
        [] => format!(
            "{rule} {NOBODY_ELSE}: pide a quien administra Rúbrica que dé de alta a un firmante."
        ),
        _ => format!(
            "{rule} Puede firmarlo {}. A quien tiene correo en Rúbrica ya se le avisó.",
            either(signers.iter().cloned())
        ),
    }
}

pub fn to_approve(preparer: &str) -> String {
    format!(
        "{preparer} preparó este lote. Revisa lo que lleva y fírmalo abajo con tu propia llave. Aún no se envía nada."
    )
}

pub fn who(nombre: &str, nss: &str) -> String {
    format!("{nombre} (NSS {nss})")
}

pub fn warning(who: &str, others: usize, message: &str) -> String {
    match others {
        0 => format!("{who}: {message}"),
        _ => format!(
            "{who} y {} más: {message}",
            number::count(u64::try_from(others).unwrap_or(u64::MAX))
        ),
    }
}

pub fn found_count(count: usize) -> String {
    if count == 1 {
        "1 aviso antes de firmar".to_owned()
    } else {
        format!("{count} avisos antes de firmar")
    }
}

pub fn waits_for_others(count: usize) -> String {
    if count == 1 {
        "1 lote espera la firma de otra persona".to_owned()
    } else {
        format!("{count} lotes esperan la firma de otra persona")
    }
}

pub fn done(operados: u32, rechazados: u32) -> String {
    let count = |count: u32| number::count(u64::from(count));
    match (operados, rechazados) {
        (1, 0) => "El movimiento operó.".to_owned(),
        (_, 0) => format!("Operaron los {} movimientos.", count(operados)),
        (_, 1) => format!("Operados: {}. Rechazado: 1.", count(operados)),
        _ => format!(
            "Operados: {}. Rechazados: {}.",
            count(operados),
            count(rechazados)
        ),
    }
}

pub fn asked(when: &str, answer: &str) -> String {
    format!("{when}: {answer}")
}

pub fn in_doubt_since(when: &str) -> String {
    format!("Desde {when}.")
}

pub fn shown_of(shown: usize, all: usize) -> String {
    format!(
        "Se ven {} de {}.",
        number::count(u64::try_from(shown).unwrap_or(u64::MAX)),
        number::count(u64::try_from(all).unwrap_or(u64::MAX))
    )
}

pub fn dispmag_name(numero: u64) -> String {
    format!("lote-{numero}.txt")
}

pub fn cms_name(numero: u64) -> String {
    format!("lote-{numero}.p7m")
}

fn count_movements(count: u64) -> String {
    if count == 1 {
        "1 movimiento".to_owned()
    } else {
        format!("{} movimientos", number::count(count))
    }
}

fn numbers(lotes: &[u64]) -> String {
    let written: Vec<_> = lotes.iter().map(u64::to_string).collect();
    match written.as_slice() {
        [] => String::new(),
        [one] => format!("lote {one}"),
        [rest @ .., last] => format!("lotes {} y {last}", rest.join(", ")),
    }
}

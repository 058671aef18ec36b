//! A lote: reviewed, signed, followed.

#![expect(missing_docs, reason = "each name says what its text says")]

use imss::movimiento::TipoMovimiento;

use super::movements;
use crate::format::number;

pub const TITLE: &str = "Lote";
pub const LIST_TITLE: &str = "Lotes";
pub const BACK_TO_LIST: &str = "Lotes abiertos";
pub const GO_EVERY: &str = "Todos los lotes";
pub const GO_SIGN: &str = "Ir a firmar";

pub const FACTS: &str = "Qué lleva";
pub const REGISTRO: &str = "Registro patronal";
pub const MOVEMENTS: &str = "Movimientos";
pub const DUE: &str = "Vence";
pub const PREPARED: &str = "Preparado";
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
pub const RESULTS_TEXT: &str = "Abre cada uno con «Ver» y tócale «Corregir»: queda un borrador con sus datos, ligado al rechazado.";
pub const GO_REJECTED: &str = "Verlos en el historial";
pub const RECEIPT_TITLE: &str = "Recibo de IDSE";
pub const FOLIO: &str = "Folio de la firma";
pub const ID_LOTE: &str = "Lote en IDSE";
pub const RECEIVED_AT: &str = "Recibido";
pub const OPERADOS: &str = "Operados";
pub const RECHAZADOS: &str = "Rechazados";
pub const SIGNED_BY: &str = "Firmó";
pub const SERIAL: &str = "Número de serie";
pub const SIGNED_AT: &str = "Firmado";
pub const CMS_FINGERPRINT: &str = "Huella de la firma (SHA-256)";
pub const EVIDENCE_TITLE: &str = "Firma y archivos";
pub const DOWNLOAD_DISPMAG: &str = "Descargar DISPMAG";
pub const DOWNLOAD_CMS: &str = "Descargar lote firmado";

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
pub const DOUBT_STATE_TITLE: &str = "No se sabe si IDSE lo recibió";
pub const CANCELLED_TITLE: &str = "Cancelado";
pub const CANCELLED_TEXT: &str = "Se deshizo antes de enviarse. Sus movimientos quedaron listos.";

pub const NEXT_TITLE: &str = "Siguen por firmar";

pub const ALL_TITLE: &str = "Por firmar";
pub const SIGN_ALL: &str = "Firmar y enviar todo";
pub const READY_TITLE: &str = "Listos para un lote";
pub const READY_TEXT: &str =
    "Cada grupo se vuelve un lote. Prepararlo no envía nada: después se revisa y se firma.";
pub const READY_GROUPS: &str = "Movimientos por registro patronal y tipo";
pub const READY_GROUPS_BY_DATE: &str = "Movimientos por registro patronal, tipo y fecha";
pub const READY_CUT: &str = "Hay más movimientos listos: aparecen cuando prepares éstos.";
pub const OPEN_TITLE: &str = "Lotes abiertos";
pub const OPEN_CAPTION: &str = "Lotes abiertos, primero el que vence antes";
pub const OPEN_EMPTY_TITLE: &str = "Ningún lote abierto";
pub const OPEN_EMPTY_TEXT: &str = "Un lote agrupa los movimientos listos de un registro patronal y un tipo, para firmarlos \
     juntos. Los ya procesados están en el historial.";
pub const OPEN_CUT: &str = "Son los primeros en vencer; los demás están en el historial.";
pub const NEXT_STEP: &str = "Siguiente paso";
pub const STEP_OPEN: &str = "Abrir";
pub const STEP_SIGN: &str = "Firmar";
pub const STEP_SEND: &str = "Conectar";
pub const STEP_ASK: &str = "Consultar";
pub const STEP_DECIDE: &str = "Decidir";
pub const STEP_MEND: &str = "Corregir";

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

pub fn expires(days: i64) -> String {
    match days {
        ..0 => "Este certificado ya venció.".to_owned(),
        0 => "Este certificado vence hoy.".to_owned(),
        1 => "Este certificado vence mañana.".to_owned(),
        _ => format!("A este certificado le quedan {days} días."),
    }
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

pub fn step_of(step: &str, numero: u64) -> String {
    format!("{step} el lote {numero}")
}

pub fn count_lotes(count: usize) -> String {
    if count == 1 {
        "1 lote".to_owned()
    } else {
        format!("{count} lotes")
    }
}

fn count_movements(count: u64) -> String {
    if count == 1 {
        "1 movimiento".to_owned()
    } else {
        format!("{} movimientos", number::count(count))
    }
}

pub fn all_hold(lotes: usize, count: u64, registros: usize) -> String {
    let registros = match registros {
        1 => "un registro patronal".to_owned(),
        _ => format!("{registros} registros patronales"),
    };
    format!(
        "{} con {}, de {registros}. Se revisan juntos y se firman con un toque.",
        count_lotes(lotes),
        count_movements(count)
    )
}

pub fn first_due(due: &str) -> String {
    format!("El primero vence el {due}.")
}

pub fn prepare(groups: usize) -> String {
    if groups == 1 {
        "Preparar 1 lote".to_owned()
    } else {
        format!("Preparar {groups} lotes")
    }
}

pub const SET_ASIDE_TITLE: &str = "No entraron en un lote";
pub const WHY: &str = "Por qué";
pub const OPEN_SET_ASIDE: &str = "Abrir";
pub const REMOVE_SET_ASIDE: &str = "Quitar";

pub fn open_set_aside(nombre: &str) -> String {
    format!("{OPEN_SET_ASIDE} el movimiento de {nombre}")
}

pub fn remove_set_aside(nombre: &str) -> String {
    format!("{REMOVE_SET_ASIDE} el movimiento de {nombre}")
}

/// The heading of the movements that went into no lote.
pub fn set_aside(count: usize) -> String {
    if count == 1 {
        "1 movimiento no entró; los demás sí. Ábrelo para corregirlo, o quítalo.".to_owned()
    } else {
        let count = number::count(u64::try_from(count).unwrap_or(u64::MAX));
        format!(
            "{count} movimientos no entraron; los demás sí. Ábrelos para corregirlos, o quítalos."
        )
    }
}

pub fn prepared(count: usize) -> String {
    if count == 1 {
        "Se preparó 1 lote.".to_owned()
    } else {
        format!("Se prepararon {count} lotes.")
    }
}

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

fn numbers(lotes: &[u64]) -> String {
    let written: Vec<_> = lotes.iter().map(u64::to_string).collect();
    match written.as_slice() {
        [] => String::new(),
        [one] => format!("lote {one}"),
        [rest @ .., last] => format!("lotes {} y {last}", rest.join(", ")),
    }
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

pub fn holds(what: &str, registro: &str) -> String {
    format!("{what} de {registro}")
}

pub fn holds_of(what: &str, registro: &str, fecha: &str) -> String {
    format!("{what} de {registro}, del {fecha}")
}

pub fn due(date: &str) -> String {
    format!("Vence el {date}")
}

pub fn announced(numero: u64, state: &str) -> String {
    format!("Lote {numero}: {state}")
}

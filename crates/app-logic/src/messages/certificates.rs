//! Certificados.

#![expect(missing_docs, reason = "each name says what its text says")]

use jiff::Timestamp;

use crate::format::date;

pub const TITLE: &str = "Certificados";
pub const LEAD: &str = "Con qué se firma por cada registro patronal. Aquí se guarda el certificado, que es público; \
     la llave, nunca.";
pub const HELD: &str = "Certificados de la empresa";
pub const EMPTY_TITLE: &str = "Aún no hay certificados";
pub const EMPTY_TEXT: &str =
    "Abre tu e.firma o tu certificado digital IMSS y asígnalo a tus registros patronales.";
pub const KIND_EFIRMA: &str = "e.firma";
pub const KIND_IMSS: &str = "Certificado digital IMSS";
pub const KIND_OTHER: &str = "Certificado";
pub const ID_USUARIO: &str = "Usuario en IDSE";
pub const ASSIGNED_TO: &str = "Registros patronales";
pub const NOT_ASSIGNED: &str = "Sin asignar";
pub const VALID_UNTIL: &str = "Válido hasta";

pub const ASSIGN_TITLE: &str = "Asignar a registros patronales";
pub const REGISTROS: &str = "¿A cuáles?";
pub const REGISTROS_MISSING: &str = "Elige al menos un registro patronal.";
pub const NO_REGISTROS: &str = "Primero agrega un registro patronal.";
pub const USER_HELP_RFC: &str = "Con e.firma, IDSE te conoce por tu RFC.";
pub const USER_HELP: &str = "El que diste al tramitar el certificado: de 8 a 20 letras o dígitos.";
pub const USER_MISSING: &str = "Escribe el usuario con que IDSE conoce este certificado.";
pub const ASSIGN: &str = "Firmar y asignar";
pub const ASSIGN_EXPLAINED: &str =
    "Se firma un reto de IDSE, un texto corto que comprueba que la llave es tuya. Nada más.";
pub const ASKING: &str = "Preguntando a IDSE…";

pub const ASSIGNED_TITLE: &str = "IDSE respondió";
pub const UNCONFIRMED_TITLE: &str = "Quedó sin confirmar";
pub const UNCONFIRMED_TEXT: &str = "El certificado está guardado y puedes capturar, preparar y firmar lotes; si urge, descarga su \
     DISPMAG y preséntalo en la ventanilla. Cuando IDSE responda, firma de nuevo aquí para \
     confirmarlo.";

pub const VALIDITIES: &str = "Vigencias";
pub const VALIDITIES_TEXT: &str = "Se te avisa en Inicio, al firmar y por correo 60, 30, 15, 7 y 1 días antes de que venza cada uno.";
pub const PUT_OFF: &str = "Recordármelo mañana";

/// Returns the heading over certificates that have ended.
#[must_use]
pub fn expired(count: usize) -> String {
    if count == 1 {
        "Certificado vencido".to_owned()
    } else {
        format!("{count} certificados vencidos")
    }
}

/// Returns the heading over certificates that end within these days.
#[must_use]
pub fn expiring(count: usize, days: i64) -> String {
    let when = if days == 1 {
        "mañana o antes".to_owned()
    } else {
        format!("en {days} días o menos")
    };
    if count == 1 {
        format!("Un certificado vence {when}")
    } else {
        format!("{count} certificados vencen {when}")
    }
}

pub const SAVE_CALENDAR: &str = "Guardar en mi calendario";
pub const CALENDAR_NAME: &str = "vigencias.ics";
pub const CALENDAR_FAILED: &str = "Este navegador no pudo guardar el archivo.";
pub const REMINDERS: &str = "Avisos";
pub const REMIND_ME: &str = "Avisarme por correo";
pub const REMIND_ME_HELP: &str = "60, 30, 15, 7 y 1 días antes de que venza un certificado, y cuando a una solicitud le quedan 5, 3 o 1 días hábiles. Es sólo para ti.";
pub const NO_ADDRESS: &str =
    "Tu usuario no tiene correo: pide a quien administra tu empresa que lo agregue.";
pub const CALENDAR: &str = "En tu agenda";
pub const CALENDAR_TEXT: &str = "Guarda el archivo una vez, o suscribe tu agenda a una dirección que se mantiene al día. La agenda sólo recibe el nombre del titular, sus registros patronales y el día en que vence.";
pub const CALENDAR_MAKE: &str = "Crear dirección para mi agenda";
pub const CALENDAR_RENEW: &str = "Cambiar la dirección";
pub const CALENDAR_REVOKE: &str = "Quitar la dirección";
pub const CALENDAR_ADDRESS: &str = "Dirección secreta de tu calendario";
pub const CALENDAR_ONCE: &str = "Cópiala ahora: no se vuelve a mostrar. Quien la tenga ve las vigencias de la empresa; si se la diste a alguien por error, cámbiala.";
pub const CALENDAR_OPEN: &str = "Suscribir la agenda de este dispositivo";
pub const CALENDAR_RENEW_TITLE: &str = "¿Cambiar la dirección?";
pub const CALENDAR_RENEW_TEXT: &str = "La de ahora deja de servir: las agendas que la usan ya no reciben cambios hasta que les des la nueva.";
pub const CALENDAR_REVOKE_TITLE: &str = "¿Quitar la dirección?";
pub const CALENDAR_REVOKE_TEXT: &str = "Las agendas que la usan dejan de recibir las vigencias.";
pub const REMOVED: &str = "Certificados anteriores";
pub const REMOVED_TEXT: &str = "Ya no están en la empresa. Lo que firmaron se conserva.";
pub const COLUMN_CERTIFICATE: &str = "Certificado";
pub const COLUMN_REGISTROS: &str = "Registros patronales";
pub const COLUMN_UNTIL: &str = "Válido hasta";
pub const COLUMN_LEFT: &str = "Queda";
pub const COLUMN_REMOVED: &str = "Se quitó";
pub const HOW_TO_RENEW: &str = "Cómo renovar o recuperar un certificado";

pub const DELETE: &str = "Eliminar";
pub const DELETE_TITLE: &str = "¿Eliminar este certificado?";
pub const DELETE_COVERED: &str =
    "Otro certificado vigente firma por sus registros patronales, así que el envío sigue.";
pub const DELETE_KEEPS: &str = "Lo que ya firmó se conserva, y los lotes preparados se quedan.";

pub const WAITING_FOR_IT: &str = "El IMSS recibe un lote sólo de la sesión del certificado que lo firmó. Si lo eliminas, no saldrán \
     hasta que agregues otra vez este mismo certificado y firmes con él.";

pub const ENDED_TITLE: &str = "El certificado de este registro patronal ya venció";
pub const ENDS_SOON_TITLE: &str = "El certificado de este registro patronal está por vencer";
pub const NOTHING_SIGNS_TITLE: &str = "Ningún certificado firma por este registro patronal";
pub const NOTHING_SIGNS_TEXT: &str = "Los servicios en línea para el envío de movimientos no estarán disponibles para este registro \
     patronal. Puedes capturar y preparar lotes, y presentar el DISPMAG en la ventanilla.";
pub const ENDED_WORK_GOES_ON: &str = "Los lotes preparados se quedan como están: se firman con otro certificado, sin capturar nada de nuevo.";
pub const WAYS_OUT: &str = "Qué puedes hacer";
pub const WAY_OTHER: &str = "Firma con otro certificado vigente";
pub const WAY_OTHER_TEXT: &str =
    "Abre abajo otro certificado de la empresa y asígnalo a este registro patronal.";
pub const WAY_EFIRMA: &str = "Firma con la e.firma de la empresa";
pub const WAY_EFIRMA_TEXT: &str = "La e.firma del RFC sirve para todos sus registros patronales, sin trámite en el IMSS. Abre \
     abajo su .cer y su .key.";
pub const WAY_RENEW: &str = "Renuévalo en línea";
pub const WAY_RENEW_TEXT: &str = "IDSE deja renovarlo con el mismo certificado, aunque ya haya vencido. Cuando tengas el nuevo, \
     elimina aquí el vencido y agrégalo.";
pub const WAY_COUNTER: &str = "Lleva el DISPMAG a la ventanilla";
pub const WAY_COUNTER_TEXT: &str = "Si el plazo no alcanza, presenta el archivo en tu subdelegación. Después deshaz el lote aquí, \
     para que no se envíe dos veces.";
pub const DOWNLOAD_DISPMAG: &str = "Descargar DISPMAG";
pub const GO_LOTES: &str = "Ver los lotes por firmar";
pub const GO_IDSE: &str = "Abrir IDSE";
/// The portal's own page, where a certificate is renewed (domain facts §5 \[A\], §6 \[B\]). Of its
/// inner addresses none is sure enough to send anybody to.
pub const IDSE_ADDRESS: &str = "https://idse.imss.gob.mx/imss/";

pub const EXPIRED_FIRST_TITLE: &str = "Primero se elimina el vencido";
pub const EXPIRED_FIRST: &str = "Marca que se elimine el certificado vencido: mientras siga asignado, el nuevo no se puede agregar.";
pub const DELETE_EXPIRED: &str = "Eliminar el vencido y asignar éste";
pub const DELETE_EXPIRED_HELP: &str =
    "Lo que ya firmó se conserva, y los lotes preparados se quedan.";

pub const IDLE_TITLE: &str = "Bloqueo por inactividad";
pub const IDLE_LABEL: &str = "Bloquear las llaves abiertas después de";
pub const IDLE_HELP: &str =
    "Cuenta desde la última vez que tecleas o tocas esta página. Vale para este dispositivo.";

pub const CONVERT: &str = "Convertir y respaldar";

pub fn kind(kind: &str) -> &'static str {
    match kind {
        "efirma" => KIND_EFIRMA,
        "imss" => KIND_IMSS,
        _ => KIND_OTHER,
    }
}

pub fn days_left(days: i64) -> String {
    match days {
        ..0 => "Vencido".to_owned(),
        0 => "Vence hoy".to_owned(),
        1 => "Queda 1 día".to_owned(),
        _ => format!("Quedan {days} días"),
    }
}

/// Returns when a calendar's address was made, and last read.
pub fn calendar_state(created_at: Timestamp, last_read: Option<Timestamp>) -> String {
    let made = format!("Tu dirección se creó el {}", date::day(created_at));
    match last_read {
        Some(at) => format!(
            "{made}; una agenda la leyó por última vez el {}.",
            date::instant(at)
        ),
        None => format!("{made}; ninguna agenda la ha leído todavía."),
    }
}

pub fn delete(holder: &str) -> String {
    format!("Eliminar el certificado de {holder}")
}

/// Returns the title over the lotes that hang on a certificate.
pub fn waiting_for_it(lotes: usize) -> String {
    if lotes == 1 {
        "Hay 1 lote firmado con él que aún no se envía".to_owned()
    } else {
        format!("Hay {lotes} lotes firmados con él que aún no se envían")
    }
}

pub fn lote(numero: u64) -> String {
    format!("Lote {numero}")
}

pub fn delete_leaves(numbers: &str) -> String {
    format!(
        "Los servicios en línea para el envío de movimientos no estarán disponibles para: {numbers}."
    )
}

pub fn ended_for(numbers: &str) -> String {
    format!("El certificado que firma por {numbers} ya venció")
}

pub fn waiting(lotes: usize, due: Option<&str>) -> String {
    let what = if lotes == 1 {
        "Hay 1 lote por firmar".to_owned()
    } else {
        format!("Hay {lotes} lotes por firmar")
    };
    match due {
        Some(due) if lotes == 1 => format!("{what}, que vence el {due}."),
        Some(due) => format!("{what}; el primero vence el {due}."),
        None => format!("{what}."),
    }
}

pub fn ended_on(holder: &str, day: &str) -> String {
    format!("El certificado de {holder} venció el {day}.")
}

pub fn named(kind: &str, holder: &str) -> String {
    format!("{kind} de {holder}")
}

pub fn others(names: &str) -> String {
    format!("Vigentes: {names}.")
}

pub fn minutes(minutes: u32) -> String {
    if minutes == 60 {
        "1 hora sin actividad".to_owned()
    } else {
        format!("{minutes} minutos sin actividad")
    }
}

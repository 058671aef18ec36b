//! Certificados.

#![expect(missing_docs, reason = "each name says what its text says")]

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
pub const OPEN_TO_SIGN: &str = "Para asignarlo o confirmarlo, abre su llave abajo.";

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
pub const UNCONFIRMED_TEXT: &str = "El certificado está guardado y puedes capturar y preparar lotes. Cuando IDSE responda, firma \
     de nuevo aquí para confirmarlo.";

pub const DELETE: &str = "Eliminar";
pub const DELETE_TITLE: &str = "¿Eliminar este certificado?";
pub const DELETE_TEXT: &str = "Los servicios en línea para el envío de movimientos no estarán disponibles para los registros \
     patronales que firma. Lo que ya firmó se conserva.";

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

pub fn delete(holder: &str) -> String {
    format!("Eliminar el certificado de {holder}")
}

//! "Verificar".

#![expect(missing_docs, reason = "each name says what its text says")]

pub const TITLE: &str = "Verificar una firma";
pub const TEXT: &str = "Elige o arrastra aquí un lote firmado (.p7m) de un expediente. Se comprueba en tu navegador: el archivo no sale de este equipo, y no hace falta una cuenta.";
pub const PICK: &str = "Archivo firmado";
pub const PICK_HELP: &str =
    "El .p7m de un expediente de Rúbrica, o cualquier CMS que lleve adentro lo que se firmó.";
pub const LOOKING: &str = "Comprobando…";

pub const HOLDS: &str = "La firma es auténtica";
pub const HOLDS_TEXT: &str =
    "Lo que se firmó no ha cambiado desde entonces, y lo firmó la llave de este certificado.";
pub const ISSUER_TEXT: &str = "Aquí no se comprueba quién emitió el certificado, ni si el IMSS recibió el lote: eso lo dicen el comando del índice del expediente y el recibo del IMSS.";
pub const DOES_NOT_HOLD: &str = "La firma no es válida";
pub const NOT_SIGNED: &str = "Este archivo no está firmado";

pub const SIGNED_AT: &str = "Firmado";
pub const REGISTRO: &str = "Registro patronal";
pub const MOVEMENTS: &str = "Movimientos";
pub const SHA256: &str = "SHA-256 de lo que se firmó";
pub const OTHER_CONTENT: &str = "Lo que se firmó no es un archivo de movimientos.";
pub const LINK: &str = "Verificar una firma";

/// Returns the sentence about a file that is something else.
pub fn is_not_signed(name: &str) -> String {
    format!("Es {name}. Elige el archivo firma.p7m del expediente.")
}

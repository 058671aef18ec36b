//! Opening a key, and what it turned out to be.

#![expect(missing_docs, reason = "each name says what its text says")]

use crate::signer::CredentialKind;

pub const OPEN_TITLE: &str = "Abrir una llave";
pub const OPEN_ANOTHER: &str = "Abrir otra llave";
pub const OPEN_LEAD: &str =
    "Se abre y se revisa en este navegador. Ni la llave ni su contraseña salen de aquí.";
pub const FILES: &str = "Archivos del certificado y su llave";
pub const FILES_HELP: &str =
    "De la e.firma, el .cer y el .key juntos. Del certificado digital IMSS, el .pfx.";
pub const PASSWORD: &str = "Contraseña de la llave";
pub const PASSWORD_HELP: &str = "La del certificado, no la de Rúbrica.";
pub const WITHOUT_MAC: &str = "Abrirlo aunque nada compruebe que está íntegro";
pub const WITHOUT_MAC_HELP: &str = "Sólo si sabes de dónde viene. Vuelve a escribir la contraseña.";
pub const OPEN: &str = "Abrir";
pub const OPENING: &str = "Abriendo…";
pub const UNAVAILABLE_TITLE: &str = "Aquí no se puede abrir ninguna llave";

pub const HOLDER: &str = "Titular";
pub const KIND: &str = "Tipo";
pub const RFC: &str = "RFC";
pub const REPRESENTATIVE: &str = "RFC del representante";
pub const CURP: &str = "CURP";
pub const REGISTRO: &str = "Registro patronal que nombra";
pub const SERIAL: &str = "Número de serie";
pub const VALID_FROM: &str = "Válido desde";
pub const VALID_UNTIL: &str = "Válido hasta";
pub const ISSUER: &str = "Emisor";
pub const CHAIN: &str = "Cadena";
pub const CHAIN_NOT_VERIFIED: &str = "No se verificó la cadena";
pub const WARNINGS: &str = "Ten en cuenta";
pub const CLOSE: &str = "Cerrar esta llave";

pub fn kind(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::Efirma => "e.firma",
        CredentialKind::Imss => "Certificado digital IMSS",
        CredentialKind::Certificate => "Certificado",
    }
}

pub fn chain_trusted(root: &str) -> String {
    format!("Verificada hasta {root}")
}

pub fn locks_at(time: &str) -> String {
    format!("Sin actividad, las llaves se bloquean solas a las {time}.")
}

pub fn other_registro(named: &str, chosen: &str) -> String {
    format!(
        "El certificado nombra el registro patronal {named}, y elegiste {chosen}. \
         IDSE decide si lo acepta."
    )
}

pub fn other_rfc(own: &str, registro: &str, its: &str) -> String {
    format!(
        "El certificado es de {own}, y el registro patronal {registro} es de {its}. \
         IDSE decide si lo acepta."
    )
}

//! Opening a key, and what it turned out to be.

#![expect(missing_docs, reason = "each name says what its text says")]

use vault_protocol::CredentialKind;

use crate::files::FileUnavailable;

pub const OPEN_TITLE: &str = "Abrir una llave";
pub const OPEN_ANOTHER: &str = "Abrir otra llave";
pub const OPEN_LEAD: &str =
    "Se abre y se revisa en este navegador. Ni la llave ni su contraseña salen de aquí.";
pub const CERTIFICATE: &str = "Certificado (.cer o .pfx)";
pub const CERTIFICATE_HELP: &str = "De la e.firma, el .cer; puedes elegir o soltar aquí el .cer y el .key juntos. Del certificado \
     digital IMSS, el .pfx.";
pub const KEY: &str = "Llave privada (.key)";
pub const KEY_HELP: &str = "La que se creó junto con el .cer.";
pub const KEY_NOT_NEEDED: &str = "No hace falta: el .pfx ya trae su llave privada.";
pub const LEFT_OUT_TITLE: &str = "Elegiste más archivos de los que se usan";
pub const USER: &str = "Usuario en IDSE";
pub const USER_HIDDEN: &str = "Es el RFC del certificado.";
pub const SHOW_USER: &str = "Mostrar usuario";
pub const HIDE_USER: &str = "Ocultar usuario";
pub const USER_HELP: &str =
    "El que diste al tramitar el certificado. Si ya está asignado aquí, déjalo vacío.";
pub const USER_NOTE: &str = "IDSE pide de 8 a 20 letras o números, sin espacios ni acentos.";
pub const PASSWORD: &str = "Contraseña de la llave";
pub const PASSWORD_HELP: &str = "La del certificado, no la de Rúbrica.";
pub const PASSWORD_NOTE_PFX: &str = "La contraseña de un certificado IMSS lleva de 8 a 20 letras o números. Si la de tu archivo es \
     otra, pruébala: el archivo decide.";
pub const PASSWORD_NOTE_EFIRMA: &str = "La contraseña de una e.firma lleva de 8 a 255 caracteres. Si la de tu archivo es otra, pruébala: \
     el archivo decide.";
pub const WITHOUT_MAC: &str = "Abrirlo aunque nada compruebe que está íntegro";
pub const WITHOUT_MAC_HELP: &str = "Sólo si sabes de dónde viene. Vuelve a escribir la contraseña.";
pub const OPEN: &str = "Abrir";
pub const OPENING: &str = "Abriendo…";
pub const REOPEN: &str = "Volver a abrir";
pub const REOPEN_EXPLAINED: &str = "Este navegador recuerda cuáles archivos abriste, no lo que traen. Toca uno y escribe su \
     contraseña.";
pub const FORGET: &str = "Olvidar";
pub const NOT_THERE_HINT: &str =
    "Elígelo abajo otra vez. Si está en una memoria USB, revisa que siga conectada.";
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

pub fn left_out(taken: &[String], left_out: &[String]) -> String {
    let quoted = |names: &[String]| {
        let names: Vec<_> = names.iter().map(|name| format!("«{name}»")).collect();
        names.join(", ")
    };
    let (taken, left_out) = (quoted(taken), quoted(left_out));
    format!("Se usa: {taken}. Queda fuera: {left_out}. Si querías otro, elígelo solo.")
}

pub fn seen(kind: &str, holder: &str, until: &str) -> String {
    format!("{kind} de {holder}, válido hasta el {until}.")
}

pub fn reopen(kind: &str, holder: &str) -> String {
    format!("{kind} de {holder}")
}

pub fn forget(kind: &str, holder: &str) -> String {
    format!("Olvidar los archivos de: {kind} de {holder}")
}

pub fn not_there(name: &str, why: FileUnavailable) -> String {
    match why {
        FileUnavailable::Refused => format!("El navegador no dio permiso de leer «{name}»."),
        FileUnavailable::Gone => format!("«{name}» ya no está donde estaba, o no se puede leer."),
    }
}

pub fn open_since(time: &str) -> String {
    format!("Abierta desde las {time}.")
}

pub fn close(holder: &str) -> String {
    format!("{CLOSE}: {holder}")
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

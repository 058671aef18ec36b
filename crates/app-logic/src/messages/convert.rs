//! Convertir y respaldar.

#![expect(missing_docs, reason = "each name says what its text says")]

use vault_protocol::FileKind;

pub const TITLE: &str = "Convertir y respaldar";
pub const LEAD: &str = "Tus archivos se abren y se vuelven a escribir en este navegador, y se guardan en tu equipo. \
     Nada sale por la red.";
pub const WHAT: &str = "¿Qué necesitas?";
pub const TO_PFX: &str = "Un .pfx";
pub const TO_PFX_HELP: &str = "De tu .cer y tu .key, para instalarlo en otro programa o guardar un respaldo; o de otro .pfx, con otra contraseña.";
pub const TO_PAIR: &str = "Un .cer y un .key";
pub const TO_PAIR_HELP: &str = "De tu .pfx, para los sistemas que piden los dos archivos.";
pub const TO_KEY: &str = "Un .key con otra contraseña";
pub const TO_KEY_HELP: &str =
    "Tu .key de ahora sigue abriéndose con la suya: guárdalo o destrúyelo.";
pub const PASSWORD: &str = "Contraseña de ahora";
pub const PASSWORD_HELP: &str = "La que abre los archivos que elegiste.";
pub const PROTECTION: &str = "¿Cómo se protege lo nuevo?";
pub const MODERN: &str = "Cifrado moderno (AES-256)";
pub const MODERN_HELP: &str = "Lo mejor para respaldar. Lo abren los programas actuales.";
pub const OLD: &str = "Compatible con lectores antiguos de IDSE (3DES)";
pub const OLD_HELP: &str =
    "Sólo si un programa no abre el moderno: protege poco si el archivo cae en otras manos.";
pub const NEW_PASSWORD: &str = "Contraseña nueva";
pub const NEW_PASSWORD_HELP: &str =
    "De 8 a 255 caracteres. Sin ella nadie puede abrir lo nuevo, tampoco tú.";
pub const NEW_PASSWORD_OLD: &str = "De 8 a 20 letras o números, como la pide IDSE.";
pub const REPEATED: &str = "Repite la contraseña nueva";
pub const NOT_THE_SAME: &str = "No es igual a la contraseña nueva. Escríbela otra vez.";
pub const CONVERT: &str = "Convertir";
pub const CONVERTING: &str = "Escribiendo los archivos…";
pub const READY: &str = "Listo: guarda lo nuevo en tu equipo";
pub const READY_TEXT: &str = "Está sólo en esta página, cifrado con tu contraseña nueva. Al salir de ella o convertir otra \
     cosa se borra.";
pub const NOT_SAVED: &str =
    "El navegador no pudo guardar el archivo. Revisa que haya espacio e inténtalo otra vez.";

pub fn save(kind: FileKind, size: &str) -> String {
    let kind = match kind {
        FileKind::Cer => ".cer",
        FileKind::Key => ".key",
        FileKind::Pfx => ".pfx",
    };
    format!("Guardar el {kind} ({size})")
}

pub fn save_as(label: &str, name: &str) -> String {
    format!("{label}: {name}")
}

pub fn of(holder: &str) -> String {
    format!("De {holder}.")
}

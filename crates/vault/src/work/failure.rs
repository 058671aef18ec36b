//! Every sentence the worker refuses with. `credential`'s errors bring their own.

use credential::open::OpenError;
use vault_protocol::{Failure, FailureField};

use super::challenge::{MAX_CHALLENGE_BYTES, NotAChallenge};
use super::new_password::{self, SHORTEST};
use crate::{MAX_LOTE_BYTES, MAX_OPEN};

/// What `credential` says of files or password.
pub(crate) fn opening(error: &OpenError) -> Failure {
    let field = match error {
        OpenError::WrongPassword => FailureField::Password,
        _ => FailureField::Files,
    };
    Failure {
        // One spelling on the wire: kebab-case, as the relay's errors are.
        code: error.code().replace('_', "-"),
        message: error.message_es(),
        hint: error.hint_es(),
        field: Some(field),
    }
}

/// The same, of a credential that is open already.
pub(crate) fn no_longer_valid(error: &OpenError) -> Failure {
    Failure {
        field: None,
        ..opening(error)
    }
}

pub(crate) fn file_too_large(name: &str, size: u64) -> Failure {
    let size = match size / (1024 * 1024) {
        0 => format!("{} KB", size / 1024),
        megabytes => format!("{megabytes} MB"),
    };
    at(
        FailureField::Files,
        "file-too-large",
        format!(
            "«{name}» pesa {size}; un certificado o una llave pesa unos cuantos KB. No se leyó."
        ),
        "Revisa que hayas elegido el .cer, el .key o el .pfx, y no otro archivo.",
    )
}

pub(crate) fn number_of_files(found: usize) -> Failure {
    let message = match found {
        0 => "No elegiste ningún archivo.".to_owned(),
        found => format!("Elegiste {found} archivos a la vez."),
    };
    at(
        FailureField::Files,
        "number-of-files",
        message,
        "Elige un solo .pfx, o el .cer y el .key de tu e.firma.",
    )
}

pub(crate) fn files_unreadable() -> Failure {
    at(
        FailureField::Files,
        "file-unreadable",
        "No se pudo leer el archivo.".to_owned(),
        "Si está en una memoria USB o en la nube, revisa que siga conectada y elígelo otra vez.",
    )
}

pub(crate) fn password_too_long() -> Failure {
    at(
        FailureField::Password,
        "password-too-long",
        "La contraseña es demasiado larga para ser la de una llave.".to_owned(),
        "Escribe sólo la contraseña de la llave privada.",
    )
}

pub(crate) fn new_password(why: new_password::Refused) -> Failure {
    use new_password::Refused;
    let (code, message, hint) = match why {
        Refused::NotText => return malformed(),
        Refused::TooShort => (
            "new-password-too-short",
            format!("La contraseña nueva debe tener {SHORTEST} caracteres o más."),
            "Una frase de varias palabras protege mejor y se recuerda más fácil.",
        ),
        Refused::TooLong { most } => (
            "new-password-too-long",
            format!("La contraseña nueva puede tener hasta {most} caracteres."),
            "Escribe una más corta.",
        ),
        Refused::NotLettersOrDigits => (
            "new-password-not-letters-or-digits",
            "Para el .pfx que acepta IDSE la contraseña sólo puede llevar letras sin acento y números, de 8 a 20.".to_owned(),
            "Quita espacios, acentos, la Ñ y los signos, o elige el cifrado nuevo si el archivo no es para IDSE.",
        ),
        Refused::OneCharacter => (
            "new-password-one-character",
            "La contraseña nueva repite un solo carácter: cualquiera la adivina.".to_owned(),
            "Escribe una con letras y números distintos.",
        ),
    };
    at(FailureField::NewPassword, code, message, hint)
}

pub(crate) fn too_many_open() -> Failure {
    general(
        "too-many-open",
        format!("Ya hay {MAX_OPEN} certificados abiertos."),
        "Cierra alguno que no estés usando y vuelve a intentarlo.",
    )
}

pub(crate) fn key_refused() -> Failure {
    at(
        FailureField::Files,
        "key-refused",
        "El navegador no aceptó la llave privada.".to_owned(),
        "Actualiza el navegador o prueba con otro. Tus archivos no se modificaron.",
    )
}

pub(crate) fn no_randomness() -> Failure {
    general(
        "no-randomness",
        "Este navegador no da números al azar, y sin ellos un archivo no se protege bien. No se escribió nada."
            .to_owned(),
        "Actualiza el navegador o usa otro: Chrome, Edge, Firefox o Safari recientes. Tus archivos no se modificaron.",
    )
}

pub(crate) fn not_open() -> Failure {
    general(
        "not-open",
        "Ese certificado ya no está abierto.".to_owned(),
        "Vuelve a elegir sus archivos y a escribir su contraseña.",
    )
}

pub(crate) fn signature_failed() -> Failure {
    general(
        "signature-failed",
        "El navegador no pudo firmar. No se envió nada.".to_owned(),
        "Inténtalo de nuevo; si se repite, cierra el certificado y vuelve a abrirlo.",
    )
}

/// Page and worker do not understand each other: nothing that a person did.
pub(crate) fn malformed() -> Failure {
    general(
        "malformed",
        "La página y el módulo que firma no se entendieron.".to_owned(),
        "Vuelve a cargar la página.",
    )
}

pub(crate) fn challenge(why: NotAChallenge) -> Failure {
    let (code, what) = match why {
        NotAChallenge::Empty => ("challenge-empty", "llegó vacío".to_owned()),
        NotAChallenge::TooLong => (
            "challenge-too-long",
            format!("mide más de {MAX_CHALLENGE_BYTES} caracteres"),
        ),
        NotAChallenge::NotPrintable => (
            "challenge-not-printable",
            "trae caracteres que no se pueden leer".to_owned(),
        ),
        NotAChallenge::Dispmag => (
            "challenge-is-dispmag",
            "es un archivo de movimientos".to_owned(),
        ),
        NotAChallenge::EncodedAsn1 => (
            "challenge-is-asn1",
            "es un documento codificado, no un texto".to_owned(),
        ),
        NotAChallenge::Markup => (
            "challenge-is-markup",
            "es una página o un documento".to_owned(),
        ),
        NotAChallenge::CadenaOriginal => (
            "challenge-is-cadena-original",
            "es una cadena original, como la de una factura".to_owned(),
        ),
    };
    at(
        FailureField::Challenge,
        code,
        format!("El reto que llegó para firmar {what}. No se firmó."),
        "Pide otro reto. Si se repite, avisa a quien administra Rúbrica: IDSE no manda algo así.",
    )
}

pub(crate) fn lote_too_large() -> Failure {
    lote(
        "lote-too-large",
        format!(
            "El lote pesa más de {} MB y no se firmó.",
            MAX_LOTE_BYTES / (1024 * 1024)
        ),
        "Divídelo en lotes más pequeños.",
    )
}

/// `why`: the strict reader's own words.
pub(crate) fn lote_unreadable(why: &str) -> Failure {
    lote(
        "lote-unreadable",
        format!("El lote no se pudo leer completo y no se firmó: {why}"),
        "Vuelve a preparar el lote; si se repite, avisa a quien administra Rúbrica.",
    )
}

/// `expected` and `seen`: registro patronal and counts, in words.
pub(crate) fn lote_differs(expected: &str, seen: &str) -> Failure {
    lote(
        "lote-differs",
        format!("Confirmaste {expected}, pero el lote trae {seen}. No se firmó."),
        "Vuelve a cargar la página y revisa el lote antes de firmarlo.",
    )
}

fn lote(code: &str, message: String, hint: &str) -> Failure {
    at(FailureField::Lote, code, message, hint)
}

fn general(code: &str, message: String, hint: &str) -> Failure {
    Failure {
        code: code.to_owned(),
        message,
        hint: hint.to_owned(),
        field: None,
    }
}

fn at(field: FailureField, code: &str, message: String, hint: &str) -> Failure {
    Failure {
        field: Some(field),
        ..general(code, message, hint)
    }
}

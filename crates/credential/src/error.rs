//! Why a credential could not be opened, and what to do about it.

use crate::asn1::Malformed;
use crate::file::FileKind;
use jiff::Timestamp;
use jiff::tz::Offset;

/// Each variant is one thing a person can act on. [`message_es`](Self::message_es) says what is
/// wrong, [`hint_es`](Self::hint_es) what to do next; [`code`](Self::code) is stable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// Larger than any such file is; it was not read.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
    /// The password does not open it. A wrong password and a changed ciphertext cannot always be
    /// distinguished; where they can, the second is [`Damaged`](Self::Damaged).
    #[error("wrong password")]
    WrongPassword,
    /// Cut short, overwritten, or altered after it was written.
    #[error("the file is damaged")]
    Damaged,
    /// Well formed, but protected or made with something that is not opened here.
    #[error("unsupported: {algorithm}")]
    Unsupported {
        /// Name of the algorithm or format, for people.
        algorithm: String,
    },
    /// A sound key of another algorithm than RSA, which alone SAT and IMSS use. No conversion helps.
    #[error("a key that is not RSA: {algorithm}")]
    NotRsa {
        /// Name of the algorithm, for people.
        algorithm: String,
    },
    /// An RSA key of more than two primes, which no browser takes.
    #[error("an RSA key of more than two primes")]
    MultiPrimeKey,
    /// The file asks for more rounds or memory than a sane one does.
    #[error("too costly: {what}")]
    TooCostly {
        /// What it asks for.
        what: String,
    },
    /// A sound file of another kind.
    #[error("this is {found:?}, not {wanted:?}")]
    NotThisKind {
        /// What the file is.
        found: FileKind,
        /// What was asked for.
        wanted: FileKind,
    },
    /// Key and certificate are not two halves of one pair.
    #[error("the key belongs to another certificate")]
    KeyOfAnotherCertificate,
    /// SAT's invoice seal, which IDSE does not take.
    #[error("a CSD in place of the e.firma")]
    CsdInsteadOfEfirma,
    /// Past its last day.
    #[error("expired at {not_after}")]
    Expired {
        /// Last instant of validity.
        not_after: Timestamp,
    },
    /// Before its first day.
    #[error("not valid before {not_before}")]
    NotYetValid {
        /// First instant of validity.
        not_before: Timestamp,
    },
    /// A .pfx that holds certificates alone.
    #[error("the file holds no private key")]
    MissingKey,
    /// A .pfx that holds a key alone.
    #[error("the file holds no certificate")]
    MissingCertificate,
    /// Shorter than 2048 bits: not used for signing.
    #[error("a key of {bits} bits")]
    WeakKey {
        /// Length of the modulus.
        bits: usize,
    },
    /// A .pfx without MAC: nothing shows whether it was altered. Opened only after the person
    /// agrees ([`PfxOptions::accept_without_mac`](crate::open::PfxOptions::accept_without_mac)).
    #[error("the file has no integrity check")]
    WithoutMac,
    /// The issuer is not among the configured authorities, or the chain does not hold.
    #[error("issuer not trusted: {reason}")]
    IssuerNotTrusted {
        /// The reason, in Spanish.
        reason: String,
    },
}

impl OpenError {
    /// Returns stable identifier for code, logs and tests.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too_large",
            Self::WrongPassword => "wrong_password",
            Self::Damaged => "damaged",
            Self::Unsupported { .. } => "unsupported",
            Self::NotRsa { .. } => "not_rsa",
            Self::MultiPrimeKey => "multi_prime_key",
            Self::TooCostly { .. } => "too_costly",
            Self::NotThisKind { .. } => "not_this_kind",
            Self::KeyOfAnotherCertificate => "key_of_another_certificate",
            Self::CsdInsteadOfEfirma => "csd_instead_of_efirma",
            Self::Expired { .. } => "expired",
            Self::NotYetValid { .. } => "not_yet_valid",
            Self::MissingKey => "missing_key",
            Self::MissingCertificate => "missing_certificate",
            Self::WeakKey { .. } => "weak_key",
            Self::WithoutMac => "without_mac",
            Self::IssuerNotTrusted { .. } => "issuer_not_trusted",
        }
    }

    /// Returns what is wrong, in one sentence.
    #[must_use]
    pub fn message_es(&self) -> String {
        match self {
            Self::Empty => "El archivo está vacío.".to_owned(),
            Self::TooLarge { limit } => format!(
                "El archivo es demasiado grande para ser un certificado o una llave (más de {} KB).",
                limit / 1024
            ),
            Self::WrongPassword => "La contraseña no abre este archivo.".to_owned(),
            Self::Damaged => "El archivo está dañado o incompleto.".to_owned(),
            Self::Unsupported { algorithm } => {
                format!("El archivo usa «{algorithm}», que aquí no se puede abrir.")
            }
            Self::NotRsa { algorithm } => format!(
                "La llave es de otro tipo ({algorithm}); el SAT y el IMSS usan sólo llaves RSA."
            ),
            Self::MultiPrimeKey => {
                "La llave RSA tiene más de dos primos, y ningún navegador firma con una así."
                    .to_owned()
            }
            Self::TooCostly { what } => format!(
                "El archivo pide un cálculo fuera de lo normal ({what}) y no se abrió."
            ),
            Self::NotThisKind { found, wanted } => match (found, wanted) {
                (FileKind::Certificate, FileKind::Key) => {
                    "Esto es el certificado; falta la llave privada .key.".to_owned()
                }
                (FileKind::Key, FileKind::Certificate) => {
                    "Esto es la llave privada; falta el certificado .cer.".to_owned()
                }
                (FileKind::Pfx, _) => {
                    "Esto es un archivo .pfx, que ya trae juntos el certificado y la llave."
                        .to_owned()
                }
                (FileKind::Certificate, FileKind::Pfx) => {
                    "Esto es un certificado .cer, no un archivo .pfx.".to_owned()
                }
                (FileKind::Key, FileKind::Pfx) => {
                    "Esto es una llave privada .key, no un archivo .pfx.".to_owned()
                }
                (found, wanted) => {
                    format!("Esto es {}, no {}.", found.name_es(), wanted.name_es())
                }
            },
            Self::KeyOfAnotherCertificate => {
                "La llave privada es de otro certificado: no forman pareja.".to_owned()
            }
            Self::CsdInsteadOfEfirma => {
                "Esto es un certificado de sello digital (CSD), que sirve para facturar; IDSE no lo acepta."
                    .to_owned()
            }
            Self::Expired { not_after } => {
                format!("El certificado venció el {}.", date_es(*not_after))
            }
            Self::NotYetValid { not_before } => format!(
                "El certificado todavía no es válido: empieza el {}.",
                date_es(*not_before)
            ),
            Self::MissingKey => {
                "El archivo trae sólo certificados, sin la llave privada.".to_owned()
            }
            Self::MissingCertificate => {
                "El archivo trae sólo la llave privada, sin su certificado.".to_owned()
            }
            Self::WeakKey { bits } => format!(
                "La llave mide {bits} bits; para firmar se necesitan 2048 o más."
            ),
            Self::WithoutMac => {
                "El archivo no trae sello de integridad: no se puede saber si alguien lo alteró."
                    .to_owned()
            }
            Self::IssuerNotTrusted { reason } => {
                format!("No se pudo confirmar quién emitió el certificado: {reason}.")
            }
        }
    }

    /// Returns what to do next, in one or two sentences.
    #[must_use]
    pub fn hint_es(&self) -> String {
        match self {
            Self::Empty => {
                "Vuelve a copiarlo desde la memoria o la computadora donde lo guardas; la copia quedó sin contenido."
            }
            Self::TooLarge { .. } => {
                "Revisa que hayas elegido el .cer, el .key o el .pfx, y no otro archivo."
            }
            Self::WrongPassword => {
                "Escríbela otra vez cuidando mayúsculas, acentos y la Ñ. Es la contraseña de la llave privada, no la CIEC del SAT ni la de tu correo."
            }
            Self::Damaged => {
                "Vuelve a copiarlo desde el original. Si el original también falla, descárgalo otra vez o renueva tu certificado."
            }
            Self::Unsupported { .. } => {
                "Conviértelo en la computadora donde lo usas: ábrelo ahí y expórtalo como .pfx con cifrado AES-256 (o TripleDES), o pide uno nuevo a quien lo emitió."
            }
            Self::NotRsa { .. } => {
                "No es la llave de una e.firma ni de un certificado del IMSS, y no se puede convertir en una. Busca los archivos que te dio el SAT o el IMSS."
            }
            Self::MultiPrimeKey => {
                "Usa la llave que te dio el SAT o el IMSS, o pide un certificado nuevo."
            }
            Self::TooCostly { .. } => {
                "Expórtalo otra vez como .pfx con los valores normales del programa que lo creó."
            }
            Self::NotThisKind { found, wanted } => match (found, wanted) {
                (FileKind::Certificate, FileKind::Key) => {
                    "Elige aquí el archivo .key que guardaste junto con el certificado."
                }
                (FileKind::Key, FileKind::Certificate) => {
                    "Elige aquí el archivo .cer que corresponde a esta llave."
                }
                (FileKind::Pfx, _) => {
                    "Elígelo en el campo del certificado y deja vacío el de la llave privada."
                }
                (_, FileKind::Certificate) => {
                    "Busca el archivo que termina en .cer (o el .pfx del IMSS)."
                }
                (_, FileKind::Key) => "Busca el archivo que termina en .key.",
                _ => "Busca el archivo que termina en .pfx o .p12.",
            },
            Self::KeyOfAnotherCertificate => {
                "Busca el .cer y el .key que se crearon juntos; si renovaste, usa los dos archivos nuevos."
            }
            Self::CsdInsteadOfEfirma => {
                "Usa la e.firma: sus archivos suelen llamarse FIEL o Claveprivada_FIEL, no CSD."
            }
            Self::Expired { .. } => {
                "Renuévalo. Después borra aquí el certificado vencido y agrega el nuevo: mientras el vencido siga asignado, el nuevo no se puede agregar."
            }
            Self::NotYetValid { .. } => {
                "Revisa la fecha y la hora de este equipo; si están bien, espera a que empiece su vigencia."
            }
            Self::MissingKey => {
                "Exporta otra vez el .pfx incluyendo la llave privada, o elige por separado el .cer y el .key."
            }
            Self::MissingCertificate => {
                "Elige también el .cer que corresponde a esta llave, o exporta otra vez el .pfx con el certificado."
            }
            Self::WeakKey { .. } => "Renueva tu certificado: los nuevos miden 2048 bits o más.",
            Self::WithoutMac => {
                "Si lo creaste tú y siempre lo has tenido contigo, puedes abrirlo de todos modos; si no, consigue el original."
            }
            Self::IssuerNotTrusted { .. } => {
                "Confirma que el certificado te lo dio el SAT o el IMSS. Si es así, pide a quien administra Rúbrica que instale el certificado de la autoridad que lo emitió."
            }
        }
        .to_owned()
    }
}

/// `15/01/2026`, as the day is in Mexico City: UTC−6 all year since 30 October 2022 (Ley de los
/// Husos Horarios); before, summer time can move an instant of midnight by one day.
fn date_es(at: Timestamp) -> String {
    let civil = Offset::constant(-6).to_datetime(at);
    format!(
        "{:02}/{:02}/{:04}",
        civil.day(),
        civil.month(),
        civil.year()
    )
}

impl From<Malformed> for OpenError {
    fn from(_: Malformed) -> Self {
        Self::Damaged
    }
}

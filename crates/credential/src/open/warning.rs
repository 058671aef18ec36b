//! What is worth telling about a credential that was opened all the same.

/// Something a person should know. None of these refuses work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// The .pfx has no MAC.
    WithoutMac,
    /// It opens with the empty password.
    EmptyPassword,
    /// The key lies bare in its file.
    NotEncrypted,
    /// Encryption that no longer protects.
    WeakEncryption {
        /// The scheme.
        scheme: String,
    },
    /// Opened only in an encoding that old programs used for accents and Ñ.
    OddPasswordEncoding,
    /// Under 2048 bits; it opens, it does not sign.
    WeakKey {
        /// Length of the modulus.
        bits: usize,
    },
    /// More than one private key; one was chosen.
    SeveralKeys {
        /// How many.
        count: usize,
    },
    /// Something in the file that is not used here.
    IgnoredContent {
        /// What, for people.
        what: String,
    },
    /// A certificate in the file that cannot be read.
    UnreadableCertificate,
    /// Neither e.firma nor, by what is known of them, an IMSS certificate: IDSE decides.
    UnknownKind,
    /// It ends within [`EXPIRY_WARNING_DAYS`](super::EXPIRY_WARNING_DAYS).
    ExpiresSoon {
        /// Whole days left.
        days: i64,
    },
    /// Issued to another RFC than expected: IDSE decides.
    OtherRfc {
        /// The certificate's.
        found: String,
    },
    /// Names another registro patronal than expected: IDSE decides.
    OtherRegistroPatronal {
        /// The certificate's.
        found: String,
    },
}

impl Warning {
    /// Stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WithoutMac => "without_mac",
            Self::EmptyPassword => "empty_password",
            Self::NotEncrypted => "not_encrypted",
            Self::WeakEncryption { .. } => "weak_encryption",
            Self::OddPasswordEncoding => "odd_password_encoding",
            Self::WeakKey { .. } => "weak_key",
            Self::SeveralKeys { .. } => "several_keys",
            Self::IgnoredContent { .. } => "ignored_content",
            Self::UnreadableCertificate => "unreadable_certificate",
            Self::UnknownKind => "unknown_kind",
            Self::ExpiresSoon { .. } => "expires_soon",
            Self::OtherRfc { .. } => "other_rfc",
            Self::OtherRegistroPatronal { .. } => "other_registro_patronal",
        }
    }

    /// One or two sentences for the person.
    #[must_use]
    pub fn message_es(&self) -> String {
        match self {
            Self::WithoutMac => "El archivo no trae sello de integridad: no se puede saber si alguien lo alteró.".to_owned(),
            Self::EmptyPassword => "El archivo se abre sin contraseña: cualquiera que lo copie puede firmar por ti.".to_owned(),
            Self::NotEncrypted => "La llave privada no está cifrada: cualquiera que copie el archivo puede firmar por ti.".to_owned(),
            Self::WeakEncryption { scheme } => format!("El archivo usa un cifrado que ya no protege ({scheme}). Guárdalo otra vez con cifrado nuevo."),
            Self::OddPasswordEncoding => "La contraseña tiene acentos o Ñ y el programa que creó el archivo los guardó a su manera.".to_owned(),
            Self::WeakKey { bits } => format!("La llave mide {bits} bits; para firmar se necesitan 2048 o más."),
            Self::SeveralKeys { count } => format!("El archivo trae {count} llaves privadas; se tomó la del certificado que sirve para IDSE o, si no hay, la que vence más tarde."),
            Self::IgnoredContent { what } => format!("El archivo trae además algo que aquí no se usa: {what}."),
            Self::UnreadableCertificate => "El archivo trae un certificado que no se pudo leer; se dejó fuera.".to_owned(),
            Self::UnknownKind => "No se reconoce como e.firma del SAT ni como certificado del IMSS. IDSE decide si lo acepta.".to_owned(),
            Self::ExpiresSoon { days: 0 } => "El certificado vence hoy.".to_owned(),
            Self::ExpiresSoon { days: 1 } => "El certificado vence mañana.".to_owned(),
            Self::ExpiresSoon { days } => format!("Al certificado le quedan {days} días."),
            Self::OtherRfc { found } => format!("El certificado es del RFC {found}, no del de la empresa. IDSE decide si lo acepta."),
            Self::OtherRegistroPatronal { found } => format!("El certificado nombra otro registro patronal ({found}). IDSE decide si lo acepta."),
        }
    }
}

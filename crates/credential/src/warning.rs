//! What a person should know about a file that opened all the same.

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
    /// The password opened it in another encoding than the one it was typed in.
    OddPasswordEncoding {
        /// That encoding.
        encoding: PasswordEncoding,
    },
    /// Bytes before or after the content were left out.
    StrayBytes,
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
    /// It ends within [`Expected::warning_days`](crate::open::Expected::warning_days).
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

/// How a program wrote the characters of a password as octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PasswordEncoding {
    /// As it was typed, in UTF-8; in a .pfx as a `BMPString` (RFC 7292 B.1).
    AsTyped,
    /// Each letter and its accent in one character (Unicode's form C).
    Composed,
    /// Letters and accents apart (Unicode's form D), as macOS writes file names.
    Decomposed,
    /// Windows' code page for western Europe.
    Windows1252,
    /// DOS's and the Windows console's code page for western Europe.
    CodePage850,
    /// The Macintosh before Mac OS X.
    MacRoman,
    /// UTF-8 where a .pfx should have a `BMPString`.
    Utf8InPfx,
    /// A `BMPString` where a .pfx should have UTF-8, as NSS wrote before 2018.
    BmpString,
}

impl PasswordEncoding {
    /// Returns its name, for people.
    #[must_use]
    pub fn name_es(self) -> &'static str {
        match self {
            Self::AsTyped => "como la escribiste",
            Self::Composed => "Unicode NFC",
            Self::Decomposed => "Unicode NFD, el de Mac",
            Self::Windows1252 => "Windows-1252",
            Self::CodePage850 => "página de códigos 850, la de MS-DOS",
            Self::MacRoman => "Mac Roman",
            Self::Utf8InPfx => "UTF-8",
            Self::BmpString => "UTF-16",
        }
    }
}

impl Warning {
    /// Returns stable identifier.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::WithoutMac => "without_mac",
            Self::EmptyPassword => "empty_password",
            Self::NotEncrypted => "not_encrypted",
            Self::WeakEncryption { .. } => "weak_encryption",
            Self::OddPasswordEncoding { .. } => "odd_password_encoding",
            Self::StrayBytes => "stray_bytes",
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

    /// Returns one or two sentences for the person.
    #[must_use]
    pub fn message_es(&self) -> String {
        match self {
            Self::WithoutMac => "El archivo no trae sello de integridad: no se puede saber si alguien lo alteró.".to_owned(),
            Self::EmptyPassword => "El archivo se abre sin contraseña: cualquiera que lo copie puede firmar por ti.".to_owned(),
            Self::NotEncrypted => "La llave privada no está cifrada: cualquiera que copie el archivo puede firmar por ti.".to_owned(),
            Self::WeakEncryption { scheme } => format!("El archivo usa un cifrado que ya no protege ({scheme}). Guárdalo otra vez con cifrado nuevo."),
            Self::OddPasswordEncoding { encoding } => format!("La contraseña tiene acentos, Ñ u otros signos, y el programa que creó el archivo los guardó a su manera ({}).", encoding.name_es()),
            Self::StrayBytes => "El archivo trae bytes de más antes o después de su contenido, como los que agregan algunos correos y editores. Se leyó sin ellos.".to_owned(),
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

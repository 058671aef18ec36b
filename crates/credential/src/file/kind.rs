//! The kinds of files that people pick, and what each is called.

use serde::{Deserialize, Serialize};

/// Kinds of files that people pick where a certificate, key or .pfx is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FileKind {
    /// No bytes.
    Empty,
    /// X.509 certificate, DER or PEM.
    Certificate,
    /// Private key: PKCS#8 encrypted or plain, PKCS#1, SEC 1; DER or PEM.
    Key,
    /// PKCS#12.
    Pfx,
    /// CMS or PKCS#7: a signature, or certificates in a .p7b.
    Cms,
    /// PKCS#10 certificate request (.req, .csr).
    CertificateRequest,
    /// Revocation list.
    RevocationList,
    /// A bare public key.
    PublicKey,
    /// Java's own key store formats.
    JavaKeyStore,
    /// OpenSSH or PuTTY key.
    SshKey,
    /// PGP message or key.
    Pgp,
    /// PDF document.
    Pdf,
    /// ZIP archive, and what is one inside: .docx, .xlsx.
    Zip,
    /// JPEG, PNG or GIF.
    Image,
    /// HTML or XML.
    Markup,
    /// Some other text.
    Text,
    /// ASN.1 that is cut short, or of no kind known here.
    DamagedAsn1,
    /// A BEGIN line whose block cannot be read.
    DamagedPem,
    /// Nothing recognizable.
    Unknown,
}

impl FileKind {
    /// Returns stable identifier, kebab-case.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Certificate => "certificate",
            Self::Key => "key",
            Self::Pfx => "pfx",
            Self::Cms => "cms",
            Self::CertificateRequest => "certificate-request",
            Self::RevocationList => "revocation-list",
            Self::PublicKey => "public-key",
            Self::JavaKeyStore => "java-key-store",
            Self::SshKey => "ssh-key",
            Self::Pgp => "pgp",
            Self::Pdf => "pdf",
            Self::Zip => "zip",
            Self::Image => "image",
            Self::Markup => "markup",
            Self::Text => "text",
            Self::DamagedAsn1 => "damaged-asn1",
            Self::DamagedPem => "damaged-pem",
            Self::Unknown => "unknown",
        }
    }

    /// Returns its name with the article, as part of a sentence.
    #[must_use]
    pub fn name_es(self) -> &'static str {
        match self {
            Self::Empty => "un archivo vacío",
            Self::Certificate => "un certificado (.cer)",
            Self::Key => "una llave privada (.key)",
            Self::Pfx => "un archivo .pfx",
            Self::Cms => "una firma o un paquete PKCS#7 (.p7m, .p7b)",
            Self::CertificateRequest => "un requerimiento de certificado (.req)",
            Self::RevocationList => "una lista de certificados revocados (.crl)",
            Self::PublicKey => "una llave pública",
            Self::JavaKeyStore => "un almacén de llaves de Java (.jks)",
            Self::SshKey => "una llave de SSH",
            Self::Pgp => "un archivo de PGP",
            Self::Pdf => "un documento PDF",
            Self::Zip => "un archivo comprimido o de Office (.zip, .docx, .xlsx)",
            Self::Image => "una imagen",
            Self::Markup => "una página web o un XML",
            Self::Text => "un archivo de texto",
            Self::DamagedAsn1 | Self::DamagedPem => "un archivo dañado",
            Self::Unknown => "un archivo de otro tipo",
        }
    }
}

//! What a file is, told from its bytes and never from its name.

use crate::asn1::{Element, Malformed, Reader, ber, pem, tag};
use crate::certificate::is_certificate_label;
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
    /// With its article, to stand in a sentence.
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

    /// Whether the file is sound, only not what is opened here.
    #[must_use]
    pub fn is_well_formed_crypto(self) -> bool {
        matches!(
            self,
            Self::Certificate
                | Self::Key
                | Self::Pfx
                | Self::Cms
                | Self::CertificateRequest
                | Self::RevocationList
                | Self::PublicKey
                | Self::JavaKeyStore
                | Self::SshKey
                | Self::Pgp
        )
    }
}

/// What `bytes` are. Reads a bounded part of large files, and never fails.
#[must_use]
pub fn sniff(bytes: &[u8]) -> FileKind {
    if bytes.is_empty() {
        return FileKind::Empty;
    }
    if let Some(kind) = by_magic(bytes) {
        return kind;
    }
    let start = &bytes[..bytes.len().min(64 * 1024)];
    if pem::looks_like(start) {
        return of_pem(bytes);
    }
    if bytes.len() <= 4 * 1024 * 1024
        && let Some(der) = pem::bare_base64(bytes)
    {
        return of_asn1(&der);
    }
    if bytes[0] == tag::SEQUENCE {
        return of_asn1(bytes);
    }
    let text = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let printable = |byte: &u8| matches!(byte, b'\t' | b'\r' | b'\n' | 0x20..=0x7e | 0x80..);
    if text.trim_ascii_start().starts_with(b"<") {
        FileKind::Markup
    } else if text.iter().all(printable)
        && text.iter().filter(|b| **b < 0x80).count() * 2 > text.len()
    {
        FileKind::Text
    } else {
        FileKind::Unknown
    }
}

fn by_magic(bytes: &[u8]) -> Option<FileKind> {
    Some(match bytes {
        [b'%', b'P', b'D', b'F', ..] => FileKind::Pdf,
        [b'P', b'K', 3 | 5, 4 | 6, ..] => FileKind::Zip,
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] | [b'G', b'I', b'F', b'8', ..] => {
            FileKind::Image
        }
        [0xfe, 0xed, 0xfe, 0xed, ..] | [0xce, 0xce, 0xce, 0xce, ..] => FileKind::JavaKeyStore,
        _ if bytes.starts_with(b"PuTTY-User-Key-File") => FileKind::SshKey,
        _ => return None,
    })
}

fn of_pem(bytes: &[u8]) -> FileKind {
    let Some(blocks) = pem::read(bytes) else {
        return FileKind::DamagedPem;
    };
    let labels: Vec<&str> = blocks.iter().map(|block| block.label.as_str()).collect();
    let any = |wanted: &dyn Fn(&str) -> bool| labels.iter().any(|label| wanted(label));
    // A file with both is a key first: that is the half that must not be overlooked.
    if any(&|label| label == "OPENSSH PRIVATE KEY") {
        FileKind::SshKey
    } else if any(&|label| label.starts_with("PGP ")) {
        FileKind::Pgp
    } else if any(&|label| label.ends_with("PRIVATE KEY")) {
        FileKind::Key
    } else if any(&is_certificate_label) {
        FileKind::Certificate
    } else if any(&|label| matches!(label, "PKCS12" | "PFX")) {
        FileKind::Pfx
    } else if any(&|label| matches!(label, "PKCS7" | "CMS" | "PKCS #7 SIGNED DATA")) {
        FileKind::Cms
    } else if any(&|label| label.ends_with("CERTIFICATE REQUEST")) {
        FileKind::CertificateRequest
    } else if any(&|label| label == "X509 CRL") {
        FileKind::RevocationList
    } else if any(&|label| label.ends_with("PUBLIC KEY")) {
        FileKind::PublicKey
    } else {
        FileKind::DamagedPem
    }
}

/// Tells ASN.1 files apart by their first few elements.
fn of_asn1(bytes: &[u8]) -> FileKind {
    let Ok(der) = ber::to_der(bytes) else {
        return FileKind::DamagedAsn1;
    };
    classify(&der).unwrap_or(FileKind::DamagedAsn1)
}

pub(crate) fn classify(der: &[u8]) -> Result<FileKind, Malformed> {
    let mut reader = Reader::new(der).sequence()?;
    let first = reader.any()?;
    let second = if reader.is_empty() {
        None
    } else {
        Some(reader.any()?)
    };
    let third = if reader.is_empty() {
        None
    } else {
        Some(reader.any()?)
    };
    let tags = (first.tag, second.map(|e| e.tag), third.map(|e| e.tag));
    Ok(match tags {
        (tag::INTEGER, Some(tag::SEQUENCE), Some(tag::OCTET_STRING)) => FileKind::Key,
        (tag::INTEGER, Some(tag::SEQUENCE), None | Some(tag::SEQUENCE))
            if first.small() == Ok(3) && starts_with_oid(second) =>
        {
            FileKind::Pfx
        }
        (tag::INTEGER, Some(tag::INTEGER), Some(tag::INTEGER)) => FileKind::Key,
        (tag::INTEGER, Some(tag::INTEGER), None) => FileKind::PublicKey,
        (tag::INTEGER, Some(tag::OCTET_STRING), _) => FileKind::Key,
        (tag::SEQUENCE, Some(tag::OCTET_STRING), None) => FileKind::Key,
        (tag::SEQUENCE, Some(tag::BIT_STRING), None) => FileKind::PublicKey,
        (tag::SEQUENCE, Some(tag::SEQUENCE), Some(tag::BIT_STRING)) => of_signed(&first)?,
        (tag::OID, Some(0xa0), None) => FileKind::Cms,
        _ => FileKind::DamagedAsn1,
    })
}

fn starts_with_oid(element: Option<Element<'_>>) -> bool {
    element.is_some_and(|element| element.content.first() == Some(&tag::OID))
}

/// Certificate, request or revocation list, by what is signed.
fn of_signed(signed: &Element<'_>) -> Result<FileKind, Malformed> {
    let mut reader = signed.reader();
    let first = reader.any()?;
    let second = reader.any()?;
    let third = reader.any()?;
    Ok(match (first.tag, second.tag, third.tag) {
        (0xa0, tag::INTEGER, tag::SEQUENCE) => FileKind::Certificate,
        (tag::INTEGER, tag::SEQUENCE, tag::SEQUENCE) => {
            // A version 1 certificate has serial, algorithm, issuer; a request has version, name,
            // key; a list has version, algorithm, issuer, time.
            let fourth = reader.any()?;
            match fourth.tag {
                tag::SEQUENCE => FileKind::Certificate,
                tag::UTC_TIME | tag::GENERALIZED_TIME => FileKind::RevocationList,
                _ => FileKind::CertificateRequest,
            }
        }
        (tag::SEQUENCE, tag::SEQUENCE, tag::UTC_TIME | tag::GENERALIZED_TIME) => {
            FileKind::RevocationList
        }
        _ => FileKind::DamagedAsn1,
    })
}

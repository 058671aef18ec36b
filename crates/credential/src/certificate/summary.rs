//! The facts of a certificate that people and the rest of the product ask for.

use super::{Certificate, Fields};
use crate::asn1::oids;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a certificate is for, as far as it says so itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// SAT's e.firma (FIEL).
    Efirma,
    /// SAT's invoice seal (certificado de sello digital). Not valid for IDSE.
    Csd,
    /// IMSS's digital certificate: its OU is a registro patronal.
    Imss,
    /// Anything else: a certificate authority, a web server, a stranger.
    Other,
}

/// One purpose of a key (RFC 5280 §4.2.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are RFC 5280's own")]
pub enum KeyUsage {
    DigitalSignature,
    NonRepudiation,
    KeyEncipherment,
    DataEncipherment,
    KeyAgreement,
    KeyCertSign,
    CrlSign,
    EncipherOnly,
    DecipherOnly,
}

/// All public facts of a certificate. Nothing in here is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateSummary {
    /// What it is for.
    pub kind: Kind,
    /// Person or company it was issued to: CN, else name, else O.
    pub holder: String,
    /// The holder's RFC, from x500UniqueIdentifier.
    pub rfc: Option<String>,
    /// RFC of a company's representative, behind the slash.
    pub representative_rfc: Option<String>,
    /// The holder's CURP: serialNumber of an e.firma, title of an IMSS certificate of a person.
    pub curp: Option<String>,
    /// CURP of a company's representative.
    pub representative_curp: Option<String>,
    /// IMSS: the registro patronal in OU, as written there (10 or 11 characters).
    pub registro_patronal: Option<String>,
    /// O: razón social.
    pub organization: Option<String>,
    /// E-mail address of the subject.
    pub email: Option<String>,
    /// SAT's 20 digits where the serial number is ASCII digits, else lower-case hex.
    pub serial: String,
    /// CN of the issuer, else its O.
    pub issuer: String,
    /// First instant of validity.
    pub not_before: Timestamp,
    /// Last instant of validity.
    pub not_after: Timestamp,
    /// Length of the RSA modulus; 0 for a key of another algorithm.
    pub key_bits: u32,
    /// `RSA`, or the name of another algorithm.
    pub key_algorithm: String,
    /// Purposes the key is restricted to; empty where the certificate does not say.
    pub key_usages: Vec<KeyUsage>,
    /// SHA-256 of the DER, 64 hex digits.
    pub sha256: String,
}

const ALL_USAGES: [KeyUsage; 9] = [
    KeyUsage::DigitalSignature,
    KeyUsage::NonRepudiation,
    KeyUsage::KeyEncipherment,
    KeyUsage::DataEncipherment,
    KeyUsage::KeyAgreement,
    KeyUsage::KeyCertSign,
    KeyUsage::CrlSign,
    KeyUsage::EncipherOnly,
    KeyUsage::DecipherOnly,
];

impl CertificateSummary {
    pub(super) fn new(certificate: &Certificate) -> Self {
        let fields = certificate.fields();
        let subject = &fields.subject_name;
        let key_usages = usages(fields.extensions.key_usage);
        let (rfc, representative_rfc) = split_pair(subject.first(oids::UNIQUE_IDENTIFIER));
        let rfc = rfc.filter(|value| looks_like_rfc(value));
        let representative_rfc = representative_rfc.filter(|value| looks_like_rfc(value));
        let kind = kind(fields, &key_usages, rfc.is_some());
        let (mut curp, mut representative_curp) = split_pair(subject.first(oids::SERIAL_NUMBER));
        if kind == Kind::Imss && curp.is_none() && representative_curp.is_none() {
            // The representative's CURP stands in the title [B]; a person with a registro patronal
            // of her own is her own representative, which the certificate does not tell.
            curp = subject
                .first(oids::TITLE)
                .map(str::to_uppercase)
                .filter(|value| looks_like_curp(value));
            representative_curp.clone_from(&curp);
        }
        Self {
            kind,
            holder: subject.display(),
            rfc,
            representative_rfc,
            curp: curp.filter(|value| looks_like_curp(value)),
            representative_curp: representative_curp.filter(|value| looks_like_curp(value)),
            registro_patronal: (kind == Kind::Imss)
                .then(|| registro_patronal(fields))
                .flatten(),
            organization: subject.first(oids::ORGANIZATION).map(str::to_owned),
            email: subject
                .first(oids::EMAIL_ADDRESS)
                .map(str::to_owned)
                .or_else(|| fields.extensions.email.clone()),
            serial: serial(&fields.serial),
            issuer: fields.issuer_name.display(),
            not_before: fields.not_before,
            not_after: fields.not_after,
            // A modulus has at most 16,384 bits.
            key_bits: fields.rsa.as_ref().map_or(0, |key| key.bits() as u32),
            key_algorithm: oids::name(fields.key_algorithm),
            key_usages,
            sha256: hex(&certificate.sha256()),
        }
    }
}

fn usages(bits: Option<u16>) -> Vec<KeyUsage> {
    let bits = bits.unwrap_or(0);
    ALL_USAGES
        .into_iter()
        .enumerate()
        .filter(|(bit, _)| bits & (1 << bit) != 0)
        .map(|(_, usage)| usage)
        .collect()
}

/// e.firma or CSD by what SAT's files have in common [A]; IMSS by its OU [B].
fn kind(fields: &Fields, usages: &[KeyUsage], has_rfc: bool) -> Kind {
    let subject = &fields.subject_name;
    // SAT's own authorities carry an RFC too. A self-made certificate may call itself an authority
    // without any purpose that says so: that one goes by its subject.
    if fields.extensions.ca == Some(true) && usages.contains(&KeyUsage::KeyCertSign) {
        return Kind::Other;
    }
    let has_unit = subject.first(oids::ORGANIZATIONAL_UNIT).is_some();
    let by_imss = {
        let issuer = fields.issuer_name.display().to_uppercase();
        let organization = fields.issuer_name.first(oids::ORGANIZATION);
        [Some(issuer.as_str()), organization]
            .into_iter()
            .flatten()
            .any(|name| {
                let name = name.to_uppercase();
                name.contains("IMSS") || name.contains("SEGURO SOCIAL")
            })
    };
    if registro_patronal(fields).is_some()
        && (by_imss || !has_rfc || subject.first(oids::TITLE).is_some())
    {
        return Kind::Imss;
    }
    if !has_rfc {
        return Kind::Other;
    }
    let encrypts = [KeyUsage::DataEncipherment, KeyUsage::KeyAgreement]
        .iter()
        .any(|usage| usages.contains(usage))
        || fields
            .extensions
            .extended_key_usage
            .iter()
            .any(|usage| [oids::EKU_CLIENT_AUTH, oids::EKU_EMAIL_PROTECTION].contains(usage));
    if has_unit && !encrypts {
        Kind::Csd
    } else {
        Kind::Efirma
    }
}

/// The OU that has the shape of a registro patronal: a letter or digit and nine or ten digits.
/// Hyphens and spaces, as people print them, are left out.
fn registro_patronal(fields: &Fields) -> Option<String> {
    fields
        .subject_name
        .all(oids::ORGANIZATIONAL_UNIT)
        .map(|unit| {
            unit.chars()
                .filter(|c| !matches!(c, '-' | ' '))
                .collect::<String>()
                .to_uppercase()
        })
        .find(|unit| {
            matches!(unit.len(), 10 | 11)
                && unit.starts_with(|c: char| c.is_ascii_alphanumeric())
                && unit.bytes().skip(1).all(|byte| byte.is_ascii_digit())
        })
}

/// `A / B`, `A`, or ` / B`.
fn split_pair(value: Option<&str>) -> (Option<String>, Option<String>) {
    let Some(value) = value else {
        return (None, None);
    };
    let mut parts = value.splitn(2, '/').map(|part| {
        let part = part.trim().to_uppercase();
        (!part.is_empty()).then_some(part)
    });
    (parts.next().flatten(), parts.next().flatten())
}

/// The shape alone: a certificate's RFC that fails its check digit is still the certificate's RFC.
fn looks_like_rfc(value: &str) -> bool {
    let letters = |c: char| c.is_ascii_uppercase() || matches!(c, 'Ñ' | '&');
    let characters: Vec<char> = value.chars().collect();
    let head = match characters.len() {
        12 => 3,
        13 => 4,
        _ => return false,
    };
    characters[..head].iter().all(|c| letters(*c))
        && characters[head..head + 6].iter().all(char::is_ascii_digit)
        && characters[head + 6..]
            .iter()
            .all(char::is_ascii_alphanumeric)
}

fn looks_like_curp(value: &str) -> bool {
    value.chars().count() == 18 && value.chars().all(|c| c.is_ascii_alphanumeric() || c == 'Ñ')
}

/// SAT writes the ASCII codes of 20 digits into the serial number [A].
fn serial(octets: &[u8]) -> String {
    let magnitude = match octets {
        [0, rest @ ..] if !rest.is_empty() => rest,
        _ => octets,
    };
    if magnitude.len() >= 12 && magnitude.iter().all(u8::is_ascii_digit) {
        return magnitude.iter().map(|digit| char::from(*digit)).collect();
    }
    hex(magnitude)
}

/// Returns lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

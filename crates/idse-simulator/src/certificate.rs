//! A signer's certificate: who it is, of what kind, and whether a known authority vouches for it.

use jiff::Timestamp;
use ring::signature::{
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512,
    RsaParameters, UnparsedPublicKey,
};
use x509_parser::certificate::X509Certificate;
use x509_parser::oid_registry::Oid;
use x509_parser::prelude::FromDer;

use crate::tlv::{BIT_STRING, CONTEXT_0, Elements, INTEGER, Malformed, SEQUENCE};

/// A parsed certificate and its bytes.
pub(crate) struct Certificate<'a> {
    der: &'a [u8],
    parsed: X509Certificate<'a>,
}

/// What kind of certificate it is, by its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// SAT's signing certificate of this RFC.
    Efirma { rfc: String },
    /// SAT's seal for invoices; not for IDSE.
    Csd,
    /// A certificado digital IMSS that names this registro patronal.
    Imss { registro_patronal: String },
    /// None of them.
    Other,
}

/// Why a certificate is not accepted. The text goes into the portal's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TrustError {
    #[error("el certificado aún no está vigente")]
    NotYetValid,
    #[error("el certificado está vencido")]
    Expired,
    #[error("el certificado no fue emitido por una autoridad conocida")]
    UnknownAuthority,
}

/// A longer chain than any in use.
const MAX_CHAIN: usize = 4;

impl<'a> Certificate<'a> {
    /// Exactly one certificate in DER.
    pub(crate) fn parse(der: &'a [u8]) -> Option<Self> {
        let (rest, parsed) = X509Certificate::from_der(der).ok()?;
        let whole = rest.is_empty() && check_frame(der).is_ok();
        whole.then_some(Self { der, parsed })
    }

    pub(crate) fn der(&self) -> &'a [u8] {
        self.der
    }

    /// The issuer's name in DER.
    pub(crate) fn issuer(&self) -> &[u8] {
        self.parsed.tbs_certificate.issuer.as_raw()
    }

    /// The octets of the serial's INTEGER.
    pub(crate) fn serial(&self) -> &[u8] {
        self.parsed.tbs_certificate.raw_serial()
    }

    /// As SAT and IMSS print it: the digits that its bytes spell; in hex where they spell none.
    pub(crate) fn printed_serial(&self) -> String {
        let serial = self.serial();
        if !serial.is_empty() && serial.iter().all(u8::is_ascii_digit) {
            return String::from_utf8_lossy(serial).into_owned();
        }
        self.hex_serial()
    }

    pub(crate) fn hex_serial(&self) -> String {
        hex(self.serial())
    }

    /// `RSAPublicKey` in DER, as ring takes it. `None` for another kind of key.
    pub(crate) fn rsa_public_key(&self) -> Option<&[u8]> {
        let spki = self.parsed.public_key();
        let rsa = spki.algorithm.algorithm == x509_parser::oid_registry::OID_PKCS1_RSAENCRYPTION;
        rsa.then(|| spki.subject_public_key.data.as_ref())
    }

    pub(crate) fn kind(&self) -> Kind {
        let unit = self.subject("2.5.4.11");
        match (self.subject("2.5.4.45"), unit) {
            (Some(_), Some(_)) => Kind::Csd,
            (Some(unique), None) => {
                // Moral: "RFC / RFC of the representative".
                let rfc = unique.split('/').next().unwrap_or_default().trim();
                Kind::Efirma {
                    rfc: rfc.to_uppercase(),
                }
            }
            (None, Some(unit)) => Kind::Imss {
                registro_patronal: unit.trim().to_uppercase(),
            },
            (None, None) => Kind::Other,
        }
    }

    /// Dates, and a chain of signatures up to one of `authorities`.
    pub(crate) fn check(
        &self,
        others: &[&[u8]],
        authorities: &[Vec<u8>],
        now: Timestamp,
    ) -> Result<(), TrustError> {
        self.check_dates(now)?;
        let authorities: Vec<Certificate<'_>> = authorities
            .iter()
            .filter_map(|der| Certificate::parse(der))
            .collect();
        let others: Vec<Certificate<'_>> = others
            .iter()
            .filter_map(|der| Certificate::parse(der))
            .collect();
        let mut current = self;
        for _ in 0..MAX_CHAIN {
            let vouches = |ca: &&Certificate<'_>| {
                ca.is_authority() && ca.check_dates(now).is_ok() && ca.signed(current)
            };
            if authorities.iter().any(|ca| vouches(&ca)) {
                return Ok(());
            }
            current = others
                .iter()
                .find(vouches)
                .ok_or(TrustError::UnknownAuthority)?;
        }
        Err(TrustError::UnknownAuthority)
    }

    fn check_dates(&self, now: Timestamp) -> Result<(), TrustError> {
        let validity = self.parsed.validity();
        if now.as_second() < validity.not_before.timestamp() {
            return Err(TrustError::NotYetValid);
        }
        if now.as_second() > validity.not_after.timestamp() {
            return Err(TrustError::Expired);
        }
        Ok(())
    }

    fn is_authority(&self) -> bool {
        self.parsed.is_ca()
    }

    /// This certificate's key signed `child`, and its name says so.
    fn signed(&self, child: &Certificate<'_>) -> bool {
        if child.issuer() != self.parsed.tbs_certificate.subject.as_raw() {
            return false;
        }
        let algorithm = child.parsed.signature_algorithm.algorithm.to_id_string();
        let parameters: &RsaParameters = match algorithm.as_str() {
            "1.2.840.113549.1.1.11" => &RSA_PKCS1_2048_8192_SHA256,
            "1.2.840.113549.1.1.12" => &RSA_PKCS1_2048_8192_SHA384,
            "1.2.840.113549.1.1.13" => &RSA_PKCS1_2048_8192_SHA512,
            _ => return false,
        };
        let Some(key) = self.rsa_public_key() else {
            return false;
        };
        let signed = child.parsed.tbs_certificate.as_ref();
        let signature = child.parsed.signature_value.data.as_ref();
        UnparsedPublicKey::new(parameters, key)
            .verify(signed, signature)
            .is_ok()
    }

    /// The first value of a subject attribute, whichever string type it is written in.
    fn subject(&self, oid: &str) -> Option<String> {
        let wanted: Oid<'_> = oid.parse().ok()?;
        let mut found = self.parsed.subject().iter_by_oid(&wanted);
        let value = found.next()?.attr_value();
        Some(String::from_utf8_lossy(value.data).into_owned())
    }
}

/// Checks what surrounds the signed part, on the bytes, since the parser forgives there and no
/// signature covers it: the algorithm outside equals the one inside (RFC 5280 §4.1.1.2), the
/// signature is of whole bytes, and nothing follows it.
fn check_frame(der: &[u8]) -> Result<(), Malformed> {
    let mut outer = Elements::of(Elements::of(der).expect(SEQUENCE)?.value);
    let mut inside = Elements::of(outer.expect(SEQUENCE)?.value);
    let algorithm = outer.expect(SEQUENCE)?;
    let signature = outer.expect(BIT_STRING)?;
    outer.end()?;
    inside.optional(CONTEXT_0)?;
    inside.expect(INTEGER)?;
    let same = inside.expect(SEQUENCE)?.raw == algorithm.raw;
    if same && signature.value.first() == Some(&0) {
        Ok(())
    } else {
        Err(Malformed)
    }
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

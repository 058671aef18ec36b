//! Certificate authorities.

use super::Holder;
use super::holder::name;
use crate::asn1::{oids, tag, write};
use crate::certificate::Certificate;
use crate::key::{PrivateKey, SignError};
use crate::rsa::RsaPublic;
use const_oid::ObjectIdentifier;
use jiff::Timestamp;
use rand_core::CryptoRngCore;
use rsa::pkcs1::EncodeRsaPrivateKey as _;
use sha1::{Digest, Sha1};

/// First and last instant of a certificate, whole seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Validity {
    /// The first instant.
    pub not_before: Timestamp,
    /// The last instant.
    pub not_after: Timestamp,
}

/// An authority that issues certificates.
pub struct Authority {
    certificate: Certificate,
    key: PrivateKey,
}

/// Makes an RSA key; with 2048 bits it takes a second or so unoptimised.
///
/// # Errors
/// [`SignError::Key`] for lengths that the `rsa` crate does not make.
pub fn generate_key(rng: &mut impl CryptoRngCore, bits: usize) -> Result<PrivateKey, SignError> {
    let key = rsa::RsaPrivateKey::new(rng, bits).map_err(|_| SignError::Key)?;
    let der = key.to_pkcs1_der().map_err(|_| SignError::Key)?;
    PrivateKey::from_pkcs1(der.as_bytes()).map_err(|_| SignError::Key)
}

impl Authority {
    /// Returns a root in the shape of SAT's.
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn like_sat(
        key: PrivateKey,
        validity: Validity,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Self, SignError> {
        let subject = name(&[
            (oids::COMMON_NAME, "AC DE PRUEBA COMO LA DEL SAT"),
            (
                oids::ORGANIZATION,
                "SERVICIO DE ADMINISTRACION TRIBUTARIA (PRUEBA)",
            ),
            (oids::ORGANIZATIONAL_UNIT, "PRUEBAS"),
            (oids::COUNTRY, "MX"),
        ]);
        Self::root(key, &subject, validity, rng)
    }

    /// Returns a root in the shape that IMSS's may have; no file of it is public.
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn like_imss(
        key: PrivateKey,
        validity: Validity,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Self, SignError> {
        let subject = name(&[
            (oids::COMMON_NAME, "AC DE PRUEBA COMO LA DEL IMSS"),
            (
                oids::ORGANIZATION,
                "INSTITUTO MEXICANO DEL SEGURO SOCIAL (PRUEBA)",
            ),
            (oids::COUNTRY, "MX"),
        ]);
        Self::root(key, &subject, validity, rng)
    }

    fn root(
        key: PrivateKey,
        subject: &[u8],
        validity: Validity,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Self, SignError> {
        let request = Request {
            issuer: subject,
            subject,
            serial: "00000000000000000001",
            validity,
            public: key.public(),
            extensions: authority_extensions(key.public()),
        };
        let certificate = request.sign(&key, rng)?;
        Ok(Self { certificate, key })
    }

    /// Returns an authority under this one.
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn intermediate(
        &self,
        key: PrivateKey,
        common_name: &str,
        serial: &str,
        validity: Validity,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Self, SignError> {
        let request = Request {
            issuer: &self.certificate.fields().subject,
            subject: &name(&[(oids::COMMON_NAME, common_name), (oids::COUNTRY, "MX")]),
            serial,
            validity,
            public: key.public(),
            extensions: authority_extensions(key.public()),
        };
        let certificate = request.sign(&self.key, rng)?;
        Ok(Self { certificate, key })
    }

    /// Issues a certificate; `serial` is written digit by digit, as SAT writes its 20.
    ///
    /// # Errors
    /// [`SignError::WeakKey`] where the authority's key is under 2048 bits.
    pub fn issue(
        &self,
        holder: &Holder,
        public: &RsaPublic,
        serial: &str,
        validity: Validity,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Certificate, SignError> {
        let mut extensions = vec![
            extension(oids::BASIC_CONSTRAINTS, true, &write::sequence(&[])),
            extension(
                oids::KEY_USAGE,
                true,
                &write::tlv(tag::BIT_STRING, &holder.key_usage()),
            ),
        ];
        let purposes = holder.extended_key_usage();
        if !purposes.is_empty() {
            let purposes: Vec<Vec<u8>> = purposes.iter().map(|oid| write::oid(*oid)).collect();
            let purposes: Vec<&[u8]> = purposes.iter().map(Vec::as_slice).collect();
            extensions.push(extension(
                oids::EXTENDED_KEY_USAGE,
                false,
                &write::sequence(&purposes),
            ));
        }
        extensions.push(extension(
            oids::SUBJECT_KEY_IDENTIFIER,
            false,
            &write::octets(&key_id(public)),
        ));
        extensions.push(extension(
            oids::AUTHORITY_KEY_IDENTIFIER,
            false,
            &write::sequence(&[&write::tlv(
                tag::context_primitive(0),
                &key_id(self.key.public()),
            )]),
        ));
        let request = Request {
            issuer: &self.certificate.fields().subject,
            subject: &holder.name(),
            serial,
            validity,
            public,
            extensions,
        };
        request.sign(&self.key, rng)
    }

    /// Returns its own certificate.
    #[must_use]
    pub fn certificate(&self) -> &Certificate {
        &self.certificate
    }
}

struct Request<'a> {
    issuer: &'a [u8],
    subject: &'a [u8],
    serial: &'a str,
    validity: Validity,
    public: &'a RsaPublic,
    extensions: Vec<Vec<u8>>,
}

impl Request<'_> {
    fn sign(
        &self,
        key: &PrivateKey,
        rng: &mut impl CryptoRngCore,
    ) -> Result<Certificate, SignError> {
        let algorithm = write::algorithm(oids::SHA256_WITH_RSA, Some(&write::null()));
        let extensions: Vec<&[u8]> = self.extensions.iter().map(Vec::as_slice).collect();
        let tbs = write::sequence(&[
            &write::context(0, &[&write::small(2)]),
            &write::unsigned(self.serial.as_bytes()),
            &algorithm,
            self.issuer,
            &write::sequence(&[
                &write::time(self.validity.not_before),
                &write::time(self.validity.not_after),
            ]),
            self.subject,
            &self.public.to_spki(),
            &write::context(3, &[&write::sequence(&extensions)]),
        ]);
        let signature = key.sign_blinded(rng, &tbs)?;
        let der = write::sequence(&[&tbs, &algorithm, &write::bit_string(&signature)]);
        Certificate::from_der(&der).map_err(|_| SignError::Key)
    }
}

fn authority_extensions(public: &RsaPublic) -> Vec<Vec<u8>> {
    let ca = write::sequence(&[&write::tlv(tag::BOOLEAN, &[0xff])]);
    // keyCertSign, cRLSign
    let usage = write::tlv(tag::BIT_STRING, &[1, 0b0000_0110]);
    vec![
        extension(oids::BASIC_CONSTRAINTS, true, &ca),
        extension(oids::KEY_USAGE, true, &usage),
        extension(
            oids::SUBJECT_KEY_IDENTIFIER,
            false,
            &write::octets(&key_id(public)),
        ),
    ]
}

fn extension(kind: ObjectIdentifier, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if critical {
        write::tlv(tag::BOOLEAN, &[0xff])
    } else {
        Vec::new()
    };
    write::sequence(&[&write::oid(kind), &critical, &write::octets(value)])
}

/// RFC 5280 §4.2.1.2, method 1, over the whole key for simplicity: any unique value serves.
fn key_id(public: &RsaPublic) -> [u8; 20] {
    Sha1::digest(public.to_spki()).into()
}

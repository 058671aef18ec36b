//! `Certificate` of RFC 5280 §4.1: `x509-cert` reads it.
//!
//! Three things are ours. Octets that are compared or verified (the signed part, serial number and
//! names) are taken as they came, since what is decoded and encoded again may differ. A certificate
//! that is no strict DER, or has a form that the library does not take, is read from its mended copy
//! ([`mend`]), for real ones are odd and the meaning is plain. And limits come before the library.

use super::Name;
use crate::asn1::{Element, MAX_DEPTH, Malformed, Reader, mend, oids, tag};
use crate::rsa::RsaPublic;
use const_oid::ObjectIdentifier;
use der::Decode;
use jiff::Timestamp;
use std::ops::Range;
use x509_cert::certificate::{CertificateInner, Raw};
use x509_cert::ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectKeyIdentifier};
use x509_cert::time::Time;

/// Serial numbers may be longer than RFC 5280 allows: `Raw` does not count them.
type Certificate = CertificateInner<Raw>;

/// What the rest of the crate asks of a certificate.
#[derive(Clone)]
pub(crate) struct Fields {
    /// Where `tbsCertificate` lies in the DER.
    pub(crate) tbs: Range<usize>,
    /// The serial number's contents octets, sign octet included.
    pub(crate) serial: Vec<u8>,
    /// `Name` of the issuer, DER.
    pub(crate) issuer: Vec<u8>,
    /// `Name` of the subject, DER.
    pub(crate) subject: Vec<u8>,
    pub(crate) issuer_name: Name,
    pub(crate) subject_name: Name,
    pub(crate) not_before: Timestamp,
    pub(crate) not_after: Timestamp,
    pub(crate) rsa: Option<RsaPublic>,
    pub(crate) key_algorithm: ObjectIdentifier,
    pub(crate) signature_algorithm: ObjectIdentifier,
    /// Whether the signed part names the same algorithm. Old generators did not care; no signature
    /// counts where they differ (RFC 5280 §4.1.1.2).
    pub(crate) signature_algorithms_agree: bool,
    pub(crate) signature: Vec<u8>,
    pub(crate) extensions: Extensions,
}

/// The extensions that decide something here.
#[derive(Clone, Default)]
pub(crate) struct Extensions {
    /// Bits of `KeyUsage`, bit 0 (digitalSignature) the lowest.
    pub(crate) key_usage: Option<u16>,
    pub(crate) extended_key_usage: Vec<ObjectIdentifier>,
    /// `cA` of basicConstraints; `None` without the extension.
    pub(crate) ca: Option<bool>,
    pub(crate) path_length: Option<u8>,
    pub(crate) subject_key_id: Option<Vec<u8>>,
    pub(crate) authority_key_id: Option<Vec<u8>>,
    pub(crate) email: Option<String>,
    /// Critical extensions that this crate does not understand.
    pub(crate) unknown_critical: Vec<String>,
}

/// Most members of a set, that is, attributes of one step of a name; the library sorts them in
/// quadratic time.
const MAX_SET: usize = 64;

/// The length of the certificate at the start of `der`, and its fields.
pub(super) fn parse(der: &[u8]) -> Result<(usize, Fields), Malformed> {
    let mut outer = Reader::new(der);
    let element = outer.expect(tag::SEQUENCE)?;
    if !outer
        .rest()
        .iter()
        .all(|byte| matches!(byte, 0 | b'\r' | b'\n'))
    {
        return Err(Malformed("bytes after the certificate"));
    }
    check_limits(element, 0)?;
    let octets = Octets::of(&element)?;
    let certificate: Certificate = decode(&element)?;
    let tbs = certificate.tbs_certificate;

    let key = tbs.subject_public_key_info;
    let rsa = if key.algorithm.oid == oids::RSA_ENCRYPTION {
        Some(RsaPublic::from_pkcs1(key.subject_public_key.raw_bytes())?)
    } else {
        None
    };
    let header = element.raw.len() - element.content.len();
    let fields = Fields {
        tbs: header..header + octets.tbs,
        serial: octets.serial.to_vec(),
        issuer: octets.issuer.to_vec(),
        subject: octets.subject.to_vec(),
        issuer_name: Name::of(&tbs.issuer),
        subject_name: Name::of(&tbs.subject),
        not_before: timestamp(tbs.validity.not_before),
        not_after: timestamp(tbs.validity.not_after),
        rsa,
        key_algorithm: key.algorithm.oid,
        signature_algorithm: certificate.signature_algorithm.oid,
        signature_algorithms_agree: tbs.signature.oid == certificate.signature_algorithm.oid,
        signature: certificate.signature.raw_bytes().to_vec(),
        extensions: read_extensions(&tbs.extensions.unwrap_or_default())?,
    };
    Ok((element.raw.len(), fields))
}

/// Walks everything once, so that no part left unread is malformed.
fn check_limits(element: Element<'_>, depth: usize) -> Result<(), Malformed> {
    if depth > MAX_DEPTH {
        return Err(Malformed("nested too deeply"));
    }
    if element.tag & tag::CONSTRUCTED != 0 {
        let mut reader = element.reader();
        let mut count = 0;
        while !reader.is_empty() {
            check_limits(reader.any()?, depth + 1)?;
            count += 1;
        }
        if element.tag == tag::SET && count > MAX_SET {
            return Err(Malformed("a set of too many"));
        }
    }
    Ok(())
}

/// What is compared or verified octet by octet.
struct Octets<'a> {
    /// Length of `tbsCertificate`, which comes first.
    tbs: usize,
    serial: &'a [u8],
    issuer: &'a [u8],
    subject: &'a [u8],
}

impl<'a> Octets<'a> {
    fn of(certificate: &Element<'a>) -> Result<Self, Malformed> {
        let tbs = certificate.reader().expect(tag::SEQUENCE)?;
        let mut reader = tbs.reader();
        reader.optional(tag::context(0))?;
        let serial = reader.expect(tag::INTEGER)?.content;
        reader.sequence()?;
        let issuer = reader.expect(tag::SEQUENCE)?.raw;
        reader.sequence()?;
        let subject = reader.expect(tag::SEQUENCE)?.raw;
        Ok(Self {
            tbs: tbs.raw.len(),
            serial,
            issuer,
            subject,
        })
    }
}

/// Strictly, and where that fails, mended.
fn decode<T: for<'a> Decode<'a>>(element: &Element<'_>) -> Result<T, Malformed> {
    T::from_der(element.raw)
        .or_else(|_| T::from_der(&mend(element)?).map_err(|_| Malformed("certificate")))
}

/// The library goes one day beyond jiff's last instant, with RFC 5280's "no well-defined
/// expiration".
fn timestamp(time: Time) -> Timestamp {
    let second = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    Timestamp::new(second.min(Timestamp::MAX.as_second()), 0).unwrap_or(Timestamp::MAX)
}

fn read_extensions(list: &[x509_cert::ext::Extension]) -> Result<Extensions, Malformed> {
    let mut found = Extensions::default();
    for extension in list {
        let value = extension.extn_value.as_bytes();
        read_extension(&mut found, extension.extn_id, extension.critical, value)?;
    }
    Ok(found)
}

fn read_extension(
    found: &mut Extensions,
    id: ObjectIdentifier,
    critical: bool,
    value: &[u8],
) -> Result<(), Malformed> {
    match id {
        oids::KEY_USAGE => {
            let KeyUsage(usage) = decode_value(value)?;
            found.key_usage = Some(usage.bits());
        }
        oids::EXTENDED_KEY_USAGE => {
            let ExtendedKeyUsage(usages) = decode_value(value)?;
            let known = usages.into_iter().filter(|id| *id != oids::UNNAMEABLE);
            found.extended_key_usage.extend(known);
        }
        oids::BASIC_CONSTRAINTS => {
            let constraints = decode_value(value).or_else(|_| long_constraints(value))?;
            found.ca = Some(constraints.ca);
            found.path_length = constraints.path_len_constraint;
        }
        oids::SUBJECT_KEY_IDENTIFIER => {
            let SubjectKeyIdentifier(id) = decode_value(value)?;
            found.subject_key_id = Some(id.into_bytes());
        }
        // The library's `GeneralName` refuses the whole list for one name that it cannot hold, such
        // as an address with an ñ; what is wanted of these two stands beside such names.
        oids::AUTHORITY_KEY_IDENTIFIER => {
            let mut parts = Reader::only(value)?.is(tag::SEQUENCE)?.reader();
            found.authority_key_id = parts
                .optional(tag::context_primitive(0))?
                .map(|id| id.content.to_vec());
        }
        oids::SUBJECT_ALT_NAME => {
            let mut names = Reader::only(value)?.is(tag::SEQUENCE)?.reader();
            while !names.is_empty() {
                let name = names.any()?;
                // rfc822Name
                if name.tag == tag::context_primitive(1) && found.email.is_none() {
                    found.email = std::str::from_utf8(name.content).ok().map(str::to_owned);
                }
            }
        }
        oids::CERTIFICATE_POLICIES => {}
        other if critical => found.unknown_critical.push(oids::name(other)),
        _ => {}
    }
    Ok(())
}

/// The library holds path lengths up to 255; one beyond limits no chain that is followed here.
fn long_constraints(value: &[u8]) -> Result<BasicConstraints, Malformed> {
    let mut parts = Reader::only(value)?.is(tag::SEQUENCE)?.reader();
    let ca = parts.optional(tag::BOOLEAN)?;
    let length = parts.small()?;
    Ok(BasicConstraints {
        ca: ca.is_some_and(|flag| flag.content.iter().any(|byte| *byte != 0)),
        path_len_constraint: Some(u8::try_from(length).unwrap_or(u8::MAX)),
    })
}

fn decode_value<T: for<'a> Decode<'a>>(value: &[u8]) -> Result<T, Malformed> {
    let element = Reader::only(value)?;
    check_limits(element, 0)?;
    decode(&element)
}

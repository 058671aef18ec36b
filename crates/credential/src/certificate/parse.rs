//! `Certificate` of RFC 5280 §4.1, read leniently where real ones are odd and the meaning is plain.

use super::{Name, RsaPublic};
use crate::asn1::{Element, MAX_DEPTH, Malformed, Reader, oids, tag, time};
use const_oid::ObjectIdentifier;
use jiff::Timestamp;
use std::ops::Range;

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
    pub(crate) path_length: Option<u64>,
    pub(crate) subject_key_id: Option<Vec<u8>>,
    pub(crate) authority_key_id: Option<Vec<u8>>,
    pub(crate) email: Option<String>,
    /// Critical extensions that this crate does not understand.
    pub(crate) unknown_critical: Vec<String>,
}

/// The length of the certificate at the start of `der`, and its fields.
pub(super) fn parse(der: &[u8]) -> Result<(usize, Fields), Malformed> {
    let mut outer = Reader::new(der);
    let certificate = outer.expect(tag::SEQUENCE)?;
    if !outer
        .rest()
        .iter()
        .all(|byte| matches!(byte, 0 | b'\r' | b'\n'))
    {
        return Err(Malformed("bytes after the certificate"));
    }
    let length = certificate.raw.len();
    let header = length - certificate.content.len();
    let mut parts = certificate.reader();
    let tbs = parts.expect(tag::SEQUENCE)?;
    let signature_algorithm = parts.sequence()?.oid()?;
    let signature = parts.expect(tag::BIT_STRING)?.bits()?.to_vec();
    parts.finish()?;
    check_depth(tbs, 0)?;

    let mut reader = tbs.reader();
    if let Some(version) = reader.optional(tag::context(0))? {
        let mut version = version.reader();
        if version.small()? > 2 {
            return Err(Malformed("certificate version"));
        }
        version.finish()?;
    }
    let serial = reader.expect(tag::INTEGER)?.content;
    if serial.is_empty() {
        return Err(Malformed("serial number"));
    }
    let signature_algorithms_agree = reader.sequence()?.oid()? == signature_algorithm;
    let issuer = reader.expect(tag::SEQUENCE)?.raw;
    let mut validity = reader.sequence()?;
    let not_before = time::read(&validity.any()?)?;
    let not_after = time::read(&validity.any()?)?;
    validity.finish()?;
    let subject = reader.expect(tag::SEQUENCE)?.raw;
    let mut key = reader.sequence()?;
    let key_algorithm = key.sequence()?.oid()?;
    let key_bits = key.expect(tag::BIT_STRING)?.bits()?;
    key.finish()?;
    for unique_id in [1, 2] {
        reader.optional(tag::context_primitive(unique_id))?;
    }
    let extensions = match reader.optional(tag::context(3))? {
        Some(extensions) => read_extensions(&extensions)?,
        None => Extensions::default(),
    };
    reader.finish()?;
    let rsa = if key_algorithm == oids::RSA_ENCRYPTION {
        Some(RsaPublic::from_pkcs1(key_bits)?)
    } else {
        None
    };
    let fields = Fields {
        tbs: header..header + tbs.raw.len(),
        serial: serial.to_vec(),
        issuer: issuer.to_vec(),
        subject: subject.to_vec(),
        issuer_name: Name::read(issuer)?,
        subject_name: Name::read(subject)?,
        not_before,
        not_after,
        rsa,
        key_algorithm,
        signature_algorithm,
        signature_algorithms_agree,
        signature,
        extensions,
    };
    Ok((length, fields))
}

/// Walks everything once, so that no part left unread is malformed.
fn check_depth(element: Element<'_>, depth: usize) -> Result<(), Malformed> {
    if depth > MAX_DEPTH {
        return Err(Malformed("nested too deeply"));
    }
    if element.tag & tag::CONSTRUCTED != 0 {
        let mut reader = element.reader();
        while !reader.is_empty() {
            check_depth(reader.any()?, depth + 1)?;
        }
    }
    Ok(())
}

fn read_extensions(explicit: &Element<'_>) -> Result<Extensions, Malformed> {
    let mut outer = explicit.reader();
    let mut list = outer.sequence()?;
    outer.finish()?;
    let mut found = Extensions::default();
    while !list.is_empty() {
        let mut extension = list.sequence()?;
        let id = extension.expect(tag::OID)?;
        let critical = extension
            .optional(tag::BOOLEAN)?
            .is_some_and(|flag| flag.content.iter().any(|byte| *byte != 0));
        let value = extension.octets()?;
        extension.finish()?;
        match id.oid() {
            Ok(id) => read_extension(&mut found, id, critical, value)?,
            Err(_) if critical => found.unknown_critical.push("?".to_owned()),
            Err(_) => {}
        }
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
            let bytes = Reader::only(value)?.bits()?;
            let mut usage = 0;
            for bit in 0..9 {
                let byte = bytes.get(bit / 8).copied().unwrap_or(0);
                if byte & (0x80 >> (bit % 8)) != 0 {
                    usage |= 1 << bit;
                }
            }
            found.key_usage = Some(usage);
        }
        oids::EXTENDED_KEY_USAGE => {
            let mut usages = Reader::only(value)?.is(tag::SEQUENCE)?.reader();
            while !usages.is_empty() {
                if let Ok(usage) = usages.expect(tag::OID)?.oid() {
                    found.extended_key_usage.push(usage);
                }
            }
        }
        oids::BASIC_CONSTRAINTS => {
            let mut constraints = Reader::only(value)?.is(tag::SEQUENCE)?.reader();
            let ca = constraints.optional(tag::BOOLEAN)?;
            found.ca = Some(ca.is_some_and(|flag| flag.content.iter().any(|byte| *byte != 0)));
            if let Some(length) = constraints.optional(tag::INTEGER)? {
                found.path_length = Some(length.small()?);
            }
        }
        oids::SUBJECT_KEY_IDENTIFIER => {
            found.subject_key_id =
                Some(Reader::only(value)?.is(tag::OCTET_STRING)?.content.to_vec());
        }
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

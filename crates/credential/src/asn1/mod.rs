//! Reading and writing ASN.1: the one place that touches tags and lengths.
//!
//! Everything a person may hand us passes through [`Reader`], which never allocates by a number
//! read from the file, and through [`ber::to_der`] where the format is used with BER in the wild
//! (PKCS#8, PKCS#12, CMS). What `x509-cert` refuses goes through [`mend`] to it once more. Nothing
//! in here knows what a certificate or a key is.

pub(crate) mod ber;
mod mend;
pub(crate) mod oids;
pub(crate) mod pem;
mod reader;
pub(crate) mod text;
pub(crate) mod time;
pub(crate) mod write;

pub(crate) use mend::mend;
pub(crate) use reader::{Element, Reader};

/// Bytes that are not the ASN.1 they should be. What was expected is for developers; a person
/// reads only that the file is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("malformed ASN.1: {0}")]
pub(crate) struct Malformed(pub(crate) &'static str);

/// Deepest nesting followed. Certificates reach 12 levels, PKCS#12 files as many inside each
/// `OCTET STRING`.
pub(crate) const MAX_DEPTH: usize = 32;

pub(crate) mod tag {
    //! Identifier octets, with the constructed bit where the type is always constructed.
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const NULL: u8 = 0x05;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    pub(crate) const PRINTABLE_STRING: u8 = 0x13;
    pub(crate) const TELETEX_STRING: u8 = 0x14;
    pub(crate) const IA5_STRING: u8 = 0x16;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const UNIVERSAL_STRING: u8 = 0x1c;
    pub(crate) const BMP_STRING: u8 = 0x1e;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;

    /// The bit that says an element holds elements.
    pub(crate) const CONSTRUCTED: u8 = 0x20;

    /// `[n]` constructed: EXPLICIT tags, and IMPLICIT ones of constructed types.
    pub(crate) const fn context(n: u8) -> u8 {
        0xa0 | n
    }

    /// `[n]` primitive: IMPLICIT tags of primitive types.
    pub(crate) const fn context_primitive(n: u8) -> u8 {
        0x80 | n
    }
}

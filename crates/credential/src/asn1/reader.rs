//! A cursor over definite-length ASN.1.

use super::{Malformed, tag};
use const_oid::ObjectIdentifier;

/// One tag, length and value, borrowed from the input.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    /// The contents octets.
    pub(crate) content: &'a [u8],
    /// Identifier, length and contents octets.
    pub(crate) raw: &'a [u8],
}

/// Reads elements one after another. Lengths may be longer than DER's shortest form (some
/// generators pad them), never indefinite: see [`super::ber`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The one element that `bytes` is, with nothing after it.
    pub(crate) fn only(bytes: &'a [u8]) -> Result<Element<'a>, Malformed> {
        let mut reader = Self::new(bytes);
        let element = reader.any()?;
        reader.finish()?;
        Ok(element)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(crate) fn any(&mut self) -> Result<Element<'a>, Malformed> {
        let (tag, header, length) = header(self.rest)?;
        let length = length.ok_or(Malformed("indefinite length"))?;
        let end = header
            .checked_add(length)
            .filter(|&end| end <= self.rest.len())
            .ok_or(Malformed("length beyond the input"))?;
        let (raw, rest) = self.rest.split_at(end);
        self.rest = rest;
        Ok(Element {
            tag,
            content: &raw[header..],
            raw,
        })
    }

    pub(crate) fn expect(&mut self, tag: u8) -> Result<Element<'a>, Malformed> {
        if self.peek() != Some(tag) {
            return Err(Malformed("another tag was expected"));
        }
        self.any()
    }

    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>, Malformed> {
        if self.peek() == Some(tag) {
            self.any().map(Some)
        } else {
            Ok(None)
        }
    }

    pub(crate) fn sequence(&mut self) -> Result<Reader<'a>, Malformed> {
        Ok(self.expect(tag::SEQUENCE)?.reader())
    }

    pub(crate) fn oid(&mut self) -> Result<ObjectIdentifier, Malformed> {
        self.expect(tag::OID)?.oid()
    }

    pub(crate) fn octets(&mut self) -> Result<&'a [u8], Malformed> {
        Ok(self.expect(tag::OCTET_STRING)?.content)
    }

    pub(crate) fn unsigned(&mut self) -> Result<&'a [u8], Malformed> {
        self.expect(tag::INTEGER)?.unsigned()
    }

    pub(crate) fn magnitude(&mut self) -> Result<&'a [u8], Malformed> {
        self.expect(tag::INTEGER)?.magnitude()
    }

    pub(crate) fn small(&mut self) -> Result<u64, Malformed> {
        self.expect(tag::INTEGER)?.small()
    }

    pub(crate) fn finish(&self) -> Result<(), Malformed> {
        if self.rest.is_empty() {
            Ok(())
        } else {
            Err(Malformed("bytes after the end"))
        }
    }
}

impl<'a> Element<'a> {
    pub(crate) fn reader(&self) -> Reader<'a> {
        Reader::new(self.content)
    }

    pub(crate) fn is(&self, tag: u8) -> Result<Self, Malformed> {
        if self.tag == tag {
            Ok(*self)
        } else {
            Err(Malformed("another tag was expected"))
        }
    }

    pub(crate) fn oid(&self) -> Result<ObjectIdentifier, Malformed> {
        self.is(tag::OID)?;
        ObjectIdentifier::from_bytes(self.content).map_err(|_| Malformed("object identifier"))
    }

    /// The magnitude of a non-negative INTEGER, without leading zeros (zero is empty).
    pub(crate) fn unsigned(&self) -> Result<&'a [u8], Malformed> {
        self.is(tag::INTEGER)?;
        match self.content.first() {
            None => Err(Malformed("empty integer")),
            Some(first) if first & 0x80 != 0 => Err(Malformed("negative integer")),
            Some(_) => Ok(strip_zeros(self.content)),
        }
    }

    /// The octets of an INTEGER read as an unsigned number, without leading zeros. OpenSSL reads the
    /// numbers of an RSA key so, whatever their sign bit says.
    pub(crate) fn magnitude(&self) -> Result<&'a [u8], Malformed> {
        self.is(tag::INTEGER)?;
        if self.content.is_empty() {
            return Err(Malformed("empty integer"));
        }
        Ok(strip_zeros(self.content))
    }

    /// A non-negative INTEGER that fits in 64 bits.
    pub(crate) fn small(&self) -> Result<u64, Malformed> {
        let bytes = self.unsigned()?;
        if bytes.len() > 8 {
            return Err(Malformed("integer too large"));
        }
        Ok(bytes
            .iter()
            .fold(0, |value, byte| value << 8 | u64::from(*byte)))
    }
}

fn strip_zeros(mut bytes: &[u8]) -> &[u8] {
    while let [0, rest @ ..] = bytes {
        bytes = rest;
    }
    bytes
}

/// Identifier octet, header length, and contents length (`None`: indefinite).
pub(super) fn header(bytes: &[u8]) -> Result<(u8, usize, Option<usize>), Malformed> {
    let [tag, first, rest @ ..] = bytes else {
        return Err(Malformed("input ends inside a header"));
    };
    if tag & 0x1f == 0x1f {
        return Err(Malformed("tag number above 30"));
    }
    match first {
        0..=0x7f => Ok((*tag, 2, Some(usize::from(*first)))),
        0x80 if tag & tag::CONSTRUCTED != 0 => Ok((*tag, 2, None)),
        0x81..=0x88 => {
            let count = usize::from(first & 0x7f);
            let octets = rest
                .get(..count)
                .ok_or(Malformed("input ends inside a header"))?;
            let length = octets
                .iter()
                .fold(0_u64, |length, octet| length << 8 | u64::from(*octet));
            let length = usize::try_from(length).map_err(|_| Malformed("length too large"))?;
            Ok((*tag, 2 + count, Some(length)))
        }
        _ => Err(Malformed("length of a form that does not exist")),
    }
}

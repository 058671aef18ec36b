//! A file out of its wrapping.

use super::formats::{by_magic, of_pem, of_text};
use super::stray::{self, Found};
use super::utf16;
use super::{FileKind, classify};
use crate::asn1::ber;
use crate::asn1::pem::{self, Block};
use std::ops::Deref;
use zeroize::Zeroizing;

/// How far into a file a BEGIN line is looked for, in bytes.
const START: usize = 64 * 1024;

/// Largest file that may be base64 without its BEGIN line, in bytes.
const MAX_BASE64: usize = 4 * 1024 * 1024;

/// What a file is, and what of it is to be read.
pub(crate) struct Contents<'a> {
    pub(crate) kind: FileKind,
    pub(crate) form: Form<'a>,
    /// Whether bytes before or after the ASN.1 were left out.
    pub(crate) stray_bytes: bool,
}

/// The readable part of a file.
pub(crate) enum Form<'a> {
    /// PEM blocks, at least one.
    Pem(Vec<Block>),
    /// One ASN.1 element, DER or BER, and nothing after it.
    Asn1(Octets<'a>),
    /// Nothing that is read here.
    Nothing,
}

/// Octets of the file itself, or decoded ones, which may be a key and are wiped.
pub(crate) enum Octets<'a> {
    Borrowed(&'a [u8]),
    Decoded(Zeroizing<Vec<u8>>),
}

impl Deref for Octets<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Borrowed(octets) => octets,
            Self::Decoded(octets) => octets,
        }
    }
}

/// Recognises what `bytes` are. Reads a bounded part of large files, and never fails.
#[must_use]
pub fn sniff(bytes: &[u8]) -> FileKind {
    Contents::of(bytes).kind
}

impl<'a> Contents<'a> {
    /// Recognises a file. Reads a bounded part of large ones.
    pub(crate) fn of(bytes: &'a [u8]) -> Self {
        if bytes.is_empty() {
            return Self::nothing(FileKind::Empty);
        }
        if let Some(kind) = by_magic(bytes) {
            return Self::nothing(kind);
        }
        match utf16::to_utf8(bytes) {
            Some(text) => Contents::of_bytes(&text).decoded(),
            None => Self::of_bytes(bytes),
        }
    }

    fn of_bytes(bytes: &'a [u8]) -> Self {
        let start = &bytes[..bytes.len().min(START)];
        if pem::looks_like(start) {
            return match pem::read(bytes) {
                Some(blocks) => Self {
                    kind: of_pem(&blocks),
                    form: Form::Pem(blocks),
                    stray_bytes: false,
                },
                None => Self::nothing(FileKind::DamagedPem),
            };
        }
        if bytes.len() <= MAX_BASE64
            && let Some(der) = pem::bare_base64(stray::trim(bytes))
        {
            return Contents::of_asn1(&der).decoded();
        }
        let found = Self::of_asn1(bytes);
        match found.kind {
            FileKind::DamagedAsn1 | FileKind::Unknown => match of_text(start) {
                FileKind::Unknown => found,
                text => Self::nothing(text),
            },
            _ => found,
        }
    }

    fn of_asn1(bytes: &'a [u8]) -> Self {
        match stray::find(bytes) {
            Found::Element {
                element,
                stray_bytes,
            } => Self {
                kind: ber::to_der(element)
                    .and_then(|der| classify(&der))
                    .unwrap_or(FileKind::DamagedAsn1),
                form: Form::Asn1(Octets::Borrowed(element)),
                stray_bytes,
            },
            Found::Broken => Self::nothing(FileKind::DamagedAsn1),
            Found::Nothing => Self::nothing(FileKind::Unknown),
        }
    }

    fn nothing(kind: FileKind) -> Self {
        Self {
            kind,
            form: Form::Nothing,
            stray_bytes: false,
        }
    }

    /// The same with octets of its own.
    fn decoded<'b>(self) -> Contents<'b> {
        Contents {
            kind: self.kind,
            form: match self.form {
                Form::Pem(blocks) => Form::Pem(blocks),
                Form::Asn1(Octets::Borrowed(octets)) => {
                    Form::Asn1(Octets::Decoded(Zeroizing::new(octets.to_vec())))
                }
                Form::Asn1(Octets::Decoded(octets)) => Form::Asn1(Octets::Decoded(octets)),
                Form::Nothing => Form::Nothing,
            },
            stray_bytes: self.stray_bytes,
        }
    }
}

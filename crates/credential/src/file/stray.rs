//! Sound ASN.1 with a few bytes around it, as mail programs, old editors and copying through a terminal
//! leave them.

use super::{FileKind, classify};
use crate::asn1::{ber, tag};

/// Most bytes of any value that may stand on either side. Blanks may be more.
const MOST: usize = 16;

/// The ASN.1 of a file.
pub(super) enum Found<'a> {
    /// One whole element.
    Element {
        element: &'a [u8],
        /// Other bytes stand before or after it.
        stray_bytes: bool,
    },
    /// It begins like ASN.1, and is not whole.
    Broken,
    /// Nothing of the kind.
    Nothing,
}

/// Looks for the one element that `bytes` consist of.
pub(super) fn find(bytes: &[u8]) -> Found<'_> {
    let start = bytes.len() - trim_start(bytes).len();
    if let Some(element) = element_at(bytes, start) {
        return Found::Element {
            element,
            stray_bytes: element.len() < bytes.len(),
        };
    }
    // Behind other bytes it must be what people pick here: elements stand inside of elements too.
    for at in 1..=MOST.min(bytes.len()) {
        let element = element_at(bytes, at);
        let wanted = element.filter(|element| is_wanted(element));
        if let Some(element) = wanted {
            return Found::Element {
                element,
                stray_bytes: true,
            };
        }
    }
    if bytes.get(start) == Some(&tag::SEQUENCE) {
        Found::Broken
    } else {
        Found::Nothing
    }
}

/// `bytes` without blanks on either side.
pub(super) fn trim(bytes: &[u8]) -> &[u8] {
    let bytes = trim_start(bytes);
    let blanks = bytes
        .iter()
        .rev()
        .take_while(|byte| is_blank(**byte))
        .count();
    &bytes[..bytes.len() - blanks]
}

fn trim_start(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = match bytes {
            // Byte-order marks of UTF-8 and UTF-16.
            [0xef, 0xbb, 0xbf, rest @ ..] | [0xff, 0xfe, rest @ ..] | [0xfe, 0xff, rest @ ..] => {
                rest
            }
            [first, rest @ ..] if is_blank(*first) => rest,
            _ => return bytes,
        };
    }
}

/// White space, zeros, and the Ctrl-Z with which DOS ended files.
fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t'..=b'\r' | b' ' | 0x1a)
}

/// The SEQUENCE that begins there, if little enough follows it.
fn element_at(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let bytes = bytes.get(at..)?;
    if bytes.first() != Some(&tag::SEQUENCE) {
        return None;
    }
    let (element, after) = bytes.split_at(ber::element_length(bytes).ok()?);
    (after.len() <= MOST || trim(after).is_empty()).then_some(element)
}

fn is_wanted(element: &[u8]) -> bool {
    let kind = ber::to_der(element).and_then(|der| classify(&der));
    matches!(
        kind,
        Ok(FileKind::Certificate | FileKind::Key | FileKind::Pfx)
    )
}

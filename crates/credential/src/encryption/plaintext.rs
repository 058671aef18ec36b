//! Recognises a correct decryption.

use crate::asn1::{Reader, ber};
use crate::file::{FileKind, classify};
use zeroize::Zeroizing;

/// What the plaintext must be: the only check where a file has no MAC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Plaintext {
    /// `PrivateKeyInfo`.
    Key,
    /// `PrivateKeyInfo` inside a .pfx.
    KeyInPfx,
    /// `SafeContents` of PKCS#12.
    SafeContents,
}

impl Plaintext {
    /// Whether the whole plaintext has the shape.
    pub(super) fn is(self, plaintext: &[u8]) -> bool {
        let Ok(der) = ber::to_der(plaintext).map(|der| Zeroizing::new(der.into_owned())) else {
            return false;
        };
        match self {
            Self::Key | Self::KeyInPfx => classify(&der) == Ok(FileKind::Key),
            Self::SafeContents => Reader::new(&der).sequence().is_ok_and(|mut bags| {
                while !bags.is_empty() {
                    if bags.sequence().and_then(|mut bag| bag.oid()).is_err() {
                        return false;
                    }
                }
                true
            }),
        }
    }

    /// Whether the first octets, seven or more of them fixed, have the shape: a wrong password
    /// makes them so once in 2^56.
    pub(super) fn begins(self, plaintext: &[u8]) -> bool {
        let after_header = |bytes: &'_ [u8]| -> Option<usize> {
            match bytes {
                [0x30, 0..=0x80, ..] => Some(2),
                [0x30, octets @ 0x81..=0x84, ..] => Some(2 + usize::from(octets & 0x7f)),
                _ => None,
            }
        };
        let Some(inside) = after_header(plaintext).and_then(|at| plaintext.get(at..)) else {
            return false;
        };
        match self {
            Self::Key | Self::KeyInPfx => {
                inside.starts_with(&[2, 1, 0, 0x30]) && inside.get(5) == Some(&6)
            }
            Self::SafeContents => after_header(inside)
                .and_then(|at| inside.get(at..))
                .is_some_and(|bag| bag.starts_with(&[6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7])),
        }
    }
}

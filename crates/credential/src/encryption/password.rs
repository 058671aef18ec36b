//! One password in the encodings that programs have used for it.

use crate::asn1::text;
use zeroize::Zeroizing;

/// A password as it was typed: UTF-8, or whatever octets came.
#[derive(Clone, Copy)]
pub(crate) struct Password<'a> {
    bytes: &'a [u8],
}

impl<'a> Password<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    fn text(&self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes).ok()
    }

    /// For PKCS#5: UTF-8, and where it has other than ASCII letters, Windows-1252 as old Windows
    /// and Java programs wrote it.
    pub(crate) fn pkcs5(&self) -> Vec<Zeroizing<Vec<u8>>> {
        let mut all = vec![Zeroizing::new(self.bytes.to_vec())];
        if let Some(text) = self.text().filter(|text| !text.is_ascii()) {
            let narrow: Option<Vec<u8>> = text.chars().map(text::to_windows_1252).collect();
            all.extend(narrow.map(Zeroizing::new));
        }
        all
    }

    /// For PKCS#12 (RFC 7292 B.1): a BMPString with its terminator, UTF-16 where a character lies
    /// beyond the basic plane. The empty password is written in two ways: as a lone terminator,
    /// and as nothing at all. OpenSSL before 1.1 widened the octets of UTF-8 one by one.
    pub(crate) fn pkcs12(&self) -> Vec<Zeroizing<Vec<u8>>> {
        let widened = || terminated(self.bytes.iter().map(|byte| u16::from(*byte)));
        let Some(text) = self.text() else {
            return vec![widened()];
        };
        let mut all = vec![terminated(text.encode_utf16())];
        if text.is_empty() {
            all.push(Zeroizing::new(Vec::new()));
        } else if !text.is_ascii() {
            all.push(widened());
        }
        all
    }

    /// PBES2 inside a .pfx as NSS wrote it before 2018: the BMPString in place of UTF-8.
    pub(crate) fn pkcs5_in_old_nss(&self) -> Zeroizing<Vec<u8>> {
        match self.text() {
            Some(text) => terminated(text.encode_utf16()),
            None => terminated(self.bytes.iter().map(|byte| u16::from(*byte))),
        }
    }
}

fn terminated(units: impl Iterator<Item = u16>) -> Zeroizing<Vec<u8>> {
    // Room for the longest, so that growing leaves no copies behind.
    let mut out = Zeroizing::new(Vec::with_capacity(
        2 * (units.size_hint().1.unwrap_or(256) + 1),
    ));
    for unit in units {
        out.extend_from_slice(&unit.to_be_bytes());
    }
    out.extend_from_slice(&[0, 0]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_beyond_the_basic_plane_become_surrogates() {
        let all = Password::new("Ñ🔑".as_bytes()).pkcs12();
        assert_eq!(**all[0], [0x00, 0xd1, 0xd8, 0x3d, 0xdd, 0x11, 0, 0]);
    }

    #[test]
    fn the_empty_password_has_two_encodings() {
        let all = Password::new(b"").pkcs12();
        assert_eq!((&**all[0], &**all[1]), (&[0, 0][..], &[][..]));
    }

    #[test]
    fn accents_are_tried_in_windows_1252_too() {
        let all = Password::new("año".as_bytes()).pkcs5();
        assert_eq!(**all[1], *b"a\xf1o");
        assert_eq!(Password::new("🔑".as_bytes()).pkcs5().len(), 1);
    }
}

//! One password in the encodings that programs have used for it.

use super::letters;
use crate::asn1::text;
use crate::warning::PasswordEncoding;
use zeroize::Zeroizing;

/// A password as it was typed: UTF-8, or any other octets.
#[derive(Clone, Copy)]
pub(crate) struct Password<'a> {
    bytes: &'a [u8],
    /// Tried first.
    preferred: PasswordEncoding,
}

/// One form of a password, to derive a key from.
pub(crate) struct Candidate {
    pub(crate) encoding: PasswordEncoding,
    pub(crate) octets: Zeroizing<Vec<u8>>,
}

impl<'a> Password<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            preferred: PasswordEncoding::AsTyped,
        }
    }

    /// The same, with an encoding that opened a part of the file already.
    pub(crate) fn preferring(self, encoding: PasswordEncoding) -> Self {
        Self {
            preferred: encoding,
            ..self
        }
    }

    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// For PKCS#5: UTF-8, and where it has other than ASCII letters, the other encodings.
    pub(crate) fn pkcs5(&self) -> Vec<Candidate> {
        self.in_order(self.narrow())
    }

    /// For PKCS#12 (RFC 7292 B.1): a `BMPString` with its terminator, UTF-16 where a character lies
    /// beyond the basic plane. The empty password is written in two ways: as a lone terminator, and as
    /// nothing at all. OpenSSL before 1.1 widened the octets of any encoding one by one; others took
    /// UTF-8 as it is.
    pub(crate) fn pkcs12(&self) -> Vec<Candidate> {
        let mut all = Vec::new();
        if self.bytes.is_empty() {
            all.push(candidate(PasswordEncoding::AsTyped, terminated([])));
            all.push(candidate(PasswordEncoding::AsTyped, Zeroizing::default()));
            return all;
        }
        for form in self.texts() {
            let encoding = form.encoding;
            match std::str::from_utf8(&form.octets) {
                Ok(text) => all.push(candidate(encoding, terminated(text.encode_utf16()))),
                Err(_) => all.push(candidate(encoding, widened(&form.octets))),
            }
        }
        if !self.bytes.is_ascii() {
            for form in self.narrow() {
                let encoding = match form.encoding {
                    PasswordEncoding::AsTyped
                    | PasswordEncoding::Composed
                    | PasswordEncoding::Decomposed => PasswordEncoding::Utf8InPfx,
                    other => other,
                };
                all.push(candidate(encoding, widened(&form.octets)));
            }
            for form in self.texts() {
                all.push(candidate(PasswordEncoding::Utf8InPfx, form.octets));
            }
        }
        self.in_order(all)
    }

    /// For PBES2 inside a .pfx: as PKCS#5 has it, and as NSS wrote it before 2018.
    pub(crate) fn pbes2_in_pfx(&self) -> Vec<Candidate> {
        let mut all = self.narrow();
        for form in self.texts() {
            if let Ok(text) = std::str::from_utf8(&form.octets) {
                let octets = terminated(text.encode_utf16());
                all.push(candidate(PasswordEncoding::BmpString, octets));
            }
        }
        self.in_order(all)
    }

    /// As typed, and in both of Unicode's forms.
    fn texts(&self) -> Vec<Candidate> {
        let typed = Zeroizing::new(self.bytes.to_vec());
        let mut all = vec![candidate(PasswordEncoding::AsTyped, typed)];
        if self.bytes.is_ascii() {
            return all;
        }
        let composed = self.composed();
        let decomposed = letters::decompose(&composed);
        for (encoding, text) in [
            (PasswordEncoding::Composed, composed),
            (PasswordEncoding::Decomposed, decomposed),
        ] {
            let octets = Zeroizing::new(text.as_bytes().to_vec());
            all.push(candidate(encoding, octets));
        }
        all
    }

    /// The texts in UTF-8, and the code pages of one octet a letter.
    fn narrow(&self) -> Vec<Candidate> {
        let mut all = self.texts();
        if self.bytes.is_ascii() {
            return all;
        }
        let composed = self.composed();
        let in_code_page = |encoding, octet: fn(char) -> Option<u8>| {
            let octets: Option<Vec<u8>> = composed.chars().map(octet).collect();
            octets.map(|octets| candidate(encoding, Zeroizing::new(octets)))
        };
        let code_pages = [
            in_code_page(PasswordEncoding::Windows1252, text::to_windows_1252),
            in_code_page(PasswordEncoding::CodePage850, letters::to_code_page_850),
            in_code_page(PasswordEncoding::MacRoman, letters::to_mac_roman),
        ];
        all.extend(code_pages.into_iter().flatten());
        all
    }

    /// In Unicode's form C; what is not UTF-8 is read as Windows-1252.
    fn composed(&self) -> Zeroizing<String> {
        match std::str::from_utf8(self.bytes) {
            Ok(text) => letters::compose(text),
            Err(_) => Zeroizing::new(text::from_windows_1252(self.bytes)),
        }
    }

    /// Each once, the preferred first.
    fn in_order(&self, all: Vec<Candidate>) -> Vec<Candidate> {
        let mut ordered: Vec<Candidate> = Vec::with_capacity(all.len());
        for candidate in all {
            if !ordered.iter().any(|known| known.octets == candidate.octets) {
                ordered.push(candidate);
            }
        }
        ordered.sort_by_key(|candidate| candidate.encoding != self.preferred);
        ordered
    }
}

fn candidate(encoding: PasswordEncoding, octets: Zeroizing<Vec<u8>>) -> Candidate {
    Candidate { encoding, octets }
}

fn widened(octets: &[u8]) -> Zeroizing<Vec<u8>> {
    terminated(octets.iter().map(|byte| u16::from(*byte)))
}

fn terminated(units: impl IntoIterator<Item = u16>) -> Zeroizing<Vec<u8>> {
    let units = units.into_iter();
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

    fn octets(candidates: &[Candidate]) -> Vec<&[u8]> {
        let octets = candidates.iter().map(|one| one.octets.as_slice());
        octets.collect()
    }

    #[test]
    fn characters_beyond_the_basic_plane_become_surrogates() {
        let all = Password::new("Ñ🔑".as_bytes()).pkcs12();
        assert_eq!(*all[0].octets, [0x00, 0xd1, 0xd8, 0x3d, 0xdd, 0x11, 0, 0]);
    }

    #[test]
    fn the_empty_password_has_two_encodings() {
        let all = Password::new(b"").pkcs12();
        assert_eq!(octets(&all), [&[0, 0][..], &[][..]]);
    }

    #[test]
    fn ascii_passwords_have_one_form() {
        let password = Password::new(b"Prueba 1");
        assert_eq!(password.pkcs5().len(), 1);
        assert_eq!(password.pkcs12().len(), 1);
        assert_eq!(password.pbes2_in_pfx().len(), 2);
    }

    #[test]
    fn accents_are_tried_in_every_encoding_for_pkcs5() {
        for typed in ["año", "an\u{303}o"] {
            let all = Password::new(typed.as_bytes()).pkcs5();
            let all = octets(&all);
            assert_eq!(all[0], typed.as_bytes());
            for wanted in [
                "año".as_bytes(),
                "an\u{303}o".as_bytes(),
                b"a\xf1o",
                b"a\xa4o",
                b"a\x96o",
            ] {
                assert!(all.contains(&wanted), "{typed:?} {wanted:x?}");
            }
            assert_eq!(all.len(), 5, "each once");
        }
        assert_eq!(Password::new("🔑".as_bytes()).pkcs5().len(), 1);
    }

    #[test]
    fn accents_are_tried_in_every_encoding_for_pkcs12() {
        let all = Password::new("ñ".as_bytes()).pkcs12();
        let all = octets(&all);
        let forms: [&[u8]; 8] = [
            &[0, 0xf1, 0, 0],
            &[0, b'n', 3, 3, 0, 0],
            &[0, 0xc3, 0, 0xb1, 0, 0],
            &[0, b'n', 0, 0xcc, 0, 0x83, 0, 0],
            &[0, 0xa4, 0, 0],
            &[0, 0x96, 0, 0],
            &[0xc3, 0xb1],
            &[b'n', 0xcc, 0x83],
        ];
        assert_eq!(all, forms);
    }

    #[test]
    fn an_encoding_that_opened_something_is_tried_first() {
        let password = Password::new("ñ".as_bytes()).preferring(PasswordEncoding::MacRoman);
        assert_eq!(*password.pkcs5()[0].octets, [0x96]);
        assert_eq!(*password.pkcs12()[0].octets, [0, 0x96, 0, 0]);
    }

    #[test]
    fn octets_that_are_not_utf8_are_tried_as_typed_and_as_text() {
        let all = Password::new(b"a\xf1o").pkcs5();
        let all = octets(&all);
        assert_eq!(all[0], b"a\xf1o");
        assert!(all.contains(&"año".as_bytes()));
    }
}

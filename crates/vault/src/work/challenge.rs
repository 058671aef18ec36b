//! What may be signed as a challenge.
//!
//! A challenge is signed without attributes, so its signature is one over exactly those bytes: whatever
//! else those bytes could mean would be signed with it. IDSE's challenge is a short text (domain facts
//! §5 \[B\], one author; its exact shape is published nowhere), so short printable ASCII is let
//! through, and of that nothing which another reader would take for something worth signing. This one
//! file holds the decision.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

/// The longest challenge signed, in bytes. Nobody has published how long IDSE's is.
pub const MAX_CHALLENGE_BYTES: usize = 512;

/// Why a text is no challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotAChallenge {
    /// Nothing in it.
    Empty,
    /// More than [`MAX_CHALLENGE_BYTES`].
    TooLong,
    /// Line ends, control characters, anything but printable ASCII: all of DER is here already.
    NotPrintable,
    /// A DISPMAG record or its trailer.
    Dispmag,
    /// ASN.1 in base64 or hexadecimal, with or without PEM's lines.
    EncodedAsn1,
    /// XML, HTML or JSON, among them what SAT's services have people sign.
    Markup,
    /// `||…||`: the cadena original of an invoice or of a SAT login.
    CadenaOriginal,
}

/// Whether `text` may be signed; its UTF-8 bytes are what is signed.
pub(crate) fn check(text: &str) -> Result<(), NotAChallenge> {
    let bytes = text.as_bytes();
    if text.trim().is_empty() {
        return Err(NotAChallenge::Empty);
    }
    if bytes.len() > MAX_CHALLENGE_BYTES {
        return Err(NotAChallenge::TooLong);
    }
    if !bytes.iter().all(|byte| (b' '..=b'~').contains(byte)) {
        return Err(NotAChallenge::NotPrintable);
    }
    if imss::dispmag::looks_like_dispmag(bytes) || is_dispmag(bytes) {
        return Err(NotAChallenge::Dispmag);
    }
    if text.contains("-----BEGIN") || is_encoded_asn1(text) {
        return Err(NotAChallenge::EncodedAsn1);
    }
    if text.contains(['<', '>', '{', '}']) {
        return Err(NotAChallenge::Markup);
    }
    if text.contains("||") {
        return Err(NotAChallenge::CadenaOriginal);
    }
    Ok(())
}

/// Whether a record or a trailer of the 168 columns stands anywhere in the text, in either case, not
/// only where a line begins. Looser than any reader of DISPMAG on purpose: only what is the same in
/// every record is looked at.
fn is_dispmag(bytes: &[u8]) -> bool {
    const RECORD: usize = 168;
    bytes.windows(RECORD).any(|window| {
        let digits = |from: usize, to: usize| window[from..to].iter().all(u8::is_ascii_digit);
        let registro = window[0].is_ascii_alphanumeric() && digits(1, 11);
        let tipo = matches!(&window[131..133], b"02" | b"07" | b"08");
        let record = registro && digits(11, 22) && tipo;
        let trailer = window[..13].iter().all(|byte| *byte == b'*') && digits(56, 62);
        record || trailer
    })
}

/// Whether the text, without spaces and padding, is base64 or hexadecimal of one ASN.1 value.
fn is_encoded_asn1(text: &str) -> bool {
    let squeezed: String = text.chars().filter(|c| !matches!(c, ' ' | ':')).collect();
    let unpadded = squeezed.trim_end_matches('=');
    let decoded = [
        STANDARD_NO_PAD.decode(unpadded).ok(),
        URL_SAFE_NO_PAD.decode(unpadded).ok(),
        hexadecimal(&squeezed),
    ];
    decoded.iter().flatten().any(|bytes| is_asn1(bytes))
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| {
            let pair = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(pair, 16).ok()
        })
        .collect()
}

/// Whether the bytes begin like a constructed ASN.1 value (SEQUENCE, SET, or one with an own tag) whose
/// length fits: exactly in the short form, or with room to spare in the long and indefinite ones,
/// which no random text hits by luck.
fn is_asn1(bytes: &[u8]) -> bool {
    let [tag, length, rest @ ..] = bytes else {
        return false;
    };
    if tag & 0x20 == 0 {
        return false;
    }
    match length {
        0x80 => rest.ends_with(&[0, 0]),
        0x81..=0x84 => {
            let octets = usize::from(length & 0x7f);
            rest.split_at_checked(octets)
                .is_some_and(|(size, content)| {
                    let size = size
                        .iter()
                        .fold(0, |size, byte| size << 8 | usize::from(*byte));
                    size <= content.len()
                })
        }
        short => usize::from(*short) == rest.len(),
    }
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::{STANDARD, URL_SAFE};
    use proptest::prelude::*;

    use super::*;

    // The invented person of the domain facts.
    const RECORD: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059";
    const TRAILER: &str = "*************                                           000003                                                                       01400                             9";

    #[test]
    fn short_printable_texts_are_challenges() {
        for text in [
            "9|20260115|a8f3",
            "20260115T093000-4f1c9a7e5b2d48c6",
            "3132333435363738393031323334353637383930",
            "cmV0byBkZSBJRFNF",
            "0123456789",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn nothing_empty_and_nothing_long_is_one() {
        assert_eq!(check(""), Err(NotAChallenge::Empty));
        assert_eq!(check("   "), Err(NotAChallenge::Empty));
        assert_eq!(check(&"a".repeat(4096)), Err(NotAChallenge::TooLong));
        assert!(check(&"a".repeat(MAX_CHALLENGE_BYTES)).is_ok());
    }

    #[test]
    fn line_ends_control_characters_and_letters_beyond_ascii_are_refused() {
        for text in [
            "dos\nlíneas",
            "a\r\n",
            "\u{0}",
            "\u{7f}",
            "ñandú",
            "a\u{202e}b",
        ] {
            assert_eq!(check(text), Err(NotAChallenge::NotPrintable), "{text:?}");
        }
    }

    #[test]
    fn a_dispmag_is_refused_wherever_it_stands() {
        assert_eq!(RECORD.len(), 168);
        assert_eq!(TRAILER.len(), 168);
        let cases = [
            RECORD.to_owned(),
            format!("{RECORD}{RECORD}"),
            format!("reto: {RECORD}"),
            format!("{RECORD}   "),
            RECORD.to_lowercase(),
            TRAILER.to_owned(),
        ];
        for text in cases {
            assert_eq!(check(&text), Err(NotAChallenge::Dispmag), "{text}");
        }
        // With its line ends it is not even printable.
        assert_eq!(
            check(&format!("{RECORD}\r\n")),
            Err(NotAChallenge::NotPrintable)
        );
    }

    #[test]
    fn asn1_in_any_readable_coat_is_refused() {
        let attributes: &[u8] = &[
            0x31, 0x14, 0x30, 0x12, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09,
            0x03, 0x31, 0x05, 0x06, 0x03, 0x2a, 0x03, 0x04,
        ];
        let long: &[u8] = &[0x30, 0x82, 0x00, 0x03, 0x02, 0x01, 0x05];
        let indefinite: &[u8] = &[0x30, 0x80, 0x02, 0x01, 0x05, 0x00, 0x00];
        for der in [attributes, long, indefinite] {
            let hex: String = der.iter().map(|byte| format!("{byte:02X}")).collect();
            let colons: Vec<String> = der.iter().map(|byte| format!("{byte:02x}")).collect();
            for text in [
                STANDARD.encode(der),
                STANDARD_NO_PAD.encode(der),
                URL_SAFE.encode(der),
                hex,
                colons.join(":"),
            ] {
                assert_eq!(check(&text), Err(NotAChallenge::EncodedAsn1), "{text}");
            }
        }
        let pem = "-----BEGIN CERTIFICATE REQUEST----- MIIB";
        assert_eq!(check(pem), Err(NotAChallenge::EncodedAsn1));
    }

    #[test]
    fn what_sat_has_people_sign_is_refused() {
        let signed_info = "<SignedInfo xmlns=\"http://www.w3.org/2000/09/xmldsig#\"></SignedInfo>";
        assert_eq!(check(signed_info), Err(NotAChallenge::Markup));
        assert_eq!(check(r#"{"alg":"RS256"}"#), Err(NotAChallenge::Markup));
        assert_eq!(
            check("||4.0|A|1|2026-01-15T09:30:00|99||"),
            Err(NotAChallenge::CadenaOriginal)
        );
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_and_what_passes_is_short_and_printable(
            bytes in proptest::collection::vec(any::<u8>(), 0..600)
        ) {
            let text = String::from_utf8_lossy(&bytes);
            if check(&text).is_ok() {
                prop_assert!(text.len() <= MAX_CHALLENGE_BYTES);
                prop_assert!(text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' '));
            }
        }

        #[test]
        fn random_bytes_in_base64_pass_unless_they_are_asn1(
            bytes in proptest::collection::vec(any::<u8>(), 16..64)
        ) {
            prop_assert_eq!(check(&STANDARD.encode(&bytes)).is_ok(), !is_asn1(&bytes));
        }
    }
}

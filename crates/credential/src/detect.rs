//! Whether a body holds a private key, so that the relay can refuse it.
//!
//! This is a net with a fine mesh, not a parser: it looks for the first elements of every private-key
//! format at every offset, raw and inside base64, hex and percent-encoding. It reads each byte a
//! bounded number of times.

use crate::asn1::{pem, tag};
use zeroize::Zeroizing;

/// How often an encoding may lie inside another.
const MAX_LAYERS: usize = 3;

/// Shortest run of base64 or hex letters looked into: no key is shorter.
const MIN_RUN: usize = 60;

/// Whether `body` holds a private key, encrypted or not: PKCS#8, PKCS#1, SEC 1, PKCS#12, their PEM
/// forms, OpenSSH, PuTTY, JWK, XML; at any offset, and inside base64 (either alphabet, broken into
/// lines), hex or percent-encoding.
#[must_use]
pub fn contains_private_key(body: &[u8]) -> bool {
    search(body, MAX_LAYERS)
}

fn search(body: &[u8], layers: usize) -> bool {
    if has_text_marker(body) || has_der(body) {
        return true;
    }
    if layers == 0 {
        return false;
    }
    percent_decoded(body).is_some_and(|decoded| search(&decoded, layers - 1))
        || runs(body, is_hex)
            .any(|run| (0..2).any(|skip| search(&hex_decoded(run, skip), layers - 1)))
        || runs(body, is_base64)
            .any(|run| (0..4).any(|skip| search(&base64_decoded(run, skip), layers - 1)))
}

fn has_text_marker(body: &[u8]) -> bool {
    let has = |needle: &str| pem::find(body, needle.as_bytes()).is_some();
    let wide = |needle: &str| {
        let wide: Vec<u8> = needle.bytes().flat_map(|byte| [byte, 0]).collect();
        pem::find(body, &wide).is_some()
    };
    has("PRIVATE KEY-----")
        || wide("PRIVATE KEY-----")
        || has("PRIVATE KEY BLOCK-----")
        || has("PuTTY-User-Key-File")
        || has("openssh-key-v1\0")
        || has("<RSAKeyValue>") && has("<D>")
        || has("\"kty\"") && has("\"d\"")
        || body.starts_with(&[0xfe, 0xed, 0xfe, 0xed])
}

fn has_der(body: &[u8]) -> bool {
    let mut from = 0;
    while let Some(at) = body[from..].iter().position(|byte| *byte == tag::SEQUENCE) {
        if is_key_at(&body[from + at..]) {
            return true;
        }
        from += at + 1;
    }
    false
}

/// Tag, and what follows the header; lengths are not believed, so that a key cut short is seen too.
fn open(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let [tag, length, ..] = bytes else {
        return None;
    };
    let header = match length {
        0..=0x80 => 2,
        0x81..=0x84 => 2 + usize::from(length & 0x7f),
        _ => return None,
    };
    Some((*tag, bytes.get(header..)?))
}

/// The bytes after a primitive element, or after a constructed one of definite length.
fn skip(bytes: &[u8]) -> Option<&[u8]> {
    let [_, length, ..] = bytes else {
        return None;
    };
    let (header, length) = match length {
        0..=0x7f => (2, usize::from(*length)),
        0x81..=0x84 => {
            let count = usize::from(length & 0x7f);
            let octets = bytes.get(2..2 + count)?;
            let length = octets
                .iter()
                .fold(0_usize, |length, octet| length << 8 | usize::from(*octet));
            (2 + count, length)
        }
        _ => return None,
    };
    bytes.get(header.checked_add(length)?..)
}

/// Whether a private key of any format begins here.
fn is_key_at(bytes: &[u8]) -> bool {
    let Some((_, inside)) = open(bytes) else {
        return false;
    };
    match inside {
        [tag::INTEGER, 1, version, rest @ ..] => is_versioned(*version, rest),
        [tag::SEQUENCE, ..] => is_encrypted_key(inside),
        _ => false,
    }
}

fn is_versioned(version: u8, rest: &[u8]) -> bool {
    match (version, rest.first()) {
        // PrivateKeyInfo: AlgorithmIdentifier, OCTET STRING.
        (0 | 1, Some(&tag::SEQUENCE)) => {
            let begins_with_oid = open(rest).is_some_and(|(_, id)| id.first() == Some(&tag::OID));
            let key_follows = skip(rest).is_some_and(|after| matches!(after.first(), Some(4 | 0x24)))
                // Indefinite lengths: the end of contents stands before the OCTET STRING.
                || rest.get(1) == Some(&0x80)
                    && pem::find(&rest[..rest.len().min(128)], &[0, 0, 4]).is_some();
            begins_with_oid && key_follows
        }
        // RSAPrivateKey: a modulus of at least 32 octets, an exponent, another large number.
        (0 | 1, Some(&tag::INTEGER)) => {
            let large = |bytes: &[u8]| matches!(bytes, [2, 32..=0x7f | 0x81..=0x83, ..]);
            large(rest)
                && skip(rest).is_some_and(|exponent| {
                    matches!(exponent, [2, 1..=8, ..]) && skip(exponent).is_some_and(large)
                })
        }
        // ECPrivateKey: the secret number, then [0] or [1], or the end.
        (1, Some(&tag::OCTET_STRING)) => {
            matches!(rest, [_, 20..=72, ..])
                && skip(rest).is_some_and(|after| matches!(after.first(), Some(0xa0 | 0xa1)))
        }
        // PFX: ContentInfo of data or signedData.
        (3, Some(&tag::SEQUENCE)) => open(rest).is_some_and(|(_, info)| {
            info.starts_with(&[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7])
        }),
        _ => false,
    }
}

/// EncryptedPrivateKeyInfo: an identifier of password-based encryption, parameters, OCTET STRING.
fn is_encrypted_key(inside: &[u8]) -> bool {
    const PKCS5: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5];
    const PKCS12: [u8; 8] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12];
    let Some((_, algorithm)) = open(inside) else {
        return false;
    };
    matches!(algorithm, [tag::OID, 9..=10, oid @ ..] if oid.starts_with(&PKCS5) || oid.starts_with(&PKCS12))
}

fn is_base64(byte: u8) -> bool {
    pem::base64_value(byte).is_some()
}

fn is_hex(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
}

/// What stands between the letters of one text: line ends, as themselves or escaped, and padding.
fn is_break(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\r' | b'\n' | b'\\' | b':' | b'"' | b','
    )
}

/// Stretches of letters, broken only by a few octets of white space or escapes at a time.
fn runs(body: &[u8], letter: fn(u8) -> bool) -> impl Iterator<Item = &[u8]> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + body.get(at..)?.iter().position(|byte| letter(*byte))?;
            let mut end = start;
            let mut gap = 0;
            for byte in &body[start..] {
                if letter(*byte) {
                    gap = 0;
                } else if is_break(*byte) && gap < 4 {
                    gap += 1;
                } else {
                    break;
                }
                end += 1;
            }
            at = end + 1;
            if end - start >= MIN_RUN {
                return Some(&body[start..end]);
            }
        }
    })
}

/// The letters of a run decoded, leaving out the first `skip`: where base64 begins is not known.
fn base64_decoded(run: &[u8], skip: usize) -> Zeroizing<Vec<u8>> {
    let mut out = Zeroizing::new(Vec::with_capacity(run.len() / 4 * 3 + 3));
    let mut bits = 0_u32;
    let mut held = 0;
    let mut letters = without_escapes(run).skip(skip);
    while let Some(value) = letters.next().and_then(pem::base64_value) {
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
        }
    }
    out
}

/// The digits of a run decoded, leaving out the first `skip`: a letter before it may pass for one.
fn hex_decoded(run: &[u8], skip: usize) -> Zeroizing<Vec<u8>> {
    let digits: Zeroizing<Vec<u8>> = Zeroizing::new(
        without_escapes(run)
            .skip(skip)
            .filter_map(|byte| char::from(byte).to_digit(16))
            .map(|digit| digit as u8)
            .collect(),
    );
    Zeroizing::new(
        digits
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect(),
    )
}

/// The letters of a run without what breaks it; `\n` and `\r` spelled out are breaks too.
fn without_escapes(run: &[u8]) -> impl Iterator<Item = u8> {
    let mut escaped = false;
    run.iter().copied().filter(move |byte| {
        let is_escape_letter = escaped && matches!(byte, b'n' | b'r' | b't');
        escaped = *byte == b'\\';
        !is_escape_letter && !is_break(*byte)
    })
}

fn percent_decoded(body: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    if !body.contains(&b'%') {
        return None;
    }
    let mut out = Zeroizing::new(Vec::with_capacity(body.len()));
    let mut at = 0;
    while at < body.len() {
        let decoded = match body.get(at..at + 3) {
            Some([b'%', high, low]) => char::from(*high)
                .to_digit(16)
                .zip(char::from(*low).to_digit(16))
                .map(|(high, low)| (high << 4 | low) as u8),
            _ => None,
        };
        out.push(decoded.unwrap_or(body[at]));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    (out.len() < body.len()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_bodies_pass() {
        let record = "Y608782810692919084431FUENTE                     NOLASCO                    \
                      KARLA                      068770      10015012026021  0801400E0001      \
                      FUNK671228MCLNLR059\r\n"
            .repeat(500);
        assert!(!contains_private_key(record.as_bytes()));
        assert!(!contains_private_key(br#"{"d":1,"name":"PRIVATE KEY"}"#));
        assert!(!contains_private_key(b""));
    }

    #[test]
    fn keys_of_text_formats_are_seen() {
        for body in [
            "-----BEGIN OPENSSH PRIVATE KEY-----",
            "PuTTY-User-Key-File-3: ssh-rsa",
            r#"{"kty":"RSA","n":"x","e":"AQAB","d":"y"}"#,
            "<RSAKeyValue><Modulus>x</Modulus><D>y</D></RSAKeyValue>",
        ] {
            assert!(contains_private_key(body.as_bytes()), "{body}");
        }
    }
}

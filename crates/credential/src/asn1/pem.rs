//! PEM (RFC 7468), read leniently: any text before, after and between the blocks, any line length or
//! one line for all, line ends spelled out as `\n`, a byte-order mark, CR LF; and base64 without its
//! BEGIN line, as people paste it.

use std::fmt::Write as _;
use zeroize::Zeroizing;

/// One block. The contents may be a key: they are wiped on drop.
pub(crate) struct Block {
    pub(crate) label: String,
    /// RFC 1421 headers (`Proc-Type`, `DEK-Info`), as old encrypted keys carry them.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) content: Zeroizing<Vec<u8>>,
}

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";

/// Whether there is a BEGIN line at all.
pub(crate) fn looks_like(bytes: &[u8]) -> bool {
    find(bytes, BEGIN.as_bytes()).is_some()
}

/// The blocks in order. `None`: a BEGIN line without its END, or contents that are not base64.
pub(crate) fn read(bytes: &[u8]) -> Option<Vec<Block>> {
    let mut blocks = Vec::new();
    let mut rest = bytes;
    while let Some(at) = find(rest, BEGIN.as_bytes()) {
        rest = &rest[at + BEGIN.len()..];
        let label_end = find(rest, DASHES.as_bytes())?;
        let label = std::str::from_utf8(&rest[..label_end]).ok()?.to_owned();
        rest = &rest[label_end + DASHES.len()..];
        let end = find(rest, format!("-----END {label}-----").as_bytes())?;
        let body = std::str::from_utf8(&rest[..end]).ok()?;
        let unescaped = body.contains('\\').then(|| without_escapes(body));
        let (headers, body) = split_headers(unescaped.as_deref().map_or(body, String::as_str));
        blocks.push(Block {
            label,
            headers,
            content: decode_base64(body.as_bytes())?,
        });
        rest = &rest[end..];
    }
    Some(blocks)
}

/// The text as it was before a program put it into JSON, a setting or source code: `\n`, `\r` and `\t`
/// spelled out become line ends and tabs, `\/` a slash. PEM itself has no backslash.
fn without_escapes(body: &str) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(body.len()));
    let mut escaped = false;
    for character in body.chars() {
        match (escaped, character) {
            (_, '\\') => {
                escaped = true;
                continue;
            }
            (true, 'n') => text.push('\n'),
            (true, 'r') => text.push('\r'),
            (true, 't') => text.push('\t'),
            _ => text.push(character),
        }
        escaped = false;
    }
    text
}

/// The headers before the first empty line, and what follows. In PEM of one line, the headers of
/// OpenSSL's own encryption end with the value of `DEK-Info`.
fn split_headers(body: &str) -> (Vec<(String, String)>, &str) {
    const LAST_HEADER: &str = "DEK-Info:";
    let trimmed = body.trim_start();
    if let Some((before, after)) = trimmed.split_once(LAST_HEADER)
        && !trimmed.contains(['\n', '\r'])
    {
        let after = after.trim_start();
        let (value, rest) = after.split_at(dek_info_length(after));
        let mut headers = Vec::new();
        if let Some((name, value)) = before.split_once(':') {
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
        headers.push(("DEK-Info".to_owned(), value.to_owned()));
        return (headers, rest);
    }
    let Some((head, rest)) = trimmed
        .split_once("\r\n\r\n")
        .or_else(|| trimmed.split_once("\n\n"))
        .or_else(|| trimmed.split_once("\r\r"))
    else {
        return (Vec::new(), body);
    };
    if !head.contains(':') {
        return (Vec::new(), body);
    }
    let headers = head
        .split(['\r', '\n'])
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect();
    (headers, rest)
}

/// How many octets the value of `DEK-Info` takes: a cipher, a comma, and its IV in hexadecimal, which
/// base64 may follow at once where the line ends are gone.
fn dek_info_length(text: &str) -> usize {
    let Some(comma) = text.find(',') else {
        return 0;
    };
    let digits = if text.starts_with("AES") { 32 } else { 16 };
    let iv = text[comma + 1..].bytes().take(digits);
    comma + 1 + iv.take_while(u8::is_ascii_hexdigit).count()
}

/// A file that is nothing but base64 of something ASN.1.
pub(crate) fn bare_base64(bytes: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // Base64 of a SEQUENCE of some length begins with `M`.
    if !bytes.trim_ascii_start().starts_with(b"M") {
        return None;
    }
    decode_base64(bytes).filter(|decoded| decoded.len() > 16 && decoded[0] == 0x30)
}

/// Decodes base64, leaving out white space. Padding may be missing; nothing may follow it.
pub(crate) fn decode_base64(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut out = Zeroizing::new(Vec::with_capacity(text.len() / 4 * 3 + 3));
    let mut bits = 0_u32;
    let mut held = 0;
    let mut padded = false;
    for byte in text {
        let value = match byte {
            b' ' | b'\t' | b'\r' | b'\n' => continue,
            b'=' => {
                padded = true;
                continue;
            }
            _ => base64_value(*byte)?,
        };
        if padded {
            return None;
        }
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    (held < 6).then_some(out)
}

/// The value of a letter of base64, of either alphabet.
pub(crate) fn base64_value(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

/// Base64 with padding, in one line.
pub(crate) fn encode_base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let padded = [
            chunk[0],
            chunk.get(1).copied().unwrap_or(0),
            chunk.get(2).copied().unwrap_or(0),
        ];
        let bits = u32::from(padded[0]) << 16 | u32::from(padded[1]) << 8 | u32::from(padded[2]);
        for (index, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            if index <= chunk.len() {
                out.push(char::from(ALPHABET[(bits >> shift & 63) as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

/// PEM with lines of 64, as RFC 7468 writes it.
pub(crate) fn write(label: &str, bytes: &[u8]) -> String {
    let mut out = format!("-----BEGIN {label}-----\n");
    let base64 = encode_base64(bytes);
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(64));
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{line}");
        rest = more;
    }
    let _ = writeln!(out, "-----END {label}-----");
    out
}

pub(crate) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = haystack[from..].iter().position(|byte| *byte == first) {
        if haystack[from + at..].starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for length in 0..200_u8 {
            let bytes: Vec<u8> = (0..length).collect();
            let blocks = read(write("X", &bytes).as_bytes()).unwrap();
            assert_eq!(*blocks[0].content, bytes);
            assert_eq!(blocks[0].label, "X");
        }
    }

    #[test]
    fn text_around_blocks_and_headers_inside_are_allowed() {
        let text = "\u{feff}Bag Attributes\r\n-----BEGIN A-----\r\nProc-Type: 4,ENCRYPTED\r\n\
                    DEK-Info: DES-EDE3-CBC,00\r\n\r\nAQI=\r\n-----END A-----\r\nmore\n\
                    -----BEGIN B-----\nAw\n-----END B-----";
        let blocks = read(text.as_bytes()).unwrap();
        assert_eq!(blocks[0].headers[1].1, "DES-EDE3-CBC,00");
        assert_eq!(*blocks[0].content, [1, 2]);
        assert_eq!(*blocks[1].content, [3]);
    }

    #[test]
    fn reads_escaped_line_ends_and_one_line() {
        for text in [
            "-----BEGIN A-----\\nAQ\\nI=\\n-----END A-----\\n",
            "-----BEGIN A-----\\r\\nAQI=\\r\\n-----END A-----",
            "\"-----BEGIN A-----\\\\nAQI=\\\\n-----END A-----\"",
            "-----BEGIN A-----AQI=-----END A-----",
            "-----BEGIN A----- AQ I= -----END A-----",
        ] {
            assert_eq!(*read(text.as_bytes()).unwrap()[0].content, [1, 2], "{text}");
        }
        let slashes = read(b"-----BEGIN A-----\\n\\/\\/8=\\n-----END A-----").unwrap();
        assert_eq!(*slashes[0].content, [255, 255]);
    }

    #[test]
    fn reads_headers_in_one_line_and_escaped() {
        for text in [
            "-----BEGIN A----- Proc-Type: 4,ENCRYPTED DEK-Info: DES-EDE3-CBC,0011223344556677 AQI= -----END A-----",
            "-----BEGIN A-----\\nProc-Type: 4,ENCRYPTED\\nDEK-Info: DES-EDE3-CBC,0011223344556677\\n\\nAQI=\\n-----END A-----",
            "-----BEGIN A-----Proc-Type: 4,ENCRYPTEDDEK-Info: DES-EDE3-CBC,0011223344556677AQI=-----END A-----",
        ] {
            let blocks = read(text.as_bytes()).unwrap();
            assert_eq!(blocks[0].headers[0].1, "4,ENCRYPTED");
            assert_eq!(blocks[0].headers[1].1, "DES-EDE3-CBC,0011223344556677");
            assert_eq!(*blocks[0].content, [1, 2], "{text}");
        }
    }

    #[test]
    fn a_block_cut_short_is_noticed() {
        assert!(read(b"-----BEGIN A-----\nAQI=\n").is_none());
        assert!(read(b"-----BEGIN A-----\nA!I=\n-----END A-----").is_none());
    }
}

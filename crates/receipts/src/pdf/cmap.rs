//! ToUnicode maps: which text the codes of a font mean (PDF 32000-1, 9.10.3).

use std::collections::BTreeMap;

/// The most codes that one map may have: a font of two bytes has no more.
const MOST: usize = 65_536;

/// From code to text.
#[derive(Debug, Default)]
pub(super) struct CMap {
    texts: BTreeMap<u32, String>,
    /// Bytes of a code, by its `codespacerange`.
    pub(super) width: Option<usize>,
}

impl CMap {
    /// Reads the map; what cannot be read of it is left out.
    pub(super) fn parse(stream: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens { rest: stream };
        let mut list: Vec<Token> = Vec::new();
        while let Some(token) = tokens.next() {
            let Token::Word(word) = &token else {
                if list.len() < 3 * MOST {
                    list.push(token);
                }
                continue;
            };
            match word.as_slice() {
                b"endcodespacerange" => {
                    if let Some(Token::Hex(first)) = list.first() {
                        map.width = Some(first.len().clamp(1, 4));
                    }
                }
                b"endbfchar" => map.chars(&list),
                b"endbfrange" => map.ranges(&list),
                _ => {}
            }
            list.clear();
        }
        map
    }

    /// The text of a code.
    pub(super) fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    fn chars(&mut self, list: &[Token]) {
        for pair in list.chunks_exact(2) {
            if let [Token::Hex(code), Token::Hex(text)] = pair {
                self.put(number(code), utf16(text));
            }
        }
    }

    fn ranges(&mut self, list: &[Token]) {
        let mut rest = list;
        while let [Token::Hex(from), Token::Hex(to), target, after @ ..] = rest {
            let (from, to) = (number(from), number(to));
            let count = to
                .saturating_sub(from)
                .min(u32::try_from(MOST).unwrap_or(u32::MAX));
            rest = after;
            match target {
                Token::Hex(first) => {
                    for step in 0..=count {
                        self.put(from.saturating_add(step), utf16(&counted_up(first, step)));
                    }
                }
                Token::Open => {
                    for step in 0..=count {
                        match rest {
                            [Token::Hex(text), after @ ..] => {
                                self.put(from.saturating_add(step), utf16(text));
                                rest = after;
                            }
                            _ => break,
                        }
                    }
                    while let [token, after @ ..] = rest {
                        rest = after;
                        if matches!(token, Token::Close) {
                            break;
                        }
                    }
                }
                Token::Close | Token::Word(_) => return,
            }
        }
    }

    fn put(&mut self, code: u32, text: String) {
        if self.texts.len() < MOST {
            self.texts.insert(code, text);
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The text with its last two bytes counted up.
fn counted_up(text: &[u8], by: u32) -> Vec<u8> {
    let mut text = text.to_vec();
    let at = text.len().saturating_sub(2);
    let last = number(&text[at..]).wrapping_add(by);
    let bytes = last.to_be_bytes();
    let width = text.len() - at;
    text[at..].copy_from_slice(&bytes[4 - width..]);
    text
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

#[derive(Debug)]
enum Token {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(Vec<u8>),
}

struct Tokens<'a> {
    rest: &'a [u8],
}

impl Tokens<'_> {
    fn next(&mut self) -> Option<Token> {
        loop {
            let first = *self.rest.first()?;
            match first {
                b'[' | b']' => {
                    self.rest = &self.rest[1..];
                    return Some(if first == b'[' {
                        Token::Open
                    } else {
                        Token::Close
                    });
                }
                b'<' if self.rest.get(1) != Some(&b'<') => return Some(self.hex()),
                byte if byte.is_ascii_alphabetic() => {
                    let end = self.rest.iter().position(|b| !b.is_ascii_alphanumeric());
                    let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
                    self.rest = rest;
                    return Some(Token::Word(word.to_vec()));
                }
                // Numbers, names, dictionaries: nothing that a map of texts needs.
                _ => self.rest = &self.rest[1..],
            }
        }
    }

    fn hex(&mut self) -> Token {
        let end = self.rest.iter().position(|byte| *byte == b'>');
        let end = end.unwrap_or(self.rest.len());
        let digits: Vec<u8> = self.rest[1..end.max(1)]
            .iter()
            .filter_map(|byte| char::from(*byte).to_digit(16))
            .filter_map(|digit| u8::try_from(digit).ok())
            .collect();
        self.rest = &self.rest[(end + 1).min(self.rest.len())..];
        Token::Hex(
            digits
                .chunks(2)
                .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default())
                .collect(),
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_characters_and_ranges() {
        let map = CMap::parse(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange
              2 beginbfchar <0003> <0020> <0005> <00D1> endbfchar
              2 beginbfrange <0013> <001C> <0030> <0024> <0025> [<0041> <00460046>] endbfrange",
        );
        assert_eq!(map.width, Some(2));
        assert_eq!(map.text(5), Some("Ñ"));
        assert_eq!(map.text(0x13), Some("0"));
        assert_eq!(map.text(0x1C), Some("9"));
        assert_eq!(map.text(0x25), Some("FF"));
        assert_eq!(map.text(6), None);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in "[<>\\[\\]0-9A-F bfrangechdo]{0,200}") {
            CMap::parse(bytes.as_bytes());
        }
    }
}

//! Which encoding a file has: every byte of it is looked at.

use super::encoding::{Encoding, Page, decoded_once};

/// The encodings that a file may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Judgement {
    /// The likeliest first.
    pub(crate) candidates: Vec<Candidate>,
    /// Whether the first may be taken without asking.
    pub(crate) is_sure: bool,
}

/// An encoding, and what some words of the file are in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) encoding: Encoding,
    /// As the file's bytes are usually shown, and as they are in this encoding.
    pub(crate) samples: Vec<(String, String)>,
}

/// Words that are kept to be shown.
const SAMPLES: usize = 5;
const LONGEST_SAMPLE: usize = 60;

/// The letters of ASCII on both sides of a byte.
#[derive(Clone, Copy)]
enum Among {
    Upper,
    Lower,
    Neither,
}

/// Looks at a file chunk by chunk.
pub(super) struct Judge {
    /// How often each byte above 0x7F is among which letters.
    bytes: Box<[[u32; 3]; 128]>,
    words: Vec<Vec<u8>>,
    /// What of UTF-8 was cut at the end of the last chunk.
    rest: Vec<u8>,
    is_utf8: bool,
    /// Letters of two bytes that are Spanish in UTF-8.
    spanish_pairs: u32,
    /// By page: letters that are UTF-8 read as that page.
    twice: [u32; 4],
    pub(super) has_quotes: bool,
    before: u8,
}

impl Default for Judge {
    fn default() -> Self {
        Self {
            bytes: Box::new([[0; 3]; 128]),
            words: Vec::new(),
            rest: Vec::new(),
            is_utf8: true,
            spanish_pairs: 0,
            twice: [0; 4],
            has_quotes: false,
            before: 0,
        }
    }
}

impl Judge {
    /// Takes the next chunk.
    pub(super) fn look(&mut self, chunk: &[u8]) {
        self.has_quotes |= chunk.contains(&b'"');
        if chunk.is_ascii() {
            if !self.rest.is_empty() {
                self.is_utf8 = false;
                self.rest.clear();
            }
            self.before = chunk.last().copied().unwrap_or(self.before);
            return;
        }
        self.count(chunk);
        self.look_for_utf8(chunk);
    }

    fn count(&mut self, chunk: &[u8]) {
        for (at, byte) in chunk.iter().enumerate() {
            let Some(high) = byte.checked_sub(0x80) else {
                continue;
            };
            let before = at.checked_sub(1).map_or(self.before, |at| chunk[at]);
            let behind = chunk.get(at + 1).copied().unwrap_or(b' ');
            let among = match (before, behind) {
                (b'A'..=b'Z', b'A'..=b'Z') => Among::Upper,
                (b'a'..=b'z', _) | (_, b'a'..=b'z') if !before.is_ascii_uppercase() => Among::Lower,
                (b'A'..=b'Z', b'a'..=b'z') => Among::Lower,
                (b'A'..=b'Z', _) | (_, b'A'..=b'Z') => Among::Upper,
                _ => Among::Neither,
            };
            let count = &mut self.bytes[usize::from(high)][among as usize];
            let first_time = *count == 0;
            *count = count.saturating_add(1);
            if first_time && self.words.len() < SAMPLES {
                self.keep_word(chunk, at);
            }
        }
        self.before = chunk.last().copied().unwrap_or(0);
    }

    fn keep_word(&mut self, chunk: &[u8], at: usize) {
        let ends = |byte: &u8| matches!(byte, b',' | b';' | b'\t' | b'|' | b'"' | b'\r' | b'\n');
        let from = chunk[..at].iter().rposition(ends).map_or(0, |end| end + 1);
        let from = from.max(at.saturating_sub(LONGEST_SAMPLE / 2));
        let rest = &chunk[from..chunk.len().min(from + LONGEST_SAMPLE)];
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        let word = rest[..length].trim_ascii();
        // Fields of fixed places are filled with spaces.
        let start = word
            .windows(2)
            .take(at - from)
            .rposition(|two| two == b"  ")
            .map_or(0, |gap| gap + 2);
        // And begin behind a number.
        let number = word
            .iter()
            .take(at - from)
            .rposition(u8::is_ascii_digit)
            .map_or(0, |digit| digit + 1);
        let word = &word[start.max(number).min(word.len())..];
        let end = word.windows(2).position(|two| two == b"  ");
        let word = word[..end.unwrap_or(word.len())].to_vec();
        if !word.is_ascii() && !self.words.contains(&word) {
            self.words.push(word);
        }
    }

    fn look_for_utf8(&mut self, chunk: &[u8]) {
        let mut bytes = std::mem::take(&mut self.rest);
        bytes.extend_from_slice(chunk);
        let mut rest = &bytes[..];
        loop {
            let (text, error) = match std::str::from_utf8(rest) {
                Ok(text) => (text, None),
                Err(error) => {
                    let (valid, _) = rest.split_at(error.valid_up_to());
                    (std::str::from_utf8(valid).unwrap_or_default(), Some(error))
                }
            };
            self.look_at_text(text);
            let Some(error) = error else {
                return;
            };
            let behind = &rest[error.valid_up_to()..];
            let Some(length) = error.error_len() else {
                self.rest = behind.to_vec();
                return;
            };
            self.is_utf8 = false;
            rest = &behind[length..];
        }
    }

    fn look_at_text(&mut self, text: &str) {
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            if c.is_ascii() {
                continue;
            }
            if is_spanish(c) {
                self.spanish_pairs = self.spanish_pairs.saturating_add(1);
            }
            let Some(next) = chars.peek().filter(|next| !next.is_ascii()) else {
                continue;
            };
            let pair: String = [c, *next].into_iter().collect();
            for page in Page::ALL {
                // The byte that Spanish letters begin with in UTF-8, as the page shows it.
                if c == page.decode(0xC3) || c == page.decode(0xC2) {
                    let once = decoded_once(page, &pair);
                    if once.is_some_and(|once| once.chars().count() == 1) {
                        let count = &mut self.twice[page as usize];
                        *count = count.saturating_add(1);
                    }
                }
            }
        }
    }

    /// What the file may be.
    pub(super) fn judgement(mut self) -> Judgement {
        if !self.rest.is_empty() {
            self.is_utf8 = false;
        }
        let high: u32 = self
            .bytes
            .iter()
            .flatten()
            .fold(0, |sum, n| sum.saturating_add(*n));
        let ways = if high == 0 {
            (vec![Encoding::Ascii], true)
        } else if self.is_utf8 {
            self.of_utf8()
        } else {
            self.of_pages()
        };
        let (encodings, is_sure) = ways;
        Judgement {
            candidates: encodings
                .into_iter()
                .map(|encoding| Candidate {
                    encoding,
                    samples: self.samples(encoding),
                })
                .collect(),
            is_sure,
        }
    }

    fn of_utf8(&self) -> (Vec<Encoding>, bool) {
        let mut pages: Vec<Page> = Page::ALL
            .into_iter()
            .filter(|page| self.twice[*page as usize] > 0)
            .collect();
        pages.sort_by_key(|page| std::cmp::Reverse(self.twice[*page as usize]));
        if pages.is_empty() {
            return (vec![Encoding::Utf8], true);
        }
        let mut ways = self.distinct(pages.into_iter().map(Encoding::Twice));
        ways.push(Encoding::Utf8);
        (ways, false)
    }

    fn of_pages(&self) -> (Vec<Encoding>, bool) {
        let mut scored: Vec<(i64, Page)> = Page::ALL
            .into_iter()
            .map(|page| (self.score(page), page))
            .collect();
        // Of equals the likeliest.
        scored.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
        let best = scored[0];
        // A file joined of two: letters of UTF-8 among bytes that are none.
        if self.spanish_pairs > 0 {
            let mut ways = vec![Encoding::Mixed];
            ways.extend(self.distinct(scored.iter().map(|(_, page)| Encoding::Single(*page))));
            return (ways, false);
        }
        let is_sure = best.1 == Page::Windows1252
            && best.0 > 0
            && self.has_only_fitting(best.1)
            && !scored[1..]
                .iter()
                .any(|(score, page)| *score > 0 && self.has_only_fitting(*page));
        let ways = self.distinct(scored.iter().map(|(_, page)| Encoding::Single(*page)));
        (ways, is_sure)
    }

    /// Encodings that read the kept words in different ways.
    fn distinct(&self, encodings: impl Iterator<Item = Encoding>) -> Vec<Encoding> {
        let mut seen: Vec<Vec<String>> = Vec::new();
        encodings
            .filter(|encoding| {
                let words: Vec<String> = self
                    .words
                    .iter()
                    .map(|word| shown(*encoding, word))
                    .collect();
                let new = !seen.contains(&words);
                seen.push(words);
                new
            })
            .collect()
    }

    /// How Spanish the file is in a page.
    fn score(&self, page: Page) -> i64 {
        self.counted(page)
            .map(|(c, among, count)| fit(c, among) * i64::from(count))
            .sum()
    }

    /// Whether every letter in a page is one of Spanish, in the case of its neighbours.
    fn has_only_fitting(&self, page: Page) -> bool {
        self.counted(page)
            .all(|(c, among, count)| count == 0 || fit(c, among) >= 0)
    }

    fn counted(&self, page: Page) -> impl Iterator<Item = (char, usize, u32)> {
        (0x80_u8..=0xFF)
            .zip(self.bytes.iter())
            .flat_map(move |(byte, counts)| {
                let c = page.decode(byte);
                (0..3).map(move |among| (c, among, counts[among]))
            })
    }

    fn samples(&self, encoding: Encoding) -> Vec<(String, String)> {
        let usual = if self.is_utf8 {
            Encoding::Utf8
        } else {
            Encoding::Single(Page::Windows1252)
        };
        self.words
            .iter()
            .map(|word| (shown(usual, word), shown(encoding, word)))
            .collect()
    }
}

fn shown(encoding: Encoding, word: &[u8]) -> String {
    let utf8 = std::str::from_utf8(word).is_ok();
    encoding.decode(word, utf8).into_owned()
}

fn is_spanish(c: char) -> bool {
    matches!(
        c,
        'Á' | 'É' | 'Í' | 'Ó' | 'Ú' | 'Ü' | 'Ñ' | 'á' | 'é' | 'í' | 'ó' | 'ú' | 'ü' | 'ñ'
    )
}

/// How well a character fits where it is in a Spanish file.
fn fit(c: char, among: usize) -> i64 {
    let upper = among == Among::Upper as usize;
    let lower = among == Among::Lower as usize;
    if is_spanish(c) {
        return if (c.is_lowercase() && upper)
            || (c.is_uppercase() && lower && c != 'Ñ' && !is_initial(c))
        {
            -1
        } else {
            3
        };
    }
    match c {
        '\u{A0}' | 'º' | 'ª' | '°' | '¿' | '¡' | '«' | '»' if !upper && !lower => 1,
        // Signs between words, or behind one.
        'º' | 'ª' | '°' | '\u{A0}' | '–' | '—' | '“' | '”' | '‘' | '’' | '•' | '…' | '´' => {
            0
        }
        'Ç' | 'ç' | 'à' | 'è' | 'ò' | 'ä' | 'ö' | 'Ä' | 'Ö' | 'ë' | 'Ë' => -1,
        _ if c.is_alphabetic() => -2,
        _ => -3,
    }
}

/// An upper-case letter may begin a word of lower-case ones: Álvaro.
fn is_initial(c: char) -> bool {
    matches!(c, 'Á' | 'É' | 'Í' | 'Ó' | 'Ú')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(bytes: &[u8]) -> (Encoding, bool) {
        let mut judge = Judge::default();
        // In two chunks, wherever they are cut.
        let (head, tail) = bytes.split_at(bytes.len() / 2);
        judge.look(head);
        judge.look(tail);
        let judgement = judge.judgement();
        (judgement.candidates[0].encoding, judgement.is_sure)
    }

    fn in_page(page: Page, text: &str) -> Vec<u8> {
        text.chars()
            .map(|c| (0..=255).find(|byte| page.decode(*byte) == c).unwrap())
            .collect()
    }

    const TEXTS: [&str; 4] = [
        "GARCÍA;LÓPEZ;RAÚL\nMUÑOZ;PEÑA;JOSÉ\n",
        "Juárez;García;Jorge\nLópez;Hernández;Raúl\n",
        "NUÑEZ;SOTO;ANA\n",
        "Álvarez;Ibáñez;Íñigo\n",
    ];

    #[test]
    fn windows_1252_and_utf8_are_taken_without_asking() {
        for text in TEXTS {
            assert_eq!(judged(text.as_bytes()), (Encoding::Utf8, true), "{text}");
            let windows = in_page(Page::Windows1252, text);
            assert_eq!(
                judged(&windows),
                (Encoding::Single(Page::Windows1252), true),
                "{text}"
            );
        }
        assert_eq!(judged(b"PEREZ;SOTO\n"), (Encoding::Ascii, true));
    }

    #[test]
    fn pages_of_dos_and_macs_are_proposed_and_asked() {
        for text in TEXTS {
            for page in [Page::Cp850, Page::MacRoman] {
                let bytes = in_page(page, text);
                assert_eq!(judged(&bytes), (Encoding::Single(page), false), "{text}");
            }
        }
        // Small letters are the same in both pages of DOS: one option is enough for both.
        let (encoding, sure) = judged(&in_page(Page::Cp437, "Muñoz;Peña;José\n"));
        assert_eq!((encoding, sure), (Encoding::Single(Page::Cp850), false));
    }

    #[test]
    fn text_encoded_twice_and_joined_files_are_asked() {
        for page in Page::ALL {
            let twice: String = "MUÑOZ;GARCÍA"
                .bytes()
                .map(|byte| match page.decode(byte) {
                    char::REPLACEMENT_CHARACTER => char::from(byte),
                    c => c,
                })
                .collect();
            let (encoding, sure) = judged(twice.as_bytes());
            // In these letters both pages of DOS are alike.
            let page = match page {
                Page::Cp437 => Page::Cp850,
                other => other,
            };
            assert_eq!((encoding, sure), (Encoding::Twice(page), false));
        }
        let mut joined = "MUÑOZ\n".as_bytes().to_vec();
        joined.extend(in_page(Page::Windows1252, "PEÑA\n"));
        assert_eq!(judged(&joined), (Encoding::Mixed, false));
    }

    #[test]
    fn samples_are_words_of_the_file() {
        let mut judge = Judge::default();
        judge.look(&in_page(Page::Cp850, "92919084431;GARCÍA;LÓPEZ SOTO\r\n"));
        let judgement = judge.judgement();
        assert_eq!(
            judgement.candidates[0].samples,
            [
                ("GARCÖA".to_owned(), "GARCÍA".to_owned()),
                ("LàPEZ SOTO".to_owned(), "LÓPEZ SOTO".to_owned())
            ]
        );
    }
}

//! Encodings that files of text have.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::code_pages::{CP437, CP850, MAC_ROMAN};

/// How the bytes of a file become letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// No byte is above 0x7F.
    Ascii,
    Utf8,
    Utf16Le,
    Utf16Be,
    /// One byte a character.
    Single(Page),
    /// UTF-8 that was read as a page and written as UTF-8 again.
    Twice(Page),
    /// Some records in UTF-8, the others in Windows-1252.
    Mixed,
}

/// An encoding of one byte a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Windows1252,
    Cp850,
    Cp437,
    MacRoman,
}

impl Page {
    /// The likeliest first.
    pub(crate) const ALL: [Self; 4] = [Self::Windows1252, Self::Cp850, Self::Cp437, Self::MacRoman];

    /// The characters of the bytes 0x80 to 0xFF. What has none is the replacement character.
    fn table(self) -> &'static [char; 128] {
        static TABLES: LazyLock<[[char; 128]; 4]> = LazyLock::new(|| {
            let of = |text: &str| {
                let mut table = [char::REPLACEMENT_CHARACTER; 128];
                for (place, c) in table.iter_mut().zip(text.chars()) {
                    *place = c;
                }
                table
            };
            let bytes: Vec<u8> = (0x80..=0xFF).collect();
            let (windows, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
            // Windows gives control characters to the five bytes that have no letter.
            let windows: String = windows
                .chars()
                .map(|c| {
                    if c.is_control() {
                        char::REPLACEMENT_CHARACTER
                    } else {
                        c
                    }
                })
                .collect();
            [of(&windows), of(CP850), of(CP437), of(MAC_ROMAN)]
        });
        &TABLES[self as usize]
    }

    pub(crate) fn decode(self, byte: u8) -> char {
        match byte {
            0x80.. => self.table()[usize::from(byte - 0x80)],
            _ => char::from(byte),
        }
    }

    fn encode(self, c: char) -> Option<u8> {
        if c.is_ascii() {
            return u8::try_from(c).ok();
        }
        let at = self.table().iter().position(|known| *known == c)?;
        // The bytes without a letter are read as control characters by Windows-1252's decoders.
        u8::try_from(at + 0x80).ok()
    }
}

impl Encoding {
    /// The name on the wire.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ascii => "ascii",
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Single(Page::Windows1252) => "windows-1252",
            Self::Single(Page::Cp850) => "cp850",
            Self::Single(Page::Cp437) => "cp437",
            Self::Single(Page::MacRoman) => "mac-roman",
            Self::Twice(Page::Windows1252) => "utf-8-twice-windows-1252",
            Self::Twice(Page::Cp850) => "utf-8-twice-cp850",
            Self::Twice(Page::Cp437) => "utf-8-twice-cp437",
            Self::Twice(Page::MacRoman) => "utf-8-twice-mac-roman",
            Self::Mixed => "utf-8-and-windows-1252",
        }
    }

    /// Spanish: what a person is offered.
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Ascii => "Sin acentos (ASCII)",
            Self::Utf8 => "UTF-8, tal como está",
            Self::Utf16Le | Self::Utf16Be => "Unicode de 16 bits (UTF-16)",
            Self::Single(Page::Windows1252) => "Windows (1252)",
            Self::Single(Page::Cp850) => "MS-DOS (página de códigos 850)",
            Self::Single(Page::Cp437) => "MS-DOS (página de códigos 437)",
            Self::Single(Page::MacRoman) => "Mac antiguo (Mac Roman)",
            Self::Twice(_) => "UTF-8 convertido dos veces: deshacer una",
            Self::Mixed => "Mezcla de UTF-8 y Windows (1252), renglón por renglón",
        }
    }

    /// The text of a field. `utf8` says whether the whole record is valid UTF-8.
    pub(crate) fn decode(self, field: &[u8], utf8: bool) -> Cow<'_, str> {
        if field.is_ascii() {
            return String::from_utf8_lossy(field);
        }
        match self {
            Self::Single(page) => page_text(page, field),
            Self::Mixed if !utf8 => page_text(Page::Windows1252, field),
            Self::Twice(page) => {
                let text = String::from_utf8_lossy(field);
                match decoded_once(page, &text) {
                    Some(once) => Cow::Owned(once),
                    None => text,
                }
            }
            _ => String::from_utf8_lossy(field),
        }
    }

    /// A whole file of two bytes a character as UTF-8.
    pub(crate) fn transcoded(self, bytes: &[u8]) -> Vec<u8> {
        let encoding = if self == Self::Utf16Be {
            UTF_16BE
        } else {
            UTF_16LE
        };
        let (text, _) = encoding.decode_with_bom_removal(bytes);
        text.into_owned().into_bytes()
    }

    /// Lines of fixed places in Windows-1252, for readers that know only that. Bytes of one character
    /// each stay as many.
    pub(crate) fn to_windows_1252(self, bytes: &mut [u8]) {
        let Self::Single(page) = self else {
            return;
        };
        if page == Page::Windows1252 {
            return;
        }
        for byte in bytes.iter_mut().filter(|byte| !byte.is_ascii()) {
            *byte = Page::Windows1252
                .encode(page.decode(*byte))
                .unwrap_or(NO_LETTER);
        }
    }
}

/// A byte that Windows-1252 has no letter for: readers show it as one that they cannot read.
pub(super) const NO_LETTER: u8 = 0x81;

/// A text in Windows-1252; what has no letter there becomes [`NO_LETTER`].
pub(super) fn windows_1252_of(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| Page::Windows1252.encode(c).unwrap_or(NO_LETTER))
        .collect()
}

fn page_text(page: Page, bytes: &[u8]) -> Cow<'static, str> {
    Cow::Owned(bytes.iter().map(|byte| page.decode(*byte)).collect())
}

/// The text before it was read as a page and written again: its runs of letters beyond ASCII, where
/// they are bytes of UTF-8. `None` where nothing was.
pub(crate) fn decoded_once(page: Page, text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<u8> = Vec::new();
    let mut changed = false;
    let mut written = String::new();
    let mut end = |run: &mut Vec<u8>, written: &mut String, out: &mut String| {
        match std::str::from_utf8(run) {
            Ok(once) if !run.is_empty() => {
                out.push_str(once);
                changed = true;
            }
            _ => out.push_str(written),
        }
        run.clear();
        written.clear();
    };
    for c in text.chars() {
        let byte = (!c.is_ascii())
            .then(|| page.encode(c).or_else(|| control_byte(page, c)))
            .flatten();
        match byte {
            Some(byte) => {
                // Each letter of its own: a run that is spoiled does not spoil the one before it.
                if byte >= 0xC0 && !run.is_empty() {
                    end(&mut run, &mut written, &mut out);
                }
                run.push(byte);
                written.push(c);
            }
            None => {
                end(&mut run, &mut written, &mut out);
                out.push(c);
            }
        }
    }
    end(&mut run, &mut written, &mut out);
    changed.then_some(out)
}

/// Windows-1252 has no letter for five bytes; programs write them as control characters, or as those of
/// Latin-1 that lie there.
fn control_byte(page: Page, c: char) -> Option<u8> {
    let byte = u8::try_from(u32::from(c)).ok()?;
    (page == Page::Windows1252 && (0x80..0xA0).contains(&byte)).then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_the_letters_of_spanish_where_they_belong() {
        for (page, bytes) in [
            (Page::Windows1252, [0xC1, 0xC9, 0xCD, 0xD3, 0xDA, 0xD1]),
            (Page::Cp850, [0xB5, 0x90, 0xD6, 0xE0, 0xE9, 0xA5]),
            (Page::MacRoman, [0xE7, 0x83, 0xEA, 0xEE, 0xF2, 0x84]),
        ] {
            let text: String = bytes.iter().map(|byte| page.decode(*byte)).collect();
            assert_eq!(text, "ÁÉÍÓÚÑ", "{page:?}");
            let mut line = bytes;
            Encoding::Single(page).to_windows_1252(&mut line);
            assert_eq!(line, [0xC1, 0xC9, 0xCD, 0xD3, 0xDA, 0xD1]);
        }
        assert_eq!(Page::Cp437.decode(0xA5), 'Ñ');
        let mut drawing = [0xC4];
        Encoding::Single(Page::Cp850).to_windows_1252(&mut drawing);
        assert_eq!(drawing, [NO_LETTER]);
    }

    #[test]
    fn text_encoded_twice_is_decoded_once() {
        for page in Page::ALL {
            let twice: String = "MUÑOZ GARCÍA Á"
                .bytes()
                .map(|byte| match page.decode(byte) {
                    char::REPLACEMENT_CHARACTER => char::from(byte),
                    c => c,
                })
                .collect();
            assert_eq!(
                Encoding::Twice(page).decode(twice.as_bytes(), true),
                "MUÑOZ GARCÍA Á",
                "{page:?}"
            );
        }
        let sound = "MUÑOZ";
        assert_eq!(
            Encoding::Twice(Page::Windows1252).decode(sound.as_bytes(), true),
            sound
        );
    }
}

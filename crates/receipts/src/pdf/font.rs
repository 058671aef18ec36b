//! Fonts: which text the codes of a string mean, and how wide they are.

use encoding_rs::WINDOWS_1252;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cmap::CMap;
use super::glyphs;

/// Thousandths of the size that a letter takes where the font does not say.
const USUAL_WIDTH: f64 = 500.0;

/// One font.
pub(super) struct Font {
    to_unicode: Option<CMap>,
    /// Two bytes a code.
    composite: bool,
    /// By code, for a font of one byte a code.
    letters: Vec<Option<char>>,
    first_code: u32,
    widths: Vec<f64>,
    default_width: f64,
}

/// A string as it is read.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Shown {
    pub(super) text: String,
    /// In thousandths of the size.
    pub(super) width: f64,
    /// Codes, for the spacing between letters.
    pub(super) codes: u32,
    /// Blanks of one byte, for the spacing between words.
    pub(super) blanks: u32,
    /// Some letter could not be read.
    pub(super) lost: bool,
}

impl Font {
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let map = dict.get::<Stream<'_>>(&b"ToUnicode"[..]);
        let map = map.and_then(|stream| stream.decoded_data().ok().map(|data| CMap::parse(&data)));
        let subtype = dict.get::<Name<'_>>(&b"Subtype"[..]);
        let composite = subtype.is_some_and(|name| name.as_str() == "Type0");
        let mut font = Self {
            to_unicode: map,
            composite,
            letters: Vec::new(),
            first_code: 0,
            widths: Vec::new(),
            default_width: USUAL_WIDTH,
        };
        if composite {
            font.composite_widths(dict);
        } else {
            font.simple(dict);
        }
        font
    }

    fn simple(&mut self, dict: &Dict<'_>) {
        self.letters = (0..=255_u8)
            .map(|code| {
                let text = WINDOWS_1252
                    .decode_without_bom_handling(&[code])
                    .0
                    .into_owned();
                text.chars().next().filter(|letter| !letter.is_control())
            })
            .collect();
        if let Some(encoding) = dict.get::<Dict<'_>>(&b"Encoding"[..])
            && let Some(differences) = encoding.get::<Array<'_>>(&b"Differences"[..])
        {
            let mut code = 0_usize;
            for item in differences.iter::<Object<'_>>() {
                match item {
                    Object::Number(number) => {
                        code = usize::try_from(number.as_i64()).unwrap_or(256);
                    }
                    Object::Name(name) => {
                        if let Some(letter) = self.letters.get_mut(code) {
                            *letter = glyphs::letter(name.as_str());
                        }
                        code += 1;
                    }
                    _ => {}
                }
            }
        }
        self.first_code = dict
            .get::<i32>(&b"FirstChar"[..])
            .and_then(|code| u32::try_from(code).ok())
            .unwrap_or(0);
        if let Some(widths) = dict.get::<Array<'_>>(&b"Widths"[..]) {
            self.widths = widths.iter::<f32>().take(256).map(f64::from).collect();
        }
    }

    /// `W` of the descendant: runs of `first [w …]` and `first last w`.
    fn composite_widths(&mut self, dict: &Dict<'_>) {
        let descendant = dict.get::<Array<'_>>(&b"DescendantFonts"[..]);
        let descendant = descendant.and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        let Some(descendant) = descendant else { return };
        self.default_width = descendant.get::<f32>(&b"DW"[..]).map_or(1000.0, f64::from);
        let Some(runs) = descendant.get::<Array<'_>>(&b"W"[..]) else {
            return;
        };
        let mut numbers: Vec<usize> = Vec::new();
        for item in runs.iter::<Object<'_>>() {
            match item {
                Object::Number(number) if numbers.len() < 2 => {
                    numbers.push(usize::try_from(number.as_i64()).unwrap_or(usize::MAX));
                }
                Object::Number(width) => {
                    let (first, last) = (numbers[0], numbers[1]);
                    numbers.clear();
                    for code in first..=last.min(65_535) {
                        self.put_width(code, width.as_f64());
                    }
                }
                Object::Array(widths) => {
                    let first = numbers.pop().unwrap_or(usize::MAX);
                    numbers.clear();
                    for (at, width) in widths.iter::<f32>().enumerate() {
                        self.put_width(first.saturating_add(at), f64::from(width));
                    }
                }
                _ => {}
            }
        }
    }

    fn put_width(&mut self, code: usize, width: f64) {
        if code > 65_535 {
            return;
        }
        if self.widths.len() <= code {
            self.widths.resize(code + 1, self.default_width);
        }
        self.widths[code] = width;
    }

    /// The text of a string of this font.
    pub(super) fn show(&self, string: &[u8]) -> Shown {
        let declared = self.to_unicode.as_ref().and_then(|map| map.width);
        let bytes = if self.composite {
            declared.unwrap_or(2)
        } else {
            1
        };
        let mut shown = Shown::default();
        for code in string.chunks(bytes) {
            let blank = bytes == 1 && code == b" ";
            let code = code
                .iter()
                .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
            self.letter(code, &mut shown);
            shown.width += self.width(code);
            shown.codes += 1;
            shown.blanks += u32::from(blank);
        }
        shown
    }

    fn letter(&self, code: u32, shown: &mut Shown) {
        if let Some(text) = self.to_unicode.as_ref().and_then(|map| map.text(code)) {
            shown.text.push_str(text);
            return;
        }
        let at = usize::try_from(code).unwrap_or(usize::MAX);
        match self.letters.get(at).copied().flatten() {
            Some(letter) => shown.text.push(letter),
            None => {
                shown.lost = true;
                shown.text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }

    fn width(&self, code: u32) -> f64 {
        let at = code
            .checked_sub(self.first_code)
            .and_then(|at| usize::try_from(at).ok());
        let width = at.and_then(|at| self.widths.get(at)).copied();
        width
            .filter(|width| width.is_finite())
            .unwrap_or(self.default_width)
    }
}

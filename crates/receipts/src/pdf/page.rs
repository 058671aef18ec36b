//! The pieces of text of one page, each with its place.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use crate::ReadError;

/// How deep one form may draw another.
const MOST_DEEP: usize = 6;
/// The most operations of one page, those of forms included.
const MOST_OPERATIONS: usize = 2_000_000;

/// One piece of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Where it begins, from the left.
    pub(super) x: f64,
    /// Where it ends.
    pub(super) end: f64,
    /// Its base line, from above.
    pub(super) y: f64,
    /// The size of its letters.
    pub(super) size: f64,
    pub(super) text: String,
}

/// What a page holds.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) pieces: Vec<Piece>,
    /// Some letters could not be read.
    pub(super) lost: bool,
}

/// The pieces of a page; more than `limit` are an error.
pub(super) fn pieces(page: &Page<'_>, limit: usize) -> Result<Pieces, ReadError> {
    let mut reader = PageReader {
        found: Pieces::default(),
        limit,
        operations: 0,
    };
    if let Some(stream) = page.page_stream() {
        reader.stream(stream, page.resources(), Matrix::ONE, 0)?;
    }
    Ok(reader.found)
}

/// A place in the plane: `[a b c d e f]` of PDF.
#[derive(Clone, Copy, Debug)]
struct Matrix([f64; 6]);

impl Matrix {
    const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `after`.
    fn then(self, after: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, after.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn of(numbers: &[f64]) -> Option<Self> {
        let six: [f64; 6] = numbers.try_into().ok()?;
        six.iter()
            .all(|number| number.is_finite())
            .then_some(Self(six))
    }
}

/// How text is drawn.
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter_spacing: f64,
    word_spacing: f64,
    /// 1 for the usual width.
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct PageReader {
    found: Pieces,
    limit: usize,
    operations: usize,
}

impl PageReader {
    fn stream(
        &mut self,
        stream: &[u8],
        resources: &Resources<'_>,
        ctm: Matrix,
        depth: usize,
    ) -> Result<(), ReadError> {
        let mut fonts: BTreeMap<Vec<u8>, Option<Rc<Font>>> = BTreeMap::new();
        let mut state = State {
            ctm,
            font: None,
            size: 0.0,
            letter_spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::ONE, Matrix::ONE);
        let mut operations = UntypedIter::new(stream);
        while let Some(instruction) = operations.next() {
            self.operations += 1;
            if self.operations > MOST_OPERATIONS {
                return Err(ReadError::TooMuchText);
            }
            let operands: Vec<Object<'_>> = instruction.operands().cloned().collect();
            let numbers = numbers(&operands);
            let number = |at: usize| numbers.get(at).copied().unwrap_or_default();
            match &**instruction.operator {
                b"q" if saved.len() < 64 => saved.push(state.clone()),
                b"Q" => {
                    if let Some(before) = saved.pop() {
                        state = before;
                    }
                }
                b"cm" => {
                    if let Some(matrix) = Matrix::of(&numbers) {
                        state.ctm = matrix.then(state.ctm);
                    }
                }
                b"BT" => (text, line) = (Matrix::ONE, Matrix::ONE),
                b"Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        let known = fonts.entry(name.as_ref().to_vec());
                        let font = known.or_insert_with(|| {
                            let dict = resources.get_font(name)?;
                            Some(Rc::new(Font::read(&dict)))
                        });
                        state.font.clone_from(font);
                    }
                    state.size = numbers.last().copied().unwrap_or_default();
                }
                b"Tc" => state.letter_spacing = number(0),
                b"Tw" => state.word_spacing = number(0),
                b"Tz" => state.stretch = number(0) / 100.0,
                b"TL" => state.leading = number(0),
                b"Ts" => state.rise = number(0),
                b"Td" | b"TD" => {
                    if &**instruction.operator == b"TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::moved(number(0), number(1)).then(line);
                    text = line;
                }
                b"Tm" => {
                    if let Some(matrix) = Matrix::of(&numbers) {
                        (text, line) = (matrix, matrix);
                    }
                }
                b"T*" => {
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    text = line;
                }
                b"Tj" => self.show(&operands, &state, &mut text)?,
                b"TJ" => {
                    if let Some(Object::Array(parts)) = operands.first() {
                        let parts: Vec<Object<'_>> = parts.iter::<Object<'_>>().collect();
                        self.show(&parts, &state, &mut text)?;
                    }
                }
                b"'" | b"\"" => {
                    if &**instruction.operator == b"\"" {
                        (state.word_spacing, state.letter_spacing) = (number(0), number(1));
                    }
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    text = line;
                    self.show(&operands, &state, &mut text)?;
                }
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.form(name, resources, state.ctm, depth)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// A form is a drawing that is drawn here; pictures hold no text.
    fn form(
        &mut self,
        name: &Name<'_>,
        resources: &Resources<'_>,
        ctm: Matrix,
        depth: usize,
    ) -> Result<(), ReadError> {
        let Some(form) = resources.get_x_object(name).filter(|_| depth < MOST_DEEP) else {
            return Ok(());
        };
        let dict: &Dict<'_> = form.dict();
        let subtype = dict.get::<Name<'_>>(&b"Subtype"[..]);
        if subtype.is_none_or(|subtype| subtype.as_str() != "Form") {
            return Ok(());
        }
        let matrix = dict.get::<Array<'_>>(&b"Matrix"[..]).and_then(|array| {
            let numbers: Vec<f64> = array.iter::<f32>().map(f64::from).collect();
            Matrix::of(&numbers)
        });
        let own = dict.get::<Dict<'_>>(&b"Resources"[..]).map(Resources::new);
        let stream: &Stream<'_> = &form;
        let Ok(data) = stream.decoded_data() else {
            return Ok(());
        };
        let ctm = matrix.unwrap_or(Matrix::ONE).then(ctm);
        self.stream(&data, own.as_ref().unwrap_or(resources), ctm, depth + 1)
    }

    /// Strings drawn one after the other; a number between them moves on.
    fn show(
        &mut self,
        parts: &[Object<'_>],
        state: &State,
        text: &mut Matrix,
    ) -> Result<(), ReadError> {
        let Some(font) = &state.font else {
            self.found.lost |= parts.iter().any(|part| matches!(part, Object::String(_)));
            return Ok(());
        };
        for part in parts {
            let advance = match part {
                Object::String(string) => {
                    let shown = font.show(string.as_bytes());
                    let spacing = f64::from(shown.codes) * state.letter_spacing
                        + f64::from(shown.blanks) * state.word_spacing;
                    let advance = (shown.width / 1000.0 * state.size + spacing) * state.stretch;
                    self.found.lost |= shown.lost;
                    self.piece(shown.text, advance, state, *text)?;
                    advance
                }
                Object::Number(number) => -number.as_f64() / 1000.0 * state.size * state.stretch,
                _ => 0.0,
            };
            *text = Matrix::moved(advance, 0.0).then(*text);
        }
        Ok(())
    }

    fn piece(
        &mut self,
        words: String,
        advance: f64,
        state: &State,
        text: Matrix,
    ) -> Result<(), ReadError> {
        if words.trim().is_empty() {
            return Ok(());
        }
        let place = Matrix::moved(0.0, state.rise).then(text).then(state.ctm);
        let end = Matrix::moved(advance, state.rise)
            .then(text)
            .then(state.ctm);
        let [_, _, c, d, x, y] = place.0;
        let size = state.size * c.hypot(d);
        // Written upwards or nowhere: a mark beside the page, no line of it.
        let level = (end.0[5] - y).abs() <= size.abs();
        if ![x, y, end.0[4], size]
            .iter()
            .all(|number| number.is_finite())
            || !level
        {
            return Ok(());
        }
        if self.found.pieces.len() >= self.limit {
            return Err(ReadError::TooMuchText);
        }
        self.found.pieces.push(Piece {
            x,
            end: end.0[4].max(x),
            // From above: that is how a page is read.
            y: -y,
            size: size.abs(),
            text: words,
        });
        Ok(())
    }
}

fn numbers(operands: &[Object<'_>]) -> Vec<f64> {
    let numbers = operands.iter().filter_map(|operand| match operand {
        Object::Number(number) => Some(Number::as_f64(number)),
        _ => None,
    });
    numbers.collect()
}

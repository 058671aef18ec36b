//! Rows pasted out of a spreadsheet: whom each means, its amount, or why it does not fit.

use std::collections::HashMap;

use api::view::trabajadores::TrabajadorView;

use imss::finding::Field;

use super::amount::parse_cents;
use crate::messages::sheet as text;
use crate::typed_value::understood;

/// The amount of a pasted row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastedAmount {
    /// Index of the trabajador among those given.
    pub trabajador: usize,
    /// The amount, in centavos.
    pub cents: u64,
}

/// Why a pasted row fills nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastedProblem {
    /// It has an NSS, and nobody in the sheet has it.
    UnknownNss(String),
    /// No cell is the NSS or the clave of somebody in the sheet.
    Nobody,
    /// Its cells name more than one trabajador.
    SeveralPeople,
    /// It has no amount.
    NoAmount,
    /// Its last cell with digits is no amount of pesos and centavos.
    NotAnAmount(String),
    /// An amount with more than two decimals.
    TooManyDecimals(String),
    /// Its amount cannot be understood, for this reason.
    Unreadable(String),
    /// The same trabajador came with another amount in this other row.
    TwoAmounts(usize),
}

impl PastedProblem {
    /// Returns the reason, as a sentence.
    pub fn in_words(&self) -> String {
        match self {
            Self::UnknownNss(nss) => text::paste_unknown_nss(nss),
            Self::Nobody => text::PASTE_NOBODY.to_owned(),
            Self::SeveralPeople => text::PASTE_SEVERAL.to_owned(),
            Self::NoAmount => text::PASTE_NO_AMOUNT.to_owned(),
            Self::NotAnAmount(cell) => text::paste_not_an_amount(cell),
            Self::TooManyDecimals(cell) => text::paste_decimals(cell),
            Self::Unreadable(why) => why.clone(),
            Self::TwoAmounts(line) => text::paste_two_amounts(*line),
        }
    }
}

/// A pasted row that fills nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrangeRow {
    /// Its number among the pasted rows, from 1.
    pub line: usize,
    /// Its text.
    pub text: String,
    /// Why.
    pub problem: PastedProblem,
}

/// What was read of a pasted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// One amount for each trabajador.
    pub amounts: Vec<PastedAmount>,
    /// The rows that fill nothing. A heading is not among them.
    pub strange: Vec<StrangeRow>,
    /// What was done to values so that they could be read: number of the row, and the sentence.
    pub notes: Vec<(usize, String)>,
}

/// Reads rows as a spreadsheet copies them: one of the cells is an NSS or the employer's own clave, and
/// the last is the amount. A first row without digits is a heading. Somebody with two amounts gets
/// neither.
pub fn parse_pasted(pasted: &str, trabajadores: &[&TrabajadorView]) -> Pasted {
    let people = People::new(trabajadores);
    let mut read = Pasted::default();
    let mut lines_of: HashMap<usize, (usize, u64)> = HashMap::new();
    let mut with_two = Vec::new();
    let mut candidates = Vec::new();
    let lines = pasted
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty());
    for (at, (index, line)) in lines.enumerate() {
        let is_heading = at == 0 && !has_digit(line);
        if is_heading {
            continue;
        }
        let (line, text) = (index + 1, line.trim().to_owned());
        match parse_row(&text, &people) {
            Ok((amount, notes)) => {
                let notes = notes.into_iter().map(|note| (line, note));
                read.notes.extend(notes);
                let first = *lines_of
                    .entry(amount.trabajador)
                    .or_insert((line, amount.cents));
                if first.1 != amount.cents {
                    with_two.push(amount.trabajador);
                }
                candidates.push((line, text, amount, first.0));
            }
            Err(problem) => read.strange.push(StrangeRow {
                line,
                text,
                problem,
            }),
        }
    }
    for (line, text, amount, first) in candidates {
        if with_two.contains(&amount.trabajador) {
            let other = if first == line {
                second_line(pasted, &people, amount.trabajador, line)
            } else {
                first
            };
            let problem = PastedProblem::TwoAmounts(other);
            read.strange.push(StrangeRow {
                line,
                text,
                problem,
            });
        } else if first == line {
            read.amounts.push(amount);
        }
    }
    read.strange.sort_by_key(|row| row.line);
    read
}

/// Returns the number of the first row after `line` that names a trabajador.
fn second_line(pasted: &str, people: &People, trabajador: usize, line: usize) -> usize {
    let names_them = |text: &str| {
        parse_row(text.trim(), people).is_ok_and(|(amount, _)| amount.trabajador == trabajador)
    };
    let mut after = pasted.lines().enumerate().skip(line);
    after
        .find(|(_, text)| names_them(text))
        .map_or(line, |(index, _)| index + 1)
}

/// The trabajadores of a sheet by what a cell may say of them.
struct People {
    /// By NSS without its leading zeros: a spreadsheet drops them.
    by_nss: HashMap<String, Vec<usize>>,
    /// By clave in capitals.
    by_clave: HashMap<String, Vec<usize>>,
}

impl People {
    fn new(trabajadores: &[&TrabajadorView]) -> Self {
        let mut people = Self {
            by_nss: HashMap::new(),
            by_clave: HashMap::new(),
        };
        for (index, one) in trabajadores.iter().enumerate() {
            let nss = one.data.nss.trim_start_matches('0').to_owned();
            people.by_nss.entry(nss).or_default().push(index);
            let clave = one.data.clave.trim().to_uppercase();
            if !clave.is_empty() {
                people.by_clave.entry(clave).or_default().push(index);
            }
        }
        people
    }

    /// Whom a cell names by its NSS.
    fn with_nss(&self, cell: &str) -> &[usize] {
        let digits = nss_digits(cell).unwrap_or_default();
        let nss = digits.trim_start_matches('0');
        self.by_nss.get(nss).map_or(&[], Vec::as_slice)
    }

    /// Whom a cell names by the employer's own clave.
    fn with_clave(&self, cell: &str) -> &[usize] {
        let clave = cell.to_uppercase();
        self.by_clave.get(&clave).map_or(&[], Vec::as_slice)
    }
}

/// Returns the amount of a row, with what was done so that it could be read.
fn parse_row(line: &str, people: &People) -> Result<(PastedAmount, Vec<String>), PastedProblem> {
    let cells: Vec<&str> = line
        .split(['\t', ';', '|'])
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect();
    let (who, trabajador) = whom(&cells, people)?;
    let (cents, notes) = amount(&cells, who)?;
    Ok((PastedAmount { trabajador, cents }, notes))
}

/// Returns the cell that names somebody, and whom: an NSS before a clave.
fn whom(cells: &[&str], people: &People) -> Result<(usize, usize), PastedProblem> {
    let mut found = named(cells, |cell| people.with_nss(cell));
    if found.is_empty() {
        if let Some(nss) = cells.iter().find(|cell| looks_like_nss(cell)) {
            return Err(PastedProblem::UnknownNss((*nss).to_owned()));
        }
        found = named(cells, |cell| people.with_clave(cell));
    }
    let Some(first) = found.first() else {
        return Err(PastedProblem::Nobody);
    };
    if found.iter().any(|one| one.1 != first.1) {
        return Err(PastedProblem::SeveralPeople);
    }
    Ok(*first)
}

/// Returns each cell that names somebody, with whom it names.
fn named<'a>(cells: &[&str], by: impl Fn(&str) -> &'a [usize]) -> Vec<(usize, usize)> {
    let each = cells.iter().enumerate();
    each.flat_map(|(at, cell)| by(cell).iter().map(move |index| (at, *index)))
        .collect()
}

/// Returns the amount of a row: its last cell with digits, but for the one that names somebody.
fn amount(cells: &[&str], who: usize) -> Result<(u64, Vec<String>), PastedProblem> {
    let last = cells
        .iter()
        .enumerate()
        .rev()
        .find(|(at, cell)| *at != who && has_digit(cell));
    let Some((_, cell)) = last else {
        return Err(PastedProblem::NoAmount);
    };
    let value = understood(Field::Sbc, cell);
    if let Some(why) = value.as_ref().and_then(|value| value.error.clone()) {
        return Err(PastedProblem::Unreadable(why));
    }
    let (plain, notes) = match value {
        Some(value) => (value.text, value.notes),
        None => ((*cell).to_owned(), Vec::new()),
    };
    let cents = parse_cents(&plain).ok_or_else(|| {
        let decimals = plain.trim_end_matches(['0', ' ']).rsplit_once('.');
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        match decimals {
            Some((_, decimals)) if decimals.len() > 2 && digits(decimals) => {
                PastedProblem::TooManyDecimals((*cell).to_owned())
            }
            _ => PastedProblem::NotAnAmount((*cell).to_owned()),
        }
    })?;
    Ok((cents, notes))
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The digits of a cell that may be an NSS.
fn nss_digits(cell: &str) -> Option<String> {
    const SHORTEST: usize = 8;
    let value = understood(Field::Nss, cell).filter(|value| value.error.is_none());
    let text = value.map_or_else(|| cell.to_owned(), |value| value.text);
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
    let is_number = digits.len() >= SHORTEST && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}

fn looks_like_nss(cell: &str) -> bool {
    nss_digits(cell).is_some_and(|digits| digits.len() >= 10)
}

#[cfg(test)]
mod tests {
    use api::view::trabajadores::{TrabajadorData, TrabajadorView};

    use super::{PastedAmount, PastedProblem, parse_pasted};

    fn trabajador(nss: &str, clave: &str) -> TrabajadorView {
        TrabajadorView {
            version: 1,
            data: TrabajadorData {
                nss: nss.to_owned(),
                clave: clave.to_owned(),
                ..TrabajadorData::default()
            },
            nombre: String::new(),
            antes: Vec::new(),
            relaciones: Vec::new(),
        }
    }

    type Problems = Vec<(usize, PastedProblem)>;

    /// Amounts by index, and the problems by line, of a text pasted for two trabajadores.
    fn read(text: &str) -> (Vec<(usize, u64)>, Problems) {
        let (first, second) = (
            trabajador("02919084431", "E1"),
            trabajador("72795608040", "E2"),
        );
        let pasted = parse_pasted(text, &[&first, &second]);
        let amounts = pasted.amounts.into_iter();
        let strange = pasted.strange.into_iter();
        (
            amounts
                .map(|PastedAmount { trabajador, cents }| (trabajador, cents))
                .collect(),
            strange.map(|row| (row.line, row.problem)).collect(),
        )
    }

    #[test]
    fn finds_trabajador_by_nss_or_clave() {
        let (amounts, strange) = read(
            "NSS\tNombre\tActual\tNuevo\n2919084431\tKARLA\t600.00\t$1,650.50\n\ne2\t700\n11111111111\t9\n",
        );
        assert_eq!(amounts, [(0, 165_050), (1, 70_000)]);
        let unknown = PastedProblem::UnknownNss("11111111111".to_owned());
        assert_eq!(strange, [(5, unknown)], "a heading is no problem");
    }

    #[test]
    fn never_takes_an_earlier_amount_for_an_unreadable_one() {
        let (amounts, strange) = read("02919084431\t600.00\t12.34.5\nE2\t600.00\t612.3456\n");
        assert!(amounts.is_empty());
        assert_eq!(
            strange,
            [
                (1, PastedProblem::NotAnAmount("12.34.5".to_owned())),
                (2, PastedProblem::TooManyDecimals("612.3456".to_owned())),
            ]
        );
    }

    #[test]
    fn somebody_with_two_amounts_gets_neither() {
        let (amounts, strange) = read("E1\t700\nE2\t800\nE1\t710\n");
        assert_eq!(amounts, [(1, 80_000)]);
        assert_eq!(
            strange,
            [
                (1, PastedProblem::TwoAmounts(3)),
                (3, PastedProblem::TwoAmounts(1)),
            ]
        );
        let (amounts, strange) = read("E1\t700\nE1\t700.00\n");
        assert_eq!((amounts, strange), (vec![(0, 70_000)], vec![]));
    }

    #[test]
    fn says_what_it_undid() {
        let first = trabajador("02919084431", "E1");
        let pasted = parse_pasted("2919084431.0\t1.234,50\n", &[&first]);
        assert_eq!(pasted.amounts[0].cents, 123_450);
        assert!(pasted.strange.is_empty());
        assert_eq!(pasted.notes.len(), 1, "{:?}", pasted.notes);
    }

    #[test]
    fn says_why_a_row_fills_nothing() {
        let (_, strange) = read("E1\tE2\t700\nE9\t700\nE1\tpesos\n");
        let problems: Vec<_> = strange.into_iter().map(|(_, problem)| problem).collect();
        assert_eq!(
            problems,
            [
                PastedProblem::SeveralPeople,
                PastedProblem::Nobody,
                PastedProblem::NoAmount,
            ]
        );
    }
}

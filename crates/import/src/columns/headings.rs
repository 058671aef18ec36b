//! Which rows of a table hold its headings.

use super::names::{name_of, recognise};
use super::recognised_uses;
use crate::row::RowBuf;

/// The headings of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Headings {
    /// The last line that belongs to them; 0 where there are none.
    pub(crate) line: u32,
    /// Of the columns, as far as they have any.
    pub(crate) texts: Vec<String>,
}

/// Finds the headings among the first rows of a table: the row in which most are known, or two rows that
/// are one. None where there is no such row: then the first row is already data.
pub(crate) fn find_headings(rows: &[(u32, RowBuf)]) -> Headings {
    let mut best: Option<(usize, Headings)> = None;
    let mut offer = |headings: Headings| {
        let known = recognised_uses(headings.texts.iter().map(String::as_str));
        // Of equals the first.
        if known > best.as_ref().map_or(0, |(most, _)| *most) {
            best = Some((known, headings));
        }
    };
    for (at, (line, row)) in rows.iter().enumerate() {
        offer(Headings {
            line: *line,
            texts: texts_of(row),
        });
        if let Some((next_line, next)) = rows.get(at + 1)
            && *next_line == line + 1
            && is_of_words(next)
        {
            offer(Headings {
                line: *next_line,
                texts: joined(row, next),
            });
        }
    }
    if let Some((_, headings)) = best {
        return headings;
    }
    // Headings in words of their own: a first row without a single digit.
    match rows.first() {
        Some((line, first)) if is_of_words(first) && rows.len() > 1 => Headings {
            line: *line,
            texts: texts_of(first),
        },
        _ => Headings::default(),
    }
}

fn texts_of(row: &RowBuf) -> Vec<String> {
    let width = row.iter().last().map_or(0, |(column, _)| column + 1);
    (0..width)
        .map(|column| row.get(column).to_owned())
        .collect()
}

fn is_of_words(row: &RowBuf) -> bool {
    row.iter()
        .all(|(_, cell)| !cell.bytes().any(|b| b.is_ascii_digit()))
}

/// Two rows of headings as one: a merged cell is above several, or beside them over both rows.
fn joined(upper: &RowBuf, lower: &RowBuf) -> Vec<String> {
    let (above, below) = (texts_of(upper), texts_of(lower));
    let mut spanning = "";
    (0..above.len().max(below.len()))
        .map(|column| {
            let own = above.get(column).map_or("", String::as_str);
            if !own.is_empty() {
                spanning = own;
            }
            let lower = below.get(column).map_or("", String::as_str);
            if lower.is_empty() {
                return own.to_owned();
            }
            let both = format!("{spanning} {lower}");
            let rank = |text: &str| recognise(&name_of(text)).map(|one| one.rank);
            match (rank(lower), rank(&both)) {
                (Some(alone), Some(together)) if together < alone => both,
                (None, Some(_)) => both,
                _ => lower.to_owned(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> RowBuf {
        let mut row = RowBuf::default();
        for (column, cell) in cells.iter().enumerate() {
            row.push(column, cell);
        }
        row
    }

    #[test]
    fn headings_are_found_below_a_title() {
        let rows = [
            (1, row(&["Nómina de la quincena 2"])),
            (3, row(&["NSS", "Nombre", "SBC"])),
            (4, row(&["92919084431", "KARLA", "687.70"])),
        ];
        assert_eq!(find_headings(&rows).line, 3);
        assert_eq!(find_headings(&rows[2..]), Headings::default());
    }

    #[test]
    fn two_rows_of_merged_headings_are_one() {
        let rows = [
            (1, row(&["MOVIMIENTOS AFILIATORIOS"])),
            (
                2,
                row(&[
                    "Tipo",
                    "NSS",
                    "Nombre del trabajador",
                    "",
                    "",
                    "Movimiento",
                    "",
                    "CURP",
                ]),
            ),
            (
                3,
                row(&["", "", "Paterno", "Materno", "Nombre(s)", "Fecha", "SBC"]),
            ),
            (
                4,
                row(&[
                    "02",
                    "92919084431",
                    "FUENTE",
                    "NOLASCO",
                    "KARLA",
                    "15/01/2026",
                ]),
            ),
        ];
        let headings = find_headings(&rows);
        assert_eq!(headings.line, 3);
        assert_eq!(
            headings.texts,
            [
                "Tipo",
                "NSS",
                "Paterno",
                "Materno",
                "Nombre(s)",
                "Fecha",
                "SBC",
                "CURP"
            ]
        );
    }

    #[test]
    fn what_stands_above_completes_what_stands_below() {
        let rows = [
            (1, row(&["NSS", "Fecha", "", "Salario", ""])),
            (2, row(&["", "Alta", "Baja", "Diario", "Integrado"])),
        ];
        let texts = find_headings(&rows).texts;
        assert_eq!(texts[1..3], ["Fecha Alta", "Fecha Baja"]);
        assert_eq!(texts[4], "Salario Integrado");
    }
}

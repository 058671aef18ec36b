//! The merged cells of a sheet, which its part names behind the cells (ECMA-376, part 1, 18.3.1.55).

use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::reference::{column_of, number};
use crate::error::ReadError;
use crate::limits::MAX_COLUMNS;
use crate::sheet::chunks::{Chunks, parser};
use crate::sheet::merged::Merged;

/// Elements that come later than merged cells: what follows them is not looked at, however long it is.
const LATER: [&[u8]; 6] = [
    b"phoneticPr",
    b"conditionalFormatting",
    b"dataValidations",
    b"hyperlinks",
    b"drawing",
    b"tableParts",
];

/// Reads the merged cells behind the cells of a sheet; `rest` is what the last chunk holds behind them.
///
/// # Errors
/// There are too many; the part breaks off, or is no XML.
pub(super) fn merges<R: Read>(
    rest: &[u8],
    chunks: &mut Chunks<'_, R>,
) -> Result<Merged, ReadError> {
    let mut merged = Merged::default();
    let mut goes_on = take(rest, &mut merged)?;
    while goes_on {
        let Some(piece) = chunks.tail()? else {
            return Err(ReadError::broken("a sheet ends behind its cells"));
        };
        goes_on = take(piece, &mut merged)?;
    }
    Ok(merged)
}

/// Takes the merged cells of a piece; `false` where no more can follow.
fn take(piece: &[u8], merged: &mut Merged) -> Result<bool, ReadError> {
    let mut xml = parser(piece);
    loop {
        match xml.read_event()? {
            Event::Start(e) if e.local_name().as_ref() == b"mergeCell" => range(&e, merged)?,
            Event::Start(e) if LATER.contains(&e.local_name().as_ref()) => return Ok(false),
            Event::End(e) if matches!(e.local_name().as_ref(), b"mergeCells" | b"worksheet") => {
                return Ok(false);
            }
            Event::Eof => return Ok(true),
            _ => {}
        }
    }
}

/// Takes a range: `B2:C5`, whole lines `2:5`, whole columns `B:C`.
fn range(element: &BytesStart<'_>, merged: &mut Merged) -> Result<(), ReadError> {
    let mut attributes = element.attributes();
    let attribute = attributes
        .with_checks(false)
        .flatten()
        .find(|one| one.key.as_ref() == b"ref")
        .ok_or_else(|| ReadError::broken("a merged cell without its place"))?;
    let Some(colon) = attribute.value.iter().position(|byte| *byte == b':') else {
        return Ok(());
    };
    let (first, last) = attribute.value.split_at(colon);
    let (first, last) = (place(first), place(&last[1..]));
    merged.add(
        (first.0.unwrap_or(1), last.0.unwrap_or(u32::MAX)),
        (first.1.unwrap_or(0), last.1.unwrap_or(MAX_COLUMNS - 1)),
    )
}

/// Line and column of a cell's name, each where it is there.
fn place(name: &[u8]) -> (Option<u32>, Option<usize>) {
    let name: Vec<u8> = name.iter().copied().filter(|byte| *byte != b'$').collect();
    let digits = name.iter().position(u8::is_ascii_digit);
    let line = digits.map(|at| u32::try_from(number(&name[at..])).unwrap_or(u32::MAX));
    (line, column_of(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(xml: &str, line: u32) -> Vec<usize> {
        let mut merged = Merged::default();
        take(xml.as_bytes(), &mut merged).unwrap();
        merged.covered().on(line).iter().take(4).collect()
    }

    #[test]
    fn ranges_are_named_by_their_corners() {
        let xml = r#"<autoFilter ref="A1:H9"/><mergeCells><mergeCell ref="B2:C3"/><x:mergeCell ref="$E$3:$F$3"/><mergeCell ref="G3"/></mergeCells><mergeCell ref="A1:A9"/>"#;
        assert_eq!(covered(xml, 2), [2]);
        assert_eq!(covered(xml, 3), [1, 2, 5]);
        assert_eq!(covered(r#"<mergeCell ref="2:3"/>"#, 3), [0, 1, 2, 3]);
        assert_eq!(covered(r#"<mergeCell ref="B:C"/>"#, 7), [1, 2]);
    }

    #[test]
    fn nothing_is_looked_for_behind_what_comes_later() {
        let mut merged = Merged::default();
        let later = br#"<hyperlinks><hyperlink ref="A1"/></hyperlinks><mergeCell ref="A1:A9"/>"#;
        assert!(!take(later, &mut merged).unwrap());
        assert!(merged.is_empty());
    }
}

//! Merged cells: their value is the first cell's alone, and the cells below it are neither blank nor filled.

use import::testing::{Cell, Odd, compound, workbook_with};

use super::read;
use crate::files::{ods_of, xlsx_of};
use crate::support::codes;

const HEADINGS: [&str; 8] = [
    "Tipo", "NSS", "Paterno", "Materno", "Nombre", "Fecha", "SBC", "Clave",
];

/// Three workers; a merged cell lies over the Clave of the first two, or over SBC and Clave of the last.
const ROWS: [[&str; 8]; 3] = [
    [
        "07",
        "92919084431",
        "FUENTE",
        "NOLASCO",
        "KARLA",
        "15/01/2026",
        "687.70",
        "E1",
    ],
    [
        "07",
        "72795608040",
        "XIMENEZ",
        "QUEZADA",
        "BERTA",
        "15/01/2026",
        "687.70",
        "",
    ],
    [
        "07",
        "12345678903",
        "CASTRO",
        "CHAVEZ",
        "XOCHITL",
        "15/01/2026",
        "687.70",
        "",
    ],
];

fn xlsx(rows: &[[&str; 8]], behind: &str) -> Vec<u8> {
    let mut lines = String::new();
    for (line, row) in (1..).zip(std::iter::once(&HEADINGS).chain(rows)) {
        lines.push_str(&format!(r#"<row r="{line}">"#));
        for (column, text) in ('A'..).zip(row) {
            if !text.is_empty() {
                lines.push_str(&format!(
                    r#"<c r="{column}{line}" t="inlineStr"><is><t>{text}</t></is></c>"#
                ));
            }
        }
        lines.push_str("</row>");
    }
    let sheet = format!("<worksheet><sheetData>{lines}</sheetData>{behind}</worksheet>");
    xlsx_of(sheet.as_bytes(), &[])
}

#[test]
fn a_covered_cell_of_xlsx_is_an_error_of_its_row() {
    let merged =
        r#"<mergeCells count="2"><mergeCell ref="H2:H3"/><mergeCell ref="G4:H4"/></mergeCells>"#;
    let (rows, tally) = read(xlsx(&ROWS, merged));
    assert_eq!((tally.rows, tally.ready), (3, 1));
    assert!(rows[0].ready);
    assert_eq!(rows[0].draft.clave, "E1");
    for row in &rows[1..] {
        assert_eq!(codes(row), ["cell-merged"]);
        assert_eq!(row.draft.clave, "");
    }
    assert_eq!(rows[2].draft.sbc, "687.70");
}

#[test]
fn a_value_that_a_merged_cell_hides_does_not_count() {
    let mut rows = ROWS;
    rows[1][6] = "999.99";
    let merged = r#"<autoFilter ref="A1:H4"/><mergeCells><mergeCell ref="G2:G3"/></mergeCells>"#;
    let (rows, tally) = read(xlsx(&rows, merged));
    assert_eq!(tally.ready, 2);
    assert_eq!(codes(&rows[1]), ["cell-merged"]);
    assert_eq!(rows[1].draft.sbc, "");
}

#[test]
fn a_covered_date_or_type_is_an_error() {
    for (range, field) in [("F2:F3", "fecha"), ("A2:A3", "tipo")] {
        let merged = format!(r#"<mergeCells><mergeCell ref="{range}"/></mergeCells>"#);
        let (rows, tally) = read(xlsx(&ROWS, &merged));
        assert_eq!(tally.ready, 2, "{field}");
        assert_eq!(codes(&rows[1])[0], "cell-merged", "{field}");
    }
}

#[test]
fn merged_headings_and_columns_without_use_are_left_alone() {
    let merged = r#"<mergeCells><mergeCell ref="H1:K1"/><mergeCell ref="J2:K4"/></mergeCells>"#;
    let (rows, tally) = read(xlsx(&ROWS, merged));
    assert_eq!(tally.ready, 3, "{:?}", rows[0].findings);
}

#[test]
fn merged_cells_are_found_behind_a_long_tail() {
    let filters: String = (0..40_000)
        .map(|place| format!(r#"<filter val="{place}"/>"#))
        .collect();
    let behind = format!(
        r#"<autoFilter ref="A1:H4"><filterColumn colId="0"><filters>{filters}</filters></filterColumn></autoFilter><mergeCells><mergeCell ref="H2:H3"/></mergeCells><controls><row>3</row></controls>"#
    );
    let (_, tally) = read(xlsx(&ROWS, &behind));
    assert_eq!(tally.ready, 2);
}

#[test]
fn a_sheet_that_breaks_off_behind_its_cells_is_damaged() {
    let (rows, tally) = read(xlsx(&ROWS, "<mergeCells><mergeCell ref=<<"));
    assert_eq!((tally.rows, tally.ready), (4, 3));
    assert_eq!(codes(&rows[3]), ["damaged"]);
}

#[test]
fn a_covered_cell_of_ods_is_an_error_of_its_row() {
    let mut lines = String::new();
    for row in std::iter::once(&HEADINGS).chain(&ROWS) {
        lines.push_str("<table:table-row>");
        for text in row {
            lines.push_str(&if text.is_empty() {
                "<table:covered-table-cell/>".to_owned()
            } else {
                format!(
                    r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
                )
            });
        }
        lines.push_str("</table:table-row>");
    }
    let (rows, tally) = read(ods_of(&format!(
        r#"<table:table table:name="x">{lines}</table:table>"#
    )));
    assert_eq!((tally.rows, tally.ready), (3, 1));
    assert_eq!(codes(&rows[1]), ["cell-merged"]);
    assert_eq!(codes(&rows[2]), ["cell-merged"]);
}

#[test]
fn a_covered_cell_of_xls_is_an_error_of_its_row() {
    let line = |row: &[&'static str; 8]| row.iter().map(|text| Cell::Text(text)).collect();
    let rows: Vec<Vec<Cell<'_>>> = std::iter::once(&HEADINGS).chain(&ROWS).map(line).collect();
    let odd = Odd {
        merged: &[[1, 2, 7, 7], [3, 3, 6, 7]],
        ..Odd::default()
    };
    let (rows, tally) = read(compound("Workbook", &workbook_with(&rows, &odd)));
    assert_eq!((tally.rows, tally.ready), (3, 1));
    assert_eq!(codes(&rows[1]), ["cell-merged"]);
    assert_eq!(codes(&rows[2]), ["cell-merged"]);
}

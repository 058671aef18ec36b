//! Old binary workbooks.

use import::testing::{Cell, Odd, compound, workbook_with};
use import_protocol::Purpose;

use super::read;
use crate::support::{Asked, codes};

fn xls_with(cell: Cell<'_>, odd: &Odd<'_>) -> Vec<u8> {
    let headings = [
        "Tipo", "NSS", "Paterno", "Materno", "Nombre", "Fecha", "SBC", "Clave",
    ];
    let row = |nss| {
        vec![
            Cell::Text("07"),
            Cell::Text(nss),
            Cell::Text("FUENTE"),
            Cell::Text("NOLASCO"),
            Cell::Text("KARLA"),
            Cell::Day(if odd.since_1904 { 44_575.0 } else { 46_037.0 }),
            Cell::Number(687.7),
            cell,
        ]
    };
    let rows = vec![
        headings.map(Cell::Text).to_vec(),
        row("92919084431"),
        row("72795608040"),
    ];
    compound("Workbook", &workbook_with(&rows, odd))
}

#[test]
fn cells_of_xls_that_cannot_be_read_are_errors() {
    for cell in [Cell::Error(0x2A), Cell::Uncomputed, Cell::Shared(7)] {
        let (rows, tally) = read(xls_with(cell, &Odd::default()));
        assert_eq!(tally.ready, 0, "{cell:?}");
        assert_eq!(codes(&rows[0])[0], "cell-unreadable", "{cell:?}");
    }
}

#[test]
fn old_workbooks_have_hidden_rows_epochs_and_ends() {
    let hidden = Odd {
        hidden_rows: &[2],
        ..Odd::default()
    };
    let (rows, tally) = read(xls_with(Cell::Text("E1"), &hidden));
    assert_eq!((tally.rows, rows[0].line), (1, 2));
    let old_mac = Odd {
        since_1904: true,
        ..Odd::default()
    };
    let (rows, _) = read(xls_with(Cell::Text("E1"), &old_mac));
    assert_eq!(rows[0].draft.fecha, "15/01/2026");
    let cut = Odd {
        is_cut: true,
        ..Odd::default()
    };
    let (rows, tally) = read(xls_with(Cell::Text("E1"), &cut));
    assert_eq!((tally.rows, tally.ready), (3, 2));
    assert_eq!(codes(&rows[2]), ["damaged"]);
    let unseen = Odd {
        is_hidden: true,
        ..Odd::default()
    };
    let opened = Asked::new()
        .open(
            vec![xls_with(Cell::Text("E1"), &unseen)],
            Purpose::Movements,
        )
        .unwrap();
    assert!(opened.sheets[0].hidden);
}

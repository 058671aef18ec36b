//! Old binary workbooks.

use import::testing::{Cell, Odd, compound, workbook_with};
use import_protocol::{Kind, Purpose};

use super::read;
use crate::files::zipped;
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

#[test]
fn a_hidden_sheet_is_not_the_first_choice() {
    let catalogue = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>Clave</t></is></c><c t=\"inlineStr\"><is><t>Tipo</t></is></c></row><row><c><v>1</v></c><c t=\"inlineStr\"><is><t>Permanente</t></is></c></row></sheetData></worksheet>";
    let row = xlsx_row(
        2,
        "",
        "92919084431",
        &text("F2", "15/01/2026"),
        &text("G2", "687.70"),
        "",
    );
    let sheet = format!("<worksheet><sheetData>{XLSX_HEAD}{row}</sheetData></worksheet>");
    for state in ["hidden", "veryHidden"] {
        let book = format!(
            r#"<workbook><sheets><sheet name="Catálogos" state="{state}" r:id="r1"/><sheet name="Movimientos" r:id="r2"/></sheets></workbook>"#
        );
        let file = zipped(&[
            ("_rels/.rels", br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#),
            ("xl/worksheets/sheet1.xml", catalogue.as_bytes()),
            ("xl/worksheets/sheet2.xml", sheet.as_bytes()),
        ]);
        let opened = Asked::new().open(vec![file], Purpose::Movements).unwrap();
        assert_eq!(opened.sheet, 1);
        assert!(opened.sheets[0].hidden && !opened.sheets[1].hidden);
        assert_eq!(opened.kind, Kind::Xlsx);
    }
}

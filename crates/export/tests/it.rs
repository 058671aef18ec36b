//! Files read back by another reader: the values of cells, and their types.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use export::Exporter;
use export_protocol::{
    Ask, Cell, Column, ColumnKind, FileKind, Note, RequestId, Table, Tell, WORKBOOK_MAX_ROWS,
};
use jiff::civil::date;

fn table(kind: FileKind) -> Table {
    let column = |heading: &str, kind| Column {
        heading: heading.to_owned(),
        kind,
        width: 14,
    };
    Table {
        kind,
        sheet: "Movimientos".to_owned(),
        notes_sheet: "Criterios".to_owned(),
        columns: vec![
            column("NSS", ColumnKind::Text),
            column("Fecha", ColumnKind::Date),
            column("SBC", ColumnKind::Money),
            column("Lote", ColumnKind::Whole),
            column("Respuesta", ColumnKind::Moment),
            column("Nombre", ColumnKind::Text),
        ],
    }
}

fn row() -> Vec<Cell> {
    vec![
        Cell::Text("02919084431".to_owned()),
        Cell::Date(date(2026, 1, 15)),
        Cell::Money(68_770),
        Cell::Whole(1_234),
        Cell::Moment(date(2026, 1, 16).at(9, 30, 0, 0)),
        Cell::Text("NÚÑEZ & <PEÑA>".to_owned()),
    ]
}

/// Writes a file out of messages of rows.
fn written(kind: FileKind, messages: &[Vec<Vec<Cell>>], notes: Vec<Note>) -> Vec<u8> {
    let mut exporter = Exporter::default();
    let request = RequestId(1);
    let table = table(kind);
    let begun = exporter.handle(Ask::Begin { request, table }).tell;
    assert_eq!(begun, Tell::Taken { request, rows: 0 });
    for rows in messages {
        let rows = rows.clone();
        let taken = exporter.handle(Ask::Rows { request, rows }).tell;
        assert!(matches!(taken, Tell::Taken { .. }), "{taken:?}");
    }
    let mut answer = exporter.handle(Ask::Finish { request, notes });
    assert!(
        matches!(answer.tell, Tell::File { .. }),
        "{:?}",
        answer.tell
    );
    answer.parts.remove(0)
}

fn opened(file: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(file)).unwrap()
}

fn sheet_xml(file: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let sheet = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    std::io::read_to_string(sheet).unwrap()
}

#[test]
fn every_cell_is_read_back_with_its_type() {
    let file = written(
        FileKind::Xlsx,
        &[vec![row(), row()], vec![row()]],
        Vec::new(),
    );
    let range = opened(file).worksheet_range("Movimientos").unwrap();
    assert_eq!(range.get_size(), (4, 6));
    assert_eq!(range[(0, 2)], Data::String("SBC".to_owned()));
    for place in 1..=3 {
        assert_eq!(range[(place, 0)], Data::String("02919084431".to_owned()));
        let Data::DateTime(day) = range[(place, 1)] else {
            panic!("no date: {:?}", range[(place, 1)]);
        };
        assert_eq!(day.as_f64(), 46_037.0);
        assert_eq!(range[(place, 2)], Data::Float(687.7));
        assert_eq!(range[(place, 3)], Data::Float(1_234.0));
        let Data::DateTime(moment) = range[(place, 4)] else {
            panic!("no date: {:?}", range[(place, 4)]);
        };
        assert!((moment.as_f64() - 46_038.395_833_33).abs() < 1e-6);
        assert_eq!(range[(place, 5)], Data::String("NÚÑEZ & <PEÑA>".to_owned()));
    }
}

#[test]
fn a_cell_of_another_type_stays_text() {
    let mut odd = row();
    odd[1] = Cell::Text("31/02/2026".to_owned());
    odd[2] = Cell::Text("•••".to_owned());
    odd[3] = Cell::Empty;
    let file = written(FileKind::Xlsx, &[vec![odd]], Vec::new());
    let range = opened(file).worksheet_range("Movimientos").unwrap();
    assert_eq!(range[(1, 1)], Data::String("31/02/2026".to_owned()));
    assert_eq!(range[(1, 2)], Data::String("•••".to_owned()));
    assert_eq!(range[(1, 3)], Data::Empty);
}

#[test]
fn headings_stay_in_view_and_filter_every_row() {
    let file = written(FileKind::Xlsx, &[vec![row(); 7]], Vec::new());
    let xml = sheet_xml(&file);
    assert!(xml.contains("<autoFilter ref=\"A1:F8\"/>"), "{xml}");
    assert!(xml.contains("state=\"frozen\""));
    assert!(xml.contains("ySplit=\"1\""));
    assert!(!xml.contains("<dimension"));
}

#[test]
fn the_second_sheet_holds_the_notes() {
    let note = |label: &str, value| Note {
        label: label.to_owned(),
        value,
    };
    let notes = vec![
        note("Fecha inicial", Cell::Text("05/01/2026".to_owned())),
        note("Movimientos", Cell::Whole(1)),
    ];
    let file = written(FileKind::Xlsx, &[vec![row()]], notes);
    let mut book = opened(file);
    assert_eq!(book.sheet_names(), ["Movimientos", "Criterios"]);
    let range = book.worksheet_range("Criterios").unwrap();
    assert_eq!(range[(0, 1)], Data::String("05/01/2026".to_owned()));
    assert_eq!(range[(1, 1)], Data::Float(1.0));
}

#[test]
fn a_file_without_rows_is_a_file() {
    let file = written(FileKind::Xlsx, &[], Vec::new());
    let range = opened(file).worksheet_range("Movimientos").unwrap();
    assert_eq!(range.get_size(), (1, 6));
}

#[test]
fn no_cell_is_a_formula() {
    let mut hostile = row();
    hostile[5] = Cell::Text("=HYPERLINK(\"http://x\")".to_owned());
    let file = written(FileKind::Xlsx, &[vec![hostile.clone()]], Vec::new());
    assert!(!sheet_xml(&file).contains("<f>"));
    let range = opened(file).worksheet_range("Movimientos").unwrap();
    assert_eq!(
        range[(1, 5)],
        Data::String("=HYPERLINK(\"http://x\")".to_owned())
    );
    let csv = String::from_utf8(written(FileKind::Csv, &[vec![hostile]], Vec::new())).unwrap();
    assert!(csv.contains("\"'=HYPERLINK(\"\"http://x\"\")\""), "{csv}");
}

#[test]
fn csv_keeps_zeros_days_and_amounts() {
    let file = written(FileKind::Csv, &[vec![row()]], Vec::new());
    let text = String::from_utf8(file).unwrap();
    let mut lines = text.strip_prefix('\u{feff}').unwrap().split("\r\n");
    assert_eq!(lines.next(), Some("NSS,Fecha,SBC,Lote,Respuesta,Nombre"));
    assert_eq!(
        lines.next(),
        Some("02919084431,2026-01-15,687.70,1234,2026-01-16 09:30,NÚÑEZ & <PEÑA>")
    );
}

#[test]
fn a_hundred_thousand_rows_are_compressed_as_they_come() {
    let messages = vec![vec![row(); 1_000]; 100];
    let file = written(FileKind::Xlsx, &messages, Vec::new());
    assert!(file.len() < 8_000_000, "{} bytes", file.len());
    let range = opened(file).worksheet_range("Movimientos").unwrap();
    assert_eq!(range.height(), 100_001);
}

#[test]
fn rows_without_a_beginning_are_refused() {
    let mut exporter = Exporter::default();
    let request = RequestId(9);
    let answer = exporter.handle(Ask::Rows {
        request,
        rows: Vec::new(),
    });
    let Tell::Failed {
        request: pairs,
        error,
    } = answer.tell
    else {
        panic!("{:?}", answer.tell);
    };
    assert_eq!(pairs, Some(request));
    assert_eq!(error.code, "export-broken");
}

#[test]
fn more_rows_than_a_sheet_holds_are_refused() {
    let mut exporter = Exporter::default();
    let request = RequestId(1);
    let table = table(FileKind::Xlsx);
    exporter.handle(Ask::Begin { request, table });
    let most = WORKBOOK_MAX_ROWS as usize;
    // Empty rows: only their number matters.
    let rows = vec![Vec::new(); most];
    let taken = exporter.handle(Ask::Rows { request, rows }).tell;
    assert!(matches!(taken, Tell::Taken { rows, .. } if rows == WORKBOOK_MAX_ROWS));
    let rows = vec![Vec::new()];
    let refused = exporter.handle(Ask::Rows { request, rows }).tell;
    assert!(matches!(refused, Tell::Failed { error, .. } if error.code == "export-too-long"));
}

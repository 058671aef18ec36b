//! Files that were made to hurt: each is refused in words, or read up to a limit.

use import::testing::{Cell, compound, workbook};
use import_protocol::{ColumnUse, Defaults, Purpose};
use imss::finding::Field;

use crate::files::{ods_of, xlsx_of, zipped};
use crate::support::{Answered, Asked};

const SHEET: &str = r#"<worksheet><sheetData>"#;

fn open(file: Vec<u8>) -> Answered<()> {
    Asked::new()
        .open(vec![file], Purpose::Movements)
        .map(|_| ())
}

/// Opens, and reads every row with the first column as the NSS.
fn read(file: Vec<u8>) -> Answered<u32> {
    let mut asked = Asked::new();
    asked.open(vec![file], Purpose::Movements)?;
    asked
        .check(
            vec![Some(ColumnUse::Field(Field::Nss))],
            Defaults::default(),
        )
        .map(|tally| tally.rows)
}

#[test]
fn a_count_that_stands_in_a_file_reserves_nothing() {
    let strings = br#"<sst count="99999999999999" uniqueCount="18446744073709551615"><si><t>NSS</t></si></sst>"#;
    let sheet = format!(
        r#"{SHEET}<row r="4294967295"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c t="s"><v>18446744073709551615</v></c><c t="s"><v>0</v></c></row></sheetData></worksheet>"#
    );
    let file = xlsx_of(sheet.as_bytes(), &[("xl/sharedStrings.xml", strings)]);
    assert_eq!(read(file), Ok(1));
}

#[test]
fn a_bomb_is_not_inflated() {
    // A cell of megabytes that the zip stores in kilobytes.
    let mut sheet = format!("{SHEET}<row><c><v>").into_bytes();
    sheet.resize(8 << 20, b'1');
    let file = xlsx_of(&sheet, &[]);
    assert!(file.len() < 100 << 10);
    assert_eq!(open(file), Err("too-large".to_owned()));

    let rels = vec![b' '; 20 << 20];
    let file = zipped(&[("_rels/.rels", &rels)]);
    assert_eq!(open(file), Err("too-large".to_owned()));
}

#[test]
fn entities_are_not_expanded() {
    let lol = r#"<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
    let sheet = format!(
        r#"{lol}{SHEET}<row><c t="inlineStr"><is><t>NSS</t></is></c></row><row><c t="inlineStr"><is><t>1&b;&amp;2</t></is></c></row></sheetData></worksheet>"#
    );
    let mut asked = Asked::new();
    let file = xlsx_of(sheet.as_bytes(), &[]);
    let opened = asked.open(vec![file], Purpose::Movements).unwrap();
    assert_eq!(opened.columns[0].samples, ["1&2"]);
}

/// A sheet of one row, repeated as often as it says, of one cell, repeated without end.
fn repeating(rows: &str) -> Vec<u8> {
    let cell = r#"<table:table-cell office:value-type="string" table:number-columns-repeated="4294967295"><text:p>1</text:p></table:table-cell>"#;
    ods_of(&format!(
        r#"<table:table table:name="x"><table:table-row table:number-rows-repeated="{rows}">{cell}</table:table-row></table:table>"#
    ))
}

#[test]
fn repeated_cells_are_read_to_the_last_column() {
    let mut asked = Asked::new();
    let opened = asked.open(vec![repeating("300")], Purpose::Movements);
    assert_eq!(opened.unwrap().columns.len(), 128);
    let tally = asked.check(
        vec![Some(ColumnUse::Field(Field::Nss))],
        Defaults::default(),
    );
    assert_eq!(tally.unwrap().rows, 300);
}

#[test]
fn repeated_rows_beyond_the_limit_are_refused_before_they_are_read() {
    for rows in ["100002", "2000001", "4294967295"] {
        assert_eq!(open(repeating(rows)), Err("too-large".to_owned()));
    }
}

#[test]
fn broken_and_cut_workbooks_are_reported() {
    let whole = xlsx_of(
        format!(r#"{SHEET}<row><c><v>1</v></c></row></sheetData></worksheet>"#).as_bytes(),
        &[],
    );
    assert_eq!(open(whole.clone()), Ok(()));
    for length in (4..whole.len()).step_by(7) {
        let cut = whole[..length].to_vec();
        assert!(open(cut).is_err(), "{length}");
    }
    for (file, code) in [
        (zipped(&[("foto.jpg", b"x")]), "not-a-table"),
        (
            xlsx_of(b"<worksheet><sheetData></sheetData></worksheet>", &[]),
            "no-rows",
        ),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".repeat(200), "broken"),
        (compound("WordDocument", b"Estimado"), "not-a-table"),
        (compound("EncryptedPackage", b"x"), "password"),
        (Vec::new(), "empty"),
    ] {
        assert_eq!(open(file), Err(code.to_owned()));
    }
}

#[test]
fn an_old_workbook_that_lies_is_read_as_far_as_it_goes() {
    let record = |kind: u16, data: &[u8]| {
        let length = data.len() as u16;
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    };
    let sound = workbook(&[
        vec![Cell::Text("NSS")],
        vec![Cell::Text("92919084431")],
        vec![Cell::Number(72_795_608_040.0)],
    ]);
    assert_eq!(read(compound("Workbook", &sound)), Ok(2));
    // Before the cells: dimensions of four thousand million rows, and as many strings, and none
    // is there.
    let strings = record(0x00FC, &[0xFF; 8]);
    let end = record(0x000A, &[]);
    let mut lying = [
        record(0x0809, &[0, 6, 5, 0]),
        strings,
        record(0x0085, &[200, 0, 0, 0, 0, 0, 1, 0, b'H']),
        end.clone(),
    ]
    .concat();
    lying.resize(200, 0);
    lying.extend(record(0x0809, &[0, 6, 0x10, 0]));
    lying.extend(record(0x0200, &[0xFF; 14]));
    lying.extend(record(0x00FD, &[1, 0, 0, 0, 0, 0, 9, 0, 0, 0]));
    lying.extend(record(0x0204, &[2, 0, 0, 0, 0, 0, 1, 0, 0, b'1']));
    lying.extend(end);
    assert_eq!(read(compound("Workbook", &lying)), Ok(1));
    // A sheet that lies behind the end.
    let nowhere = [
        record(0x0809, &[0, 6, 5, 0]),
        record(0x0085, &[0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 1, 0, b'H']),
    ]
    .concat();
    assert_eq!(
        open(compound("Workbook", &nowhere)),
        Err("broken".to_owned())
    );
    // One with a password.
    let sealed = record(0x002F, &[0; 6]);
    assert_eq!(
        open(compound("Workbook", &sealed)),
        Err("password".to_owned())
    );
}

#[test]
fn questions_in_the_wrong_order_are_answered_too() {
    let mut asked = Asked::new();
    let early = asked.check(Vec::new(), Defaults::default());
    assert_eq!(early.unwrap_err(), "nothing-open");
    let text = b"NSS\n1\n".to_vec();
    asked.open(vec![text], Purpose::Movements).unwrap();
    assert_eq!(asked.sheet(3).map(|opened| opened.columns.len()), Ok(1));
    let none = asked.open(Vec::new(), Purpose::Movements);
    assert_eq!(none.unwrap_err(), "empty");
}

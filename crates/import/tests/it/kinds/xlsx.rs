//! Workbooks of today.

use import_protocol::{Defaults, Filter, Kind, Purpose};

use super::read;
use crate::files::{ods_of, xlsx_of, zipped};
use crate::support::{Asked, REGISTRO, codes};

/// Headings and one row of a modificación, in the cells of a sheet.
const XLSX_HEAD: &str = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Tipo</t></is></c><c r="B1" t="inlineStr"><is><t>NSS</t></is></c><c r="C1" t="inlineStr"><is><t>Paterno</t></is></c><c r="D1" t="inlineStr"><is><t>Materno</t></is></c><c r="E1" t="inlineStr"><is><t>Nombre</t></is></c><c r="F1" t="inlineStr"><is><t>Fecha</t></is></c><c r="G1" t="inlineStr"><is><t>SBC</t></is></c><c r="H1" t="inlineStr"><is><t>Clave</t></is></c></row>"#;

fn xlsx_row(line: u32, attributes: &str, nss: &str, fecha: &str, sbc: &str, clave: &str) -> String {
    format!(
        r#"<row r="{line}"{attributes}><c r="A{line}" t="inlineStr"><is><t>07</t></is></c><c r="B{line}" t="inlineStr"><is><t>{nss}</t></is></c><c r="C{line}" t="inlineStr"><is><t>FUENTE</t></is></c><c r="D{line}" t="inlineStr"><is><t>NOLASCO</t></is></c><c r="E{line}" t="inlineStr"><is><t>KARLA</t></is></c>{fecha}{sbc}{clave}</row>"#
    )
}

fn text(place: &str, text: &str) -> String {
    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

fn xlsx_with(rows: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{XLSX_HEAD}{rows}</sheetData></worksheet>");
    xlsx_of(sheet.as_bytes(), others)
}

#[test]
fn binary_noise_goes_as_the_spreadsheet_shows_it() {
    let row = xlsx_row(
        2,
        "",
        "92919084431",
        &text("F2", "15/01/2026"),
        r#"<c r="G2"><v>492.09000000000003</v></c>"#,
        "",
    );
    let (rows, _) = read(xlsx_with(&row, &[]));
    assert_eq!(rows[0].draft.sbc, "492.09");
    assert!(rows[0].ready);
}

#[test]
fn cells_that_cannot_be_read_are_errors_of_their_row() {
    for cell in [
        r#"<c r="H2" t="e"><v>#N/A</v></c>"#,
        r#"<c r="H2"><f>CONCAT(A1)</f></c>"#,
        r#"<c r="H2"><f>CONCAT(A1)</f><v></v></c>"#,
        r#"<c r="H2" t="s"><v>99</v></c>"#,
        r#"<c r="H2"><v>x1</v></c>"#,
        r#"<c r="H2" t="b"><v>1</v></c>"#,
        r#"<c r="H2" s="1"><v>46037</v></c>"#,
    ] {
        let row = xlsx_row(
            2,
            "",
            "92919084431",
            &text("F2", "15/01/2026"),
            &text("G2", "687.70"),
            cell,
        );
        let styles =
            br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
        let (rows, tally) = read(xlsx_with(&row, &[("xl/styles.xml", styles)]));
        assert_eq!(tally.ready, 0, "{cell}");
        assert_eq!(codes(&rows[0])[0], "cell-unreadable", "{cell}");
        assert_eq!(rows[0].draft.clave, "", "{cell}");
    }
    // A formula that came to an empty text is blank, and one to a text is that text.
    for (cell, clave) in [
        (r#"<c r="H2" t="str"><f>A1</f><v></v></c>"#, ""),
        (r#"<c r="H2" t="str"><f>A1</f><v>E1</v></c>"#, "E1"),
    ] {
        let row = xlsx_row(
            2,
            "",
            "92919084431",
            &text("F2", "15/01/2026"),
            &text("G2", "687.70"),
            cell,
        );
        let (rows, _) = read(xlsx_with(&row, &[]));
        assert!(rows[0].ready, "{cell}");
        assert_eq!(rows[0].draft.clave, clave);
    }
}

#[test]
fn escapes_of_a_workbook_are_decoded_once() {
    let row = xlsx_row(
        2,
        "",
        "92919084431",
        &text("F2", "15/01/2026"),
        &text("G2", "687.70"),
        &text("H2", "E_x005F_3_x000D_"),
    );
    let (rows, _) = read(xlsx_with(&row, &[]));
    assert_eq!(rows[0].draft.clave, "E_3");
    assert!(codes(&rows[0]).contains(&"value-escapes"));
}

#[test]
fn rows_that_the_sheet_hides_are_counted_and_left_out() {
    let row = |line: u32, hidden: &str, nss: &str| {
        let fecha = text(&format!("F{line}"), "15/01/2026");
        let sbc = text(&format!("G{line}"), "687.70");
        xlsx_row(line, hidden, nss, &fecha, &sbc, "")
    };
    let rows = [
        row(2, "", "92919084431"),
        row(3, r#" hidden="1""#, "72795608040"),
        row(4, r#" ht="0" customHeight="1""#, "12345678903"),
        row(5, "", "01234567897"),
    ]
    .concat();
    let file = xlsx_with(&rows, &[]);
    let mut asked = Asked::new();
    let opened = asked.open(vec![file], Purpose::Movements).unwrap();
    assert_eq!((opened.rows, opened.hidden_rows), (2, 2));
    let columns: Vec<_> = opened.columns.iter().map(|column| column.used_as).collect();
    let defaults = Defaults {
        registro_patronal: REGISTRO.to_owned(),
        ..Defaults::default()
    };
    let tally = asked.check(columns.clone(), defaults.clone()).unwrap();
    assert_eq!((tally.rows, tally.ready), (2, 2));
    let (rows, total) = asked.rows(Filter::All, 0, 10);
    let lines: Vec<u32> = rows.iter().map(|row| row.line).collect();
    assert_eq!((lines, total), (vec![2, 5], 2));
    // The choice is the other one.
    let question = opened.questions.iter().find(|one| one.answer == Some(0));
    asked.answer(question.unwrap().id, 1).unwrap();
    let tally = asked.check(columns, defaults).unwrap();
    assert_eq!((tally.rows, tally.ready), (4, 4));
}

#[test]
fn columns_that_the_sheet_hides_are_marked() {
    let row = xlsx_row(
        2,
        "",
        "92919084431",
        &text("F2", "15/01/2026"),
        &text("G2", "687.70"),
        "",
    );
    let sheet = format!(
        r#"<worksheet><cols><col min="1" max="1"/><col min="7" max="8" hidden="1"/></cols><sheetData>{XLSX_HEAD}{row}</sheetData></worksheet>"#
    );
    let opened = Asked::new()
        .open(vec![xlsx_of(sheet.as_bytes(), &[])], Purpose::Movements)
        .unwrap();
    let hidden: Vec<bool> = opened.columns.iter().map(|column| column.hidden).collect();
    assert_eq!(
        hidden,
        [false, false, false, false, false, false, true, true]
    );
    let table = r#"<table:table table:name="x"><table:table-column table:number-columns-repeated="1"/><table:table-column table:visibility="collapse"/><table:table-row><table:table-cell office:value-type="string"><text:p>NSS</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>CURP</text:p></table:table-cell></table:table-row></table:table>"#;
    let opened = Asked::new()
        .open(vec![ods_of(table)], Purpose::Movements)
        .unwrap();
    assert!(!opened.columns[0].hidden && opened.columns[1].hidden);
}

#[test]
fn the_epoch_of_1904_holds_for_dates_and_bare_serials() {
    let book = br#"<workbook xmlns="main" xmlns:o="other"><workbookPr date1904="1"/><sheets><sheet name="H" sheetId="1" r:id="r1"/></sheets><extLst><o:workbookPr x="1"/></extLst><workbookPr/></workbook>"#;
    let styles =
        br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    for cell in [
        r#"<c r="F2" s="1"><v>44575</v></c>"#,
        r#"<c r="F2"><v>44575</v></c>"#,
        r#"<c r="F2" t="inlineStr"><is><t>44575</t></is></c>"#,
    ] {
        let row = xlsx_row(2, "", "92919084431", cell, &text("G2", "687.70"), "");
        let sheet = format!("<worksheet><sheetData>{XLSX_HEAD}{row}</sheetData></worksheet>");
        let file = zipped(&[
            ("_rels/.rels", br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#),
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#),
            ("xl/styles.xml", styles),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ]);
        let (rows, _) = read(file);
        assert_eq!(rows[0].draft.fecha, "15/01/2026", "{cell}");
    }
}

#[test]
fn parts_are_found_whatever_their_case_and_slashes() {
    let row = xlsx_row(
        2,
        "",
        "92919084431",
        &text("F2", "15/01/2026"),
        &text("G2", "687.70"),
        r#"<c r="H2" t="s"><v>0</v></c>"#,
    );
    let sheet = format!("<worksheet><sheetData>{XLSX_HEAD}{row}</sheetData></worksheet>");
    let file = zipped(&[
        ("_rels/.rels", br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="/xl/Workbook.xml"/></Relationships>"#),
        ("xl\\workbook.xml", br#"<workbook><sheets><sheet name="H" sheetId="1" r:id="r1"/></sheets></workbook>"#),
        ("XL/_rels/workbook.xml.rels", br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/worksheet" Target="Worksheets\Sheet1.xml"/><Relationship Id="r2" Type="http://x/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#),
        ("/xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ("xl/SharedStrings.xml", b"<sst><si><t>E1</t></si></sst>"),
    ]);
    let (rows, _) = read(file);
    assert_eq!(rows[0].draft.clave, "E1");
    assert!(rows[0].ready);
}

#[test]
fn what_stands_behind_the_data_counts_for_no_limit() {
    let row = xlsx_row(
        2,
        "",
        "92919084431",
        &text("F2", "15/01/2026"),
        &text("G2", "687.70"),
        "",
    );
    let empty: String = (3..120_000)
        .map(|line| format!(r#"<row r="{line}" ht="20" customHeight="1"/>"#))
        .collect();
    let links: String = (3..80_000)
        .map(|line| format!(r#"<hyperlink ref="A{line}" r:id="rId{line}" display="https://example.invalid/{line}"/>"#))
        .collect();
    let sheet = format!(
        "<worksheet><sheetData>{XLSX_HEAD}{row}{empty}</sheetData><hyperlinks>{links}</hyperlinks></worksheet>"
    );
    assert!(sheet.len() > 10 << 20);
    let (_, tally) = read(xlsx_of(sheet.as_bytes(), &[]));
    assert_eq!((tally.rows, tally.ready), (1, 1));
}

#[test]
fn a_sheet_without_its_end_is_damaged_and_not_shorter() {
    let row = xlsx_row(
        2,
        "",
        "92919084431",
        &text("F2", "15/01/2026"),
        &text("G2", "687.70"),
        "",
    );
    let sheet = format!("<worksheet><sheetData>{XLSX_HEAD}{row}<row r=\"3\"><c r=\"A3\"");
    let file = xlsx_of(sheet.as_bytes(), &[]);
    let opened = Asked::new().open(vec![file.clone()], Purpose::Movements);
    // A tag that is cut is broken XML; one that is whole, an end that is missing.
    assert_eq!(opened.unwrap_err(), "broken");
    let sheet = format!("<worksheet><sheetData>{XLSX_HEAD}{row}");
    let (rows, tally) = read(xlsx_of(sheet.as_bytes(), &[]));
    assert_eq!((tally.rows, tally.ready), (2, 1));
    assert_eq!(codes(&rows[1]), ["damaged"]);
    let table = r#"<table:table table:name="x"><table:table-row><table:table-cell office:value-type="string"><text:p>NSS</text:p></table:table-cell></table:table-row>"#;
    let opened = Asked::new()
        .open(vec![ods_of(table)], Purpose::Movements)
        .unwrap();
    // The document goes on, but the table never ends.
    assert_eq!(opened.findings[0].code, "damaged");
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

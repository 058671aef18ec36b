//! What programs and people do to files, one kind of it a test: never silently wrong.

use import::testing::{Cell, Odd, compound, workbook_with};
use import_protocol::{Defaults, Filter, Kind, Purpose, RowView, Tally};
use imss::movimiento::TipoMovimiento;

use crate::files::{dispmag, movement, ods_of, xlsx_of, zipped};
use crate::support::{Asked, REGISTRO, codes};

/// The file's rows and tally with what is recognised.
fn read(file: impl Into<Vec<u8>>) -> (Vec<RowView>, Tally) {
    let defaults = Defaults {
        registro_patronal: REGISTRO.to_owned(),
        ..Defaults::default()
    };
    let (mut asked, tally) = Asked::import(file.into(), Purpose::Movements, defaults);
    (asked.rows(Filter::All, 0, 1_000).0, tally)
}

fn failure(file: impl Into<Vec<u8>>) -> String {
    Asked::new()
        .open(vec![file.into()], Purpose::Movements)
        .expect_err("such a file is refused")
}

const HEADINGS: &str = "Tipo;NSS;Paterno;Materno;Nombre;Fecha;SBC;Causa;Clave;UMF\n";

/// A table of modificaciones and bajas below [`HEADINGS`].
fn table(lines: &[&str]) -> String {
    let mut text = HEADINGS.to_owned();
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    text
}

#[test]
fn an_nss_that_a_sheet_made_a_number_is_padded_with_a_note() {
    let (rows, _) = read(table(&[
        "07;1234567897.0;KITANO;CASTRO;RODRIGO;15/01/2026;687.70;;;",
        "07;72795608040.0;XIMENEZ;QUEZADA;BERTA;15/01/2026;687.70;;;",
    ]));
    assert_eq!(rows[0].draft.nss, "01234567897");
    assert!(codes(&rows[0]).contains(&"nss-zeros"));
    assert_eq!(rows[0].read[0].text, "1234567897.0");
    assert_eq!(rows[1].draft.nss, "72795608040");
    assert!(codes(&rows[1]).contains(&"value-decimals"));
}

#[test]
fn an_nss_that_lost_digits_is_an_error_that_names_the_cause() {
    let (rows, tally) = read(table(&[
        "07;9.29191E+10;FUENTE;NOLASCO;KARLA;15/01/2026;687.70;;;",
        "07;9291908443;FUENTE;NOLASCO;KARLA;15/01/2026;687.70;;;",
    ]));
    assert_eq!(tally.ready, 0);
    assert_eq!(codes(&rows[0])[0], "number-scientific");
    assert_eq!(codes(&rows[1])[0], "nss-length");
}

#[test]
fn text_that_was_forced_comes_without_its_signs() {
    let (rows, _) = read(table(&[
        "07;\"=\"\"01234567897\"\"\";KITANO;CASTRO;RODRIGO;15/01/2026;687.70;;\"=\"\"0004\"\"\";",
        "07;'72795608040;XIMENEZ;QUEZADA;BERTA;15/01/2026;687.70;;'0012;",
    ]));
    assert_eq!(
        (rows[0].draft.nss.as_str(), rows[0].draft.clave.as_str()),
        ("01234567897", "0004")
    );
    assert_eq!(
        (rows[1].draft.nss.as_str(), rows[1].draft.clave.as_str()),
        ("72795608040", "0012")
    );
    assert!(codes(&rows[0]).contains(&"value-forced-text"));
}

#[test]
fn dates_in_spanish_and_of_two_digits_are_read() {
    for (text, code) in [
        ("15-ene-2026", None),
        ("15/Ene/2026", None),
        ("15 de enero de 2026", None),
        ("jueves 15 de enero de 2026", None),
        ("15/01/26", Some("date-two-digit-year")),
        ("46037", Some("date-serial")),
        ("2026-01-15 00:00:00", None),
        ("15.01.2026", None),
    ] {
        let line = format!("07;92919084431;FUENTE;NOLASCO;KARLA;{text};687.70;;;");
        let (rows, _) = read(table(&[&line]));
        assert_eq!(rows[0].draft.fecha, "15/01/2026", "{text}");
        assert!(rows[0].ready, "{text}");
        if let Some(code) = code {
            assert!(codes(&rows[0]).contains(&code), "{text}");
        }
    }
}

#[test]
fn codes_come_with_labels_and_words() {
    let (rows, _) = read(table(&[
        "02 BAJA;92919084431;FUENTE;NOLASCO;KARLA;15/01/2026;;2 - Separación voluntaria;;",
        "B;72795608040;XIMENEZ;QUEZADA;BERTA;15/01/2026;;Renuncia;;",
        "M;12345678903;CASTRO;CHAVEZ;XOCHITL;15/01/2026;687.70;;;",
        "02;01234567897;KITANO;CASTRO;RODRIGO;15/01/2026;;1 - Renuncia;;",
    ]));
    assert_eq!(rows[0].draft.tipo, TipoMovimiento::Baja);
    assert_eq!(rows[0].draft.causa, "2");
    assert_eq!(rows[1].draft.causa, "2");
    assert_eq!(rows[2].draft.tipo, TipoMovimiento::Modificacion);
    assert!(rows[..3].iter().all(|row| row.ready));
    assert_eq!(codes(&rows[3])[0], "code-label-conflict");
    assert!(!rows[3].ready);
}

#[test]
fn salaries_are_read_as_programs_write_them() {
    let (rows, _) = read(table(&[
        "07;92919084431;FUENTE;NOLASCO;KARLA;15/01/2026;$ 1,173.90;;;",
        "07;72795608040;XIMENEZ;QUEZADA;BERTA;15/01/2026;1.173,90;;;",
        "07;12345678903;CASTRO;CHAVEZ;XOCHITL;15/01/2026;1173.9000000000001;;;",
        "07;01234567897;KITANO;CASTRO;RODRIGO;15/01/2026;1173.9012;;;",
    ]));
    for row in &rows[..3] {
        assert_eq!(row.draft.sbc, "1173.90");
        assert!(row.ready);
    }
    assert_eq!(codes(&rows[3]), ["sbc-decimals"]);
}

#[test]
fn salaries_of_four_decimals_are_rounded_when_asked() {
    let file = table(&[
        "07;92919084431;FUENTE;NOLASCO;KARLA;15/01/2026;687.7049;;;",
        "07;72795608040;XIMENEZ;QUEZADA;BERTA;15/01/2026;687.7050;;;",
        "07;12345678903;CASTRO;CHAVEZ;XOCHITL;15/01/2026;687.70;;;",
    ]);
    let defaults = Defaults {
        registro_patronal: REGISTRO.to_owned(),
        ..Defaults::default()
    };
    let (mut asked, tally) = Asked::import(file.into_bytes(), Purpose::Movements, defaults);
    assert_eq!((tally.ready, tally.errors), (1, 2));
    let (changed, tally) = asked.round_salaries();
    assert_eq!((changed, tally.ready), (2, 3));
    let (rows, _) = asked.rows(Filter::All, 0, 3);
    assert_eq!(rows[0].draft.sbc, "687.70");
    assert_eq!(rows[1].draft.sbc, "687.71");
}

#[test]
fn one_value_mends_every_row_with_a_finding() {
    let file = table(&[
        "02;92919084431;FUENTE;NOLASCO;KARLA;15/01/2026;;Recorte;;",
        "02;72795608040;XIMENEZ;QUEZADA;BERTA;15/01/2026;;Recorte;;",
        "02;12345678903;CASTRO;CHAVEZ;XOCHITL;15/01/2026;;3;;",
    ]);
    let defaults = Defaults {
        registro_patronal: REGISTRO.to_owned(),
        ..Defaults::default()
    };
    let (mut asked, tally) = Asked::import(file.into_bytes(), Purpose::Movements, defaults);
    let count = tally
        .findings
        .iter()
        .find(|one| one.code == "causa-invalid");
    assert_eq!(count.map(|one| one.rows), Some(2));
    let field = imss::finding::Field::CausaBaja;
    let (changed, tally) = asked.mend_all("causa-invalid", field, "6");
    assert_eq!((changed, tally.ready), (2, 3));
    let (rows, _) = asked.rows(Filter::All, 0, 3);
    assert_eq!(rows[0].draft.causa, "6");
    assert_eq!(rows[2].draft.causa, "3");
}

#[test]
fn signs_that_nobody_sees_are_taken_out() {
    let (rows, _) = read(table(&[
        "07;\u{200B}92919084431;FUEN\u{AD}TE;NOLASCO\u{A0};\u{FEFF}KARLA;15/01/2026;687.70;;\u{202A}E1\u{202C};",
    ]));
    assert!(rows[0].ready, "{:?}", rows[0].findings);
    assert_eq!(rows[0].draft.paterno, "FUENTE");
    assert_eq!(rows[0].draft.clave, "E1");
    assert!(codes(&rows[0]).contains(&"value-invisible"));
}

#[test]
fn errors_of_a_sheet_in_text_are_no_values() {
    let (rows, _) = read(table(&[
        "07;92919084431;FUENTE;#N/D;KARLA;15/01/2026;687.70;;#¡REF!;",
    ]));
    assert!(!rows[0].ready);
    assert_eq!(
        codes(&rows[0])[..2],
        ["value-sheet-error", "value-sheet-error"]
    );
}

#[test]
fn a_quote_that_stays_open_is_damage_at_its_line() {
    let (rows, tally) = read(table(&[
        "07;92919084431;FUENTE;NOLASCO;KARLA;15/01/2026;687.70;;;",
        "07;72795608040;XIMENEZ;QUEZADA;BERTA;15/01/2026;687.70;;\"nota;",
        "07;12345678903;CASTRO;CHAVEZ;XOCHITL;15/01/2026;687.70;;;",
    ]));
    assert_eq!((tally.rows, tally.ready), (2, 1));
    assert_eq!((rows[1].line, codes(&rows[1])), (3, vec!["damaged"]));
    assert_eq!(tally.file[0].code, "damaged");
}

#[test]
fn pages_and_old_workbooks_are_named() {
    for (file, code) in [
        (&b"<meta charset=\"utf-8\">\r\n<table><tr><td>NSS</td></tr></table>"[..], "web-page"),
        (b"<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "excel-2003-xml"),
        (b"MIME-Version: 1.0\r\n\r\n", "web-page"),
    ] {
        assert_eq!(failure(file), code);
    }
    let xlsb = zipped(&[
        ("_rels/.rels", br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="xl/workbook.bin"/></Relationships>"#),
        ("xl/workbook.bin", b"\x83\x01\x00"),
    ]);
    assert_eq!(failure(xlsb), "xlsb");
    let word = zipped(&[
        ("_rels/.rels", br#"<Relationships/>"#),
        ("word/document.xml", b"<w/>"),
    ]);
    assert_eq!(failure(word), "not-a-table");
}

#[test]
fn dispmag_of_another_length_is_named_and_one_with_a_mark_is_read() {
    let sound = dispmag(&[movement(1), movement(2)]);
    let short: Vec<u8> = sound
        .split_inclusive(|byte| *byte == b'\n')
        .flat_map(|line| [&line[..167], b"\r\n"].concat())
        .collect();
    assert_eq!(failure(short), "record-length");
    let marked = [b"\xEF\xBB\xBF".as_slice(), &sound].concat();
    let (rows, tally) = read(marked);
    assert_eq!((tally.rows, tally.ready), (2, 2), "{:?}", tally.findings);
    assert_eq!(rows[0].line, 1);
}

#[test]
fn a_dispmag_that_was_cut_or_encoded_twice_stays_one() {
    let sound = dispmag(&[movement(1), movement(2)]);
    let (rows, tally) = read(sound[..sound.len() - 60].to_vec());
    assert_eq!((tally.rows, tally.ready), (2, 1));
    assert_eq!(codes(&rows[1]), ["record-length"]);
    let mut text = String::from_utf8(dispmag(&[movement(1)])).unwrap();
    text.replace_range(22..49, &format!("{:<27}", "MUÑOZ"));
    let twice: String = text.bytes().map(char::from).collect();
    let mut asked = Asked::new();
    let opened = asked
        .open(vec![twice.into_bytes()], Purpose::Movements)
        .unwrap();
    assert_eq!(opened.kind, Kind::Dispmag);
    assert_eq!(opened.encoding.as_deref(), Some("utf-8-twice-windows-1252"));
    asked.answer(0, 0).unwrap();
    let tally = asked.check(Vec::new(), Defaults::default()).unwrap();
    assert_eq!(tally.ready, 1, "{:?}", tally.findings);
    assert_eq!(asked.rows(Filter::All, 0, 1).0[0].draft.paterno, "MUÑOZ");
}

#[test]
fn files_of_two_bytes_a_character_are_read() {
    let text = table(&["07;92919084431;MUÑOZ;NOLASCO;KARLA;15/01/2026;687.70;;;"]);
    let units: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    for file in [
        [b"\xFF\xFE".as_slice(), &little].concat(),
        [b"\xFE\xFF".as_slice(), &big].concat(),
        little,
    ] {
        let (rows, _) = read(file);
        assert_eq!(rows[0].draft.paterno, "MUÑOZ");
        assert!(rows[0].ready);
    }
}

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

fn ods_cell(inner: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string">{inner}</table:table-cell>"#)
}

fn ods_text(text: &str) -> String {
    ods_cell(&format!("<text:p>{text}</text:p>"))
}

fn ods_with(nombre: &str, clave: &str, row_attributes: &str) -> Vec<u8> {
    let headings = [
        "Tipo", "NSS", "Paterno", "Materno", "Nombre", "Fecha", "SBC", "Clave",
    ];
    let head = headings.map(ods_text).concat();
    let row = [
        ods_text("07"),
        ods_text("92919084431"),
        ods_text("FUENTE"),
        ods_text("NOLASCO"),
        nombre.to_owned(),
        ods_text("15/01/2026"),
        ods_text("687.70"),
        clave.to_owned(),
    ]
    .concat();
    ods_of(&format!(
        r#"<table:table table:name="x"><table:table-row>{head}</table:table-row><table:table-row{row_attributes}>{row}</table:table-row></table:table>"#
    ))
}

#[test]
fn breaks_in_a_cell_are_spaces_and_boxes_on_it_are_not_its_text() {
    for inner in [
        "<text:p>MARIA<text:line-break/>KARLA</text:p>",
        "<text:p>MARIA<text:tab/>KARLA</text:p>",
        "<text:p>MARIA</text:p><text:p>KARLA</text:p>",
        "<text:p>MARIA<text:s text:c=\"3\"/><text:span>KARLA</text:span></text:p>",
        "<office:annotation><text:p>ojo</text:p></office:annotation><text:p>MARIA KARLA</text:p>",
        "<text:p>MARIA KARLA</text:p><draw:frame><draw:text-box><text:p>caja</text:p></draw:text-box></draw:frame>",
        "<text:p>MARIA<draw:frame><draw:text-box><text:p>caja</text:p></draw:text-box></draw:frame> KARLA</text:p>",
    ] {
        let (rows, _) = read(ods_with(&ods_cell(inner), &ods_text("E1"), ""));
        assert_eq!(rows[0].draft.nombre, "MARIA KARLA", "{inner}");
    }
}

#[test]
fn cells_of_ods_that_cannot_be_read_are_errors() {
    for cell in [
        r#"<table:table-cell table:formula="of:=[.A1]"/>"#,
        r#"<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/D</text:p></table:table-cell>"#,
        r#"<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>VERDADERO</text:p></table:table-cell>"#,
        r#"<table:table-cell office:value-type="float" office:value="x"><text:p>1</text:p></table:table-cell>"#,
    ] {
        let (rows, _) = read(ods_with(&ods_text("KARLA"), cell, ""));
        assert_eq!(codes(&rows[0])[0], "cell-unreadable", "{cell}");
    }
    let hidden = ods_with(&ods_text("KARLA"), "", r#" table:visibility="filter""#);
    let opened = Asked::new().open(vec![hidden], Purpose::Movements).unwrap();
    assert_eq!((opened.rows, opened.hidden_rows), (0, 1));
}

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

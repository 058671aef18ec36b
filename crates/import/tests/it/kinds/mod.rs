//! What programs and people do to files, one kind of it a test: never silently wrong.

mod merged;
mod ods;
mod xls;
mod xlsx;

use import_protocol::{Defaults, Filter, Kind, Purpose, RowView, Tally};
use imss::finding::Severity;
use imss::movimiento::TipoMovimiento;

use crate::files::{dispmag, movement, zipped};
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
fn an_nss_that_a_sheet_made_a_number_is_padded_with_a_warning() {
    let (rows, _) = read(table(&[
        "07;1234567897.0;KITANO;CASTRO;RODRIGO;15/01/2026;687.70;;;",
        "07;72795608040.0;XIMENEZ;QUEZADA;BERTA;15/01/2026;687.70;;;",
    ]));
    assert_eq!(rows[0].draft.nss, "01234567897");
    let zeros = rows[0].findings.iter().find(|one| one.code == "nss-zeros");
    assert_eq!(zeros.unwrap().severity, Severity::Warning);
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

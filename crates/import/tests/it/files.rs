//! Files made at test time.

use std::io::{Cursor, Write};

use import::testing::Cell;
use imss::dispmag::{self, WriteOptions};
use imss::id::RegistroPatronal;
use imss::movimiento::{Modificacion, Movimiento, MovimientoDraft};
use imss::testing;
use rust_xlsxwriter::{Format, Workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::REGISTRO;

pub(crate) const HEADINGS: [&str; 12] = [
    "Tipo de movimiento",
    "Reg. patronal",
    "NSS",
    "Apellido paterno",
    "Apellido materno",
    "Nombre(s)",
    "Fecha",
    "SBC",
    "CURP",
    "Clave",
    "Causa de baja",
    "Teléfono",
];

/// A modificación that can be filed on 16 January 2026, of the company's own registro patronal.
pub(crate) fn movement(seed: u64) -> Movimiento {
    Movimiento::Modificacion(Modificacion {
        registro_patronal: RegistroPatronal::parse(REGISTRO)
            .expect("a file made here can be written"),
        fecha: jiff::civil::date(2026, 1, 15),
        ..testing::modificacion(seed)
    })
}

/// The cells of a movement, in the order of [`HEADINGS`].
pub(crate) fn cells(movement: &Movimiento) -> [String; 12] {
    let draft = MovimientoDraft::from(movement);
    [
        draft.tipo.label().to_owned(),
        draft.registro_patronal,
        draft.nss,
        draft.paterno,
        draft.materno,
        draft.nombre,
        draft.fecha,
        draft.sbc,
        draft.curp,
        draft.clave,
        draft.causa,
        "477 123 4567".to_owned(),
    ]
}

/// A workbook with a title above its headings, days as days, salaries and NSS as numbers.
pub(crate) fn xlsx(movements: &[Movimiento]) -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    book.add_worksheet()
        .set_name("Portada")
        .expect("a file made here can be written");
    let sheet = book
        .add_worksheet()
        .set_name("Nómina")
        .expect("a file made here can be written");
    sheet
        .write_string(0, 0, "Quincena 2")
        .expect("a file made here can be written");
    for (column, heading) in (0_u16..).zip(HEADINGS) {
        sheet
            .write_string(2, column, heading)
            .expect("a file made here can be written");
    }
    for (row, movement) in (3_u32..).zip(movements) {
        for (column, cell) in (0_u16..).zip(cells(movement)) {
            match column {
                2 => sheet.write_number(
                    row,
                    column,
                    cell.parse::<f64>()
                        .expect("a file made here can be written"),
                ),
                6 => {
                    let fecha = movement.fecha();
                    let serial = rust_xlsxwriter::ExcelDateTime::from_ymd(
                        fecha.year().unsigned_abs(),
                        fecha.month().unsigned_abs(),
                        fecha.day().unsigned_abs(),
                    );
                    sheet.write_with_format(
                        row,
                        column,
                        serial.expect("a file made here can be written"),
                        &day,
                    )
                }
                7 => {
                    let pesos = cell.replace(',', "").parse::<f64>();
                    sheet.write_number(row, column, pesos.unwrap_or_default())
                }
                _ if cell.is_empty() => continue,
                _ => sheet.write_string(row, column, cell),
            }
            .expect("a file made here can be written");
        }
    }
    book.save_to_buffer()
        .expect("a file made here can be written")
}

/// As Excel wrote before 2007, all of one sheet.
pub(crate) fn xls(movements: &[Movimiento]) -> Vec<u8> {
    let texts: Vec<[String; 12]> = movements.iter().map(cells).collect();
    let mut rows = vec![HEADINGS.map(Cell::Text).to_vec()];
    for (movement, texts) in movements.iter().zip(&texts) {
        let row = texts.iter().enumerate().map(|(column, text)| match column {
            6 => Cell::Day(serial(movement.fecha())),
            7 => Cell::Number(text.replace(',', "").parse().unwrap_or_default()),
            _ => Cell::Text(text),
        });
        rows.push(row.collect());
    }
    import::testing::xls(&rows)
}

/// Days since the one that Excel counts from.
fn serial(day: jiff::civil::Date) -> f64 {
    let start = jiff::civil::date(1899, 12, 30);
    f64::from((day - start).get_days())
}

pub(crate) fn csv(movements: &[Movimiento], delimiter: u8, windows_1252: bool) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer
        .write_record(HEADINGS)
        .expect("a file made here can be written");
    for movement in movements {
        writer
            .write_record(cells(movement))
            .expect("a file made here can be written");
    }
    let utf8 = writer
        .into_inner()
        .expect("a file made here can be written");
    if windows_1252 {
        let text = String::from_utf8(utf8).expect("a file made here can be written");
        encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()
    } else {
        utf8
    }
}

pub(crate) fn dispmag(movements: &[Movimiento]) -> Vec<u8> {
    let written = dispmag::write(movements, &WriteOptions::default());
    written.expect("a file made here can be written").bytes
}

/// A sheet of LibreOffice's, with rows and cells repeated as it writes them.
pub(crate) fn ods(movements: &[Movimiento]) -> Vec<u8> {
    let mut rows = String::from(
        r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>"#,
    );
    let text = |cell: &str| {
        let cell = cell.replace('&', "&amp;").replace('<', "&lt;");
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>"#
        )
    };
    let row = |cells: String| format!("<table:table-row>{cells}</table:table-row>");
    rows.push_str(&row(HEADINGS.map(text).concat()));
    for movement in movements {
        let mut line = String::new();
        for (column, cell) in cells(movement).iter().enumerate() {
            line.push_str(&match column {
                6 => format!(
                    r#"<table:table-cell office:value-type="date" office:date-value="{}"><office:annotation><text:p>nota</text:p></office:annotation><text:p>x</text:p></table:table-cell>"#,
                    movement.fecha()
                ),
                7 => format!(
                    r#"<table:table-cell office:value-type="float" office:value="{}"><text:p>$</text:p></table:table-cell>"#,
                    cell.replace(',', "")
                ),
                _ if cell.is_empty() => "<table:table-cell/>".to_owned(),
                _ => text(cell),
            });
        }
        rows.push_str(&row(line));
    }
    rows.push_str(
        r#"<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
    );
    ods_of(&format!(
        r#"<table:table table:name="Hoja &amp; 1">{rows}</table:table>"#
    ))
}

pub(crate) fn ods_of(tables: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    zipped(&[
        (
            "mimetype",
            b"application/vnd.oasis.opendocument.spreadsheet",
        ),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default())
            .expect("a file made here can be written");
        zip.write_all(content)
            .expect("a file made here can be written");
    }
    zip.finish()
        .expect("a file made here can be written")
        .into_inner()
}

/// A workbook with these parts beside what every one has.
pub(crate) fn xlsx_of(sheet: &[u8], others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook><sheets><sheet name="H" sheetId="1" r:id="r1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="r1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend_from_slice(others);
    zipped(&parts)
}

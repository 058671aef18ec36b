//! OpenDocument sheets.

use import_protocol::Purpose;

use super::read;
use crate::files::ods_of;
use crate::support::{Asked, codes};

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
        r#"<table:covered-table-cell office:value-type="string"><text:p>E2</text:p></table:covered-table-cell>"#,
    ] {
        let (rows, _) = read(ods_with(&ods_text("KARLA"), cell, ""));
        assert_eq!(codes(&rows[0])[0], "cell-unreadable", "{cell}");
    }
    let covered = ods_with(&ods_text("KARLA"), "<table:covered-table-cell/>", "");
    assert_eq!(codes(&read(covered).0[0]), ["cell-merged"]);
    let hidden = ods_with(&ods_text("KARLA"), "", r#" table:visibility="filter""#);
    let opened = Asked::new().open(vec![hidden], Purpose::Movements).unwrap();
    assert_eq!((opened.rows, opened.hidden_rows), (0, 1));
}

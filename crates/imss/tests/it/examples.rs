//! The four lines of the guide, read and written back byte for byte.

use imss::dispmag::{self, ReadOptions, Summary, WriteOptions};
use imss::movimiento::{
    CausaBaja, Jornada, Movimiento, TipoMovimiento, TipoSalario, TipoTrabajador,
};
use jiff::civil::date;

use crate::bytes::file;

pub(crate) const REINGRESO: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059";
pub(crate) const MODIFICACION: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770       0015012026     0701400E0001      FUNK671228MCLNLR059";
pub(crate) const BAJA: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      00000000000000015012026     0201400E0001     2                  9";
pub(crate) const TRAILER: &str = "*************                                           000003                                                                       01400                             9";

#[test]
fn the_four_lines_are_written_back_byte_for_byte() {
    let bytes = file(&[REINGRESO, MODIFICACION, BAJA, TRAILER]);
    let reading = dispmag::read(&bytes, &ReadOptions::default());
    assert_eq!(reading.records.len(), 3);
    for record in &reading.records {
        assert_eq!(record.findings, vec![], "line {}", record.line);
    }
    let codes: Vec<&str> = reading.findings.iter().map(|f| f.code.as_str()).collect();
    assert_eq!(codes, ["file-mixed-types"]);

    let movimientos: Vec<Movimiento> = reading
        .into_iter()
        .map(|record| record.movimiento.unwrap())
        .collect();
    let options = WriteOptions {
        trailer: true,
        ..WriteOptions::default()
    };
    let written = dispmag::write(&movimientos, &options).unwrap();
    assert_eq!(written.bytes, bytes);
    assert_eq!(written.transliterations, vec![]);
}

#[test]
fn each_field_is_read_from_its_place() {
    let bytes = file(&[REINGRESO, MODIFICACION, BAJA]);
    let movimientos: Vec<Movimiento> = dispmag::read(&bytes, &ReadOptions::default())
        .into_iter()
        .map(|record| record.movimiento.unwrap())
        .collect();
    let [
        Movimiento::Reingreso(alta),
        Movimiento::Modificacion(cambio),
        Movimiento::Baja(baja),
    ] = &movimientos[..]
    else {
        panic!("one of each, in order: {movimientos:?}")
    };
    assert_eq!(alta.registro_patronal.as_str(), "Y6087828106");
    assert_eq!(alta.nss.as_str(), "92919084431");
    assert_eq!(alta.nombre.to_string(), "FUENTE NOLASCO KARLA");
    assert_eq!(alta.sbc.to_string(), "687.70");
    assert_eq!(alta.tipo_trabajador, TipoTrabajador::Permanente);
    assert_eq!(alta.tipo_salario, TipoSalario::Fijo);
    assert_eq!(alta.jornada, Jornada::Normal);
    assert_eq!(alta.fecha, date(2026, 1, 15));
    assert_eq!(alta.umf.unwrap().as_str(), "021");
    assert_eq!(alta.guia.unwrap().as_str(), "01400");
    assert_eq!(alta.clave.unwrap().as_str(), "E0001");
    assert_eq!(alta.curp.unwrap().as_str(), "FUNK671228MCLNLR05");
    assert_eq!(cambio.sbc, alta.sbc);
    assert_eq!(cambio.curp, alta.curp);
    assert_eq!(baja.causa, CausaBaja::SeparacionVoluntaria);
}

#[test]
fn the_summary_is_what_the_bytes_say() {
    let summary = Summary::of(&file(&[REINGRESO, MODIFICACION, BAJA, TRAILER])).unwrap();
    assert_eq!(summary.registro_patronal.as_str(), "Y6087828106");
    assert_eq!(summary.total(), 3);
    assert_eq!(
        (summary.reingresos, summary.modificaciones, summary.bajas),
        (1, 1, 1)
    );
    assert!(summary.trailer);
}

#[test]
fn a_preview_finds_the_fields_of_a_record() {
    let bytes = file(&[BAJA]);
    let reading = dispmag::read(&bytes, &ReadOptions::default());
    let fields = reading.records[0].fields();
    let causa = fields
        .iter()
        .find(|field| field.span.label == "Causa de la baja")
        .unwrap();
    assert_eq!((causa.text.as_str(), causa.span.start), ("2", 149));
    assert_eq!(reading.records[0].tipo, Some(TipoMovimiento::Baja));
}

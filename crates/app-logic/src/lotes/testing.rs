//! A lote for the tests of this module.

use api::view::lotes::{LoteDetail, LoteState, LoteView, ReciboView};
use api::view::movements::{MovementState, MovementView};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use model::LoteDates;

// The invented person of the domain facts.
pub(crate) const REINGRESO: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059\r\n";
pub(crate) const BAJA: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      00000000000000015012026     0201400E0001     2                  9\r\n";

/// A prepared lote of reingresos with these records.
pub(crate) fn detail(records: &[&str]) -> LoteDetail {
    LoteDetail {
        lote: lote(LoteState::Preparado),
        movements: records.iter().map(|record| movement(record)).collect(),
        dispmag: STANDARD.encode(records.concat()),
        sha256: String::new(),
        transliterations: Vec::new(),
        findings: Vec::new(),
        evidence: None,
        history: Vec::new(),
        unread: Vec::new(),
    }
}

pub(crate) fn lote(estado: LoteState) -> LoteView {
    LoteView {
        id: "1".to_owned(),
        version: 1,
        numero: 1,
        registro: "r1".to_owned(),
        numero_registro: "Y6087828106".to_owned(),
        lugar: "León".to_owned(),
        tipo: TipoMovimiento::Reingreso,
        movimientos: 1,
        estado,
        dates: LoteDates::default(),
        inquiry: None,
        vence: None,
        dias_habiles: None,
        certificado: Some("c1".to_owned()),
        sesiones: Vec::new(),
        cancellable: false,
        retriable: false,
        fileable: false,
        settleable: false,
        attempt: 1,
        awaits_other: false,
        second_pair: None,
    }
}

/// A lote that IDSE received and gave a receipt for.
pub(crate) fn sent(por_confirmar: bool) -> LoteView {
    lote(LoteState::Enviado {
        recibo: recibo("1"),
        por_confirmar,
    })
}

pub(crate) fn recibo(folio: &str) -> ReciboView {
    ReciboView {
        folio: folio.to_owned(),
        id_lote: String::new(),
        fecha: String::new(),
    }
}

pub(crate) fn movement(record: &str) -> MovementView {
    let tipo = TipoMovimiento::from_code(&record.as_bytes()[131..133]).unwrap();
    let mut draft = MovimientoDraft::new(tipo);
    record[11..22].clone_into(&mut draft.nss);
    MovementView {
        id: "m1".to_owned(),
        version: 1,
        registro: "r1".to_owned(),
        numero: "Y6087828106".to_owned(),
        lugar: "León".to_owned(),
        tipo,
        draft,
        nombre: "FUENTE NOLASCO KARLA".to_owned(),
        fecha: None,
        vence: None,
        dias_habiles: None,
        estado: MovementState::Listo,
        lote: None,
        corrects: None,
        corrected_by: None,
        undoable: false,
        source: None,
        history: Vec::new(),
    }
}

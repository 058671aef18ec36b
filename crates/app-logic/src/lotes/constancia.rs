//! What is printed of a lote: its facts, and each movement with its result.

use api::view::lotes::{LoteDetail, ReceiptView};
use api::view::movements::{MovementState, MovementView};
use jiff::Timestamp;

use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use crate::movement::fields::sbc_or_causa;

/// A name and a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name.
    pub term: &'static str,
    /// The value.
    pub value: String,
    /// Whether it is a code: digits of equal widths.
    pub code: bool,
}

/// A movement and its result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstanciaRow {
    /// The trabajador's name.
    pub nombre: String,
    /// The NSS.
    pub nss: String,
    /// The date; empty where it cannot be read.
    pub fecha: String,
    /// The salary, or the causa of a baja.
    pub worth: String,
    /// The state, with IMSS's reason or "extemporáneo".
    pub result: String,
}

/// Returns the facts of a lote, IMSS's receipt among them where there is one.
#[must_use]
pub fn facts(
    detail: &LoteDetail,
    receipt: Option<&ReceiptView>,
    empresa: &str,
    now: Timestamp,
) -> Vec<Fact> {
    let lote = &detail.lote;
    let plain = |term, value: &str| Fact {
        term,
        value: value.to_owned(),
        code: false,
    };
    let code = |term, value: &str| Fact {
        code: true,
        ..plain(term, value)
    };
    let count = u64::from(lote.movimientos);
    let mut facts = vec![
        plain(text::CONSTANCIA_COMPANY, empresa),
        code(text::REGISTRO, &lote.numero_registro),
        plain(text::PLACE, &lote.lugar),
        plain(text::MOVEMENTS, &words::tipo_plural(lote.tipo, count)),
        plain(text::CONSTANCIA_STATE, words::lote_state(&lote.estado)),
    ];
    if let Some(receipt) = receipt {
        facts.extend([
            code(text::CONSTANCIA_FOLIO, &receipt.folio),
            code(text::RECEIPT_LOTE, &receipt.id_lote),
            plain(text::RECEIPT_DATE, &receipt.fecha),
            code(text::RECEIPT_SHA256, &receipt.sha256),
        ]);
    }
    if let Some(evidence) = &detail.evidence {
        let signed = text::signed_by(&evidence.holder, &date::instant(evidence.signed_at));
        facts.push(plain(text::CONSTANCIA_SIGNED, &signed));
    }
    facts.extend([
        code(text::FINGERPRINT, &detail.sha256),
        plain(text::CONSTANCIA_PRINTED, &date::instant(now)),
    ]);
    facts.retain(|fact| !fact.value.is_empty());
    facts
}

/// Returns the movements in the order of the file.
#[must_use]
pub fn rows(movements: &[MovementView]) -> Vec<ConstanciaRow> {
    let row = |one: &MovementView| ConstanciaRow {
        nombre: one.nombre.clone(),
        nss: words::nss(&one.draft.nss),
        fecha: one.fecha.map(date::date).unwrap_or_default(),
        worth: sbc_or_causa(one.tipo, &one.draft.sbc, &one.draft.causa),
        result: result(&one.estado),
    };
    movements.iter().map(row).collect()
}

fn result(estado: &MovementState) -> String {
    let name = words::movement_state(estado);
    match estado {
        MovementState::Rechazado { codigo, texto, .. } => {
            format!("{name}: {}", words::rejected(codigo, texto))
        }
        MovementState::Operado {
            extemporaneo: true, ..
        } => format!("{name}, {}", words::EXTEMPORANEO.to_lowercase()),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::ReceiptView;
    use api::view::movements::MovementState;
    use jiff::Timestamp;

    use super::{facts, rows};
    use crate::lotes::testing::{REINGRESO, detail};
    use crate::messages::lotes as text;

    #[test]
    fn names_the_receipt_where_there_is_one() {
        let detail = detail(&[REINGRESO]);
        let terms = |receipt| -> Vec<&str> {
            let facts = facts(&detail, receipt, "Abarrotes", Timestamp::UNIX_EPOCH);
            facts.into_iter().map(|fact| fact.term).collect()
        };
        let receipt = ReceiptView {
            lote: "1".to_owned(),
            numero: 1,
            folio: "8837161".to_owned(),
            id_lote: "123".to_owned(),
            fecha: "15/01/2026".to_owned(),
            file_name: "recibo.json".to_owned(),
            bytes: 1,
            sha256: "ab".to_owned(),
            text: None,
        };
        assert!(terms(Some(&receipt)).contains(&text::CONSTANCIA_FOLIO));
        assert!(!terms(None).contains(&text::CONSTANCIA_FOLIO));
        assert!(!terms(None).contains(&text::FINGERPRINT), "there is none");
    }

    #[test]
    fn every_movement_says_what_became_of_it() {
        let mut detail = detail(&[REINGRESO, REINGRESO]);
        detail.movements[0].estado = MovementState::Rechazado {
            at: Timestamp::UNIX_EPOCH,
            codigo: "48".to_owned(),
            texto: "ya vigente".to_owned(),
            campo: None,
            ofrece_actualizar: false,
        };
        detail.movements[1].estado = MovementState::Operado {
            at: Timestamp::UNIX_EPOCH,
            extemporaneo: true,
        };
        let results: Vec<_> = rows(&detail.movements)
            .into_iter()
            .map(|row| row.result)
            .collect();
        assert_eq!(
            results,
            ["Rechazado: 48: ya vigente", "Operado, extemporáneo"]
        );
    }
}

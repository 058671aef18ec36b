//! Lotes in the order in which a person needs them, and what waits for a signature.

use std::cmp::Reverse;

use api::view::lotes::{LoteState, LoteView};
use jiff::civil::Date;

use super::required_signature::RequiredSignature;

/// Sorts open lotes by their deadline; what IMSS has already comes last, since it cannot be late any more.
#[must_use]
pub fn by_deadline(mut lotes: Vec<LoteView>) -> Vec<LoteView> {
    lotes.sort_by_key(|lote| {
        let with_imss = matches!(lote.estado, LoteState::Enviado { .. });
        (
            with_imss,
            lote.vence.is_none(),
            lote.vence,
            Reverse(lote.numero),
        )
    });
    lotes
}

/// Returns the lotes to be signed, the first to be late before the others.
#[must_use]
pub fn to_sign<'a>(lotes: impl IntoIterator<Item = &'a LoteView>) -> Vec<LoteView> {
    let mut waiting: Vec<_> = lotes
        .into_iter()
        .filter(|lote| RequiredSignature::of(lote) == RequiredSignature::Lote)
        .cloned()
        .collect();
    waiting.sort_by_key(|lote| (lote.vence.is_none(), lote.vence, lote.numero));
    waiting
}

/// Everything that waits for this person's signature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ToSign {
    /// How many lotes.
    pub lotes: usize,
    /// How many movements they hold.
    pub movements: u64,
    /// How many registros patronales they are of.
    pub registros: usize,
    /// The earliest last day to file one of them in time.
    pub vence: Option<Date>,
    /// Días hábiles until then.
    pub dias_habiles: Option<i64>,
}

impl ToSign {
    /// Sums up the lotes that are to be signed.
    #[must_use]
    pub fn of(lotes: &[LoteView]) -> Self {
        let prepared: Vec<_> = lotes
            .iter()
            .filter(|lote| RequiredSignature::of(lote) == RequiredSignature::Lote)
            .collect();
        let mut registros: Vec<_> = prepared.iter().map(|lote| &lote.registro).collect();
        registros.sort_unstable();
        registros.dedup();
        Self {
            lotes: prepared.len(),
            movements: prepared
                .iter()
                .map(|lote| u64::from(lote.movimientos))
                .sum(),
            registros: registros.len(),
            vence: prepared.iter().filter_map(|lote| lote.vence).min(),
            dias_habiles: prepared.iter().filter_map(|lote| lote.dias_habiles).min(),
        }
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, LoteView};
    use jiff::civil::{Date, date};

    use super::{ToSign, by_deadline, to_sign};
    use crate::lotes::testing::{lote, sent};

    fn prepared(id: &str, vence: Option<Date>) -> LoteView {
        let mut lote = lote(LoteState::Preparado);
        id.clone_into(&mut lote.id);
        lote.vence = vence;
        lote
    }

    fn ids(lotes: &[LoteView]) -> Vec<&str> {
        lotes.iter().map(|lote| lote.id.as_str()).collect()
    }

    #[test]
    fn sorts_by_deadline_and_puts_received_lotes_last() {
        let mut received = sent(true);
        "sent".clone_into(&mut received.id);
        received.vence = Some(date(2026, 1, 1));
        let sorted = by_deadline(vec![
            received,
            prepared("no date", None),
            prepared("later", Some(date(2026, 1, 20))),
            prepared("sooner", Some(date(2026, 1, 9))),
        ]);
        assert_eq!(ids(&sorted), ["sooner", "later", "no date", "sent"]);
    }

    #[test]
    fn lists_what_is_to_be_signed_by_deadline() {
        let all = [
            prepared("no date", None),
            prepared("later", Some(date(2026, 1, 20))),
            prepared("sooner", Some(date(2026, 1, 9))),
            lote(LoteState::Cancelado),
        ];
        assert_eq!(ids(&to_sign(&all)), ["sooner", "later", "no date"]);
    }

    #[test]
    fn sums_up_what_is_to_be_signed() {
        let mut other = lote(LoteState::Preparado);
        other.movimientos = 4;
        other.vence = Some(date(2026, 1, 9));
        let all = [
            lote(LoteState::Preparado),
            other,
            lote(LoteState::Cancelado),
        ];
        let to_sign = ToSign::of(&all);
        assert_eq!(
            (to_sign.lotes, to_sign.movements, to_sign.registros),
            (2, 5, 1)
        );
        assert_eq!(to_sign.vence, Some(date(2026, 1, 9)));
    }
}

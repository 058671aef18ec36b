//! What waits for a signature where the certificate that gave it has ended.

use api::view::lotes::{LoteState, LoteView};
use api::view::registros::RegistroView;
use jiff::civil::Date;

/// Prepared lotes that nothing signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingLotes {
    /// How many there are.
    pub lotes: usize,
    /// The last day on which the first of their movements is on time.
    pub vence: Option<Date>,
    /// Días hábiles until then.
    pub dias_habiles: Option<i64>,
}

impl WaitingLotes {
    /// Counts the prepared lotes of these registros patronales; `None` where there are none.
    #[must_use]
    pub fn of(lotes: &[LoteView], registros: &[RegistroView]) -> Option<Self> {
        let waits = |lote: &&LoteView| {
            let here = registros.iter().any(|one| one.id == lote.registro);
            here && lote.estado == LoteState::Preparado
        };
        let waiting: Vec<_> = lotes.iter().filter(waits).collect();
        (!waiting.is_empty()).then(|| Self {
            lotes: waiting.len(),
            vence: waiting.iter().filter_map(|lote| lote.vence).min(),
            dias_habiles: waiting.iter().filter_map(|lote| lote.dias_habiles).min(),
        })
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, LoteView};
    use api::view::registros::{RegistroData, RegistroView};
    use jiff::civil::{Date, date};

    use super::WaitingLotes;
    use crate::lotes::testing;

    fn lote(registro: &str, estado: LoteState, vence: Date) -> LoteView {
        LoteView {
            registro: registro.to_owned(),
            vence: Some(vence),
            dias_habiles: Some(3),
            ..testing::lote(estado)
        }
    }

    #[test]
    fn the_first_deadline_of_the_prepared_lotes_counts() {
        let here = [RegistroView {
            id: "here".to_owned(),
            version: 1,
            data: RegistroData::default(),
            certificado: None,
            plantilla: None,
        }];
        let lotes = [
            lote("here", LoteState::Preparado, date(2026, 1, 16)),
            lote("here", LoteState::Preparado, date(2026, 1, 14)),
            lote("here", LoteState::Cancelado, date(2026, 1, 2)),
            lote("there", LoteState::Preparado, date(2026, 1, 3)),
        ];
        let waiting = WaitingLotes {
            lotes: 2,
            vence: Some(date(2026, 1, 14)),
            dias_habiles: Some(3),
        };
        assert_eq!(WaitingLotes::of(&lotes, &here), Some(waiting));
        assert_eq!(WaitingLotes::of(&lotes[2..], &here), None);
    }
}

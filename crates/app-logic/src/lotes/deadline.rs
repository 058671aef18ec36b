//! How long there is left to file a lote in time.

use api::view::lotes::{LoteState, LoteView};
use api::view::movements::MovementView;

use crate::format::date;
use crate::messages::movements;

/// Whether the days left still matter. Once IMSS has the lote, or it was dissolved, they do not.
#[must_use]
pub fn is_pressing(estado: &LoteState) -> bool {
    match estado {
        LoteState::Preparado
        | LoteState::Firmado { .. }
        | LoteState::Rechazado { .. }
        | LoteState::Dudoso { .. }
        | LoteState::PorFuera { .. } => true,
        LoteState::Enviado { .. } | LoteState::Procesado { .. } | LoteState::Cancelado => false,
    }
}

/// Returns the last day to file a lote in words, with the días hábiles left where they still matter.
#[must_use]
pub fn due(lote: &LoteView) -> Option<String> {
    let vence = lote.vence?;
    let left = lote.dias_habiles.filter(|_| is_pressing(&lote.estado));
    Some(movements::due(&date::date(vence), left))
}

/// Returns the días hábiles until the first of these movements is late; `None` once all are done.
#[must_use]
pub fn days_left(movements: &[MovementView]) -> Option<i64> {
    movements.iter().filter_map(|one| one.dias_habiles).min()
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteState;
    use jiff::civil::date;

    use super::due;
    use crate::lotes::testing::{lote, sent};

    #[test]
    fn days_left_are_shown_only_until_imss_has_the_lote() {
        let mut prepared = lote(LoteState::Preparado);
        prepared.vence = Some(date(2026, 1, 20));
        prepared.dias_habiles = Some(2);
        assert_eq!(
            due(&prepared).as_deref(),
            Some("20/01/2026 (quedan 2 días hábiles)")
        );
        let mut received = sent(true);
        received.vence = Some(date(2026, 1, 20));
        received.dias_habiles = Some(2);
        assert_eq!(due(&received).as_deref(), Some("20/01/2026"));
    }
}

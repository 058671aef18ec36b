//! How many movements are in each state.

use api::view::lotes::LoteView;
use api::view::movements::MovementCounts;
use model::MovementStatus;

use crate::address::{Address, STATE, movements_in_state};
use crate::history::states::{ON_THE_WAY, WITHOUT_LOTE};
use crate::lotes::waits_for::{OpenFilter, WaitsFor};
use crate::messages::home as text;
use crate::shown::Figure;

/// Returns the five figures, and a sixth where a second pair of eyes is wanted. Each leads to the list
/// of what it counts.
#[must_use]
pub fn figures(counts: &MovementCounts) -> Vec<Figure> {
    let listed = movements_in_state;
    let on_the_way = Figure::new(text::EN_CAMINO, text::EN_CAMINO_HELP, counts.en_camino);
    let on_the_way = on_the_way.at(Address::FIRST_HISTORY.with_query(&[(STATE, ON_THE_WAY)]));
    let mut figures = vec![
        Figure::new(text::BORRADORES, text::BORRADORES_HELP, counts.borradores)
            .at(listed(MovementStatus::Borrador)),
        Figure::new(text::LISTOS, text::LISTOS_HELP, counts.listos)
            .at(Address::FIRST_HISTORY.with_query(&[(STATE, WITHOUT_LOTE)])),
        on_the_way,
        Figure::new(text::OPERADOS, text::OPERADOS_HELP, counts.operados)
            .at(listed(MovementStatus::Operado)),
        Figure::new(text::RECHAZADOS, text::RECHAZADOS_HELP, counts.sin_corregir)
            .at(crate::history::filters::UNCORRECTED_ADDRESS),
    ];
    // Most companies never have one.
    if counts.por_aprobar > 0 {
        let waiting = Figure::new(
            text::POR_APROBAR,
            text::POR_APROBAR_HELP,
            counts.por_aprobar,
        );
        figures.insert(2, waiting.at(listed(MovementStatus::PorAprobar)));
    }
    figures
}

/// Returns how many lotes wait for a signature, are on their way, or ask for a decision. Each leads to
/// the list of those that it counts.
#[must_use]
pub fn lote_figures(lotes: &[LoteView], signs: bool) -> Vec<Figure> {
    let count = |filter: OpenFilter| {
        lotes
            .iter()
            .filter(|lote| filter.holds(lote, signs))
            .count()
    };
    [
        (
            text::LOTES_TO_SIGN,
            text::LOTES_TO_SIGN_HELP,
            OpenFilter::ToSign,
        ),
        (
            text::LOTES_ON_THEIR_WAY,
            text::LOTES_ON_THEIR_WAY_HELP,
            OpenFilter::For(WaitsFor::Idse),
        ),
        (
            text::LOTES_TO_CONFIRM,
            text::LOTES_TO_CONFIRM_HELP,
            OpenFilter::For(WaitsFor::Confirmation),
        ),
        (
            text::LOTES_TO_DECIDE,
            text::LOTES_TO_DECIDE_HELP,
            OpenFilter::ToDecide,
        ),
    ]
    .into_iter()
    .map(|(label, help, filter)| {
        let count = u64::try_from(count(filter)).unwrap_or(u64::MAX);
        Figure::new(label, help, count).at(filter.href())
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteState;
    use api::view::movements::MovementCounts;

    use super::{figures, lote_figures};
    use crate::lotes::testing::{lote, sent};

    #[test]
    fn every_figure_leads_to_what_it_counts() {
        let counts = MovementCounts {
            por_aprobar: 3,
            rechazados: 40,
            sin_corregir: 2,
            ..MovementCounts::default()
        };
        let figures = figures(&counts);
        assert_eq!(figures.len(), 6);
        assert!(figures.iter().all(|figure| figure.href.is_some()));
        let values: Vec<_> = figures.iter().map(|figure| figure.value).collect();
        assert_eq!(values, [0, 0, 3, 0, 0, 2], "a corrected refusal is done");
    }

    #[test]
    fn every_open_lote_is_in_one_figure() {
        let refused = LoteState::Rechazado {
            reason: "no".to_owned(),
        };
        let lotes = [
            lote(LoteState::Preparado),
            sent(false),
            sent(true),
            lote(refused),
            lote(LoteState::Firmado { waiting: None }),
        ];
        let figures = lote_figures(&lotes, true);
        let values: Vec<_> = figures.iter().map(|figure| figure.value).collect();
        assert_eq!(values, [1, 1, 1, 2]);
        let lists: Vec<_> = figures.iter().filter_map(|it| it.href.as_deref()).collect();
        assert_eq!(
            lists,
            [
                "/lotes?espera=firma",
                "/lotes?espera=idse",
                "/lotes?espera=confirmacion",
                "/lotes?espera=decision"
            ]
        );
    }
}

//! How many movements are in each state.

use api::view::movements::MovementCounts;

use crate::messages::home as text;
use crate::shown::Figure;

/// The five figures, and a sixth where a second pair of eyes is wanted.
#[must_use]
pub fn figures(counts: &MovementCounts) -> Vec<Figure> {
    let mut figures = vec![
        Figure::new(text::BORRADORES, text::BORRADORES_HELP, counts.borradores),
        Figure::new(text::LISTOS, text::LISTOS_HELP, counts.listos),
        Figure::new(text::EN_CAMINO, text::EN_CAMINO_HELP, counts.en_camino),
        Figure::new(text::OPERADOS, text::OPERADOS_HELP, counts.operados),
        Figure::new(text::RECHAZADOS, text::RECHAZADOS_HELP, counts.rechazados),
    ];
    // Most companies never have one.
    if counts.por_aprobar > 0 {
        let waiting = counts.por_aprobar;
        figures.insert(
            2,
            Figure::new(text::POR_APROBAR, text::POR_APROBAR_HELP, waiting),
        );
    }
    figures
}

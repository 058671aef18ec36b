//! How many movements stand where.

use api::view::movements::MovementCounts;

use crate::components::Figure;
use crate::messages::home as text;

/// The five figures.
pub(super) fn figures(counts: &MovementCounts) -> Vec<Figure> {
    vec![
        Figure::new(text::BORRADORES, text::BORRADORES_HELP, counts.borradores),
        Figure::new(text::LISTOS, text::LISTOS_HELP, counts.listos),
        Figure::new(text::EN_CAMINO, text::EN_CAMINO_HELP, counts.en_camino),
        Figure::new(text::OPERADOS, text::OPERADOS_HELP, counts.operados),
        Figure::new(text::RECHAZADOS, text::RECHAZADOS_HELP, counts.rechazados),
    ]
}

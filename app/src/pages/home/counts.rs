//! How many movements stand where.

use api::view::movements::MovementCounts;
use leptos::prelude::*;

use crate::components::{Figure, Figures};
use crate::messages::home as text;

/// The five figures.
#[component]
pub(super) fn Counts(counts: MovementCounts) -> impl IntoView {
    let figures = vec![
        Figure::new(text::BORRADORES, text::BORRADORES_HELP, counts.borradores),
        Figure::new(text::LISTOS, text::LISTOS_HELP, counts.listos),
        Figure::new(text::EN_CAMINO, text::EN_CAMINO_HELP, counts.en_camino),
        Figure::new(text::OPERADOS, text::OPERADOS_HELP, counts.operados),
        Figure::new(text::RECHAZADOS, text::RECHAZADOS_HELP, counts.rechazados),
    ];
    view! { <Figures title=text::MOVEMENTS figures /> }
}

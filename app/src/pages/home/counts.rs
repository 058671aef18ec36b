//! How many movements stand where.

use api::view::movements::MovementCounts;
use leptos::prelude::*;

use crate::components::{Figure, Figures};
use crate::messages::home as text;

/// The five figures.
#[component]
pub(super) fn Counts(counts: MovementCounts) -> impl IntoView {
    let MovementCounts {
        borradores,
        listos,
        en_camino,
        operados,
        rechazados,
    } = counts;
    let figures = vec![
        Figure::new(text::BORRADORES, text::BORRADORES_HELP, borradores),
        Figure::new(text::LISTOS, text::LISTOS_HELP, listos),
        Figure::new(text::EN_CAMINO, text::EN_CAMINO_HELP, en_camino),
        Figure::new(text::OPERADOS, text::OPERADOS_HELP, operados),
        Figure::new(text::RECHAZADOS, text::RECHAZADOS_HELP, rechazados),
    ];
    view! { <Figures title=text::MOVEMENTS figures /> }
}

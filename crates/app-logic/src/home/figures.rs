//! How many movements are in each state.

use api::view::movements::MovementCounts;
use model::MovementStatus;

use crate::address::{Address, movements_in_state};
use crate::messages::home as text;
use crate::permissions::Permissions;
use crate::shown::Figure;

/// The five figures, and a sixth where a second pair of eyes is wanted. Each leads to the list of what it
/// counts.
#[must_use]
pub fn figures(counts: &MovementCounts, may: Permissions) -> Vec<Figure> {
    let listed = movements_in_state;
    let on_the_way = Figure::new(text::EN_CAMINO, text::EN_CAMINO_HELP, counts.en_camino);
    let on_the_way = if may.sees_lotes {
        on_the_way.at(Address::Lotes.href())
    } else {
        on_the_way.at(listed(MovementStatus::Enviado))
    };
    let mut figures = vec![
        Figure::new(text::BORRADORES, text::BORRADORES_HELP, counts.borradores)
            .at(listed(MovementStatus::Borrador)),
        Figure::new(text::LISTOS, text::LISTOS_HELP, counts.listos)
            .at(listed(MovementStatus::Listo)),
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

#[cfg(test)]
mod tests {
    use api::view::movements::MovementCounts;

    use super::figures;
    use crate::permissions::Permissions;

    #[test]
    fn every_figure_leads_to_what_it_counts() {
        let counts = MovementCounts {
            por_aprobar: 3,
            rechazados: 40,
            sin_corregir: 2,
            ..MovementCounts::default()
        };
        for may in [
            Permissions::default(),
            Permissions {
                sees_lotes: true,
                ..Permissions::default()
            },
        ] {
            let figures = figures(&counts, may);
            assert_eq!(figures.len(), 6);
            assert!(figures.iter().all(|figure| figure.href.is_some()));
            let values: Vec<_> = figures.iter().map(|figure| figure.value).collect();
            assert_eq!(values, [0, 0, 3, 0, 0, 2], "a corrected refusal is done");
        }
    }
}

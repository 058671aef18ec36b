//! What "Estado aviso" offers: our states, some of them together, and how each is named in the address. The
//! table of what IMSS calls them is in `docs/glossary.md`.

use model::MovementStatus;

use crate::messages::history as text;
use crate::shown::Choice;

/// The name, among those of the states, of refused movements that nobody has corrected.
pub const UNCORRECTED: &str = "sin_corregir";
/// The name of what has not gone to IMSS yet.
pub const UNSENT: &str = "sin_enviar";
/// The name of what is ready and stands in no lote yet.
pub const WITHOUT_LOTE: &str = "sin_lote";
/// The name of what has not gone to IMSS and stands in no lote.
pub const PENDING: &str = "pendiente";
/// The name of everything but what was given up.
pub const NOT_CANCELLED: &str = "no_cancelado";
/// The name of what IMSS has, or is about to get, and has not answered.
pub const ON_THE_WAY: &str = "en_camino";

/// Returns the states of a name; none for a name that asks for every one, or that nobody knows.
#[must_use]
pub fn of_name(name: &str) -> Vec<MovementStatus> {
    use MovementStatus::{Borrador, EnProceso, Enviado, Firmado, Listo, PorAprobar};
    match name {
        UNSENT => vec![Borrador, PorAprobar, Listo],
        WITHOUT_LOTE => vec![Listo],
        PENDING => vec![Borrador, Listo],
        NOT_CANCELLED => MovementStatus::ALL
            .into_iter()
            .filter(|status| *status != MovementStatus::Cancelado)
            .collect(),
        ON_THE_WAY => vec![Firmado, Enviado, EnProceso],
        name => MovementStatus::from_name(name).into_iter().collect(),
    }
}

/// Whether a name asks for what stands in no lote alone.
#[must_use]
pub fn in_no_lote(name: &str) -> bool {
    matches!(name, WITHOUT_LOTE | PENDING)
}

/// Returns what the list offers, beside "Todos".
#[must_use]
pub fn choices() -> Vec<Choice> {
    let together = [
        (UNSENT, text::UNSENT),
        (PENDING, text::PENDING),
        (WITHOUT_LOTE, text::WITHOUT_LOTE),
        (ON_THE_WAY, text::ON_THE_WAY),
        (UNCORRECTED, text::UNCORRECTED),
        (NOT_CANCELLED, text::NOT_CANCELLED),
    ];
    let one_by_one = MovementStatus::ALL
        .into_iter()
        .map(|status| (status.as_str(), status.label()));
    together
        .into_iter()
        .chain(one_by_one)
        .map(|(name, label)| Choice::new(name, label))
        .collect()
}

#[cfg(test)]
mod tests {
    use model::MovementStatus;

    use super::{
        NOT_CANCELLED, ON_THE_WAY, PENDING, UNCORRECTED, UNSENT, WITHOUT_LOTE, choices, in_no_lote,
        of_name,
    };

    #[test]
    fn every_choice_but_the_uncorrected_names_states() {
        for choice in choices() {
            let named = !of_name(&choice.value).is_empty();
            assert_eq!(named, choice.value != UNCORRECTED, "{}", choice.value);
        }
        assert!(of_name("perdido").is_empty());
    }

    #[test]
    fn what_waits_for_a_lote_stands_in_none() {
        assert_eq!(of_name(WITHOUT_LOTE), [MovementStatus::Listo]);
        assert!(in_no_lote(WITHOUT_LOTE) && in_no_lote(PENDING));
        assert!(!in_no_lote(MovementStatus::Listo.as_str()));
        assert!(!of_name(NOT_CANCELLED).contains(&MovementStatus::Cancelado));
    }

    #[test]
    fn what_is_open_is_unsent_or_on_the_way() {
        let mut open = of_name(UNSENT);
        open.extend(of_name(ON_THE_WAY));
        let expected = MovementStatus::ALL
            .into_iter()
            .filter(|one| !one.is_final());
        assert_eq!(open, expected.collect::<Vec<_>>());
    }
}

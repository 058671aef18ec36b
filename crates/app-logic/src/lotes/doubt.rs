//! What a person found out about a lote in doubt, as the form names it.

use api::view::lotes::{DudosoDecision, LoteState, LoteView};
use jiff::Timestamp;

/// The form's name for "the lote is at IDSE".
pub const RECEIVED: &str = "recibido";
/// The form's name for "the lote is not at IDSE".
pub const NOT_RECEIVED: &str = "no-recibido";

/// Returns the decision that was chosen; `None` while nothing was.
#[must_use]
pub fn decision(chosen: &str) -> Option<DudosoDecision> {
    match chosen {
        RECEIVED => Some(DudosoDecision::Recibido),
        NOT_RECEIVED => Some(DudosoDecision::NoRecibido),
        _ => None,
    }
}

/// Returns why a lote is in doubt, and since when; `None` where it is not.
#[must_use]
pub fn doubt(lote: &LoteView) -> Option<(&str, Timestamp)> {
    match &lote.estado {
        LoteState::Dudoso { why, since } => Some((why, *since)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::DudosoDecision;

    use super::{NOT_RECEIVED, RECEIVED, decision};

    #[test]
    fn decides_nothing_without_a_choice() {
        assert_eq!(decision(""), None);
        assert_eq!(decision(RECEIVED), Some(DudosoDecision::Recibido));
        assert_eq!(decision(NOT_RECEIVED), Some(DudosoDecision::NoRecibido));
    }
}

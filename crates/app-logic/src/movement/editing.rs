//! Which movements can still be changed.

use api::view::movements::MovementView;

/// Whether a movement can be edited or deleted: IMSS has nothing of it, and it is in no lote.
#[must_use]
pub fn is_editable(movement: &MovementView) -> bool {
    movement.lote.is_none() && movement.estado.status().is_editable()
}

#[cfg(test)]
mod tests {
    use api::view::movements::{LoteRef, MovementState};

    use super::is_editable;
    use crate::lotes::testing::{REINGRESO, movement};

    #[test]
    fn only_what_is_unsent_and_in_no_lote_is_editable() {
        let mut one = movement(REINGRESO);
        for (state, editable) in [
            (MovementState::Borrador, true),
            (MovementState::PorAprobar, true),
            (MovementState::Listo, true),
            (MovementState::Firmado, false),
            (MovementState::Cancelado, false),
        ] {
            one.estado = state;
            assert_eq!(is_editable(&one), editable, "{:?}", one.estado);
        }
        one.estado = MovementState::Listo;
        one.lote = Some(LoteRef {
            id: "1".to_owned(),
            numero: 1,
        });
        assert!(!is_editable(&one));
    }
}

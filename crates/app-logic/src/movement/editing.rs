//! Which movements can still be changed.

use api::view::movements::MovementState;

/// Whether a movement in this state, and in no lote, can be changed.
#[must_use]
pub fn is_editable(estado: &MovementState) -> bool {
    matches!(estado, MovementState::Borrador | MovementState::Listo)
}

#[cfg(test)]
mod tests {
    use api::view::movements::MovementState;

    use super::is_editable;

    #[test]
    fn nothing_signed_or_cancelled_is_editable() {
        assert!(is_editable(&MovementState::Borrador));
        assert!(is_editable(&MovementState::Listo));
        assert!(!is_editable(&MovementState::Firmado));
        assert!(!is_editable(&MovementState::Cancelado));
    }
}

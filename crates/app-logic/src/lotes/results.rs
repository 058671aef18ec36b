//! IDSE's receipt of a lote, and the movements that it refused.

use api::view::lotes::{LoteState, LoteView, ReciboView};
use api::view::movements::{MovementState, MovementView};

/// Returns IDSE's receipt, once IDSE gave one.
#[must_use]
pub fn receipt(lote: &LoteView) -> Option<ReciboView> {
    match &lote.estado {
        LoteState::Enviado { recibo, .. } | LoteState::Procesado { recibo, .. } => {
            Some(recibo.clone()).filter(|recibo| !recibo.folio.is_empty())
        }
        _ => None,
    }
}

/// Returns the movements that IMSS refused.
#[must_use]
pub fn rejected(movements: &[MovementView]) -> Vec<MovementView> {
    movements
        .iter()
        .filter(|one| matches!(one.estado, MovementState::Rechazado { .. }))
        .cloned()
        .collect()
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteState;

    use super::receipt;
    use crate::lotes::testing::{lote, recibo, sent};

    #[test]
    fn shows_a_receipt_only_once_idse_gave_one() {
        let vouched = lote(LoteState::Enviado {
            recibo: recibo(""),
            por_confirmar: false,
        });
        assert_eq!(receipt(&vouched), None);
        assert!(receipt(&sent(false)).is_some());
    }
}

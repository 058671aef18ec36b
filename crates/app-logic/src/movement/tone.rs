//! How the states of movements and lotes are meant.

use api::view::lotes::LoteState;
use api::view::movements::MovementState;

use crate::shown::Tone;

/// Returns how a movement's state is meant; `None` for a state that is neither good nor bad.
#[must_use]
pub fn movement_tone(estado: &MovementState) -> Option<Tone> {
    match estado {
        MovementState::Borrador | MovementState::Cancelado => None,
        MovementState::PorAprobar
        | MovementState::Listo
        | MovementState::Firmado
        | MovementState::Enviado
        | MovementState::EnProceso => Some(Tone::Info),
        MovementState::Operado { .. } => Some(Tone::Success),
        MovementState::Rechazado { .. } => Some(Tone::Danger),
    }
}

/// Returns how a lote's state is meant; `None` for a state that is neither good nor bad.
#[must_use]
pub fn lote_tone(estado: &LoteState) -> Option<Tone> {
    match estado {
        LoteState::Cancelado => None,
        LoteState::Preparado
        | LoteState::Firmado { .. }
        | LoteState::Enviado {
            por_confirmar: false,
            ..
        } => Some(Tone::Info),
        LoteState::Enviado { .. } | LoteState::Dudoso { .. } | LoteState::PorFuera { .. } => {
            Some(Tone::Warning)
        }
        LoteState::Procesado { rechazados: 0, .. } => Some(Tone::Success),
        LoteState::Procesado { operados: 0, .. } | LoteState::Rechazado { .. } => {
            Some(Tone::Danger)
        }
        LoteState::Procesado { .. } => Some(Tone::Warning),
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, ReciboView};

    use super::lote_tone;
    use crate::shown::Tone;

    #[test]
    fn a_lote_with_refusals_is_never_a_success() {
        let processed = |operados, rechazados| LoteState::Procesado {
            recibo: ReciboView {
                folio: String::new(),
                id_lote: String::new(),
                fecha: String::new(),
            },
            operados,
            rechazados,
        };
        assert_eq!(lote_tone(&processed(3, 0)), Some(Tone::Success));
        assert_eq!(lote_tone(&processed(2, 1)), Some(Tone::Warning));
        assert_eq!(lote_tone(&processed(0, 3)), Some(Tone::Danger));
    }
}

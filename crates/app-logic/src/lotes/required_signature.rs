//! What a lote still needs a signature for, and what a person is offered to do with it.

use api::view::lotes::{LoteState, LoteView};

use crate::messages::lotes as text;
use crate::permissions::Permissions;

/// What a signature is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredSignature {
    /// The lote's own.
    Lote,
    /// IDSE's challenge, so that a signed lote goes out.
    ChallengeToSend,
    /// IDSE's challenge, so that results are asked for.
    ChallengeToAsk,
    /// None.
    Nothing,
}

impl RequiredSignature {
    /// Returns what the lote needs from the person who looks at it.
    #[must_use]
    pub fn of(lote: &LoteView) -> Self {
        match &lote.estado {
            LoteState::Preparado if lote.awaits_other => Self::Nothing,
            LoteState::Preparado => Self::Lote,
            LoteState::Firmado { .. } if !lote.goes_out() => Self::ChallengeToSend,
            LoteState::Enviado {
                por_confirmar: true,
                ..
            } => Self::ChallengeToAsk,
            LoteState::Firmado { .. }
            | LoteState::Enviado { .. }
            | LoteState::Procesado { .. }
            | LoteState::Rechazado { .. }
            | LoteState::Dudoso { .. }
            | LoteState::PorFuera { .. }
            | LoteState::Cancelado => Self::Nothing,
        }
    }
}

/// Whether the lote moves on its own: it is being sent, or its result is being asked for.
#[must_use]
pub fn is_on_its_way(lote: &LoteView) -> bool {
    match lote.estado {
        LoteState::Firmado { .. } => lote.goes_out(),
        LoteState::Enviado { por_confirmar, .. } => !por_confirmar,
        LoteState::Preparado
        | LoteState::Procesado { .. }
        | LoteState::Rechazado { .. }
        | LoteState::Dudoso { .. }
        | LoteState::PorFuera { .. }
        | LoteState::Cancelado => false,
    }
}

/// Returns what the link to a lote says: what this person does there next.
#[must_use]
pub fn next_step(lote: &LoteView, may: Permissions) -> &'static str {
    if !may.signs {
        return text::STEP_OPEN;
    }
    match (RequiredSignature::of(lote), &lote.estado) {
        (RequiredSignature::Lote, _) => text::STEP_SIGN,
        (RequiredSignature::ChallengeToSend, _) => text::STEP_SEND,
        (RequiredSignature::ChallengeToAsk, _) => text::STEP_ASK,
        (RequiredSignature::Nothing, LoteState::Dudoso { .. }) => text::STEP_DECIDE,
        (RequiredSignature::Nothing, LoteState::Rechazado { .. }) => text::STEP_MEND,
        (RequiredSignature::Nothing, LoteState::PorFuera { .. }) => text::STEP_RESULT,
        (RequiredSignature::Nothing, _) => text::STEP_OPEN,
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::LoteState;

    use super::{RequiredSignature, is_on_its_way, next_step};
    use crate::lotes::testing::{lote, sent};
    use crate::messages::lotes as text;
    use crate::permissions::Permissions;

    #[test]
    fn asks_for_a_signature_only_where_one_is_missing() {
        let asks = RequiredSignature::of;
        let mut signed = lote(LoteState::Firmado { waiting: None });
        assert_eq!(asks(&lote(LoteState::Preparado)), RequiredSignature::Lote);
        assert_eq!(asks(&signed), RequiredSignature::ChallengeToSend);
        signed.sesiones = vec!["another".to_owned()];
        assert_eq!(asks(&signed), RequiredSignature::ChallengeToSend);
        signed.sesiones.push("c1".to_owned());
        assert_eq!(asks(&signed), RequiredSignature::Nothing);
        assert!(is_on_its_way(&signed));
        assert_eq!(asks(&sent(true)), RequiredSignature::ChallengeToAsk);
        assert_eq!(asks(&sent(false)), RequiredSignature::Nothing);
        assert!(is_on_its_way(&sent(false)));
    }

    #[test]
    fn asks_nothing_of_the_person_who_prepared_it() {
        let mut prepared = lote(LoteState::Preparado);
        prepared.awaits_other = true;
        assert_eq!(RequiredSignature::of(&prepared), RequiredSignature::Nothing);
    }

    #[test]
    fn offers_signing_only_to_those_who_sign() {
        let signer = Permissions {
            signs: true,
            ..Permissions::default()
        };
        let prepared = lote(LoteState::Preparado);
        assert_eq!(next_step(&prepared, signer), text::STEP_SIGN);
        let reader = Permissions::default();
        assert_eq!(next_step(&prepared, reader), text::STEP_OPEN);
        let signed = lote(LoteState::Firmado { waiting: None });
        assert_eq!(next_step(&signed, signer), text::STEP_SEND);
        let dissolved = lote(LoteState::Cancelado);
        assert_eq!(next_step(&dissolved, signer), text::STEP_OPEN);
    }
}

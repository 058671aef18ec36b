//! Lotes that wait for a person.

use api::view::lotes::{LoteState, LoteView};

/// Lotes that wait for a person, by what for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// This person's to sign.
    pub to_sign: usize,
    /// Prepared by somebody else, and this person's to review and sign.
    pub to_approve: usize,
    /// Somebody else's to sign.
    pub with_others: usize,
    /// Received by IDSE, without a session to ask for the result.
    pub to_confirm: usize,
    /// Perhaps received: a person decides.
    pub in_doubt: usize,
    /// Refused by IDSE as a whole.
    pub refused: usize,
    /// Signed, and without a session that sends them.
    pub unsent: usize,
    /// Filed in IDSE by a person, without their results yet.
    pub by_hand: usize,
}

impl Waiting {
    /// Counts the lotes by what they wait for. `signs`: whether the person may sign at all.
    #[must_use]
    pub fn of<'a>(lotes: impl IntoIterator<Item = &'a LoteView>, signs: bool) -> Self {
        let mut waiting = Self::default();
        for lote in lotes {
            match lote.estado {
                LoteState::Preparado if lote.second_pair.is_some() => {
                    if signs && !lote.awaits_other {
                        waiting.to_approve += 1;
                    } else {
                        waiting.with_others += 1;
                    }
                }
                LoteState::Preparado => waiting.to_sign += 1,
                LoteState::Enviado {
                    por_confirmar: true,
                    ..
                } => waiting.to_confirm += 1,
                LoteState::Dudoso { .. } => waiting.in_doubt += 1,
                LoteState::Rechazado { .. } => waiting.refused += 1,
                LoteState::Firmado { .. } if !lote.goes_out() => waiting.unsent += 1,
                LoteState::PorFuera { .. } => waiting.by_hand += 1,
                LoteState::Firmado { .. }
                | LoteState::Enviado { .. }
                | LoteState::Procesado { .. }
                | LoteState::Cancelado => {}
            }
        }
        waiting
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, SecondPair};

    use super::Waiting;
    use crate::lotes::testing::{lote, sent};

    #[test]
    fn a_lote_for_two_waits_for_the_other_person() {
        let mut theirs = lote(LoteState::Preparado);
        theirs.second_pair = Some(SecondPair {
            prepared_by: "Luis".to_owned(),
            signers: vec!["Ana".to_owned()],
        });
        let mut mine = theirs.clone();
        mine.awaits_other = true;
        let waiting = Waiting {
            to_approve: 1,
            with_others: 1,
            ..Waiting::default()
        };
        assert_eq!(Waiting::of(&[theirs.clone(), mine.clone()], true), waiting);
        let waiting = Waiting {
            with_others: 2,
            ..Waiting::default()
        };
        assert_eq!(Waiting::of(&[theirs, mine], false), waiting);
    }

    #[test]
    fn a_sent_lote_waits_only_without_a_live_session() {
        let lotes = [sent(true), sent(false), lote(LoteState::Preparado)];
        let waiting = Waiting {
            to_sign: 1,
            to_confirm: 1,
            ..Waiting::default()
        };
        assert_eq!(Waiting::of(&lotes, true), waiting);
    }
}

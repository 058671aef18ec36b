//! Lotes that wait for a person.

use api::view::lotes::LoteView;

use crate::lotes::waits_for::WaitsFor;

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
    /// On their way: IDSE receives them, or is asked for their results.
    pub with_idse: usize,
}

impl Waiting {
    /// Counts the lotes by what they wait for. `signs`: whether the person may sign at all.
    #[must_use]
    pub fn of<'a>(lotes: impl IntoIterator<Item = &'a LoteView>, signs: bool) -> Self {
        let mut waiting = Self::default();
        for lote in lotes {
            let count = match WaitsFor::of(lote, signs) {
                Some(WaitsFor::Signature) => &mut waiting.to_sign,
                Some(WaitsFor::Approval) => &mut waiting.to_approve,
                Some(WaitsFor::Others) => &mut waiting.with_others,
                Some(WaitsFor::Sending) => &mut waiting.unsent,
                Some(WaitsFor::Idse) => &mut waiting.with_idse,
                Some(WaitsFor::Confirmation) => &mut waiting.to_confirm,
                Some(WaitsFor::Doubt) => &mut waiting.in_doubt,
                Some(WaitsFor::Refusal) => &mut waiting.refused,
                Some(WaitsFor::ByHand) => &mut waiting.by_hand,
                None => continue,
            };
            *count += 1;
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
            with_idse: 1,
            ..Waiting::default()
        };
        assert_eq!(Waiting::of(&lotes, true), waiting);
    }
}

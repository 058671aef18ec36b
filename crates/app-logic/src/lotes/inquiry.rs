//! A lote that IDSE received and has not answered for: since when, and what it said last.

use api::view::lotes::{LoteState, LoteView};
use model::InquiryAnswer;

use crate::format::date;
use crate::messages::lotes as text;

/// What is known of a lote whose result is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingResult {
    /// When IDSE received it, in words.
    pub since: String,
    /// When it was last asked, and what it answered, in words.
    pub asked: String,
    /// A session lives in which it can be asked now; otherwise a signature opens one.
    pub can_ask: bool,
}

/// Returns what is known of a lote whose result is missing; `None` for every other lote.
#[must_use]
pub fn missing_result(lote: &LoteView) -> Option<MissingResult> {
    let LoteState::Enviado { por_confirmar, .. } = lote.estado else {
        return None;
    };
    let since = lote
        .dates
        .received_at
        .map_or_else(|| text::SINCE_UNKNOWN.to_owned(), date::instant);
    let asked = lote.inquiry.map_or_else(
        || text::NEVER_ASKED.to_owned(),
        |inquiry| text::asked(&date::instant(inquiry.at), answer(inquiry.answer)),
    );
    Some(MissingResult {
        since,
        asked,
        can_ask: !por_confirmar,
    })
}

fn answer(answer: InquiryAnswer) -> &'static str {
    match answer {
        InquiryAnswer::Received => text::ANSWER_RECEIVED,
        InquiryAnswer::InProcess => text::ANSWER_IN_PROCESS,
        InquiryAnswer::Unlisted => text::ANSWER_UNLISTED,
        InquiryAnswer::Unreadable => text::ANSWER_UNREADABLE,
        InquiryAnswer::NoAnswer => text::ANSWER_NONE,
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{InquiryView, LoteState};
    use model::InquiryAnswer;

    use super::missing_result;
    use crate::lotes::testing::{lote, sent};
    use crate::messages::lotes as text;

    #[test]
    fn says_since_when_and_what_idse_answered_last() {
        let mut waiting = sent(false);
        waiting.dates.received_at = Some("2026-01-15T18:00:00Z".parse().unwrap());
        let before = missing_result(&waiting).unwrap();
        assert_eq!(before.since, "15/01/2026 12:00");
        assert_eq!(before.asked, text::NEVER_ASKED);
        waiting.inquiry = Some(InquiryView {
            at: "2026-01-16T18:30:00Z".parse().unwrap(),
            answer: InquiryAnswer::Unlisted,
        });
        let after = missing_result(&waiting).unwrap();
        assert!(
            after.asked.starts_with("16/01/2026 12:30: "),
            "{}",
            after.asked
        );
        assert!(after.asked.ends_with(text::ANSWER_UNLISTED));
    }

    #[test]
    fn asking_needs_a_live_session() {
        assert!(missing_result(&sent(false)).unwrap().can_ask);
        assert!(!missing_result(&sent(true)).unwrap().can_ask);
        assert_eq!(missing_result(&lote(LoteState::Preparado)), None);
    }
}

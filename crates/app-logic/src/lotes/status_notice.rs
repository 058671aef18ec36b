//! A lote's state in words, at the head of its page.

use api::view::lotes::{LoteState, LoteView};

use super::deadline::due;
use crate::messages::lotes as text;
use crate::shown::Tone;

/// A lote's state in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusNotice {
    /// How it is meant.
    pub tone: Tone,
    /// The state.
    pub title: &'static str,
    /// What is known of it.
    pub text: String,
    /// What the person can do about it, where the page's own buttons do not say it.
    pub advice: Option<&'static str>,
}

impl StatusNotice {
    /// Returns the notice of a lote for the person who looks at it.
    #[must_use]
    pub fn of(lote: &LoteView) -> Self {
        let notice = |tone, title, text: &str| Self {
            tone,
            title,
            text: text.to_owned(),
            advice: None,
        };
        match &lote.estado {
            LoteState::Preparado if lote.awaits_other => {
                let signers = lote
                    .second_pair
                    .as_ref()
                    .map(|pair| pair.signers.as_slice());
                notice(
                    Tone::Info,
                    text::AWAITS_OTHER_TITLE,
                    &text::awaits_other(signers.unwrap_or_default()),
                )
            }
            LoteState::Preparado if lote.second_pair.is_some() => {
                let preparer = lote.second_pair.as_ref().map(|pair| &pair.prepared_by);
                notice(
                    Tone::Info,
                    text::TO_APPROVE_TITLE,
                    &text::to_approve(preparer.map_or("", String::as_str)),
                )
            }
            LoteState::Preparado => notice(Tone::Info, text::TO_SIGN_TITLE, text::TO_SIGN_TEXT),
            LoteState::Firmado { waiting } if !lote.goes_out() => notice(
                Tone::Warning,
                text::WAITING_TITLE,
                waiting.as_deref().unwrap_or_default(),
            ),
            LoteState::Firmado { .. } => {
                notice(Tone::Info, text::SENDING_TITLE, text::SENDING_TEXT)
            }
            LoteState::Enviado { recibo, .. } if recibo.folio.is_empty() => {
                notice(Tone::Warning, text::VOUCHED_TITLE, text::VOUCHED_TEXT)
            }
            LoteState::Enviado {
                por_confirmar: true,
                ..
            } => notice(Tone::Warning, text::TO_CONFIRM_TITLE, text::TO_CONFIRM_TEXT),
            LoteState::Enviado { .. } => notice(Tone::Info, text::SENT_TITLE, text::SENT_TEXT),
            LoteState::Procesado {
                operados,
                rechazados,
                ..
            } => {
                let (tone, title) = match (operados, rechazados) {
                    (_, 0) => (Tone::Success, text::DONE_TITLE),
                    (0, _) => (Tone::Danger, text::DONE_NONE_TITLE),
                    _ => (Tone::Warning, text::DONE_PARTLY_TITLE),
                };
                notice(tone, title, &text::done(*operados, *rechazados))
            }
            LoteState::Rechazado { reason } => Self {
                advice: Some(text::REFUSED_TEXT),
                ..notice(Tone::Danger, text::REFUSED_TITLE, reason)
            },
            LoteState::Dudoso { why, .. } => notice(Tone::Warning, text::DOUBT_STATE_TITLE, why),
            LoteState::PorFuera { .. } => Self {
                advice: due(lote).map(|_| text::BY_HAND_DEADLINE),
                ..notice(
                    Tone::Warning,
                    text::BY_HAND_STATE_TITLE,
                    text::BY_HAND_STATE_TEXT,
                )
            },
            LoteState::Cancelado => notice(Tone::Info, text::CANCELLED_TITLE, text::CANCELLED_TEXT),
        }
    }
}

#[cfg(test)]
mod tests {
    use api::view::lotes::{LoteState, SecondPair};

    use super::StatusNotice;
    use crate::lotes::testing::{lote, recibo};
    use crate::messages::lotes as text;
    use crate::shown::Tone;

    #[test]
    fn names_preparer_and_signers_to_each_other() {
        let mut lote = lote(LoteState::Preparado);
        lote.second_pair = Some(SecondPair {
            prepared_by: "Luis".to_owned(),
            signers: vec!["Ana".to_owned(), "Eva".to_owned()],
        });
        assert!(StatusNotice::of(&lote).text.contains("Luis"));
        lote.awaits_other = true;
        let notice = StatusNotice::of(&lote);
        assert_eq!(notice.title, text::AWAITS_OTHER_TITLE);
        assert!(notice.text.contains("Ana o Eva"));
    }

    #[test]
    fn never_makes_a_processed_lote_sound_better_than_it_is() {
        let notice = |operados, rechazados| {
            StatusNotice::of(&lote(LoteState::Procesado {
                recibo: recibo("1"),
                operados,
                rechazados,
            }))
        };
        assert_eq!(notice(3, 0).tone, Tone::Success);
        assert_eq!(notice(2, 1).title, text::DONE_PARTLY_TITLE);
        assert_eq!(notice(0, 2).tone, Tone::Danger);
    }

    #[test]
    fn only_a_refused_lote_comes_with_advice() {
        let refused = lote(LoteState::Rechazado {
            reason: "Firma no válida".to_owned(),
        });
        let notice = StatusNotice::of(&refused);
        assert_eq!(notice.text, "Firma no válida");
        assert_eq!(notice.advice, Some(text::REFUSED_TEXT));
        assert_eq!(StatusNotice::of(&lote(LoteState::Cancelado)).advice, None);
    }
}

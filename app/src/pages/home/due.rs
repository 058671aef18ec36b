//! "Por hacer".

use api::view::movements::MovementCounts;
use imss::assistants::Occasion;
use imss::time::date_in_words;
use jiff::civil::Date;
use leptos::prelude::*;

use super::rules::{Overview, Waiting, unsigned};
use crate::client::use_portal;
use crate::components::{ButtonLink, Empty, Notice, Panel, TaskItem, TaskList, Tone};
use crate::format::date;
use crate::messages::{assistants, home as text, lotes};
use crate::pages::assistants::Kind;
use crate::pages::certificates::ending;

/// What waits for the person, the most urgent first.
#[component]
pub(super) fn Due(overview: Overview, counts: Option<MovementCounts>) -> impl IntoView {
    let signs = use_portal().may().get().signs;
    let waiting = Waiting::of(&overview.lotes, signs);
    let counts = counts.unwrap_or_default();
    let items = items(waiting, &counts, &overview.occasions);
    view! {
        <Warnings overview />
        <Panel title=text::DUE>
            {if items.is_empty() {
                view! {
                    <Empty title=text::NOTHING_DUE_TITLE text=text::NOTHING_DUE_TEXT>
                        <ButtonLink href="/capturar">{text::GO_CAPTURE}</ButtonLink>
                    </Empty>
                }
                    .into_any()
            } else {
                view! { <TaskList items /> }.into_any()
            }}
        </Panel>
    }
    .into_any()
}

fn items(
    waiting: Waiting,
    counts: &MovementCounts,
    occasions: &[(Occasion, Date)],
) -> Vec<TaskItem> {
    const LOTES: &str = "/lotes";
    let by_lote = [
        (waiting.in_doubt, text::in_doubt(waiting.in_doubt)),
        (waiting.to_approve, text::to_approve(waiting.to_approve)),
        (waiting.to_sign, text::to_sign(waiting.to_sign)),
        (waiting.to_confirm, text::to_confirm(waiting.to_confirm)),
        (
            waiting.with_others,
            lotes::waits_for_others(waiting.with_others),
        ),
    ];
    let movements = [
        (counts.listos, text::ready(counts.listos), LOTES),
        (
            counts.borradores,
            text::drafts(counts.borradores),
            "/historial/todos?estado=borrador",
        ),
    ];
    let by_lote = by_lote
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, sentence)| TaskItem::new(sentence, LOTES));
    let movements = movements
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, sentence, href)| TaskItem::new(sentence, href));
    let occasions = occasions.iter().map(|(occasion, last_day)| {
        let kind = Kind::of(*occasion);
        let sentence = assistants::occasion(kind.title(), &date_in_words(*last_day));
        TaskItem::new(sentence, kind.href())
    });
    by_lote.chain(movements).chain(occasions).collect()
}

#[component]
fn Warnings(overview: Overview) -> impl IntoView {
    let ending = ending(&overview.certificates);
    let unsigned = unsigned(&overview.registros);
    let expired = ending.iter().any(|one| one.days_left < 0);
    let certificates = (!ending.is_empty()).then(|| {
        let (tone, title) = if expired {
            (Tone::Danger, text::CERTIFICATE_EXPIRED)
        } else {
            (Tone::Warning, text::CERTIFICATE_EXPIRING)
        };
        let lines = ending
            .iter()
            .map(|one| {
                let line = text::expires(&one.holder, &date::day(one.not_after), one.days_left);
                view! { <p>{line}</p> }
            })
            .collect_view();
        view! {
            <Notice tone title>
                {lines} <ButtonLink href="/certificados">{text::GO_CERTIFICATES}</ButtonLink>
            </Notice>
        }
    });
    let without = (!unsigned.is_empty()).then(|| {
        let numbers = unsigned.join(", ");
        view! {
            <Notice tone=Tone::Warning title=text::WITHOUT_CERTIFICATE>
                <p>{text::WITHOUT_CERTIFICATE_TEXT} " " {numbers}</p>
                <ButtonLink href="/certificados">{text::GO_CERTIFICATES}</ButtonLink>
            </Notice>
        }
    });
    view! {
        {certificates}
        {without}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use api::view::movements::MovementCounts;
    use imss::assistants::Occasion;
    use jiff::civil::date;

    use super::items;
    use crate::pages::home::rules::Waiting;

    #[test]
    fn nothing_due_is_an_empty_list() {
        let done = MovementCounts {
            operados: 900,
            rechazados: 3,
            ..MovementCounts::default()
        };
        assert!(items(Waiting::default(), &done, &[]).is_empty());
    }

    #[test]
    fn a_lote_in_doubt_comes_before_everything_else() {
        let waiting = Waiting {
            to_sign: 2,
            to_approve: 3,
            in_doubt: 1,
            ..Waiting::default()
        };
        let counts = MovementCounts {
            borradores: 1,
            ..MovementCounts::default()
        };
        let uma = (Occasion::Cap(date(2026, 2, 1)), date(2026, 2, 9));
        let items = items(waiting, &counts, &[uma]);
        let sentences: Vec<_> = items.iter().map(|item| item.text.as_str()).collect();
        assert_eq!(
            sentences,
            [
                "1 lote dudoso: decide si IDSE lo recibió",
                "3 lotes por aprobar: revísalos y fírmalos",
                "2 lotes por firmar",
                "1 borrador por terminar",
                "Tope de 25 UMA: en tiempo hasta el lunes 9 de febrero"
            ]
        );
    }
}

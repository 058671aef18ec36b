//! "Por hacer".

use api::view::movements::MovementCounts;
use leptos::prelude::*;

use super::rules::{Overview, Waiting, unsigned};
use crate::components::{ButtonLink, Empty, Notice, Panel, TaskItem, TaskList, Tone};
use crate::format::date;
use crate::messages::home as text;
use crate::pages::certificates::ending;

/// What waits for the person, the most urgent first.
#[component]
pub(super) fn Due(overview: Overview, counts: Option<MovementCounts>) -> impl IntoView {
    let waiting = Waiting::of(&overview.lotes);
    let counts = counts.unwrap_or_default();
    let items = items(waiting, &counts);
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

fn items(waiting: Waiting, counts: &MovementCounts) -> Vec<TaskItem> {
    const LOTES: &str = "/lotes";
    let lotes = [
        (waiting.in_doubt, text::in_doubt(waiting.in_doubt)),
        (waiting.to_sign, text::to_sign(waiting.to_sign)),
        (waiting.to_confirm, text::to_confirm(waiting.to_confirm)),
    ];
    let movements = [
        (counts.listos, text::ready(counts.listos), LOTES),
        (
            counts.borradores,
            text::drafts(counts.borradores),
            "/historial/todos?estado=borrador",
        ),
    ];
    let lotes = lotes
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, sentence)| TaskItem::new(sentence, LOTES));
    let movements = movements
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(_, sentence, href)| TaskItem::new(sentence, href));
    lotes.chain(movements).collect()
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

    use super::items;
    use crate::pages::home::rules::Waiting;

    #[test]
    fn nothing_due_is_an_empty_list() {
        let done = MovementCounts {
            operados: 900,
            rechazados: 3,
            ..MovementCounts::default()
        };
        assert!(items(Waiting::default(), &done).is_empty());
    }

    #[test]
    fn a_lote_in_doubt_comes_before_everything_else() {
        let waiting = Waiting {
            to_sign: 2,
            to_confirm: 0,
            in_doubt: 1,
        };
        let counts = MovementCounts {
            borradores: 1,
            ..MovementCounts::default()
        };
        let items = items(waiting, &counts);
        let sentences: Vec<_> = items.iter().map(|item| item.text.as_str()).collect();
        assert_eq!(
            sentences,
            [
                "1 lote dudoso: decide si IDSE lo recibió",
                "2 lotes por firmar",
                "1 borrador por terminar"
            ]
        );
    }
}

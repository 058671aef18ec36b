//! "Por hacer".

use api::view::movements::MovementCounts;
use app_logic::assistants::kind::AssistantKind;
use app_logic::home::overview::{Overview, unsigned};
use app_logic::home::tasks::tasks;
use imss::assistants::Occasion;
use imss::time::date_in_words;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::use_portal;
use crate::components::{ButtonLink, Empty, Notice, Panel, TaskItem, TaskList, Tone};
use crate::messages::{assistants, home as text};
use crate::pages::certificates::ExpiryNotice;

/// What waits for the person, the most urgent first.
#[component]
pub(super) fn Due(overview: Overview, counts: Option<MovementCounts>) -> impl IntoView {
    let signs = use_portal().may().get().signs;
    let counts = counts.unwrap_or_default();
    let occasions = occasion_tasks(&overview.occasions);
    let items = tasks(&overview.lotes, signs, &counts, &overview.due, occasions);
    view! {
        <Warnings overview />
        <Panel title=text::DUE>
            {if items.is_empty() {
                view! {
                    <Empty title=text::NOTHING_DUE_TITLE text=text::NOTHING_DUE_TEXT>
                        <ButtonLink href=Address::Capture>{text::GO_CAPTURE}</ButtonLink>
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

/// What comes around with the calendar, each with its last day.
fn occasion_tasks(occasions: &[(Occasion, Date)]) -> impl Iterator<Item = TaskItem> {
    occasions.iter().map(|(occasion, last_day)| {
        let kind = AssistantKind::of(*occasion);
        let sentence = assistants::occasion(kind.title(), &date_in_words(*last_day));
        TaskItem::new(sentence, kind.href())
    })
}

#[component]
fn Warnings(overview: Overview) -> impl IntoView {
    let unsigned = unsigned(&overview.registros);
    let without = (!unsigned.is_empty()).then(|| {
        let numbers = unsigned.join(", ");
        view! {
            <Notice tone=Tone::Warning title=text::WITHOUT_CERTIFICATE>
                <p>{text::WITHOUT_CERTIFICATE_TEXT} " " {numbers}</p>
                <ButtonLink href=Address::Certificates>{text::GO_CERTIFICATES}</ButtonLink>
            </Notice>
        }
    });
    let held = Signal::stored(Some(overview.certificates));
    view! {
        <ExpiryNotice held />
        {without}
    }
    .into_any()
}

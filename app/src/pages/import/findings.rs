//! What was found in the rows: one line each, however many rows have it.

use app_logic::import::findings::{self, FindingLine};
use leptos::prelude::*;

use super::session::ImportSession;
use crate::components::{Badge, Button, Tone, Variant};
use crate::messages::import as text;

/// The findings with their counts; each shows its rows.
#[component]
pub(super) fn Findings(session: ImportSession) -> impl IntoView {
    let lines = Memo::new(move |_| session.tally().with(findings::lines));
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <section class="import-findings" aria-label=text::FINDINGS>
                <h2 class="subtitle">{text::FINDINGS}</h2>
                <ul class="import-findings__list">
                    {move || {
                        lines.get().into_iter().map(|one| line(session, one)).collect_view()
                    }}
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

fn line(session: ImportSession, line: FindingLine) -> impl IntoView {
    let FindingLine {
        code,
        tone,
        field,
        sentence,
        rows,
        can_round,
    } = line;
    let weight = match tone {
        Tone::Danger => text::ERROR,
        Tone::Warning => text::WARNING,
        Tone::Info | Tone::Success => text::NOTE,
    };
    let field = (!field.is_empty()).then(|| {
        view! { <span class="import-says__field">{field} ": "</span> }
    });
    let label = text::show_rows_with(&sentence);
    view! {
        <li class="import-findings__line">
            <Badge tone=Some(tone) text=weight />
            <span class="import-findings__sentence">{field} {sentence}</span>
            <Button
                variant=Variant::Quiet
                attr:aria-label=label
                on_click=move |()| session.show_finding(&code)
            >
                {rows}
            </Button>
            {can_round
                .then(|| {
                    view! {
                        <Button busy=session.busy() on_click=move |()| session.round_salaries()>
                            {text::ROUND}
                        </Button>
                    }
                })}
        </li>
    }
}

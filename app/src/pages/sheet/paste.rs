//! Amounts out of a spreadsheet: what was filled in, and why a row was not.

use app_logic::sheet::amount::to_field;
use app_logic::sheet::pasted::{Pasted, StrangeRow, parse_pasted};
use app_logic::sheet::row::{Row, SbcSource};
use leptos::prelude::*;

use super::Sheet;
use crate::components::{Actions, Button, Notice, TextArea, Tone, Unfold};
use crate::messages::sheet as text;

/// Strange rows that are listed; the rest is counted.
const LISTED: usize = 10;

/// What a pasted amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PasteTarget {
    /// The new SBC.
    Sbc,
    /// What was earned in a bimestre.
    Earned,
}

/// A field to paste into, and what came of it.
#[component]
pub(crate) fn Paste<R: Row>(
    sheet: Sheet<R>,
    target: PasteTarget,
    help: &'static str,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let read = RwSignal::new(None::<Pasted>);
    let apply = move |()| {
        let rows = sheet.rows.get_untracked();
        let trabajadores: Vec<_> = rows.iter().map(Row::trabajador).collect();
        let pasted = parse_pasted(&typed.get_untracked(), &trabajadores);
        for one in &pasted.amounts {
            if let Some(row) = rows.get(one.trabajador) {
                fill(sheet, row, target, to_field(one.cents));
            }
        }
        read.set(Some(pasted));
    };
    view! {
        <Unfold summary=text::PASTE>
            <TextArea
                name="pegar"
                label=text::PASTE_LABEL
                value=typed
                help=help.to_owned()
                optional=true
                rows=6
                max_length=400_000
            />
            <Actions>
                <Button on_click=apply>{text::PASTE_APPLY}</Button>
            </Actions>
            {move || read.get().map(result)}
        </Unfold>
    }
    .into_any()
}

fn fill<R: Row>(sheet: Sheet<R>, row: &R, target: PasteTarget, amount: String) {
    sheet.change(row.key(), |wish| match target {
        PasteTarget::Sbc => {
            wish.sbc = Some((amount, SbcSource::Pasted));
            wish.chosen = Some(true);
        }
        PasteTarget::Earned => {
            wish.earned = amount;
            wish.sbc = None;
        }
    });
}

/// What was done to values so that they could be read.
fn noted(notes: Vec<(usize, String)>) -> AnyView {
    if notes.is_empty() {
        return ().into_any();
    }
    let more = notes.len().saturating_sub(LISTED);
    let line = |(line, note): (usize, String)| {
        view! { <li>{text::pasted_line(line)} ": " {note}</li> }
    };
    view! {
        <ul class="plain-list">{notes.into_iter().take(LISTED).map(line).collect_view()}</ul>
        {(more > 0).then(|| view! { <p>{text::pasted_more(more)}</p> })}
    }
    .into_any()
}

fn result(pasted: Pasted) -> AnyView {
    let Pasted {
        amounts,
        strange,
        notes,
    } = pasted;
    let tone = if strange.is_empty() {
        Tone::Success
    } else {
        Tone::Warning
    };
    let title = text::pasted(amounts.len(), strange.len());
    let more = strange.len().saturating_sub(LISTED);
    let row = |row: StrangeRow| {
        view! {
            <li>
                {text::pasted_line(row.line)} ": " <span class="code">{row.text}</span> " "
                {row.problem.in_words()}
            </li>
        }
    };
    view! {
        <Notice tone title>
            <ul class="plain-list">{strange.into_iter().take(LISTED).map(row).collect_view()}</ul>
            {(more > 0).then(|| view! { <p>{text::pasted_more(more)}</p> })}
            {noted(notes)}
        </Notice>
    }
    .into_any()
}

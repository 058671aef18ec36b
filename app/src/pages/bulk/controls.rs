//! What holds for every line: the day, the cause, a percentage, a column out of a spreadsheet.

use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;

use super::rules::{as_typed, cents, pasted, percentage, raised};
use super::sheet::Sheet;
use crate::components::{
    Actions, Button, Columns, DateField, Notice, Panel, Select, TextArea, TextField, Tone, Unfold,
};
use crate::messages::{bulk as text, capture};
use crate::pages::capture::cause_choices;

/// The fields above the table.
#[component]
pub(super) fn Controls(sheet: Sheet) -> impl IntoView {
    let help = Signal::derive(move || sheet.deadline().unwrap_or_default());
    let (label, rest) = match sheet.tipo {
        TipoMovimiento::Baja => (
            capture::FECHA_BAJA,
            view! {
                <Select
                    name="causa"
                    label=capture::CAUSA
                    value=sheet.causa
                    options=cause_choices()
                    placeholder=capture::CHOOSE
                />
            }
            .into_any(),
        ),
        TipoMovimiento::Reingreso | TipoMovimiento::Modificacion => (
            capture::FECHA_MODIFICACION,
            view! { <Percentage sheet /> }.into_any(),
        ),
    };
    let paste = (sheet.tipo == TipoMovimiento::Modificacion).then(|| view! { <Paste sheet /> });
    view! {
        <Panel title=text::FOR_ALL>
            <Columns>
                <DateField name="fecha" label value=sheet.fecha help />
                {rest}
            </Columns>
            {paste}
        </Panel>
    }
    .into_any()
}

/// Raises everybody chosen by the same share.
#[component]
fn Percentage(sheet: Sheet) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let apply = move |()| {
        let Some(share) = percentage(&typed.get_untracked()) else {
            error.set(Some(text::PERCENTAGE_WRONG.to_owned()));
            return;
        };
        error.set(None);
        for line in sheet.lines.get_untracked() {
            let raised = cents(&line.sbc).and_then(|cents| raised(cents, share));
            if let (true, Some(raised)) = (line.chosen.get_untracked(), raised) {
                line.new.set(as_typed(raised));
            }
        }
    };
    view! {
        <div class="with-action">
            <TextField
                name="porcentaje"
                label=text::PERCENTAGE
                value=typed
                help=text::PERCENTAGE_HELP
                optional=true
                input_mode="decimal"
                max_length=8
                error
            />
            <Button on_click=apply>{text::APPLY}</Button>
        </div>
    }
    .into_any()
}

/// Takes salaries out of a spreadsheet, and says which lines it did not understand.
#[component]
fn Paste(sheet: Sheet) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let told = RwSignal::new(None::<(usize, Vec<String>)>);
    let apply = move |()| {
        let lines = sheet.lines.get_untracked();
        let workers: Vec<_> = lines.iter().map(|line| line.worker.clone()).collect();
        let (read, strange) = pasted(&typed.get_untracked(), &workers);
        for one in &read {
            if let Some(line) = lines.get(one.worker) {
                line.new.set(as_typed(one.cents));
                line.chosen.set(true);
            }
        }
        told.set(Some((read.len(), strange)));
    };
    view! {
        <Unfold summary=text::PASTE>
            <TextArea
                name="pegar"
                label=text::PASTE_LABEL
                value=typed
                help=text::PASTE_HELP
                optional=true
                rows=6
                max_length=400_000
            />
            <Actions>
                <Button on_click=apply>{text::PASTE_APPLY}</Button>
            </Actions>
            {move || {
                told.get()
                    .map(|(read, strange)| {
                        let tone = if strange.is_empty() { Tone::Success } else { Tone::Warning };
                        view! {
                            <Notice tone title=text::pasted(read, strange.len())>
                                {strange
                                    .into_iter()
                                    .take(10)
                                    .map(|line| view! { <p class="code">{line}</p> })
                                    .collect_view()}
                            </Notice>
                        }
                    })
            }}
        </Unfold>
    }
    .into_any()
}

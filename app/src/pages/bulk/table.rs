//! The lines as a table.

use imss::finding::Finding;
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;

use super::sheet::{Line, Outcome, Sheet};
use crate::components::{Badge, Cell, Column, More, Row, RowHeader, Table, TextField, Tone};
use crate::format::number;
use crate::messages::{bulk as text, movements as words};

/// Lines drawn at first: there may be thousands.
const AT_ONCE: usize = 50;

/// The table, and a field that narrows it.
#[component]
pub(super) fn Lines(sheet: Sheet) -> impl IntoView {
    let texto = RwSignal::new(String::new());
    let limit = RwSignal::new(AT_ONCE);
    let shown = Memo::new(move |_| {
        let wanted = texto.with(|texto| texto.trim().to_uppercase());
        sheet.lines.with(|lines| {
            lines
                .iter()
                .enumerate()
                .filter(|(_, line)| {
                    line.worker.nombre.to_uppercase().contains(&wanted)
                        || line.worker.data.nss.contains(&wanted)
                        || line.worker.data.clave.to_uppercase().contains(&wanted)
                })
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        })
    });
    let more = Signal::derive(move || shown.with(Vec::len) > limit.get());
    let salaries = sheet.tipo == TipoMovimiento::Modificacion;
    let columns = [
        (Column::text(words::WORKER), true),
        (Column::number(text::SBC_NOW), true),
        (Column::text(text::SBC_NEW), salaries),
        (Column::text(words::ESTADO), true),
    ];
    let columns: Vec<_> = columns
        .into_iter()
        .filter_map(|(column, wanted)| wanted.then_some(column))
        .collect();
    view! {
        <TextField
            name="en-la-lista"
            label=text::FILTER
            value=texto
            help=text::FILTER_HELP
            optional=true
            max_length=80
        />
        <Table caption=text::CAPTION columns>
            <For
                each=move || shown.get().into_iter().take(limit.get())
                key=|at| *at
                children=move |at| {
                    let line = sheet.lines.with_untracked(|lines| lines.get(at).cloned());
                    line.map(|line| view! { <One sheet line at /> })
                }
            />
        </Table>
        <More
            more
            busy=Signal::stored(false)
            on_more=Callback::new(move |()| limit.update(|limit| *limit += 4 * AT_ONCE))
        />
    }
    .into_any()
}

#[component]
fn One(sheet: Sheet, line: Line, at: usize) -> impl IntoView {
    let salaries = sheet.tipo == TipoMovimiento::Modificacion;
    let name = line.worker.nombre.clone();
    let label = text::include(&name);
    let new_label = text::new_sbc_of(&name);
    let nss = words::nss(&line.worker.data.nss);
    let now = number::amount(&line.sbc);
    let (chosen, new) = (line.chosen, line.new);
    let told = line.clone();
    let wrong = {
        let line = line.clone();
        Memo::new(move |_| {
            sheet.is_wanted(&line) && sheet.findings(&line).iter().any(Finding::is_error)
        })
    };
    view! {
        <Row>
            <RowHeader>
                <label class="pick">
                    <input type="checkbox" class="choice__control" aria-label=label bind:checked=chosen />
                    <span class="stacked">
                        <span>{name}</span>
                        <span class="muted">{nss}</span>
                    </span>
                </label>
            </RowHeader>
            <Cell label=text::SBC_NOW number=true>
                {now}
            </Cell>
            {salaries
                .then(|| {
                    view! {
                        <Cell label=text::SBC_NEW>
                            <input
                                type="text"
                                class="input input--short"
                                id=format!("nuevo-{at}")
                                inputmode="decimal"
                                autocomplete="off"
                                maxlength="12"
                                aria-label=new_label
                                aria-invalid=move || wrong.get().then_some("true")
                                bind:value=new
                            />
                        </Cell>
                    }
                })}
            <Cell label=words::ESTADO>{move || state(sheet, &told)}</Cell>
        </Row>
    }
    .into_any()
}

/// What there is to say of a line, or what became of it.
fn state(sheet: Sheet, line: &Line) -> AnyView {
    match line.outcome.get() {
        Some(Outcome::Saved) => {
            return view! { <Badge tone=Tone::Success text=text::LINE_SAVED /> }.into_any();
        }
        Some(Outcome::Refused(why)) if sheet.is_wanted(line) => {
            return view! {
                <span class="stacked">
                    <Badge tone=Tone::Danger text=text::LINE_REFUSED />
                    <span class="muted">{why}</span>
                </span>
            }
            .into_any();
        }
        Some(Outcome::Refused(_)) | None => {}
    }
    if !sheet.is_wanted(line) {
        return view! { <span class="muted">{text::LINE_LEFT_OUT}</span> }.into_any();
    }
    // The day and the cause are missing everywhere until they are chosen above.
    if sheet.fecha.with(String::is_empty) {
        return view! { <span class="muted">{text::LINE_NO_DATE}</span> }.into_any();
    }
    let findings = sheet.findings(line);
    let errors: Vec<_> = findings.iter().filter(|one| one.is_error()).collect();
    let worth = if errors.is_empty() {
        findings.iter().take(2).collect()
    } else {
        errors
    };
    if worth.is_empty() {
        return view! { <Badge tone=Tone::Info text=text::LINE_READY /> }.into_any();
    }
    let words: Vec<_> = worth.iter().map(|one| one.message.clone()).collect();
    view! { <span class="muted">{words.join(" ")}</span> }.into_any()
}

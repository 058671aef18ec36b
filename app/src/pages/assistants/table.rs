//! The proposals as a table: whom, why, the old SBC, the new one to be typed over, until when.

use app_logic::assistants::kind::AssistantKind;
use app_logic::assistants::proposals::Proposal;
use app_logic::assistants::row::AssistantTerms;
use app_logic::sheet::row::{Row as _, Wish};
use imss::finding::{Field, Finding};
use leptos::prelude::*;

use super::inputs::AssistantSheet;
use crate::components::{Cell, Column, Row, RowHeader};
use crate::format::number;
use crate::messages::{assistants as text, movements, sheet as words};
use crate::pages::sheet::{Sheet, StateTexts, pick, sbc_input, sheet_table, state};

const STATES: StateTexts = StateTexts {
    saved: text::LINE_DRAFTED,
    existing: text::LINE_EXISTING,
    ready: text::LINE_READY,
    left_out: text::LINE_LEFT_OUT,
};

/// The table.
#[component]
pub(super) fn Proposals(assistant: AssistantSheet) -> impl IntoView {
    let AssistantSheet { kind, sheet, .. } = assistant;
    sheet_table(sheet, text::CAPTION, columns(kind), move |proposal| {
        view! { <ProposalRow kind sheet proposal /> }.into_any()
    })
}

fn columns(kind: AssistantKind) -> Vec<Column> {
    let variable = kind == AssistantKind::Variable;
    let dated = has_date(kind);
    let columns = [
        (Column::text(movements::TRABAJADOR), true),
        (Column::number(words::SBC_NOW), dated),
        (Column::text(text::FIXED), variable),
        (Column::text(text::EARNED), variable),
        (Column::text(text::DAYS), variable),
        (Column::text(words::SBC_NEW), true),
        (Column::text(text::DATE), dated),
        (Column::text(movements::ESTADO), true),
    ];
    columns
        .into_iter()
        .filter_map(|(column, wanted)| wanted.then_some(column))
        .collect()
}

/// Whether each proposal has a date of its own.
fn has_date(kind: AssistantKind) -> bool {
    use AssistantKind::{Anniversaries, Cap, Minimum};
    matches!(kind, Minimum | Cap | Anniversaries)
}

#[component]
fn ProposalRow(kind: AssistantKind, sheet: Sheet<Proposal>, proposal: Proposal) -> impl IntoView {
    let dated = has_date(kind);
    let known = proposal.sbc_now().map(number::pesos);
    let why = match kind {
        AssistantKind::Transfer => None,
        AssistantKind::Variable => Some(text::seen(&proposal.why, known.clone())),
        AssistantKind::Minimum | AssistantKind::Cap | AssistantKind::Anniversaries => {
            Some(proposal.why.clone())
        }
    };
    let lines = [Some(proposal.person.place()), why];
    let lines = lines.into_iter().flatten().collect();
    let name = proposal.person.trabajador.nombre.clone();
    let stored = StoredValue::new(proposal);
    let wrong = is_wrong(sheet, stored, |field| field != Some(Field::Fecha));
    let old = known.unwrap_or_else(|| text::NO_SBC.to_owned());
    let inputs = (kind == AssistantKind::Variable).then(|| bimestre_cells(sheet, stored, &name));
    let fecha = dated.then(|| date_cell(sheet, stored, &name));
    view! {
        <Row>
            <RowHeader>{pick(sheet, stored, dated, lines)}</RowHeader>
            {dated
                .then(|| {
                    view! {
                        <Cell label=words::SBC_NOW number=true>
                            {old}
                        </Cell>
                    }
                })}
            {inputs}
            <Cell label=words::SBC_NEW>{sbc_input(sheet, stored, wrong)}</Cell>
            {fecha}
            <Cell label=movements::ESTADO>
                {move || stored.with_value(|one| state(sheet, one, STATES))}
            </Cell>
        </Row>
    }
    .into_any()
}

/// Whether an error stands against a proposal that is wanted, at a field that is asked about.
fn is_wrong(
    sheet: Sheet<Proposal>,
    stored: StoredValue<Proposal>,
    at: fn(Option<Field>) -> bool,
) -> Memo<bool> {
    let stops = move |one: &Finding| one.is_error() && at(one.field);
    Memo::new(move |_| {
        stored.with_value(|one| {
            let findings = sheet.with(one, |terms, wish| one.findings(terms, wish));
            sheet.is_wanted(one) && findings.iter().any(stops)
        })
    })
}

/// The date, to be typed over, and until when that is in time.
fn date_cell(sheet: Sheet<Proposal>, stored: StoredValue<Proposal>, name: &str) -> AnyView {
    let wrong = is_wrong(sheet, stored, |field| field == Some(Field::Fecha));
    let label = text::date_of(name);
    view! {
        <Cell label=text::DATE>
            <span class="stacked">
                <input
                    type="date"
                    class="input input--date"
                    min="1943-01-01"
                    max="2100-12-31"
                    aria-label=label
                    aria-invalid=move || wrong.get().then_some("true")
                    prop:value=move || {
                        stored.with_value(|one| sheet.with(one, |terms, wish| one.fecha_typed(terms, wish)))
                    }
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        stored
                            .with_value(|one| {
                                sheet.change(one.key(), |wish| wish.fecha = Some(typed));
                            });
                    }
                />
                <span class="muted">{move || {
                        stored.with_value(|one| sheet.with(one, |terms, wish| one.due(terms, wish)))
                    }}</span>
            </span>
        </Cell>
    }
    .into_any()
}

/// What a field of a bimestre shows, of the row as it is typed.
type Shown = fn(&Proposal, &AssistantTerms, &Wish) -> String;

/// The fixed part, what was earned, and the days.
fn bimestre_cells(sheet: Sheet<Proposal>, stored: StoredValue<Proposal>, name: &str) -> AnyView {
    let input = |label: String, shown: Shown, set: fn(&mut Wish, String), days| {
        view! {
            <input
                type="text"
                class="input input--narrow"
                class:input--days=days
                inputmode="decimal"
                enterkeyhint="next"
                autocomplete="off"
                maxlength="14"
                aria-label=label
                prop:value=move || {
                    stored
                        .with_value(|one| {
                            sheet.with(one, |terms, wish| shown(one, terms, wish))
                        })
                }
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    stored
                        .with_value(|one| {
                            sheet
                                .change(
                                    one.key(),
                                    |wish| {
                                        set(wish, typed);
                                        // The SBC is computed again from what is typed here.
                                        wish.sbc = None;
                                    },
                                );
                        });
                }
            />
        }
        .into_any()
    };
    let fixed = input(
        text::fixed_of(name),
        |one, _, wish| one.fixed_part(wish),
        |wish, typed| wish.fixed = Some(typed),
        false,
    );
    let earned = input(
        text::earned_of(name),
        |_, _, wish| wish.earned.clone(),
        |wish, typed| wish.earned = typed,
        false,
    );
    let days = input(
        text::days_of(name),
        |_, terms, wish| wish.days.clone().unwrap_or_else(|| terms.days.to_string()),
        |wish, typed| wish.days = Some(typed),
        true,
    );
    view! {
        <Cell label=text::FIXED>{fixed}</Cell>
        <Cell label=text::EARNED>{earned}</Cell>
        <Cell label=text::DAYS>{days}</Cell>
    }
    .into_any()
}

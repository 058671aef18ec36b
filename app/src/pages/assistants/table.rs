//! The proposals as a table: whom, why, the old SBC, the new one to be typed over, until when.

use imss::finding::{Field, Finding};
use leptos::prelude::*;

use super::kind::Kind;
use super::proposals::Proposal;
use super::sheet::{Draft, Edit, Outcome, Sheet, fixed_of};
use crate::components::{
    Badge, ButtonLink, Cell, Column, More, Row, RowHeader, Table, TextField, Tone, Variant,
};
use crate::format::{date, number};
use crate::messages::{assistants as text, bulk, movements};
use crate::pages::movement::edit_path;

/// Lines drawn at first: there may be thousands.
const AT_ONCE: usize = 50;

/// The table, and a field that narrows it.
#[component]
pub(super) fn Proposals(sheet: Sheet) -> impl IntoView {
    let texto = RwSignal::new(String::new());
    let limit = RwSignal::new(AT_ONCE);
    let shown = Memo::new(move |_| {
        let wanted = texto.with(|texto| texto.trim().to_uppercase());
        sheet.proposals.with(|all| {
            let matches = |one: &&Proposal| {
                let worker = &one.person.worker;
                worker.nombre.to_uppercase().contains(&wanted)
                    || worker.data.nss.contains(&wanted)
                    || worker.data.clave.to_uppercase().contains(&wanted)
            };
            all.iter().filter(matches).cloned().collect::<Vec<_>>()
        })
    });
    let more = Signal::derive(move || shown.with(Vec::len) > limit.get());
    view! {
        <TextField
            name="en-la-lista"
            label=bulk::FILTER
            value=texto
            help=bulk::FILTER_HELP
            optional=true
            max_length=80
        />
        <Table caption=text::CAPTION columns=columns(sheet.kind)>
            <For
                each=move || shown.get().into_iter().take(limit.get())
                // What is proposed for somebody may change while the date does not.
                key=|one| (one.key.clone(), one.why.clone(), one.sbc)
                children=move |one| view! { <One sheet proposal=one /> }
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

fn columns(kind: Kind) -> Vec<Column> {
    let variable = kind == Kind::Variable;
    let dated = matches!(kind, Kind::Minimum | Kind::Cap | Kind::Anniversaries);
    let columns = [
        (Column::text(movements::WORKER), true),
        (Column::number(bulk::SBC_NOW), dated),
        (Column::text(text::FIXED), variable),
        (Column::text(text::EARNED), variable),
        (Column::text(text::DAYS), variable),
        (Column::text(bulk::SBC_NEW), true),
        (Column::text(text::DATE), dated),
        (Column::text(movements::ESTADO), true),
    ];
    columns
        .into_iter()
        .filter_map(|(column, wanted)| wanted.then_some(column))
        .collect()
}

#[component]
fn One(sheet: Sheet, proposal: Proposal) -> impl IntoView {
    let kind = sheet.kind;
    let variable = kind == Kind::Variable;
    let dated = matches!(kind, Kind::Minimum | Kind::Cap | Kind::Anniversaries);
    let stored = StoredValue::new(proposal.clone());
    let of = move |part: fn(Sheet, &Proposal) -> bool| {
        Memo::new(move |_| stored.with_value(|one| part(sheet, one)))
    };
    let chosen = of(Sheet::is_chosen);
    let wrong = of(|sheet, one| is_wrong(sheet, one, |field| field != Some(Field::Fecha)));
    let name = proposal.person.worker.nombre.clone();
    let place = proposal.person.place();
    let key = StoredValue::new(proposal.key.clone());
    let sbc = proposal.person.sbc;
    let known = sbc.map(|sbc| number::pesos(u64::from(sbc.centavos())));
    let (include, new_label) = (bulk::include(&name), bulk::new_sbc_of(&name));
    let value = move || stored.with_value(|one| sheet.value(one));
    let edit =
        move |change: Box<dyn FnOnce(&mut Edit)>| key.with_value(|key| sheet.edit(key, change));
    let why = match kind {
        Kind::Transfer => None,
        Kind::Variable => Some(text::seen(&proposal.why, known.clone())),
        Kind::Minimum | Kind::Cap | Kind::Anniversaries => Some(proposal.why.clone()),
    };
    let old = known.unwrap_or_else(|| text::NO_SBC.to_owned());
    let inputs = variable.then(|| bimestre_cells(sheet, stored, &name));
    let fecha = dated.then(|| date_cell(sheet, stored, &name));
    view! {
        <Row>
            <RowHeader>
                <label class="pick">
                    <input
                        type="checkbox"
                        class="choice__control"
                        aria-label=include
                        prop:checked=move || chosen.get()
                        on:change=move |event| {
                            let checked = event_target_checked(&event);
                            edit(Box::new(move |edit| edit.chosen = Some(checked)));
                        }
                    />
                    <span class="stacked" class:pick__wide=dated>
                        <span>{name}</span>
                        <span class="muted">{place}</span>
                        {why.map(|why| view! { <span class="muted">{why}</span> })}
                    </span>
                </label>
            </RowHeader>
            {dated
                .then(|| {
                    view! {
                        <Cell label=bulk::SBC_NOW number=true>
                            {old}
                        </Cell>
                    }
                })}
            {inputs}
            <Cell label=bulk::SBC_NEW>
                <input
                    type="text"
                    class="input input--narrow"
                    inputmode="decimal"
                    autocomplete="off"
                    maxlength="12"
                    aria-label=new_label
                    aria-invalid=move || wrong.get().then_some("true")
                    prop:value=value
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        edit(Box::new(move |edit| edit.new = Some(typed)));
                    }
                />
            </Cell>
            {fecha}
            <Cell label=movements::ESTADO>{move || stored.with_value(|one| state(sheet, one))}</Cell>
        </Row>
    }
    .into_any()
}

/// Whether something in it stops it, at a field that is asked about.
fn is_wrong(sheet: Sheet, proposal: &Proposal, at: fn(Option<Field>) -> bool) -> bool {
    let stops = |one: &Finding| one.is_error() && at(one.field);
    sheet.is_wanted(proposal) && sheet.findings(proposal).iter().any(stops)
}

/// The date, to be typed over, and until when that is in time.
fn date_cell(sheet: Sheet, stored: StoredValue<Proposal>, name: &str) -> AnyView {
    let wrong = Memo::new(move |_| {
        stored.with_value(|one| is_wrong(sheet, one, |field| field == Some(Field::Fecha)))
    });
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
                    prop:value=move || stored.with_value(|one| sheet.fecha_typed(one))
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        stored
                            .with_value(|one| {
                                sheet.edit(&one.key, |edit| edit.fecha = Some(typed));
                            });
                    }
                />
                <span class="muted">{move || stored.with_value(|one| sheet.due(one))}</span>
            </span>
        </Cell>
    }
    .into_any()
}

/// The fixed part, what was earned, and the days.
fn bimestre_cells(sheet: Sheet, stored: StoredValue<Proposal>, name: &str) -> AnyView {
    let edit_of = move || stored.with_value(|one| sheet.edit_of(&one.key));
    let input =
        |label: String, value: Box<dyn Fn() -> String + Send>, set: fn(&mut Edit, String), days| {
            view! {
                <input
                    type="text"
                    class="input input--narrow"
                    class:input--days=days
                    inputmode="decimal"
                    autocomplete="off"
                    maxlength="14"
                    aria-label=label
                    prop:value=value
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        stored
                            .with_value(|one| {
                                sheet
                                    .edit(
                                        &one.key,
                                        |edit| {
                                            set(edit, typed);
                                            // What is typed here is reckoned anew.
                                            edit.new = None;
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
        Box::new(move || stored.with_value(|one| fixed_of(one, &sheet.edit_of(&one.key)))),
        |edit, typed| edit.fixed = Some(typed),
        false,
    );
    let earned = input(
        text::earned_of(name),
        Box::new(move || edit_of().earned),
        |edit, typed| edit.earned = typed,
        false,
    );
    let days = input(
        text::days_of(name),
        Box::new(move || {
            edit_of()
                .days
                .unwrap_or_else(|| sheet.days.get().to_string())
        }),
        |edit, typed| edit.days = Some(typed),
        true,
    );
    view! {
        <Cell label=text::FIXED>{fixed}</Cell>
        <Cell label=text::EARNED>{earned}</Cell>
        <Cell label=text::DAYS>{days}</Cell>
    }
    .into_any()
}

/// What there is to say of a proposal, or what became of it.
fn state(sheet: Sheet, proposal: &Proposal) -> AnyView {
    match sheet.outcome_of(&proposal.key) {
        Some(Outcome::Drafted(drafts)) => return made(proposal, text::LINE_DRAFTED, drafts),
        Some(Outcome::Existing(draft)) => {
            return made(proposal, text::LINE_EXISTING, vec![draft]);
        }
        Some(Outcome::Refused(why)) if sheet.is_wanted(proposal) => {
            return view! {
                <span class="stacked">
                    <Badge tone=Tone::Danger text=bulk::LINE_REFUSED />
                    <span class="muted">{why}</span>
                </span>
            }
            .into_any();
        }
        Some(Outcome::Refused(_)) | None => {}
    }
    if !sheet.is_wanted(proposal) {
        return view! { <span class="muted">{text::LINE_LEFT_OUT}</span> }.into_any();
    }
    let findings = sheet.findings(proposal);
    let errors: Vec<_> = findings.iter().filter(|one| one.is_error()).collect();
    let worth = if errors.is_empty() {
        findings.iter().take(2).collect()
    } else {
        errors
    };
    let capped =
        sheet.kind == Kind::Variable && sheet.averaged(proposal).is_some_and(|it| it.capped);
    let mut sentences: Vec<_> = worth.iter().map(|one| one.message.as_str()).collect();
    if capped {
        sentences.push(text::CAPPED);
    }
    let late = sheet
        .not_after(proposal)
        .map(|last| text::not_after(&date::date(last)));
    sentences.extend(late.as_deref());
    if sentences.is_empty() {
        return view! { <Badge tone=Tone::Info text=text::LINE_READY /> }.into_any();
    }
    view! { <span class="muted">{sentences.join(" ")}</span> }.into_any()
}

fn made(proposal: &Proposal, words: &'static str, drafts: Vec<Draft>) -> AnyView {
    let name = proposal.person.worker.nombre.clone();
    let link = |draft: Draft| {
        let label = text::open_draft(movements::tipo(draft.tipo), &name);
        view! {
            <ButtonLink
                href=edit_path(draft.tipo, &draft.id)
                variant=Variant::Quiet
                attr:aria-label=label
            >
                {text::OPEN_DRAFT} " " {movements::tipo(draft.tipo)}
            </ButtonLink>
        }
    };
    view! {
        <span class="stacked">
            <Badge tone=Tone::Success text=words />
            <span>{drafts.into_iter().map(link).collect_view()}</span>
        </span>
    }
    .into_any()
}

//! Minimum wages and UMA by their dates of effect.

use std::sync::Arc;

use app_logic::form::{FieldError, message_at};
use app_logic::settings::sourced::Sourced;
use app_logic::settings::wages::{every_uma, minimum_wages, parse_minimum, parse_uma};
use imss::salary::Sbc;
use imss::wages::{MinimumWage, Uma, Wages as Known, ZonaSalarial};
use leptos::prelude::*;

use super::days::source;
use super::{Company, Outcome, Removed, Undo};
use crate::client::Task;
use crate::components::{
    Button, Cell, Column, DateField, Form, Panel, Row, RowHeader, Table, TextField, Variant,
};
use crate::format::date;
use crate::messages::{common, settings as text};

/// Both tables, each with a form below it.
#[component]
pub(super) fn Wages(company: Company) -> impl IntoView {
    let minimum = company.part(|settings| settings.minimum.clone());
    let uma = company.part(|settings| settings.uma.clone());
    let task = Task::new();
    let removed = RwSignal::new(None::<Removed>);
    let remove_minimum = Callback::new(move |wage: MinimumWage| {
        let gone = Removed {
            what: text::minimum_of(&date::date(wage.from)),
            put_back: Arc::new(move || {
                company.save(
                    task,
                    move |settings| settings.minimum.push(wage),
                    move || removed.set(None),
                );
            }),
        };
        company.save(
            task,
            move |settings| settings.minimum.retain(|one| *one != wage),
            move || removed.set(Some(gone)),
        );
    });
    let remove_uma = Callback::new(move |uma: Uma| {
        let gone = Removed {
            what: text::uma_of(&date::date(uma.from)),
            put_back: Arc::new(move || {
                company.save(
                    task,
                    move |settings| settings.uma.push(uma),
                    move || removed.set(None),
                );
            }),
        };
        company.save(
            task,
            move |settings| settings.uma.retain(|one| *one != uma),
            move || removed.set(Some(gone)),
        );
    });
    view! {
        <Panel title=text::WAGES_TITLE>
            <p>{text::WAGES_TEXT}</p>
            {move || {
                let rows = minimum.with(|own| minimum_wages(own));
                minimum_table(rows, company.administers.get(), remove_minimum)
            }}
            <Show when=move || company.administers.get()>
                <AddMinimum company />
            </Show>
            {move || {
                let rows = uma.with(|own| every_uma(own));
                uma_table(rows, company.administers.get(), remove_uma)
            }}
            <Show when=move || company.administers.get()>
                <AddUma company />
            </Show>
            <Undo removed task />
        </Panel>
    }
    .into_any()
}

fn minimum_table(
    rows: Vec<Sourced<MinimumWage>>,
    administers: bool,
    on_remove: Callback<MinimumWage>,
) -> AnyView {
    let columns = columns(
        [
            Column::text(text::FROM),
            Column::number(text::GENERAL),
            Column::number(text::FRONTERA),
            Column::text(text::SOURCE),
        ],
        administers,
    );
    let row = move |Sourced { what, own }: Sourced<MinimumWage>| {
        let label = text::remove(&text::minimum_of(&date::date(what.from)));
        view! {
            <Row>
                <RowHeader>{date::date(what.from)}</RowHeader>
                <Cell label=text::GENERAL number=true>
                    {what.general.to_string()}
                </Cell>
                <Cell label=text::FRONTERA number=true>
                    {what.frontera_norte.to_string()}
                </Cell>
                <Cell label=text::SOURCE>{source(own, text::PUBLISHED)}</Cell>
                {administers.then(|| remove(own, label, move || on_remove.run(what)))}
            </Row>
        }
    };
    view! {
        <Table caption=text::MINIMUM_CAPTION columns>
            {rows.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

fn uma_table(rows: Vec<Sourced<Uma>>, administers: bool, on_remove: Callback<Uma>) -> AnyView {
    let columns = columns(
        [
            Column::text(text::FROM),
            Column::number(text::UMA),
            Column::number(text::CAP),
            Column::text(text::SOURCE),
        ],
        administers,
    );
    let row = move |Sourced { what, own }: Sourced<Uma>| {
        let label = text::remove(&text::uma_of(&date::date(what.from)));
        view! {
            <Row>
                <RowHeader>{date::date(what.from)}</RowHeader>
                <Cell label=text::UMA number=true>
                    {what.value.to_string()}
                </Cell>
                <Cell label=text::CAP number=true>
                    {cap(what).map(|cap| cap.to_string())}
                </Cell>
                <Cell label=text::SOURCE>{source(own, text::PUBLISHED)}</Cell>
                {administers.then(|| remove(own, label, move || on_remove.run(what)))}
            </Row>
        }
    };
    view! {
        <Table caption=text::UMA_CAPTION columns>
            {rows.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

/// The cap that a UMA makes.
fn cap(uma: Uma) -> Option<Sbc> {
    let with = Known::published().with_uma(uma);
    with.bounds(uma.from, ZonaSalarial::General).cap
}

fn columns<const N: usize>(facts: [Column; N], administers: bool) -> Vec<Column> {
    let mut columns = Vec::from(facts);
    if administers {
        columns.push(Column::text(text::ACTIONS));
    }
    columns
}

fn remove(own: bool, label: String, act: impl Fn() + Send + Sync + 'static) -> AnyView {
    let button = own.then(|| {
        view! {
            <Button variant=Variant::Quiet attr:aria-label=label on_click=move |()| act()>
                {common::REMOVE}
            </Button>
        }
    });
    view! { <Cell label="">{button}</Cell> }.into_any()
}

/// What is wrong with a form, for each of its fields.
#[derive(Clone, Copy)]
struct Errors {
    here: RwSignal<Vec<FieldError>>,
    task: Task,
    /// The server's name of the list that the form adds to.
    list: &'static str,
}

impl Errors {
    fn new(list: &'static str) -> Self {
        Self {
            here: RwSignal::new(Vec::new()),
            task: Task::new(),
            list,
        }
    }

    fn at(self, field: &'static str) -> Signal<Option<String>> {
        let here = self.here;
        Signal::derive(move || here.with(|all| message_at(all, field)))
    }

    /// Beside the date: what the server refuses of a list is a date that stands in it twice.
    fn at_date(self, field: &'static str) -> Signal<Option<String>> {
        let (here, server) = (self.at(field), self.task.at(self.list));
        Signal::derive(move || here.get().or_else(|| server.get()))
    }
}

#[component]
fn AddMinimum(company: Company) -> impl IntoView {
    let from = RwSignal::new(String::new());
    let general = RwSignal::new(String::new());
    let frontera = RwSignal::new(String::new());
    let saved = RwSignal::new(false);
    let errors = Errors::new("minimum");
    let add = move |()| {
        saved.set(false);
        errors.here.set(Vec::new());
        let typed = (
            from.get_untracked(),
            general.get_untracked(),
            frontera.get_untracked(),
        );
        match parse_minimum(&typed.0, &typed.1, &typed.2) {
            Ok(wage) => company.save(
                errors.task,
                move |settings| settings.minimum.push(wage),
                move || {
                    saved.set(true);
                    for field in [from, general, frontera] {
                        field.set(String::new());
                    }
                },
            ),
            Err(wrong) => errors.here.set(wrong),
        }
    };
    view! {
        <Form on_submit=add>
            <div class="with-action">
                <DateField
                    name="minimo-desde"
                    label=text::MINIMUM_FROM
                    value=from
                    error=errors.at_date("minimo-desde")
                />
                <TextField
                    name="general"
                    label=text::GENERAL
                    value=general
                    input_mode="decimal"
                    max_length=12
                    error=errors.at("general")
                />
                <TextField
                    name="frontera"
                    label=text::FRONTERA
                    value=frontera
                    input_mode="decimal"
                    max_length=12
                    error=errors.at("frontera")
                />
                <Button submit=true busy=errors.task.busy()>
                    {text::MINIMUM_ADD}
                </Button>
            </div>
            <Outcome task=errors.task saved fields=&["minimum"] />
        </Form>
    }
    .into_any()
}

#[component]
fn AddUma(company: Company) -> impl IntoView {
    let from = RwSignal::new(String::new());
    let value = RwSignal::new(String::new());
    let saved = RwSignal::new(false);
    let errors = Errors::new("uma");
    let add = move |()| {
        saved.set(false);
        errors.here.set(Vec::new());
        match parse_uma(&from.get_untracked(), &value.get_untracked()) {
            Ok(uma) => company.save(
                errors.task,
                move |settings| settings.uma.push(uma),
                move || {
                    saved.set(true);
                    from.set(String::new());
                    value.set(String::new());
                },
            ),
            Err(wrong) => errors.here.set(wrong),
        }
    };
    view! {
        <Form on_submit=add>
            <div class="with-action">
                <DateField
                    name="uma-desde"
                    label=text::UMA_FROM
                    value=from
                    error=errors.at_date("uma-desde")
                />
                <TextField
                    name="uma-valor"
                    label=text::UMA
                    value
                    input_mode="decimal"
                    max_length=12
                    error=errors.at("uma-valor")
                />
                <Button submit=true busy=errors.task.busy()>
                    {text::UMA_ADD}
                </Button>
            </div>
            <Outcome task=errors.task saved fields=&["uma"] />
        </Form>
    }
    .into_any()
}

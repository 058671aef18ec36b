//! The days on which no deadline runs.

use std::sync::Arc;

use app_logic::form::{FieldError, message_at};
use app_logic::settings::closed_days::{closed_days, parse_closed_day, years};
use app_logic::settings::sourced::Sourced;
use imss::calendar::Holiday;
use leptos::prelude::*;

use super::{Company, Outcome, Removed, Undo};
use crate::client::{Task, use_portal};
use crate::components::{
    Badge, Button, Cell, Choice, Column, Columns, DateField, Form, Panel, Row, RowHeader, Select,
    Table, TextField, Tone, Variant,
};
use crate::format::date;
use crate::messages::{common, settings as text};

/// The days of a year, and a form that adds one.
#[component]
pub(super) fn Days(company: Company) -> impl IntoView {
    let today = use_portal().today();
    let own = company.part(|settings| settings.holidays.clone());
    let year = RwSignal::new(today.year().to_string());
    let options = Signal::derive(move || {
        let years = own.with(|own| years(own, today));
        years
            .into_iter()
            .map(|year| Choice::new(year.to_string(), year.to_string()))
            .collect::<Vec<_>>()
    });
    let days = Memo::new(move |_| {
        let year = year.get().parse().unwrap_or_else(|_| today.year());
        own.with(|own| closed_days(own, year))
    });
    let task = Task::new();
    let removed = RwSignal::new(None::<Removed>);
    let put_back = move |day: Holiday| {
        company.save(
            task,
            move |settings| settings.holidays.push(day),
            move || removed.set(None),
        );
    };
    let remove = Callback::new(move |day: Holiday| {
        let gone = Removed {
            what: day.name.clone(),
            put_back: {
                let day = day.clone();
                Arc::new(move || put_back(day.clone()))
            },
        };
        company.save(
            task,
            move |settings| settings.holidays.retain(|one| *one != day),
            move || removed.set(Some(gone)),
        );
    });
    view! {
        <Panel title=text::DAYS_TITLE>
            <p>{text::DAYS_TEXT}</p>
            <Columns>
                <Select name="anio" label=text::YEAR value=year options />
            </Columns>
            {move || table(days.get(), company.administers.get(), remove)}
            <Undo removed task />
            <Show when=move || company.administers.get()>
                <Add company task year />
            </Show>
        </Panel>
    }
    .into_any()
}

fn table(days: Vec<Sourced<Holiday>>, administers: bool, on_remove: Callback<Holiday>) -> AnyView {
    let mut columns = vec![
        Column::text(text::DAY),
        Column::text(text::DAY_NAME),
        Column::text(text::SOURCE),
    ];
    if administers {
        columns.push(Column::text(text::ACTIONS));
    }
    let row = move |Sourced { what, own }: Sourced<Holiday>| {
        let label = text::remove(&what.name);
        let name = what.name.clone();
        view! {
            <Row>
                <RowHeader>{date::date(what.date)}</RowHeader>
                <Cell label=text::DAY_NAME>{name}</Cell>
                <Cell label=text::SOURCE>{source(own, text::BY_LAW)}</Cell>
                {administers
                    .then(|| {
                        view! {
                            <Cell label="">
                                {own
                                    .then(|| {
                                        view! {
                                            <Button
                                                variant=Variant::Quiet
                                                attr:aria-label=label
                                                on_click=move |()| on_remove.run(what.clone())
                                            >
                                                {common::REMOVE}
                                            </Button>
                                        }
                                    })}
                            </Cell>
                        }
                    })}
            </Row>
        }
    };
    view! {
        <Table caption=text::DAYS_CAPTION columns>
            {days.into_iter().map(row).collect_view()}
        </Table>
    }
    .into_any()
}

/// Whose a value is.
pub(super) fn source(own: bool, published: &'static str) -> AnyView {
    if own {
        view! { <Badge tone=Tone::Info text=text::OWN /> }.into_any()
    } else {
        view! { <span class="muted">{published}</span> }.into_any()
    }
}

#[component]
fn Add(company: Company, task: Task, year: RwSignal<String>) -> impl IntoView {
    let dia = RwSignal::new(String::new());
    let name = RwSignal::new(String::new());
    let wrong = RwSignal::new(Vec::<FieldError>::new());
    let saved = RwSignal::new(false);
    // What the server says of the list belongs to what was added to it.
    let beside = task.at("holidays");
    let no_day = Signal::derive(move || wrong.with(|all| message_at(all, "dia")));
    let name_error = Signal::derive(move || {
        let here = wrong.with(|all| message_at(all, "nombre"));
        here.or_else(|| beside.get())
    });
    let add = move |()| {
        saved.set(false);
        wrong.set(Vec::new());
        let Some(settings) = company.settings.value().get_untracked() else {
            return;
        };
        match parse_closed_day(&dia.get_untracked(), &name.get_untracked(), &settings) {
            Ok(day) => {
                let shown = day.date.year().to_string();
                company.save(
                    task,
                    move |settings| settings.holidays.push(day),
                    move || {
                        saved.set(true);
                        year.set(shown);
                        dia.set(String::new());
                        name.set(String::new());
                    },
                );
            }
            Err(errors) => wrong.set(errors),
        }
    };
    view! {
        <Form on_submit=add>
            <div class="with-action">
                <DateField name="dia" label=text::DAY value=dia error=no_day />
                <TextField
                    name="nombre"
                    label=text::DAY_NAME
                    value=name
                    max_length=100
                    error=name_error
                />
                <Button submit=true busy=task.busy()>
                    {text::ADD}
                </Button>
            </div>
            <Outcome task saved fields=&["holidays"] />
        </Form>
    }
    .into_any()
}

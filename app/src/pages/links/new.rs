//! `/enlaces/nuevo`.

use api::functions::{links, registros};
use app_logic::links::{TypedLink, address, request};
use leptos::prelude::*;
use model::limits::LINK_DEFAULT_DAYS;

use crate::address::Address;
use crate::client::{Task, browser, fetch};
use crate::components::{
    Actions, Button, ButtonLink, Checkboxes, Choice, Columns, CopyText, ErrorNotice, Form, Notice,
    PageHeader, Panel, Radios, TextField, Tone, Variant,
};
use crate::messages::{common, links as text, movements};

const FIELDS: &[&str] = &["label", "registros", "days", "pin"];
const ALL: &str = "todos";
const SOME: &str = "algunos";

/// Makes a link and shows it once.
#[component]
pub fn New() -> impl IntoView {
    let created = RwSignal::new(None::<String>);
    view! {
        <PageHeader title=text::NEW_TITLE />
        {move || match created.get() {
            None => view! { <LinkForm created /> }.into_any(),
            Some(address) => {
                view! {
                    <Panel>
                        <Notice tone=Tone::Success title=text::CREATED_TITLE>
                            {text::CREATED_TEXT}
                        </Notice>
                        <CopyText label=text::COPY_LABEL text=address />
                        <Actions>
                            <ButtonLink href=Address::Links>{text::DONE}</ButtonLink>
                        </Actions>
                    </Panel>
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn LinkForm(created: RwSignal<Option<String>>) -> impl IntoView {
    let task = Task::new();
    let registros = fetch(registros::list);
    let options = Signal::derive(move || {
        registros
            .value()
            .get()
            .unwrap_or_default()
            .into_iter()
            .map(|row| {
                let data = row.data;
                let place = movements::place(&data.subdelegacion, &data.razon_social).to_owned();
                Choice::new(row.id, data.numero).help(place)
            })
            .collect::<Vec<_>>()
    });
    let label = RwSignal::new(String::new());
    let scope = RwSignal::new(ALL.to_owned());
    let chosen = RwSignal::new(Vec::new());
    let days = RwSignal::new(LINK_DEFAULT_DAYS.to_string());
    let pin = RwSignal::new(String::new());
    let some = Memo::new(move |_| scope.with(|scope| scope == SOME));

    let submit = move |()| {
        let typed = TypedLink {
            label: label.get_untracked(),
            all: !some.get_untracked(),
            registros: chosen.get_untracked(),
            days: days.get_untracked(),
            pin: pin.get_untracked(),
        };
        match request(typed) {
            Err(error) => task.refuse(error),
            Ok(request) => task.request(links::create(request), move |made| {
                created.set(Some(address(&browser::origin(), &made.token)));
            }),
        }
    };

    view! {
        <Panel>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(FIELDS) />
                <TextField
                    name="label"
                    label=text::LABEL
                    value=label
                    help=text::LABEL_HELP
                    max_length=80
                    error=task.at("label")
                />
                <Radios
                    name="alcance"
                    legend=text::REGISTROS
                    value=scope
                    options=vec![
                        Choice::new(ALL, text::ALL_REGISTROS),
                        Choice::new(SOME, text::SOME_REGISTROS),
                    ]
                />
                <Show when=move || some.get()>
                    <ErrorNotice error=registros.error() />
                    <Checkboxes
                        name="registros"
                        legend=text::REGISTROS_COLUMN
                        chosen
                        options
                        error=task.at("registros")
                    />
                </Show>
                <Columns>
                    <TextField
                        name="days"
                        label=text::DAYS
                        value=days
                        help=text::DAYS_HELP
                        input_mode="numeric"
                        max_length=3
                        error=task.at("days")
                    />
                    <TextField
                        name="pin"
                        label=text::PIN
                        value=pin
                        help=text::PIN_HELP
                        optional=true
                        input_mode="numeric"
                        max_length=8
                        error=task.at("pin")
                    />
                </Columns>
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {text::CREATE}
                    </Button>
                    <ButtonLink href=Address::Links>{common::CANCEL}</ButtonLink>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

//! `/enlaces/nuevo`.

use api::ApiError;
use api::functions::{links, registros};
use app_logic::links::form::{TypedLink, request};
use app_logic::links::handing_over::{address, mail_to};
use leptos::prelude::*;
use model::limits::LINK_DEFAULT_DAYS;

use super::created::Created;
use crate::address::Address;
use crate::client::{Task, browser, fetch};
use crate::components::{
    Actions, Button, ButtonLink, Checkbox, Checkboxes, Choice, Columns, DateField, ErrorNotice,
    Form, FormSection, PageHeader, Panel, Radios, TextField, Variant,
};
use crate::messages::{common, links as text, movements};

const FIELDS: &[&str] = &[
    "label",
    "registros",
    "to",
    "lotes",
    "days",
    "pin",
    "max_uses",
    "email",
];
const ALL: &str = "todos";
const SOME: &str = "algunos";

/// Makes a link and shows it once.
#[component]
pub fn New() -> impl IntoView {
    let created = RwSignal::new(None::<Made>);
    view! {
        <PageHeader title=text::NEW_TITLE />
        {move || match created.get() {
            None => view! { <LinkForm created /> }.into_any(),
            Some(Made { address, label, email }) => {
                let mail = mail_to(&address, &label);
                view! { <Created address mail email /> }.into_any()
            }
        }}
    }
}

/// A link just made.
#[derive(Clone)]
struct Made {
    address: String,
    label: String,
    email: Option<String>,
}

#[component]
fn LinkForm(created: RwSignal<Option<Made>>) -> impl IntoView {
    let task = Task::new();
    let wrong = RwSignal::new(Vec::<ApiError>::new());
    let label = RwSignal::new(String::new());
    let scope = RwSignal::new(ALL.to_owned());
    let chosen = RwSignal::new(Vec::new());
    let from = RwSignal::new(String::new());
    let to = RwSignal::new(String::new());
    let [drafts, salaries, curps, exports] = [(); 4].map(|()| RwSignal::new(true));
    let [lotes, notify] = [(); 2].map(|()| RwSignal::new(false));
    let days = RwSignal::new(LINK_DEFAULT_DAYS.to_string());
    let pin = RwSignal::new(String::new());
    let max_uses = RwSignal::new(String::new());
    let email = RwSignal::new(String::new());
    let some = Memo::new(move |_| scope.with(|scope| scope == SOME));

    // What the form finds stands beside every field at once; what the server finds, beside one.
    let at = move |field: &'static str| {
        let of_server = task.at(field);
        Signal::derive(move || {
            let found = wrong.with(|wrong| {
                let error = wrong.iter().find(|one| one.field.as_deref() == Some(field));
                error.map(|error| error.message.clone())
            });
            found.or_else(|| of_server.get())
        })
    };
    let submit = move |()| {
        let typed = TypedLink {
            label: label.get_untracked(),
            all: !some.get_untracked(),
            registros: chosen.get_untracked(),
            from: from.get_untracked(),
            to: to.get_untracked(),
            drafts: drafts.get_untracked(),
            salaries: salaries.get_untracked(),
            curps: curps.get_untracked(),
            exports: exports.get_untracked(),
            lotes: lotes.get_untracked(),
            days: days.get_untracked(),
            pin: pin.get_untracked(),
            max_uses: max_uses.get_untracked(),
            notify: notify.get_untracked(),
            email: email.get_untracked(),
        };
        task.clear();
        match request(typed) {
            Err(errors) => {
                wrong.set(errors);
                browser::focus_first_invalid();
            }
            Ok(request) => {
                wrong.set(Vec::new());
                let email = request.email.clone();
                task.request(links::create(request), move |made| {
                    created.set(Some(Made {
                        address: address(&browser::origin(), &made.token),
                        label: made.link.label,
                        email,
                    }));
                });
            }
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
                    error=at("label")
                />
                <RegistrosShown scope chosen some error=at("registros") />
                <Columns>
                    <DateField
                        name="from"
                        label=text::FROM
                        value=from
                        help=text::DATES_HELP
                        optional=true
                    />
                    <DateField name="to" label=text::TO value=to error=at("to") optional=true />
                </Columns>
                <FormSection legend=text::SHOWS>
                    <Checkbox name="drafts" label=text::DRAFTS checked=drafts />
                    <Checkbox
                        name="salaries"
                        label=text::SALARIES
                        help=text::MASKED_HELP
                        checked=salaries
                    />
                    <Checkbox name="curps" label=text::CURPS help=text::MASKED_HELP checked=curps />
                    <Checkbox name="exports" label=text::EXPORTS checked=exports />
                    <Checkbox name="lotes" label=text::LOTES help=text::LOTES_HELP checked=lotes />
                    <p class="field__error" id="lotes-error" aria-live="polite">
                        {move || at("lotes").get()}
                    </p>
                </FormSection>
                <Columns>
                    <TextField
                        name="days"
                        label=text::DAYS
                        value=days
                        help=text::DAYS_HELP
                        input_mode="numeric"
                        max_length=3
                        error=at("days")
                    />
                    <TextField
                        name="max_uses"
                        label=text::MAX_USES
                        value=max_uses
                        help=text::MAX_USES_HELP
                        optional=true
                        input_mode="numeric"
                        max_length=5
                        error=at("max_uses")
                    />
                    <TextField
                        name="pin"
                        label=text::PIN
                        value=pin
                        help=text::PIN_HELP
                        optional=true
                        input_mode="numeric"
                        max_length=12
                        error=at("pin")
                    />
                </Columns>
                <TextField
                    name="email"
                    label=text::EMAIL
                    value=email
                    help=text::EMAIL_HELP
                    optional=true
                    input_mode="email"
                    max_length=254
                    error=at("email")
                />
                <Checkbox name="notify" label=text::NOTIFY checked=notify />
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

/// Which registros patronales: all, or some to tick.
#[component]
fn RegistrosShown(
    scope: RwSignal<String>,
    chosen: RwSignal<Vec<String>>,
    some: Memo<bool>,
    error: Signal<Option<String>>,
) -> impl IntoView {
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
    view! {
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
                error
            />
        </Show>
    }
    .into_any()
}

//! `/registrar-empresa`: a company and its administrator.

use api::functions::accounts::register;
use api::view::accounts::{self, AskAccess as AskRequest};
use app_logic::access::leads_to_asking;
use app_logic::entry::form::new_password;
use app_logic::entry::registration::Registering;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::ask_access::AskForm;
use crate::address::Address;
use crate::client::{Task, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, Columns, Empty, ErrorNotice, Form, FormSection, Narrow,
    PageHeader, Panel, PasswordField, TextField, Variant, read_secret,
};
use crate::messages::{access, common, entry as text};

const FIELDS: &[&str] = &[
    "razon_social",
    "rfc",
    "name",
    "email",
    "username",
    "password",
    "repeated",
];

/// Registers a company, and logs in.
#[component]
pub fn Register() -> impl IntoView {
    // Decided on opening: after registering the form must not turn into "closed".
    let registering = use_portal().registering().get_untracked();
    view! {
        <Narrow>
            {match registering {
                Some(Registering::Open { lead, .. }) => view! { <Open lead /> }.into_any(),
                Some(Registering::Closed { why }) => {
                    view! {
                        <PageHeader title=text::REGISTER_CLOSED_TITLE />
                        <Empty title=why>
                            <ButtonLink href=Address::AskAccess>{access::LINK}</ButtonLink>
                            <ButtonLink href=Address::LogIn>{text::LOGIN}</ButtonLink>
                        </Empty>
                    }
                        .into_any()
                }
                None => ().into_any(),
            }}
        </Narrow>
    }
}

/// What is typed besides the password. It stays while the person asks for access instead; copies share it.
#[derive(Clone, Copy)]
struct Typed {
    razon_social: RwSignal<String>,
    rfc: RwSignal<String>,
    name: RwSignal<String>,
    email: RwSignal<String>,
    username: RwSignal<String>,
}

impl Typed {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            razon_social: empty(),
            rfc: empty(),
            name: empty(),
            email: empty(),
            username: empty(),
        }
    }

    fn asking(self) -> AskRequest {
        AskRequest {
            rfc: self.rfc.get_untracked(),
            name: self.name.get_untracked(),
            email: self.email.get_untracked(),
        }
    }
}

/// The form; where the company turns out to be here already, the way to ask for access to it.
#[component]
fn Open(lead: &'static str) -> impl IntoView {
    let known = RwSignal::new(false);
    let typed = Typed::new();
    move || {
        if known.get() {
            return view! {
                <PageHeader title=access::KNOWN_TITLE lead=access::KNOWN_TEXT>
                    <Button on_click=move |()| known.set(false)>{access::OTHER_RFC}</Button>
                </PageHeader>
                <AskForm typed=typed.asking() />
            }
            .into_any();
        }
        view! {
            <PageHeader title=text::REGISTER_TITLE lead=lead />
            <RegisterForm typed known />
        }
        .into_any()
    }
}

#[component]
fn RegisterForm(typed: Typed, known: RwSignal<bool>) -> impl IntoView {
    let portal = use_portal();
    let navigate = use_navigate();
    let task = Task::new();
    let Typed {
        razon_social,
        rfc,
        name,
        email,
        username,
    } = typed;
    let password = NodeRef::<html::Input>::new();
    let repeated = NodeRef::<html::Input>::new();

    let submit = move |()| {
        let request = accounts::Register {
            razon_social: razon_social.get_untracked(),
            rfc: rfc.get_untracked(),
            name: name.get_untracked(),
            email: email.get_untracked(),
            username: username.get_untracked(),
            password: read_secret(password),
        };
        if let Some(error) = new_password(&request.password, &read_secret(repeated)) {
            task.refuse(error);
            return;
        }
        let navigate = navigate.clone();
        task.request(register(request), move |session| {
            portal.entered(session);
            navigate(&Address::Home.href(), NavigateOptions::default());
        });
    };
    let refused = task.error();
    Effect::new(move |_| {
        if refused.with(|error| error.as_ref().is_some_and(leads_to_asking)) {
            known.set(true);
        }
    });

    view! {
        <Panel>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(FIELDS) />
                <FormSection legend=text::COMPANY>
                    <TextField
                        name="razon_social"
                        label=text::RAZON_SOCIAL
                        value=razon_social
                        autocomplete="organization"
                        error=task.at("razon_social")
                    />
                    <TextField
                        name="rfc"
                        label=text::RFC
                        value=rfc
                        help=text::RFC_HELP
                        optional=true
                        capitals=true
                        max_length=13
                        error=task.at("rfc")
                    />
                </FormSection>
                <FormSection legend=text::ACCOUNT>
                    <Columns>
                        <TextField
                            name="name"
                            label=text::YOUR_NAME
                            value=name
                            autocomplete="name"
                            error=task.at("name")
                        />
                        <TextField
                            name="email"
                            label=text::EMAIL
                            value=email
                            help=text::EMAIL_HELP
                            autocomplete="email"
                            input_mode="email"
                            error=task.at("email")
                        />
                    </Columns>
                    <TextField
                        name="username"
                        label=text::USERNAME
                        value=username
                        help=text::NEW_USERNAME_HELP
                        autocomplete="username"
                        error=task.at("username")
                    />
                    <PasswordField
                        name="password"
                        label=text::PASSWORD
                        node=password
                        help=text::NEW_PASSWORD_HELP
                        autocomplete="new-password"
                        error=task.at("password")
                    />
                    <PasswordField
                        name="repeated"
                        label=text::REPEAT_PASSWORD
                        node=repeated
                        autocomplete="new-password"
                        error=task.at("repeated")
                    />
                </FormSection>
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {text::REGISTER}
                    </Button>
                    <ButtonLink href=Address::LogIn>{common::CANCEL}</ButtonLink>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

//! `/guardar-enlace`: keeps a consult link with a login.

use api::functions::companies;
use api::view::companies::{KnownLogin, NewLogin};
use app_logic::account::forms;
use leptos::html;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{FormErrors, Task, use_portal};
use crate::components::{
    Actions, Answer, Button, ButtonLink, Columns, Empty, ErrorNotice, Form, Narrow,
    NewPasswordFields, Notice, PageHeader, Panel, PasswordField, TextField, Tone, Variant,
    read_secret,
};
use crate::messages::{companies as text, entry};

/// Keeps the link of this tab with a new login, or with one that there is already.
#[component]
pub fn KeepLink() -> impl IntoView {
    let portal = use_portal();
    let kept = RwSignal::new(false);
    if !portal.is_link_tab() {
        return view! {
            <Narrow>
                <PageHeader title=text::KEEP />
                <Empty title=text::ONLY_LINKS text=text::EMPTY_TEXT>
                    <ButtonLink href=Address::MyCompanies>{text::TITLE}</ButtonLink>
                </Empty>
            </Narrow>
        }
        .into_any();
    }
    view! {
        <Narrow>
            <PageHeader title=text::KEEP lead=text::KEEP_LEAD />
            {move || {
                if kept.get() {
                    view! {
                        <Answer>
                            <Notice tone=Tone::Success title=text::KEPT_TITLE>
                                {text::KEPT_TEXT}
                            </Notice>
                        </Answer>
                        <Actions>
                            <Button
                                variant=Variant::Primary
                                on_click=move |()| {
                                    // Loaded again, the tab calls the server as any other.
                                    let _ = window().location().set_href(&Address::LogIn.href());
                                }
                            >
                                {text::LOG_IN}
                            </Button>
                        </Actions>
                    }
                        .into_any()
                } else {
                    view! {
                        <p class="muted">{text::KEEP_NOTE}</p>
                        <NewForm kept />
                        <KnownForm kept />
                    }
                        .into_any()
                }
            }}
        </Narrow>
    }
    .into_any()
}

#[component]
fn NewForm(kept: RwSignal<bool>) -> impl IntoView {
    let task = Task::new();
    let errors = FormErrors::of(task);
    let name = RwSignal::new(String::new());
    let email = RwSignal::new(String::new());
    let username = RwSignal::new(String::new());
    let password = NodeRef::<html::Input>::new();
    let repeated = NodeRef::<html::Input>::new();
    let submit = move |()| {
        let request = NewLogin {
            name: name.get_untracked().trim().to_owned(),
            email: email.get_untracked().trim().to_owned(),
            username: username.get_untracked().trim().to_owned(),
            password: read_secret(password),
        };
        let repeated = read_secret(repeated);
        let mut found = forms::email(&request.email);
        found.extend(forms::acceptance(
            &request.name,
            &request.username,
            &request.password,
            &repeated,
        ));
        if errors.accept(found) {
            task.request(companies::claim_with_new(request), move |()| kept.set(true));
        }
    };
    view! {
        <Panel title=text::KEEP_NEW>
            <Form on_submit=submit>
                <ErrorNotice error=task
                    .elsewhere(&["name", "email", "username", "password", "repeated"]) />
                <Columns>
                    <TextField
                        name="name"
                        label=entry::YOUR_NAME
                        value=name
                        autocomplete="name"
                        error=errors.at("name")
                    />
                    <TextField
                        name="email"
                        label=entry::EMAIL
                        value=email
                        help=entry::EMAIL_HELP
                        autocomplete="email"
                        input_mode="email"
                        error=errors.at("email")
                    />
                </Columns>
                <TextField
                    name="username"
                    label=entry::USERNAME
                    value=username
                    help=entry::NEW_USERNAME_HELP
                    autocomplete="username"
                    error=errors.at("username")
                />
                <NewPasswordFields
                    password
                    repeated
                    label=entry::PASSWORD
                    error=errors.at("password")
                    error_repeated=errors.at("repeated")
                />
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {text::KEEP_NEW_SUBMIT}
                    </Button>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

#[component]
fn KnownForm(kept: RwSignal<bool>) -> impl IntoView {
    let task = Task::new();
    let errors = FormErrors::of(task);
    let username = RwSignal::new(String::new());
    let password = NodeRef::<html::Input>::new();
    let submit = move |()| {
        let request = KnownLogin {
            username: username.get_untracked().trim().to_owned(),
            password: read_secret(password),
        };
        let found = forms::missing(&[
            (
                "known_username",
                request.username.as_str(),
                entry::USERNAME_MISSING,
            ),
            (
                "known_password",
                request.password.as_str(),
                entry::PASSWORD_MISSING,
            ),
        ]);
        if errors.accept(found) {
            task.request(companies::keep_link(request), move |()| kept.set(true));
        }
    };
    view! {
        <Panel title=text::KEEP_KNOWN>
            <Form on_submit=submit>
                <ErrorNotice error=task.error() />
                <TextField
                    name="known_username"
                    label=entry::USERNAME
                    value=username
                    autocomplete="username"
                    error=errors.at("known_username")
                />
                <PasswordField
                    name="known_password"
                    label=entry::PASSWORD
                    node=password
                    error=errors.at("known_password")
                />
                <Actions>
                    <Button submit=true busy=task.busy()>
                        {text::KEEP_KNOWN_SUBMIT}
                    </Button>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

//! `/mi-cuenta`.

use api::functions::profile;
use api::view::profile::{ChangeAddress, ChangePassword, Profile as View};
use app_logic::account::forms;
use leptos::html;
use leptos::prelude::*;

use super::SessionsPanel;
use crate::client::{FormErrors, Task, fetch, use_portal};
use crate::components::{
    Actions, Button, Checkbox, ErrorNotice, Form, Load, Narrow, NewPasswordFields, Notice,
    PageHeader, Panel, PasswordField, TextField, Tone, Variant, read_secret,
};
use crate::messages::{account as text, common};

/// The person's own account: name, password, address.
#[component]
pub fn Profile() -> impl IntoView {
    let loaded = fetch(profile::get);
    view! {
        <Narrow>
            <PageHeader title=text::PROFILE_TITLE />
            <Load fetched=loaded children={move |view: View| {
                view! {
                    <Name view=view.clone() />
                    <Password username=view.username />
                    <Daily wanted=view.daily_mail />
                    <Email email=view.email />
                    <Sessions />
                }
                    .into_any()
            }} />
        </Narrow>
    }
}

#[component]
fn Name(view: View) -> impl IntoView {
    let portal = use_portal();
    let task = Task::new();
    let errors = FormErrors::of(task);
    let name = RwSignal::new(view.name);
    let saved = RwSignal::new(false);
    let submit = move |()| {
        saved.set(false);
        let typed = name.get_untracked().trim().to_owned();
        if errors.accept(forms::missing(&[(
            "name",
            typed.as_str(),
            text::NAME_MISSING,
        )])) {
            task.request(profile::change_name(typed), move |view| {
                portal.renamed(&view.name);
                saved.set(true);
            });
        }
    };
    view! {
        <Panel title=text::PROFILE_NAME>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(&["name"]) />
                <TextField
                    name="name"
                    label=text::NAME
                    value=name
                    autocomplete="name"
                    error=errors.at("name")
                />
                <Saved saved words=text::PROFILE_NAME_SAVED.to_owned() />
                <Actions>
                    <Button submit=true busy=task.busy()>
                        {common::SAVE}
                    </Button>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

#[component]
fn Password(username: String) -> impl IntoView {
    let portal = use_portal();
    let task = Task::new();
    let errors = FormErrors::of(task);
    let changed = RwSignal::new(false);
    let current = NodeRef::<html::Input>::new();
    let password = NodeRef::<html::Input>::new();
    let repeated = NodeRef::<html::Input>::new();
    let submit = move |()| {
        changed.set(false);
        let request = ChangePassword {
            current: read_secret(current),
            password: read_secret(password),
        };
        let repeated_text = read_secret(repeated);
        let found = forms::own_password(&request.current, &request.password, &repeated_text);
        if errors.accept(found) {
            let request = profile::change_password(request);
            task.run(portal.renews_session(request), move |()| {
                for field in [current, password, repeated] {
                    if let Some(input) = field.get_untracked() {
                        input.set_value("");
                    }
                }
                changed.set(true);
            });
        }
    };
    view! {
        <Panel title=text::PROFILE_PASSWORD>
            <p>{text::PROFILE_PASSWORD_HELP}</p>
            <Form on_submit=submit>
                // For password managers, which file the new password under it.
                <input
                    class="visually-hidden"
                    type="text"
                    autocomplete="username"
                    aria-hidden="true"
                    tabindex="-1"
                    readonly
                    value=username
                />
                <ErrorNotice error=task.elsewhere(&["current", "password", "repeated"]) />
                <PasswordField
                    name="current"
                    label=text::CURRENT
                    node=current
                    error=errors.at("current")
                />
                <NewPasswordFields
                    password
                    repeated
                    label=text::NEW_PASSWORD
                    error=errors.at("password")
                    error_repeated=errors.at("repeated")
                />
                <Saved saved=changed words=text::PASSWORD_CHANGED.to_owned() />
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {text::CHANGE_PASSWORD}
                    </Button>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

#[component]
fn Daily(wanted: bool) -> impl IntoView {
    let task = Task::new();
    let checked = RwSignal::new(wanted);
    let saved = RwSignal::new(false);
    let submit = move |()| {
        saved.set(false);
        task.request(
            profile::want_daily_mail(checked.get_untracked()),
            move |_| {
                saved.set(true);
            },
        );
    };
    view! {
        <Panel title=text::DAILY>
            <Form on_submit=submit>
                <ErrorNotice error=task.error() />
                <Checkbox
                    name="daily"
                    label=text::DAILY_LABEL
                    help=text::DAILY_HELP
                    checked
                />
                <Saved saved words=text::DAILY_SAVED.to_owned() />
                <Actions>
                    <Button submit=true busy=task.busy()>
                        {common::SAVE}
                    </Button>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

#[component]
fn Email(email: Option<String>) -> impl IntoView {
    let task = Task::new();
    let errors = FormErrors::of(task);
    let current = NodeRef::<html::Input>::new();
    let typed = RwSignal::new(String::new());
    let asked = RwSignal::new(None::<String>);
    let submit = move |()| {
        asked.set(None);
        let request = ChangeAddress {
            current: read_secret(current),
            email: typed.get_untracked().trim().to_owned(),
        };
        if errors.accept(forms::own_address(&request.current, &request.email)) {
            let shown = request.email.clone();
            task.request(profile::change_address(request), move |()| {
                if let Some(input) = current.get_untracked() {
                    input.set_value("");
                }
                asked.set(Some(shown));
            });
        }
    };
    let now = email.map_or_else(
        || text::NO_EMAIL.to_owned(),
        |email| text::email_now(&email),
    );
    view! {
        <Panel title=text::PROFILE_EMAIL>
            <p>{now}</p>
            <p>{text::PROFILE_EMAIL_HELP}</p>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(&["email", "current"]) />
                <TextField
                    name="email"
                    label=text::NEW_EMAIL
                    value=typed
                    autocomplete="email"
                    input_mode="email"
                    error=errors.at("email")
                />
                <PasswordField
                    name="current-for-email"
                    label=text::CURRENT
                    node=current
                    error=errors.at("current")
                />
                {move || {
                    asked.get()
                        .map(|email| {
                            view! {
                                <Notice tone=Tone::Success>{text::email_asked(&email)}</Notice>
                            }
                        })
                }}
                <Actions>
                    <Button submit=true busy=task.busy()>
                        {text::CHANGE_EMAIL}
                    </Button>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

#[component]
fn Sessions() -> impl IntoView {
    let sessions = fetch(profile::sessions);
    let task = Task::new();
    let end = Callback::new(move |session: String| {
        task.request(profile::end_session(session), move |()| sessions.again());
    });
    view! { <SessionsPanel sessions task end /> }
}

#[component]
fn Saved(saved: RwSignal<bool>, words: String) -> impl IntoView {
    move || {
        let words = words.clone();
        saved
            .get()
            .then(|| view! { <Notice tone=Tone::Success>{words}</Notice> })
    }
}

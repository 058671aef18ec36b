//! `/usuarios/:id`.

use api::functions::users;
use api::view::users::{People, UserView};
use app_logic::users::{chosen_role, is_last_administrator, role_choices};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::address::Address;
use crate::client::{Fetched, Task, fetch};
use crate::components::{
    Actions, Button, ButtonLink, Confirm, Empty, ErrorNotice, Form, Load, Notice, PageHeader,
    Panel, Radios, Tone, Variant,
};
use crate::messages::{common, users as text};
use crate::pages::account::SessionsPanel;

/// What an administrator changes about one user.
#[component]
pub fn One() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let people = fetch(users::list);
    let saved = RwSignal::new(false);
    let found = move |all: &People| all.users.iter().find(|user| user.id == id.get()).cloned();
    let title = Signal::derive(move || {
        let user = people.value().with(|all| all.as_ref().and_then(found));
        user.map_or_else(|| text::TITLE.to_owned(), |user| user.name)
    });
    view! {
        <PageHeader title=title>
            <ButtonLink href=Address::Users>{common::BACK}</ButtonLink>
        </PageHeader>
        <Load fetched=people children={move |all: People| match found(&all) {
            Some(user) => {
                let last = is_last_administrator(&all, &user);
                view! {
                    {last
                        .then(|| {
                            view! { <Notice>{text::LAST_ADMINISTRATOR}</Notice> }
                        })}
                    <RoleForm user=user.clone() people last saved />
                    <Sessions user=user.clone() />
                    <Access user people last />
                }
                    .into_any()
            }
            None => {
                view! {
                    <Empty title=text::NOT_FOUND>
                        <ButtonLink href=Address::Users>{common::BACK}</ButtonLink>
                    </Empty>
                }
                    .into_any()
            }
        }} />
    }
}

#[component]
fn RoleForm(
    user: UserView,
    people: Fetched<People>,
    last: bool,
    /// Outlives the form, which is drawn again with what was saved.
    saved: RwSignal<bool>,
) -> impl IntoView {
    let task = Task::new();
    let role = RwSignal::new(user.role.as_str().to_owned());
    let id = user.id;
    let submit = move |()| {
        saved.set(false);
        if let Some(role) = chosen_role(&role.get_untracked()) {
            task.request(users::change_role(id.clone(), role), move |()| {
                saved.set(true);
                people.again();
            });
        }
    };
    (!last)
        .then(|| {
            view! {
                <Panel title=text::ROLE_TITLE>
                    <Form on_submit=submit>
                        <ErrorNotice error=task.error() />
                        <Radios
                            name="role"
                            legend=text::ROLE_LEGEND
                            value=role
                            options=role_choices()
                        />
                        <p class="muted">{text::ROLE_NOTE}</p>
                        <Show when=move || saved.get()>
                            <Notice tone=Tone::Success>{text::ROLE_SAVED}</Notice>
                        </Show>
                        <Actions>
                            <Button submit=true busy=task.busy()>
                                {text::ROLE_SAVE}
                            </Button>
                        </Actions>
                    </Form>
                </Panel>
            }
        })
        .into_any()
}

#[component]
fn Sessions(user: UserView) -> impl IntoView {
    let id = user.id.clone();
    let sessions = fetch(move || users::sessions(id.clone()));
    let task = Task::new();
    let id = user.id;
    let end = Callback::new(move |session: String| {
        task.request(users::end_session(id.clone(), session), move |()| {
            sessions.again();
        });
    });
    view! { <SessionsPanel sessions task end /> }
}

/// Shuts the user out, or lets her in again.
#[component]
fn Access(user: UserView, people: Fetched<People>, last: bool) -> impl IntoView {
    let task = Task::new();
    let asking = RwSignal::new(false);
    let (id, active) = (user.id, user.active);
    let change = StoredValue::new(id);
    let out = Callback::new(move |()| {
        task.request(users::deactivate(change.get_value()), move |()| {
            asking.set(false);
            people.again();
        });
    });
    let back_in = move |()| {
        task.request(users::activate(change.get_value()), move |()| {
            people.again();
        });
    };
    if last {
        return ().into_any();
    }
    if !active {
        return view! {
            <Panel title=text::BACK_IN_TITLE>
                <p>{text::BACK_IN_TEXT}</p>
                <ErrorNotice error=task.error() />
                <Actions>
                    <Button busy=task.busy() on_click=back_in>
                        {text::BACK_IN}
                    </Button>
                </Actions>
            </Panel>
        }
        .into_any();
    }
    view! {
        <Panel title=text::OUT_TITLE>
            <p>{text::OUT_TEXT}</p>
            <Actions>
                <Button
                    variant=Variant::Danger
                    on_click=move |()| {
                        task.clear();
                        asking.set(true);
                    }
                >
                    {text::OUT}
                </Button>
            </Actions>
        </Panel>
        <Confirm
            open=asking
            id="desactivar"
            title=text::OUT_QUESTION
            confirm=text::OUT
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=out
        >
            <p>{text::out_text(&user.name)}</p>
        </Confirm>
    }
    .into_any()
}

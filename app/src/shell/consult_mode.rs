//! From a full session to one that only reads, and back.

use api::functions::accounts;
use api::view::accounts::LogIn;
use app_logic::entry::form::missing;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::address::Address;
use crate::client::{Task, preferences, use_portal};
use crate::components::{
    Actions, Button, Confirm, Dialog, ErrorNotice, Form, PasswordField, TextField, Variant,
    read_secret,
};
use crate::messages::{common, consult as text, entry};
use crate::signer::use_signer;

/// Asks whether to leave the session to those who only look.
#[component]
pub(super) fn LeaveToConsult(open: RwSignal<bool>) -> impl IntoView {
    let portal = use_portal();
    let signer = use_signer();
    let task = Task::new();
    let navigate = use_navigate();
    let leave = Callback::new(move |()| {
        let navigate = navigate.clone();
        signer.end();
        task.run(
            portal.switches_session(accounts::make_read_only()),
            move |()| {
                open.set(false);
                navigate(&Address::FIRST_HISTORY.href(), NavigateOptions::default());
            },
        );
    });
    view! {
        <Confirm
            open
            id="dejar-en-consulta"
            title=text::LEAVE_TITLE
            confirm=text::LEAVE
            busy=task.busy()
            error=task.error()
            on_confirm=leave
        >
            <p>{text::LEAVE_TEXT}</p>
        </Confirm>
    }
    .into_any()
}

/// Asks for user and password, and puts a full session in the place of the one that only reads.
#[component]
pub(super) fn Raise(open: RwSignal<bool>) -> impl IntoView {
    let portal = use_portal();
    let task = Task::new();
    let username = RwSignal::new(String::new());
    let password = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if open.get() {
            task.clear();
            let known = preferences::usernames();
            username.set(known.into_iter().next().unwrap_or_default());
        }
    });
    let submit = move |()| {
        let request = LogIn {
            username: username.get_untracked().trim().to_owned(),
            password: read_secret(password),
            read_only: false,
        };
        let asked_for = [
            (
                "raise_username",
                request.username.as_str(),
                entry::USERNAME_MISSING,
            ),
            (
                "raise_password",
                request.password.as_str(),
                entry::PASSWORD_MISSING,
            ),
        ];
        if let Some(error) = missing(&asked_for) {
            task.refuse(error);
            return;
        }
        let who = request.username.clone();
        task.run(
            portal.switches_session(accounts::log_in(request)),
            move |()| {
                preferences::remember_username(&who);
                open.set(false);
            },
        );
    };
    view! {
        <Dialog open id="ingresar-con-usuario" title=text::RAISE_TITLE stays=true>
            <p>{text::RAISE_TEXT}</p>
            <Show when=move || open.get()>
                <Form on_submit=submit>
                    <ErrorNotice error=task.elsewhere(&["raise_username", "raise_password"]) />
                    <TextField
                        name="raise_username"
                        label=entry::USERNAME
                        value=username
                        autocomplete="username"
                        error=task.at("raise_username")
                    />
                    <PasswordField
                        name="raise_password"
                        label=entry::PASSWORD
                        node=password
                        error=task.at("raise_password")
                    />
                    <Actions>
                        <Button submit=true variant=Variant::Primary busy=task.busy()>
                            {entry::CONTINUE}
                        </Button>
                        <Button on_click=move |()| open.set(false)>{common::CANCEL}</Button>
                    </Actions>
                </Form>
            </Show>
        </Dialog>
    }
    .into_any()
}

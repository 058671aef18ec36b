//! `/entrar`.

use api::functions::accounts;
use api::view::accounts::LogIn;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::rules::missing;
use crate::client::{Task, use_portal};
use crate::components::{
    Actions, Button, Checkbox, ErrorNotice, Form, Narrow, Notice, PageHeader, Panel, PasswordField,
    TextField, Variant, read_secret,
};
use crate::messages::entry as text;
use crate::shell::paths;

/// User and password, full or consult-only. Returns to where the session ended.
#[component]
pub fn Login() -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let expired = portal.expired();
    let registration_open = portal.registration_open();
    let query = use_query_map();
    let navigate = use_navigate();
    let task = Task::new();
    let username = RwSignal::new(String::new());
    let password = NodeRef::<html::Input>::new();
    let read_only = RwSignal::new(false);

    Effect::new(move |_| {
        if session.with(Option::is_some) {
            let asked = query.read_untracked().get("volver");
            let replace = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&paths::return_to(asked.as_deref()), replace);
        }
    });

    let submit = move |()| {
        let request = LogIn {
            username: username.get_untracked().trim().to_owned(),
            password: read_secret(password),
            read_only: read_only.get_untracked(),
        };
        let asked_for = [
            (
                "username",
                request.username.as_str(),
                text::USERNAME_MISSING,
            ),
            (
                "password",
                request.password.as_str(),
                text::PASSWORD_MISSING,
            ),
        ];
        if let Some(error) = missing(&asked_for) {
            task.refuse(error);
            return;
        }
        task.run(accounts::log_in(request), move |session| {
            portal.entered(session);
        });
    };

    view! {
        <Narrow>
            <PageHeader title=text::LOGIN_TITLE lead=text::LOGIN_LEAD />
            <Show when=move || expired.get()>
                <Notice title=text::EXPIRED_TITLE>{text::EXPIRED_TEXT}</Notice>
            </Show>
            <Panel>
                <Form on_submit=submit>
                    <ErrorNotice error=task.elsewhere(&["username", "password"]) />
                    <TextField
                        name="username"
                        label=text::USERNAME
                        value=username
                        autocomplete="username"
                        error=task.at("username")
                    />
                    <PasswordField
                        name="password"
                        label=text::PASSWORD
                        node=password
                        error=task.at("password")
                    />
                    <Checkbox
                        name="read_only"
                        label=text::READ_ONLY
                        help=text::READ_ONLY_HELP
                        checked=read_only
                    />
                    <Actions>
                        <Button submit=true variant=Variant::Primary busy=task.busy()>
                            {text::LOGIN}
                        </Button>
                    </Actions>
                </Form>
            </Panel>
            <Show when=move || registration_open.get()>
                <p class="aside">
                    <A href="/registrar-empresa">{text::REGISTER_LINK}</A>
                </p>
            </Show>
        </Narrow>
    }
}

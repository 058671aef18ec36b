//! `/entrar`.

use api::functions::accounts;
use api::view::accounts::LogIn;
use app_logic::entry::form::missing;
use app_logic::entry::registration::Registering;
use app_logic::entry::remembered_users::proposed;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_query_map};
use wasm_bindgen::JsCast;

use crate::address::{self, Address};
use crate::client::{Task, preferences, use_portal};
use crate::components::{
    Actions, Button, Checkbox, Disclosure, ErrorNotice, Form, FormSection, Narrow, Notice,
    PageHeader, Panel, PasswordField, TextField, Variant, read_secret,
};
use crate::messages::{access, entry as text};

use super::consult_ways::ConsultWays;

/// The login, in three parts that are always in sight: the way to consult only; user and password; what
/// somebody needs who has neither. Returns to where the session ended.
#[component]
pub fn Login(
    /// Called once, when the person begins to type: the time to load what every session begins with.
    on_typing: Callback<()>,
) -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let expired = portal.expired();
    let query = use_query_map();
    let navigate = use_navigate();
    let task = Task::new();
    let known = RwSignal::new(preferences::usernames());
    let username = RwSignal::new(known.with_untracked(|known| proposed(known)));
    let password = NodeRef::<html::Input>::new();
    let shown = RwSignal::new(false);
    let read_only = RwSignal::new(false);
    // Who only consults is asked for no user, until she chooses to come in with hers.
    let with_user = RwSignal::new(false);
    let asks_ways = RwSignal::new(false);
    let without_user = Signal::derive(move || read_only.get() && !with_user.get());
    Effect::new(move |_| {
        if !read_only.get() {
            with_user.set(false);
            asks_ways.set(false);
        }
    });
    let use_user = Callback::new(move |()| {
        with_user.set(true);
        asks_ways.set(false);
        task.clear();
        request_animation_frame(|| {
            if let Some(field) = document().get_element_by_id("username")
                && let Ok(field) = field.dyn_into::<web_sys::HtmlElement>()
            {
                // Fails only where the page has gone meanwhile.
                let _ = field.focus();
            }
        });
    });
    let several = Signal::derive(move || {
        known.with(|known| {
            if known.len() > 1 {
                known.clone()
            } else {
                Vec::new()
            }
        })
    });

    Effect::new(move |_| {
        if session.with(Option::is_some) {
            let asked = query.read_untracked().get(address::RETURN_TO);
            let replace = NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            };
            navigate(&address::return_to(asked.as_deref()), replace);
        }
    });

    let submit = move |()| {
        if without_user.get_untracked() {
            asks_ways.set(true);
            return;
        }
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
        let who = request.username.clone();
        task.request(accounts::log_in(request), move |session| {
            preferences::remember_username(&who);
            portal.entered(session);
        });
    };
    let begun = StoredValue::new(false);
    let typing = Callback::new(move |()| {
        if !begun.get_value() {
            begun.set_value(true);
            on_typing.run(());
        }
    });
    let forget = move |()| {
        preferences::forget_usernames();
        known.set(Vec::new());
        username.set(String::new());
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
                    <Checkbox
                        name="read_only"
                        label=text::READ_ONLY
                        help=text::READ_ONLY_HELP
                        checked=read_only
                    />
                    <FormSection legend=text::LOGIN_DATA disabled=without_user>
                        <TextField
                            name="username"
                            label=text::USERNAME
                            value=username
                            autocomplete="username"
                            suggestions=several
                            error=task.at("username")
                        />
                        <PasswordField
                            name="password"
                            label=text::PASSWORD
                            node=password
                            on_input=typing
                            shown
                            error=task.at("password")
                        />
                        <Checkbox name="show_password" label=text::SHOW_PASSWORD checked=shown />
                    </FormSection>
                    <Actions>
                        <Button submit=true variant=Variant::Primary busy=task.busy()>
                            {text::CONTINUE}
                        </Button>
                        <Show when=move || known.with(|known| !known.is_empty())>
                            <Button variant=Variant::Quiet on_click=forget>
                                {text::FORGET_USERNAMES}
                            </Button>
                        </Show>
                    </Actions>
                </Form>
            </Panel>
            <div aria-live="polite">
                <Show when=move || asks_ways.get()>
                    <ConsultWays on_user=use_user />
                </Show>
            </div>
            <WithoutAccount />
        </Narrow>
    }
}

/// What somebody needs who has no user, or forgot the password.
#[component]
fn WithoutAccount() -> impl IntoView {
    let registering = use_portal().registering();
    let open = registering
        .get_untracked()
        .is_some_and(Registering::is_open);
    view! {
        <Disclosure summary=text::REGISTER_HERE open=open>
            {move || match registering.get() {
                Some(Registering::Open { link, .. }) => {
                    view! { <A href=Address::Register.href()>{link}</A> }.into_any()
                }
                Some(Registering::Closed { why }) => view! { <p>{why}</p> }.into_any(),
                None => ().into_any(),
            }}
            <p>
                <A href=Address::AskAccess.href()>{access::LINK}</A>
            </p>
        </Disclosure>
        <p class="aside">
            <A href=Address::CertificateLife.href()>{text::CERTIFICATE_LINK}</A>
        </p>
        <Disclosure summary=text::FORGOTTEN>
            <A href=Address::Recover.href()>{text::FORGOTTEN_LINK}</A>
        </Disclosure>
    }
}

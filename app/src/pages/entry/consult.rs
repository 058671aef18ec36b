//! `/consulta#token`: opens a consult link.

use api::functions::accounts;
use api::view::accounts::OpenLink;
use app_logic::entry::form::missing;
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;
use leptos::{ev, html};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use crate::address::Address;
use crate::client::{Task, use_portal};
use crate::components::{
    Actions, Button, Empty, ErrorNotice, Form, Narrow, PageHeader, Panel, PasswordField, Progress,
    Variant, read_secret,
};
use crate::messages::entry as text;

/// Code of the answer to a link that wants its PIN first.
const PIN_NEEDED: &str = "pin-needed";
/// The server's field beside which a wrong PIN is shown.
const PIN: &str = "pin";

/// Exchanges the token for a session that only reads, and asks for the PIN where the link has one. The
/// token left the address bar before this page was drawn; one that is pasted again leaves it too.
#[component]
pub fn Consult() -> impl IntoView {
    let portal = use_portal();
    let navigate = use_navigate();
    let task = Task::new();
    let token = RwSignal::new(portal.take_link_token());
    let asks_pin = RwSignal::new(false);
    let pin = NodeRef::<html::Input>::new();

    let open = Callback::new(move |pin: Option<String>| {
        let Some(token) = token.get_untracked() else {
            return;
        };
        let navigate = navigate.clone();
        task.request(
            accounts::open_link(OpenLink { token, pin }),
            move |session| {
                portal.entered(session);
                let replace = NavigateOptions {
                    replace: true,
                    ..NavigateOptions::default()
                };
                navigate(&Address::FIRST_HISTORY.href(), replace);
            },
        );
    });
    Effect::new(move |_| {
        token.track();
        asks_pin.set(false);
        open.run(None);
    });
    let pasted = window_event_listener(ev::hashchange, move |_| {
        if let Some(again) = portal.take_link_token() {
            task.clear();
            token.set(Some(again));
        }
    });
    on_cleanup(move || pasted.remove());
    Effect::new(move |_| {
        let wants = task.error().with(|error| {
            error.as_ref().is_some_and(|error| {
                error.code == PIN_NEEDED || error.field.as_deref() == Some(PIN)
            })
        });
        if wants && !asks_pin.get_untracked() {
            asks_pin.set(true);
            // The first answer is a question, not an error.
            task.clear();
        }
    });
    let elsewhere = task.elsewhere(&[PIN]);
    let shown = Signal::derive(move || elsewhere.get().filter(|error| error.code != PIN_NEEDED));

    let submit = move |()| {
        let typed = read_secret(pin);
        match missing(&[(PIN, typed.as_str(), text::PIN_MISSING)]) {
            Some(error) => task.refuse(error),
            None => open.run(Some(typed.trim().to_owned())),
        }
    };

    view! {
        <Narrow>
            <PageHeader title=text::CONSULT_TITLE />
            {move || {
                if token.with(Option::is_none) {
                    view! {
                        <Empty title=text::CONSULT_MISSING_TITLE text=text::CONSULT_MISSING_TEXT />
                    }
                        .into_any()
                } else if asks_pin.get() {
                    view! {
                        <Panel>
                            <Form on_submit=submit>
                                <p>{text::CONSULT_PIN_LEAD}</p>
                                <PasswordField
                                    name=PIN
                                    label=text::PIN
                                    node=pin
                                    autocomplete="off"
                                    error=task.at(PIN)
                                />
                                <Actions>
                                    <Button
                                        submit=true
                                        variant=Variant::Primary
                                        busy=task.busy()
                                    >
                                        {text::OPEN}
                                    </Button>
                                </Actions>
                            </Form>
                        </Panel>
                    }
                        .into_any()
                } else if task.busy().get() {
                    view! { <Progress label=text::CONSULT_OPENING.to_owned() /> }.into_any()
                } else {
                    ().into_any()
                }
            }}
            <ErrorNotice error=shown />
        </Narrow>
    }
}

//! `/pedir-acceso`: somebody asks to join a company that is here already.

use api::functions::accounts::ask_access;
use api::view::accounts::AskAccess as Request;
use app_logic::access::asking;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{FormErrors, Task};
use crate::components::{
    Actions, Answer, Button, ButtonLink, Columns, ErrorNotice, Form, Narrow, Notice, PageHeader,
    Panel, TextField, Tone, Variant,
};
use crate::messages::{access as text, account, entry};

/// Asks for access. What it says afterwards does not depend on whether the company is here.
#[component]
pub fn AskAccess() -> impl IntoView {
    let nothing = Request {
        rfc: String::new(),
        name: String::new(),
        email: String::new(),
    };
    view! {
        <Narrow>
            <PageHeader title=text::TITLE lead=text::LEAD />
            <AskForm typed=nothing />
        </Narrow>
    }
}

/// The form, and the answer once it was sent.
#[component]
pub(super) fn AskForm(
    /// What was typed elsewhere already.
    typed: Request,
) -> impl IntoView {
    let task = Task::new();
    let errors = FormErrors::of(task);
    let rfc = RwSignal::new(typed.rfc);
    let name = RwSignal::new(typed.name);
    let email = RwSignal::new(typed.email);
    let sent = RwSignal::new(false);
    let submit = move |()| {
        let request = Request {
            rfc: rfc.get_untracked().trim().to_owned(),
            name: name.get_untracked().trim().to_owned(),
            email: email.get_untracked().trim().to_owned(),
        };
        if errors.accept(asking(&request.rfc, &request.name, &request.email)) {
            task.request(ask_access(request), move |()| sent.set(true));
        }
    };
    move || {
        if sent.get() {
            return view! {
                <Answer>
                    <Notice tone=Tone::Success title=text::SENT_TITLE>
                        <p>{text::SENT_TEXT}</p>
                        <p>{text::SENT_LAPSES}</p>
                    </Notice>
                </Answer>
                <Actions>
                    <ButtonLink href=Address::LogIn>{account::BACK_TO_LOGIN}</ButtonLink>
                </Actions>
            }
            .into_any();
        }
        view! {
            <Panel>
                <Form on_submit=submit>
                    <ErrorNotice error=task.elsewhere(&["rfc", "name", "email"]) />
                    <TextField
                        name="rfc"
                        label=text::RFC
                        value=rfc
                        help=entry::RFC_HELP
                        capitals=true
                        max_length=13
                        error=errors.at("rfc")
                    />
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
                            help=text::EMAIL_HELP
                            autocomplete="email"
                            input_mode="email"
                            error=errors.at("email")
                        />
                    </Columns>
                    <Actions>
                        <Button submit=true variant=Variant::Primary busy=task.busy()>
                            {text::SEND}
                        </Button>
                        <ButtonLink href=Address::LogIn>{account::BACK_TO_LOGIN}</ButtonLink>
                    </Actions>
                </Form>
            </Panel>
        }
        .into_any()
    }
}

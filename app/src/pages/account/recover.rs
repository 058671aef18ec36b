//! `/recuperar`.

use api::functions::mailed;
use app_logic::account::forms;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{FormErrors, Task, use_portal};
use crate::components::{
    Actions, Answer, Button, ButtonLink, ErrorNotice, Form, Narrow, Notice, PageHeader, Panel,
    TextField, Tone, Variant,
};
use crate::messages::account as text;

/// Asks for a mail with a link to a new password. What it says afterwards does not depend on whether
/// somebody has the address.
#[component]
pub fn Recover() -> impl IntoView {
    let task = Task::new();
    let errors = FormErrors::of(task);
    let email = RwSignal::new(
        use_portal()
            .only_email()
            .get_untracked()
            .unwrap_or_default(),
    );
    let sent = RwSignal::new(None::<String>);
    let submit = move |()| {
        let typed = email.get_untracked().trim().to_owned();
        if errors.accept(forms::email(&typed)) {
            let shown = typed.clone();
            task.request(mailed::ask_recovery(typed), move |()| sent.set(Some(shown)));
        }
    };
    view! {
        <Narrow>
            <PageHeader title=text::RECOVER_TITLE lead=text::RECOVER_LEAD />
            {move || match sent.get() {
                Some(email) => {
                    view! {
                        <Answer>
                            <Notice tone=Tone::Success title=text::SENT_TITLE>
                                <p>{text::sent(&email)}</p>
                                <p>{text::SENT_NOTHING}</p>
                            </Notice>
                        </Answer>
                        <Actions>
                            <ButtonLink href=Address::LogIn>{text::BACK_TO_LOGIN}</ButtonLink>
                        </Actions>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <Panel>
                            <Form on_submit=submit>
                                <ErrorNotice error=task.elsewhere(&["email"]) />
                                <TextField
                                    name="email"
                                    label=text::EMAIL
                                    value=email
                                    help=text::RECOVER_HELP
                                    autocomplete="email"
                                    input_mode="email"
                                    error=errors.at("email")
                                />
                                <Actions>
                                    <Button
                                        submit=true
                                        variant=Variant::Primary
                                        busy=task.busy()
                                    >
                                        {text::SEND}
                                    </Button>
                                    <ButtonLink href=Address::LogIn>{text::BACK_TO_LOGIN}</ButtonLink>
                                </Actions>
                            </Form>
                        </Panel>
                        <p class="aside">{text::RECOVER_WHY}</p>
                    }
                        .into_any()
                }
            }}
        </Narrow>
    }
}

//! `/contrasena-nueva#token`.

use api::functions::mailed;
use api::view::mailed::{MailedLinkOpens, ResetPassword};
use app_logic::account::forms;
use leptos::html;
use leptos::prelude::*;

use super::mailed_link::{DeadLink, Looked, MailedLink, OtherLink, died};
use crate::address::Address;
use crate::client::{FormErrors, Task, preferences, use_portal};
use crate::components::{
    Actions, Answer, Button, ButtonLink, ErrorNotice, Form, NewPasswordFields, Notice, PageHeader,
    Panel, Tone, Variant, read_secret,
};
use crate::messages::account as text;

/// Sets a new password through a mailed link.
#[component]
pub fn NewPassword() -> impl IntoView {
    view! {
        <MailedLink children={|looked: Looked| match looked.link.opens {
            MailedLinkOpens::Recovery { username } => {
                view! { <Reset token=looked.token username /> }.into_any()
            }
            _ => view! { <OtherLink /> }.into_any(),
        }} />
    }
}

#[component]
fn Reset(token: String, username: String) -> impl IntoView {
    let portal = use_portal();
    let task = Task::new();
    let errors = FormErrors::of(task);
    let dead = died(task);
    let done = RwSignal::new(false);
    let password = NodeRef::<html::Input>::new();
    let repeated = NodeRef::<html::Input>::new();
    let token = StoredValue::new(token);
    let submit = move |()| {
        let typed = read_secret(password);
        if errors.accept(forms::new_password(&typed, &read_secret(repeated))) {
            let request = ResetPassword {
                token: token.get_value(),
                password: typed,
            };
            task.request(mailed::reset_password(request), move |username| {
                preferences::remember_username(&username);
                done.set(true);
                // A session of hers in this browser ended with the others.
                portal.look_again();
            });
        }
    };
    let lead = text::reset_lead(&username);
    move || {
        let lead = lead.clone();
        if dead.get() {
            view! { <DeadLink /> }.into_any()
        } else if done.get() {
            view! {
                <PageHeader title=text::RESET_DONE_TITLE />
                <Answer>
                    <Notice tone=Tone::Success title=text::RESET_DONE_TITLE>
                        {text::RESET_DONE_TEXT}
                    </Notice>
                </Answer>
                <Actions>
                    <ButtonLink href=Address::LogIn variant=Variant::Primary>
                        {text::BACK_TO_LOGIN}
                    </ButtonLink>
                </Actions>
            }
            .into_any()
        } else {
            view! {
                <PageHeader title=text::RESET_TITLE lead=lead />
                <Panel>
                    <Form on_submit=submit>
                        <ErrorNotice error=task.elsewhere(&["password", "repeated"]) />
                        <NewPasswordFields
                            password
                            repeated
                            label=text::NEW_PASSWORD
                            error=errors.at("password")
                            error_repeated=errors.at("repeated")
                        />
                        <Actions>
                            <Button submit=true variant=Variant::Primary busy=task.busy()>
                                {text::RESET}
                            </Button>
                        </Actions>
                    </Form>
                </Panel>
            }
            .into_any()
        }
    }
}

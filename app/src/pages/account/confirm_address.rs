//! `/confirmar-correo#token`.

use api::functions::mailed;
use api::view::mailed::MailedLinkOpens;
use leptos::prelude::*;

use super::mailed_link::{DeadLink, Looked, MailedLink, OtherLink, died};
use crate::address::Address;
use crate::client::Task;
use crate::components::{
    Actions, Answer, Button, ButtonLink, ErrorNotice, Notice, PageHeader, Panel, Tone, Variant,
};
use crate::messages::account as text;

/// Confirms an address with a tap: programs that look into mail open links too, and must use none up.
#[component]
pub fn ConfirmAddress() -> impl IntoView {
    view! {
        <MailedLink children={|looked: Looked| match looked.link.opens {
            MailedLinkOpens::Address { username } => {
                let lead = text::confirm_lead(&looked.link.email, &username);
                view! { <Confirm token=looked.token lead /> }.into_any()
            }
            _ => view! { <OtherLink /> }.into_any(),
        }} />
    }
}

#[component]
fn Confirm(token: String, lead: String) -> impl IntoView {
    let task = Task::new();
    let dead = died(task);
    let done = RwSignal::new(false);
    let token = StoredValue::new(token);
    let confirm = move |()| {
        task.request(mailed::confirm_address(token.get_value()), move |_| {
            done.set(true);
        });
    };
    move || {
        let lead = lead.clone();
        if dead.get() {
            return view! { <DeadLink /> }.into_any();
        }
        if done.get() {
            return view! {
                <PageHeader title=text::CONFIRM_TITLE />
                <Answer>
                    <Notice tone=Tone::Success title=text::CONFIRMED_TITLE>
                        {text::CONFIRMED_TEXT}
                    </Notice>
                </Answer>
                <Actions>
                    <ButtonLink href=Address::Home variant=Variant::Primary>
                        {text::GO_ON}
                    </ButtonLink>
                </Actions>
            }
            .into_any();
        }
        view! {
            <PageHeader title=text::CONFIRM_TITLE />
            <Panel>
                <p>{lead}</p>
                <ErrorNotice error=task.error() />
                <Actions>
                    <Button variant=Variant::Primary busy=task.busy() on_click=confirm>
                        {text::CONFIRM}
                    </Button>
                </Actions>
            </Panel>
        }
        .into_any()
    }
}

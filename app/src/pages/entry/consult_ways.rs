//! The ways to consult without a session on this device.

use api::ApiError;
use app_logic::entry::consult_start::pasted_token;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::Task;
use crate::components::{Actions, Button, Form, Panel, TextField, Variant, Way, Ways};
use crate::messages::consult as text;

/// Says why the page must ask, and offers the ways: a link, or a user who only reads.
#[component]
pub(super) fn ConsultWays(on_user: Callback<()>) -> impl IntoView {
    let link = RwSignal::new(String::new());
    let task = Task::new();
    let open = move |()| {
        let address = link.with_untracked(|link| {
            pasted_token(link).map(|token| format!("{}#{token}", Address::Consult))
        });
        match address {
            // Loaded again, the tab calls the server as a link's.
            Some(address) => {
                let _ = window().location().set_href(&address);
            }
            None => task.refuse(ApiError::new("invalid", text::LINK_WRONG).at("liga")),
        }
    };
    view! {
        <Panel title=text::WHY_TITLE>
            <p>{text::WHY_TEXT}</p>
            <Ways label=text::WAYS>
                <Way title=text::BY_LINK>
                    <p>{text::BY_LINK_TEXT}</p>
                    <Form on_submit=open>
                        <TextField
                            name="liga"
                            label=text::LINK
                            value=link
                            max_length=500
                            error=task.at("liga")
                        />
                        <Actions>
                            <Button submit=true>{text::OPEN_LINK}</Button>
                        </Actions>
                    </Form>
                </Way>
                <Way title=text::BY_USER>
                    <p>{text::BY_USER_TEXT}</p>
                    <Actions>
                        <Button variant=Variant::Primary on_click=on_user>
                            {text::USE_USER}
                        </Button>
                    </Actions>
                </Way>
            </Ways>
        </Panel>
    }
    .into_any()
}

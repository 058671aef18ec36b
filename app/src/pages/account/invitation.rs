//! `/invitacion#token`.

use api::functions::mailed;
use api::view::mailed::{AcceptInvitation, MailedLinkOpens};
use app_logic::account::forms;
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::mailed_link::{DeadLink, Looked, MailedLink, OtherLink, died};
use crate::address::Address;
use crate::client::{FormErrors, Task, preferences, use_portal};
use crate::components::{
    Actions, Button, ErrorNotice, Form, NewPasswordFields, PageHeader, Panel, TextField, Variant,
    read_secret,
};
use crate::messages::{account as text, entry, shell};

const FIELDS: &[&str] = &["name", "username", "password", "repeated"];

/// Makes the invited person's user and logs her in.
#[component]
pub fn Invitation() -> impl IntoView {
    view! {
        <MailedLink children={|looked: Looked| match looked.link.opens {
            MailedLinkOpens::Invitation { name, role } => {
                let lead = text::invitation_lead(&looked.link.empresa, shell::role(role));
                view! { <Accept token=looked.token name lead /> }.into_any()
            }
            _ => view! { <OtherLink /> }.into_any(),
        }} />
    }
}

#[component]
fn Accept(token: String, name: String, lead: String) -> impl IntoView {
    let portal = use_portal();
    let navigate = StoredValue::new_local(use_navigate());
    let task = Task::new();
    let errors = FormErrors::of(task);
    let dead = died(task);
    let name = RwSignal::new(name);
    let username = RwSignal::new(String::new());
    let password = NodeRef::<html::Input>::new();
    let repeated = NodeRef::<html::Input>::new();
    let token = StoredValue::new(token);
    let submit = move |()| {
        let request = AcceptInvitation {
            token: token.get_value(),
            name: name.get_untracked().trim().to_owned(),
            username: username.get_untracked().trim().to_owned(),
            password: read_secret(password),
        };
        let repeated = read_secret(repeated);
        let found = forms::acceptance(
            &request.name,
            &request.username,
            &request.password,
            &repeated,
        );
        if errors.accept(found) {
            let who = request.username.clone();
            task.request(mailed::accept_invitation(request), move |session| {
                preferences::remember_username(&who);
                portal.entered(session);
                let navigate = navigate.get_value();
                navigate(&Address::Home.href(), NavigateOptions::default());
            });
        }
    };
    move || {
        let lead = lead.clone();
        if dead.get() {
            return view! { <DeadLink /> }.into_any();
        }
        view! {
            <PageHeader title=text::INVITATION_TITLE lead=lead />
            <Panel>
                <Form on_submit=submit>
                    <ErrorNotice error=task.elsewhere(FIELDS) />
                    <TextField
                        name="name"
                        label=entry::YOUR_NAME
                        value=name
                        autocomplete="name"
                        error=errors.at("name")
                    />
                    <TextField
                        name="username"
                        label=entry::USERNAME
                        value=username
                        help=entry::NEW_USERNAME_HELP
                        autocomplete="username"
                        error=errors.at("username")
                    />
                    <NewPasswordFields
                        password
                        repeated
                        label=entry::PASSWORD
                        error=errors.at("password")
                        error_repeated=errors.at("repeated")
                    />
                    <Actions>
                        <Button submit=true variant=Variant::Primary busy=task.busy()>
                            {text::ACCEPT}
                        </Button>
                    </Actions>
                </Form>
            </Panel>
        }
        .into_any()
    }
}

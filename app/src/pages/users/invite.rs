//! `/usuarios/invitar`.

use api::functions::users;
use api::view::users::Invite as Request;
use app_logic::account::forms;
use app_logic::form::FieldError;
use app_logic::users::{chosen_role, role_choices};
use leptos::prelude::*;

use crate::address::Address;
use crate::client::{FormErrors, Task};
use crate::components::{
    Actions, Answer, Button, ButtonLink, Columns, ErrorNotice, Form, Narrow, Notice, PageHeader,
    Panel, Radios, TextField, Tone, Variant,
};
use crate::messages::{common, users as text};

/// Invites somebody by mail.
#[component]
pub fn Invite() -> impl IntoView {
    let invited = RwSignal::new(None::<String>);
    view! {
        <Narrow>
            <PageHeader title=text::INVITE_TITLE lead=text::INVITE_LEAD />
            {move || match invited.get() {
                None => view! { <InviteForm invited /> }.into_any(),
                Some(email) => {
                    view! {
                        <Answer>
                            <Notice tone=Tone::Success title=text::INVITED_TITLE>
                                {text::invited(&email)}
                            </Notice>
                        </Answer>
                        <Actions>
                            <ButtonLink href=Address::Users variant=Variant::Primary>
                                {text::BACK}
                            </ButtonLink>
                            <Button on_click=move |()| invited.set(None)>{text::ANOTHER}</Button>
                        </Actions>
                    }
                        .into_any()
                }
            }}
        </Narrow>
    }
}

#[component]
fn InviteForm(invited: RwSignal<Option<String>>) -> impl IntoView {
    let task = Task::new();
    let errors = FormErrors::of(task);
    let name = RwSignal::new(String::new());
    let email = RwSignal::new(String::new());
    let role = RwSignal::new(String::new());
    let submit = move |()| {
        let (typed_name, typed_email) = (name.get_untracked(), email.get_untracked());
        let mut found = forms::invitation(&typed_name, &typed_email);
        let chosen = chosen_role(&role.get_untracked());
        if chosen.is_none() {
            found.push(FieldError::new("role", text::ROLE_MISSING));
        }
        let (true, Some(role)) = (errors.accept(found), chosen) else {
            return;
        };
        let request = Request {
            name: typed_name.trim().to_owned(),
            email: typed_email.trim().to_owned(),
            role,
        };
        let shown = request.email.clone();
        task.request(users::invite(request), move |()| invited.set(Some(shown)));
    };
    view! {
        <Panel>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(&["name", "email", "role"]) />
                <Columns>
                    <TextField
                        name="name"
                        label=text::NAME
                        value=name
                        autocomplete="off"
                        error=errors.at("name")
                    />
                    <TextField
                        name="email"
                        label=text::EMAIL_FIELD
                        value=email
                        autocomplete="off"
                        input_mode="email"
                        error=errors.at("email")
                    />
                </Columns>
                <Radios
                    name="role"
                    legend=text::ROLE_LEGEND
                    value=role
                    options=role_choices()
                    error=errors.at("role")
                />
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {text::SEND}
                    </Button>
                    <ButtonLink href=Address::Users>{common::CANCEL}</ButtonLink>
                </Actions>
            </Form>
        </Panel>
    }
    .into_any()
}

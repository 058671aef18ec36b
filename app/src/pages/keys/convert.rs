//! `/certificados/convertir`: writes a credential's files in another form, in the signer, for the person's own
//! device. Nothing of it goes over the network and nothing stays open.

use leptos::html;
use leptos::prelude::*;

use super::attempt::{Attempt, Files, Underway, WithoutMac, unavailable};
use super::saved::{Given, Saved};
use crate::components::{
    Actions, Button, Choice, Columns, ErrorNotice, Form, PageHeader, Panel, PasswordField, Radios,
    Variant,
};
use crate::messages::convert as text;
use crate::signer::{
    ConvertRequest, ConvertTo, Converted, Form as Protection, Password, use_signer,
};
use app_logic::keys::form::{CERTIFICATE, KEY, NEW_PASSWORD, PASSWORD, REPEATED, belongs, refused};

const TO_PFX: &str = "pfx";
const TO_PAIR: &str = "par";
const TO_KEY: &str = "llave";
const MODERN: &str = "moderno";
const OLD: &str = "antiguo";

/// "Convertir y respaldar".
#[component]
pub fn Convert() -> impl IntoView {
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD />
        <ConvertPanel />
    }
}

/// The form, and the files it gave.
#[component]
pub(crate) fn ConvertPanel(
    /// What to write, where the page is about one kind; otherwise the person chooses.
    #[prop(optional)]
    only: Option<ConvertTo>,
) -> impl IntoView {
    let signer = use_signer();
    let given = Given::new();
    unavailable(signer).unwrap_or_else(|| {
        view! {
            <Panel>
                <Fields given only />
            </Panel>
            <Saved given />
        }
        .into_any()
    })
}

#[component]
fn Fields(given: Given, only: Option<ConvertTo>) -> impl IntoView {
    let signer = use_signer();
    let attempt = Attempt::new(signer);
    let Attempt { picked, task, .. } = attempt;
    let first = match only {
        None | Some(ConvertTo::Pfx) => TO_PFX,
        Some(ConvertTo::Pair) => TO_PAIR,
        Some(ConvertTo::Key) => TO_KEY,
    };
    let to = RwSignal::new(first.to_owned());
    let form = RwSignal::new(MODERN.to_owned());
    let password = NodeRef::<html::Input>::new();
    let new_password = NodeRef::<html::Input>::new();
    let repeated = NodeRef::<html::Input>::new();
    // A message about another kind of conversion does not apply to this one.
    Effect::new(move |before: Option<()>| {
        to.track();
        if before.is_some() {
            attempt.forget();
        }
    });
    let submit = move |()| {
        if task.busy().get_untracked() {
            return;
        }
        let fields = (
            password.get_untracked(),
            new_password.get_untracked(),
            repeated.get_untracked(),
        );
        let (Some(old), Some(new), Some(again)) = fields else {
            return;
        };
        given.forget();
        if !Password::same(&new, &again) {
            again.set_value("");
            task.refuse(api::ApiError::new("not-the-same", text::NOT_THE_SAME).at(REPEATED));
            return;
        }
        again.set_value("");
        let only_key = to.with_untracked(|to| to == TO_KEY);
        let mut request = ConvertRequest {
            files: Vec::new(),
            password: Password::take(&old),
            new_password: Password::take(&new),
            to: to.with_untracked(|to| asked(to)),
            form: form.with_untracked(|form| protection(form)),
            accept_without_mac: attempt.accepts_without_mac(),
        };
        let work = async move {
            picked.sorted().await;
            request.files = if only_key {
                picked.key_or_all()
            } else {
                picked.files()
            };
            signer
                .convert(request)
                .await
                .map_err(|error| belongs(refused(&error), picked.key_is_to_blame()))
        };
        task.run(work, move |converted: Converted| {
            picked.clear();
            given.take(converted);
        });
    };
    let key_alone = Memo::new(move |_| to.with(|to| to == TO_KEY));
    let kinds = vec![
        Choice::new(TO_PFX, text::TO_PFX).help(text::TO_PFX_HELP),
        Choice::new(TO_PAIR, text::TO_PAIR).help(text::TO_PAIR_HELP),
        Choice::new(TO_KEY, text::TO_KEY).help(text::TO_KEY_HELP),
    ];
    let forms = vec![
        Choice::new(MODERN, text::MODERN).help(text::MODERN_HELP),
        Choice::new(OLD, text::OLD).help(text::OLD_HELP),
    ];
    view! {
        <Form on_submit=submit>
            <ErrorNotice error=task.elsewhere(&[CERTIFICATE, KEY, PASSWORD, NEW_PASSWORD, REPEATED]) />
            {only
                .is_none()
                .then(|| {
                    view! { <Radios name="que-convertir" legend=text::WHAT value=to options=kinds /> }
                })}
            <Files attempt key_alone any_certificate=true />
            <PasswordField
                name=PASSWORD
                label=text::PASSWORD
                node=password
                help=text::PASSWORD_HELP
                autocomplete="off"
                error=task.at(PASSWORD)
            />
            <Radios name="como-proteger" legend=text::PROTECTION value=form options=forms />
            <Columns>
                <PasswordField
                    name=NEW_PASSWORD
                    label=text::NEW_PASSWORD
                    node=new_password
                    help=Signal::derive(move || {
                        let old = form.with(|form| form == OLD) && to.with(|to| to == TO_PFX);
                        if old { text::NEW_PASSWORD_OLD } else { text::NEW_PASSWORD_HELP }.to_owned()
                    })
                    autocomplete="off"
                    error=task.at(NEW_PASSWORD)
                />
                <PasswordField
                    name=REPEATED
                    label=text::REPEATED
                    node=repeated
                    autocomplete="off"
                    error=task.at(REPEATED)
                />
            </Columns>
            <WithoutMac attempt />
            <Underway attempt label=text::CONVERTING />
            <Actions>
                <Button submit=true variant=Variant::Primary busy=task.busy()>
                    {text::CONVERT}
                </Button>
            </Actions>
        </Form>
    }
    .into_any()
}

fn asked(to: &str) -> ConvertTo {
    match to {
        TO_PAIR => ConvertTo::Pair,
        TO_KEY => ConvertTo::Key,
        _ => ConvertTo::Pfx,
    }
}

fn protection(form: &str) -> Protection {
    if form == OLD {
        Protection::Old
    } else {
        Protection::Modern
    }
}

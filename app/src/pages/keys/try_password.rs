//! A form that tries a password on a person's files, as often as she likes. Nothing stays open.

use leptos::html;
use leptos::prelude::*;

use super::attempt::{Attempt, Files, Underway, unavailable};
use crate::components::{
    Actions, Answer, Button, ErrorNotice, Form, Notice, Panel, PasswordField, Tone, Variant,
};
use crate::format::date;
use crate::messages::{certificate_life as text, keys};
use crate::signer::{Password, PasswordOpens, instant, use_signer};
use app_logic::keys::form::{CERTIFICATE, KEY, PASSWORD, belongs, refused};

/// The form, and what came of the last try.
#[component]
pub(crate) fn TryPasswordPanel() -> impl IntoView {
    let signer = use_signer();
    if let Some(why) = unavailable(signer) {
        return why;
    }
    let attempt = Attempt::new(signer);
    let Attempt { picked, task, .. } = attempt;
    let password = NodeRef::<html::Input>::new();
    let opens = RwSignal::new(None::<PasswordOpens>);
    let tries = RwSignal::new(0_u32);
    // An answer about other files does not apply to these.
    Effect::new(move |_| {
        picked.certificate.track();
        picked.key.track();
        opens.set(None);
        tries.set(0);
    });
    let submit = move |()| {
        if task.busy().get_untracked() {
            return;
        }
        let Some(field) = password.get_untracked() else {
            return;
        };
        let password = Password::take(&field);
        opens.set(None);
        tries.update(|tries| *tries += 1);
        let work = async move {
            picked.sorted().await;
            signer
                .try_password(picked.files(), password)
                .await
                .map_err(|error| belongs(refused(&error), picked.key_is_to_blame()))
        };
        task.run(work, move |answer| opens.set(Some(answer)));
    };
    let note = Signal::derive(move || {
        let failed = task.error().with(Option::is_some);
        (failed && tries.get() > 1).then(|| text::tries(tries.get()))
    });
    view! {
        <Panel>
            <Form on_submit=submit>
                <ErrorNotice error=task.elsewhere(&[CERTIFICATE, KEY, PASSWORD]) />
                <Files attempt key_help=text::TRY_KEY_HELP any_certificate=true />
                <PasswordField
                    name=PASSWORD
                    label=keys::PASSWORD
                    node=password
                    help=text::TRY_PASSWORD_HELP
                    note
                    autocomplete="off"
                    error=task.at(PASSWORD)
                />
                <Underway attempt label=text::TRYING />
                <Actions>
                    <Button submit=true variant=Variant::Primary busy=task.busy()>
                        {text::TRY}
                    </Button>
                </Actions>
            </Form>
            {move || {
                opens
                    .get()
                    .map(|opens| {
                        view! {
                            <Answer>
                                <Opens opens />
                            </Answer>
                        }
                    })
            }}
        </Panel>
    }
    .into_any()
}

#[component]
fn Opens(opens: PasswordOpens) -> impl IntoView {
    let lines = match &opens.summary {
        None => vec![text::OPENS_KEY.to_owned()],
        Some(summary) => vec![
            text::OPENS_PAIR.to_owned(),
            text::opens_until(&summary.holder, &date::day(instant(summary.not_after))),
        ],
    };
    let warnings = match opens.summary {
        Some(summary) => summary.warnings,
        None => opens.warnings,
    };
    view! {
        <Notice tone=Tone::Success title=text::OPENS_TITLE>
            {lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            {warnings.into_iter().map(|one| view! { <p>{one.message}</p> }).collect_view()}
        </Notice>
    }
    .into_any()
}

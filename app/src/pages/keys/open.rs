//! The form that opens a key in the signer.

use leptos::html;
use leptos::prelude::*;

use super::attempt::{Attempt, Files, Underway, WithoutMac, unavailable};
use super::reopen::{Reopen, remember};
use crate::client::files::KnownFiles;
use crate::client::{relay, use_portal};
use crate::components::{
    Actions, Button, ErrorNotice, Form, PasswordField, Reveal, TextField, Variant,
};
use crate::format::date;
use crate::messages::keys as text;
use crate::signer::{
    CredentialHandle, Expected, OpenRequest, OpenedCredential, Password, instant, use_signer,
};
use app_logic::keys::form::{
    CERTIFICATE, KEY, PASSWORD, USER, belongs, password_note, refused, user_note,
};

/// Picks files and password, and hands them to the signer. The password's field is emptied at every
/// attempt. Where the browser offers no cryptography it says so instead of asking for files.
#[component]
pub(crate) fn OpenKey(
    /// What to do with the key that was opened.
    on_open: Callback<OpenedCredential>,
    /// Asks for the user that IDSE knows a .pfx by, and what to do with it: before `on_open`.
    #[prop(into, optional)]
    on_user: Option<Callback<(CredentialHandle, String)>>,
    /// What the key is for, where that is known: another is warned of.
    #[prop(into, optional)]
    expected: Signal<Expected>,
) -> impl IntoView {
    let signer = use_signer();
    if let Some(why) = unavailable(signer) {
        return why;
    }
    let portal = use_portal();
    let attempt = Attempt::new(signer);
    let Attempt { picked, task, .. } = attempt;
    let password = NodeRef::<html::Input>::new();
    let user = RwSignal::new(String::new());
    let typed_password = RwSignal::new(None);
    let known = expect_context::<KnownFiles>();
    let owner = known.owner();
    let submit = move |()| {
        // Not taken out of its field only to be forgotten while another opening is under way.
        if task.busy().get_untracked() {
            return;
        }
        let Some(field) = password.get_untracked() else {
            return;
        };
        let password = Password::take(&field);
        typed_password.set(None);
        let expected = expected.get_untracked();
        let accept_without_mac = attempt.accepts_without_mac();
        let verify_chain = portal.trust_configured().get_untracked();
        let typed = user.get_untracked();
        let work = async move {
            let trust = if verify_chain {
                relay::trust().await?.certificates
            } else {
                Vec::new()
            };
            picked.sorted().await;
            let (files, handles) = (picked.files(), picked.handles_of_all());
            let request = OpenRequest {
                files,
                password,
                expected,
                trust,
                accept_without_mac,
            };
            let opened = signer.open(request).await;
            opened
                .map(|key| (key, handles))
                .map_err(|error| belongs(refused(&error), picked.key_is_to_blame()))
        };
        let owner = owner.clone();
        task.run(work, move |(key, handles): (OpenedCredential, Vec<_>)| {
            remember(known, owner, &key.summary, handles);
            picked.clear();
            user.set(String::new());
            if let Some(on_user) = on_user.filter(|_| !typed.trim().is_empty()) {
                on_user.run((key.handle, typed));
            }
            on_open.run(key);
        });
    };
    let is_pfx = Memo::new(move |_| picked.is_pfx());
    let seen = Signal::derive(move || {
        picked.summary().map_or_else(
            || text::CERTIFICATE_HELP.to_owned(),
            |summary| {
                let until = date::day(instant(summary.not_after));
                text::seen(text::kind(summary.kind), &summary.holder, &until)
            },
        )
    });
    let efirma_user = Memo::new(move |_| picked.efirma_user());
    // Looked at as it is typed: its length alone, and whether it is letters and digits.
    let look = Callback::new(move |()| {
        typed_password.set(
            password
                .get_untracked()
                .map(|field| Password::shape(&field)),
        );
    });
    let password_note = Signal::derive(move || password_note(typed_password.get()?, is_pfx.get()));
    view! {
        <p class="lead">{text::OPEN_LEAD}</p>
        <Reopen picked password />
        <Form on_submit=submit>
            <ErrorNotice error=task.elsewhere(&[CERTIFICATE, KEY, PASSWORD]) />
            <Files attempt certificate_help=seen key_help=text::KEY_HELP remembered=true />
            {move || {
                if efirma_user.with(Option::is_some) {
                    view! {
                        <Reveal
                            id="usuario-de-la-efirma"
                            label=text::USER
                            value=Signal::derive(move || efirma_user.get().unwrap_or_default())
                            hint=text::USER_HIDDEN
                            show=text::SHOW_USER
                            hide=text::HIDE_USER
                        />
                    }
                        .into_any()
                } else if is_pfx.get() && on_user.is_some() {
                    view! {
                        <TextField
                            name=USER
                            label=text::USER
                            value=user
                            optional=true
                            max_length=20
                            help=text::USER_HELP
                            note=Signal::derive(move || user_note(&user.get()))
                        />
                    }
                        .into_any()
                } else {
                    ().into_any()
                }
            }}
            <PasswordField
                name=PASSWORD
                label=text::PASSWORD
                node=password
                help=text::PASSWORD_HELP
                note=password_note
                on_input=look
                autocomplete="off"
                error=task.at(PASSWORD)
            />
            <WithoutMac attempt />
            <Underway attempt label=text::OPENING />
            <Actions>
                <Button submit=true variant=Variant::Primary busy=task.busy()>
                    {text::OPEN}
                </Button>
            </Actions>
        </Form>
    }
    .into_any()
}

//! The form that opens a key in the signer.

use leptos::html;
use leptos::prelude::*;

use super::picked::Picked;
use super::reopen::{Reopen, owner, remember};
use super::rules::{
    CERTIFICATE, KEY, PASSWORD, USER, WITHOUT_MAC, belongs, password_note, refused, sentence,
    user_note,
};
use crate::client::{Task, relay, use_portal};
use crate::components::{
    Actions, Button, Checkbox, Columns, ErrorNotice, FilePicker, Form, Notice, PasswordField,
    Progress, Reveal, TextField, Tone, Variant,
};
use crate::format::date;
use crate::messages::{common, keys as text};
use crate::signer::{
    CredentialHandle, Expected, OpenRequest, OpenedCredential, Password, Place, instant, use_signer,
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
) -> impl IntoView {
    let signer = use_signer();
    let portal = use_portal();
    if let Some(why) = signer.unavailable() {
        return view! {
            <Notice tone=Tone::Danger title=text::UNAVAILABLE_TITLE>
                <p>{why.to_string()}</p>
                <p>{why.hint().to_owned()}</p>
            </Notice>
        }
        .into_any();
    }
    let task = Task::new();
    let picked = Picked::new(signer);
    let password = NodeRef::<html::Input>::new();
    let user = RwSignal::new(String::new());
    let typed_password = RwSignal::new(None);
    let asks_about_mac = RwSignal::new(false);
    let without_mac = RwSignal::new(false);
    let owner = owner();
    // What was said of other files is not said of these.
    Effect::new(move |before: Option<()>| {
        picked.certificate.track();
        picked.key.track();
        if before.is_none() {
            return;
        }
        asks_about_mac.set(false);
        without_mac.set(false);
        if !task.busy().get_untracked() {
            task.clear();
        }
    });
    Effect::new(move |_| {
        let refused = task.error();
        if refused.with(|error| {
            error
                .as_ref()
                .is_some_and(|error| error.code == WITHOUT_MAC)
        }) {
            asks_about_mac.set(true);
        }
    });
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
        let request = OpenRequest {
            files: picked.files(),
            password,
            expected: Expected::default(),
            trust: Vec::new(),
            accept_without_mac: asks_about_mac.get_untracked() && without_mac.get_untracked(),
        };
        let verify_chain = portal.trust_configured().get_untracked();
        let handles = picked.handles_of_all();
        let typed = user.get_untracked();
        let work = async move {
            let trust = if verify_chain {
                relay::trust().await?.certificates
            } else {
                Vec::new()
            };
            signer
                .open(OpenRequest { trust, ..request })
                .await
                .map_err(|error| belongs(refused(&error), picked.key_is_to_blame()))
        };
        let owner = owner.clone();
        task.run(work, move |key: OpenedCredential| {
            remember(owner, &key.summary, handles);
            picked.clear();
            user.set(String::new());
            if let Some(on_user) = on_user.filter(|_| !typed.trim().is_empty()) {
                on_user.run((key.handle, typed));
            }
            on_open.run(key);
        });
    };
    let wrong = move |place: Place, field: &'static str| {
        let tried = task.at(field);
        Signal::derive(move || {
            tried
                .get()
                .or_else(|| picked.wrong(place).map(|error| sentence(&error)))
        })
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
    let progress = Signal::derive(move || {
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar, not a count")]
        signer
            .progress()
            .get()
            .map(|progress| progress.done as f64 / progress.total as f64)
    });
    view! {
        <p class="lead">{text::OPEN_LEAD}</p>
        <Reopen picked password />
        <Form on_submit=submit>
            <ErrorNotice error=task.elsewhere(&[CERTIFICATE, KEY, PASSWORD]) />
            <Columns>
                <FilePicker
                    name=CERTIFICATE
                    label=text::CERTIFICATE
                    files=picked.certificate
                    handles=picked.handles
                    several=true
                    accept=".cer,.crt,.pem,.pfx,.p12,.key"
                    help=seen
                    error=wrong(Place::Certificate, CERTIFICATE)
                />
                <FilePicker
                    name=KEY
                    label=text::KEY
                    files=picked.key
                    handles=picked.handles
                    several=true
                    hint=common::PICK_ONE
                    accept=".key,.pem,.cer,.crt"
                    help=Signal::derive(move || {
                        if is_pfx.get() { text::KEY_NOT_NEEDED } else { text::KEY_HELP }.to_owned()
                    })
                    disabled=is_pfx
                    error=wrong(Place::Key, KEY)
                />
            </Columns>
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
            <Show when=move || asks_about_mac.get()>
                <Checkbox
                    name="sin-sello"
                    label=text::WITHOUT_MAC
                    help=text::WITHOUT_MAC_HELP
                    checked=without_mac
                />
            </Show>
            <Show when=move || task.busy().get()>
                <Progress label=text::OPENING.to_owned() value=progress />
            </Show>
            <Actions>
                <Button submit=true variant=Variant::Primary busy=task.busy()>
                    {text::OPEN}
                </Button>
            </Actions>
        </Form>
    }
    .into_any()
}

//! The form that opens a key in the signer.

use leptos::html;
use leptos::prelude::*;

use super::rules::{FILES, PASSWORD, WITHOUT_MAC, refused};
use crate::client::{Task, relay, use_portal};
use crate::components::{
    Actions, Button, Checkbox, ErrorNotice, FilePicker, Form, Notice, PasswordField, Progress,
    Tone, Variant, no_files,
};
use crate::messages::keys as text;
use crate::signer::{Expected, OpenRequest, OpenedCredential, Password, use_signer};

/// Picks files and password, and hands them to the signer. The password's field is emptied at every
/// attempt. Where the browser offers no cryptography it says so instead of asking for files.
#[component]
pub(crate) fn OpenKey(
    /// What to do with the key that was opened.
    on_open: Callback<OpenedCredential>,
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
    let files = no_files();
    let password = NodeRef::<html::Input>::new();
    let without_mac = RwSignal::new(false);
    let asks_about_mac = Memo::new(move |asked: Option<&bool>| {
        let now = task.error().with(|error| {
            error
                .as_ref()
                .is_some_and(|error| error.code == WITHOUT_MAC)
        });
        now || asked.copied().unwrap_or_default()
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
        let picked = files.get_untracked();
        let accept_without_mac = asks_about_mac.get_untracked() && without_mac.get_untracked();
        let verify_chain = portal.trust_configured().get_untracked();
        let work = async move {
            let trust = if verify_chain {
                relay::trust().await?.certificates
            } else {
                Vec::new()
            };
            let request = OpenRequest {
                files: picked,
                password,
                expected: Expected::default(),
                trust,
                accept_without_mac,
            };
            signer.open(request).await.map_err(|error| refused(&error))
        };
        task.run(work, move |key| {
            files.set(Vec::new());
            on_open.run(key);
        });
    };
    let progress = Signal::derive(move || {
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar, not a count")]
        signer
            .progress()
            .get()
            .map(|progress| progress.done as f64 / progress.total as f64)
    });
    view! {
        <p class="lead">{text::OPEN_LEAD}</p>
        <Form on_submit=submit>
            <ErrorNotice error=task.elsewhere(&[FILES, PASSWORD]) />
            <FilePicker
                name=FILES
                label=text::FILES
                files
                several=true
                accept=".cer,.key,.pfx,.p12"
                help=text::FILES_HELP
                error=task.at(FILES)
            />
            <PasswordField
                name=PASSWORD
                label=text::PASSWORD
                node=password
                help=text::PASSWORD_HELP
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

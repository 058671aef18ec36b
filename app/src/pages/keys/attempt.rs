//! What the forms over a credential's files share: the two fields that pick them, what came of the last
//! attempt, the question about a .pfx that nothing protects, and how far a slow file is.

use leptos::prelude::*;

use super::picked::Picked;
use crate::client::Task;
use crate::components::{Checkbox, Columns, FilePicker, Notice, Progress, Tone};
use crate::messages::{common, keys as text};
use crate::signer::{Place, Signer, use_signer};
use app_logic::keys::form::{CERTIFICATE, KEY, WITHOUT_MAC, sentence};

/// One form; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Attempt {
    pub(super) picked: Picked,
    pub(super) task: Task,
    asks_about_mac: RwSignal<bool>,
    without_mac: RwSignal<bool>,
}

impl Attempt {
    /// Nothing picked, nothing tried.
    pub(super) fn new(signer: Signer) -> Self {
        let attempt = Self {
            picked: Picked::new(signer),
            task: Task::new(),
            asks_about_mac: RwSignal::new(false),
            without_mac: RwSignal::new(false),
        };
        // A message about other files does not apply to these.
        Effect::new(move |before: Option<()>| {
            attempt.picked.certificate.track();
            attempt.picked.key.track();
            if before.is_some() {
                attempt.asks_about_mac.set(false);
                attempt.without_mac.set(false);
                attempt.forget();
            }
        });
        let error = attempt.task.error();
        Effect::new(move |_| {
            let unprotected = |error: &api::ApiError| error.code == WITHOUT_MAC;
            if error.with(|error| error.as_ref().is_some_and(unprotected)) {
                attempt.asks_about_mac.set(true);
            }
        });
        attempt
    }

    /// Says nothing more of what was tried.
    pub(super) fn forget(self) {
        if !self.task.busy().get_untracked() {
            self.task.clear();
        }
    }

    /// Whether the person knows that nothing protects the .pfx, and wants it opened all the same.
    pub(super) fn accepts_without_mac(self) -> bool {
        self.asks_about_mac.get_untracked() && self.without_mac.get_untracked()
    }

    /// The message at a field that picks files: about the last attempt, or about what is picked now.
    fn said(
        self,
        place: Place,
        field: &'static str,
        any_certificate: bool,
    ) -> Signal<Option<String>> {
        let tried = self.task.at(field);
        Signal::derive(move || {
            let before = self.picked.wrong(place);
            let before = before.filter(|_| !any_certificate || self.picked.summary().is_none());
            tried.get().or_else(|| before.map(|error| sentence(&error)))
        })
    }
}

/// Why no key is opened on this page at all, if so: shown in the place of the form.
pub(super) fn unavailable(signer: Signer) -> Option<AnyView> {
    let why = signer.unavailable()?;
    let shown = view! {
        <Notice tone=Tone::Danger title=text::UNAVAILABLE_TITLE>
            <p>{why.to_string()}</p>
            <p>{why.hint().to_owned()}</p>
        </Notice>
    };
    Some(shown.into_any())
}

/// The two fields, and what of a pick was left out of them.
#[component]
pub(super) fn Files(
    attempt: Attempt,
    /// Below the certificate.
    #[prop(into, optional)]
    certificate_help: Signal<String>,
    /// Below the key, where one is needed.
    #[prop(optional)]
    key_help: &'static str,
    /// The .key alone is wanted.
    #[prop(into, optional)]
    key_alone: Signal<bool>,
    /// The browser is asked for handles, so that the files can be opened again.
    #[prop(optional)]
    remembered: bool,
    /// Any certificate will do, also one that ended or a CSD: it is not used to sign.
    #[prop(optional)]
    any_certificate: bool,
) -> impl IntoView {
    let picked = attempt.picked;
    let handles = remembered.then_some(picked.handles);
    let brings_its_key = Memo::new(move |_| picked.is_pfx() && !key_alone.get());
    let key_help = Signal::derive(move || {
        let help = if brings_its_key.get() {
            text::KEY_NOT_NEEDED
        } else {
            key_help
        };
        help.to_owned()
    });
    view! {
        <Columns>
            <Show when=move || !key_alone.get()>
                <FilePicker
                    name=CERTIFICATE
                    label=text::CERTIFICATE
                    files=picked.certificate
                    handles
                    several=true
                    accept=".cer,.crt,.pem,.pfx,.p12,.key"
                    help=certificate_help
                    error=attempt.said(Place::Certificate, CERTIFICATE, any_certificate)
                />
            </Show>
            <FilePicker
                name=KEY
                label=text::KEY
                files=picked.key
                handles
                several=true
                hint=common::PICK_ONE
                accept=".key,.pem,.cer,.crt"
                help=key_help
                disabled=brings_its_key
                error=attempt.said(Place::Key, KEY, any_certificate)
            />
        </Columns>
        {move || {
            picked
                .left_out()
                .map(|(taken, left_out)| {
                    view! {
                        <Notice title=text::LEFT_OUT_TITLE>
                            <p>{text::left_out(&taken, &left_out)}</p>
                        </Notice>
                    }
                })
        }}
    }
    .into_any()
}

/// The question about a .pfx without MAC, once one was met.
#[component]
pub(super) fn WithoutMac(attempt: Attempt) -> impl IntoView {
    view! {
        <Show when=move || attempt.asks_about_mac.get()>
            <Checkbox
                name="sin-sello"
                label=text::WITHOUT_MAC
                help=text::WITHOUT_MAC_HELP
                checked=attempt.without_mac
            />
        </Show>
    }
    .into_any()
}

/// How far the signer is, while it works.
#[component]
pub(super) fn Underway(attempt: Attempt, label: &'static str) -> impl IntoView {
    let progress = use_signer().progress();
    let value = Signal::derive(move || {
        #[expect(clippy::cast_precision_loss, reason = "a share of a bar, not a count")]
        progress
            .get()
            .map(|progress| progress.done as f64 / progress.total as f64)
    });
    view! {
        <Show when=move || attempt.task.busy().get()>
            <Progress label=label.to_owned() value />
        </Show>
    }
    .into_any()
}

//! The key that signs: opened where it is not, and the button that asks it for a signature.

use app_logic::lotes::deadline::days_left;
use app_logic::lotes::signing_key::{ReadyKey, SigningKey};
use leptos::html;
use leptos::prelude::*;

use super::LotePage;
use crate::address::Address;
use crate::client::{Task, relay};
use crate::components::{Actions, Button, ButtonLink, Notice, Skeleton, Tone, Variant};
use crate::format::date;
use crate::messages::{certificates, lotes as text, movements as words};
use crate::pages::certificates::{Dispmag, ExpiryNotice, Replace};
use crate::pages::keys::{OpenKey, meant_for, mismatches};
use crate::pages::lotes::signing::{SigningProgress, SigningStatus, choose_key};
use crate::signer::{CredentialHandle, OpenedCredential, use_signer};

/// The key that signs the lote, as certificates and open keys are now.
pub(super) fn chosen_key(page: LotePage) -> Memo<Option<SigningKey>> {
    let opened = use_signer().opened();
    Memo::new(move |_| {
        let lote = page.lote.get()?;
        let held = page.held.value().get()?;
        Some(opened.with(|opened| choose_key(&lote, &held, opened)))
    })
}

/// The button, once the key that signs is open; until then the form that opens it.
#[component]
pub(super) fn SignWithKey(
    page: LotePage,
    key: Memo<Option<SigningKey>>,
    task: Task,
    progress: SigningProgress,
    label: Signal<&'static str>,
    /// What a tap signs, a sentence each.
    explained: Signal<Option<Vec<String>>>,
    /// Something must be confirmed first.
    #[prop(into, optional)]
    blocked: Signal<bool>,
    on_tap: Callback<ReadyKey>,
) -> impl IntoView {
    let here = NodeRef::<html::Div>::new();
    let another = RwSignal::new(None::<String>);
    let registro = Signal::derive(move || page.lote.get().map(|lote| lote.registro));
    // Where nothing signs any more, the ways out say so.
    let still_signs = Memo::new(move |_| {
        key.with(|key| matches!(key, Some(SigningKey::Open(_) | SigningKey::Closed(_))))
    });
    let expected = Signal::derive(move || meant_for(page.registro.get().as_slice()));
    let opened = Callback::new(move |key: OpenedCredential| {
        another.set(Some(key.summary.holder));
        if let Some(here) = here.get_untracked() {
            // Fails only where the page has gone meanwhile.
            let _ = here.focus();
        }
    });
    view! {
        <div class="stack" tabindex="-1" node_ref=here>
            <Show when=move || still_signs.get()>
                <ExpiryNotice held=page.held.value() registro />
            </Show>
            {move || match key.get() {
                None => view! { <Skeleton lines=2 /> }.into_any(),
                Some(SigningKey::Open(key)) => {
                    another.set(None);
                    let odd = mismatches_of(page, key.handle);
                    view! { <SignButton key odd task progress label explained blocked on_tap /> }.into_any()
                }
                Some(SigningKey::Closed(holders)) => {
                    let wanted = text::either(
                        holders.iter().map(|one| text::held(&one.name, certificates::kind(&one.kind))),
                    );
                    let explained = text::to_open(&wanted);
                    view! {
                        <h3 class="subtitle">{text::CLOSED_TITLE}</h3>
                        <p>{explained}</p>
                        {move || another.get().map(|other| other_key(&other, &wanted))}
                        <OpenKey on_open=opened expected />
                    }
                        .into_any()
                }
                Some(SigningKey::Expired | SigningKey::Missing) => replace_certificate(page),
            }}
        </div>
    }
    .into_any()
}

/// What does not match between this key and the lote's registro patronal; IDSE decides.
fn mismatches_of(page: LotePage, key: CredentialHandle) -> Memo<Vec<String>> {
    let opened = use_signer().opened();
    Memo::new(move |_| {
        let registro = page.registro.get();
        opened.with(|keys| {
            let key = keys.iter().find(|one| one.handle == key);
            key.map(|key| mismatches(&key.summary, registro.as_slice()))
                .unwrap_or_default()
        })
    })
}

/// No certificate signs here any more: the ways out, and another one opened and assigned on the spot.
fn replace_certificate(page: LotePage) -> AnyView {
    page.detail
        .value()
        .get_untracked()
        .map(|detail| {
            let left = days_left(&detail.movements);
            let lote = detail.lote;
            let left = lote
                .vence
                .map(|vence| text::due(&words::due(&date::date(vence), left)));
            let dispmag = Some(Dispmag {
                href: relay::dispmag_path(&lote.id),
                file_name: text::dispmag_name(lote.numero),
            });
            view! { <Replace registro=lote.registro left dispmag /> }
        })
        .into_any()
}

fn other_key(opened: &str, wanted: &str) -> AnyView {
    let explained = text::other_key(opened, wanted);
    view! {
        <Notice tone=Tone::Warning title=text::OTHER_KEY_TITLE>
            <p>{explained}</p>
            <ButtonLink href=Address::Certificates>{text::GO_CERTIFICATES}</ButtonLink>
        </Notice>
    }
    .into_any()
}

#[component]
fn SignButton(
    key: ReadyKey,
    odd: Memo<Vec<String>>,
    task: Task,
    progress: SigningProgress,
    label: Signal<&'static str>,
    explained: Signal<Option<Vec<String>>>,
    blocked: Signal<bool>,
    on_tap: Callback<ReadyKey>,
) -> impl IntoView {
    let unconfirmed = key.unconfirmed.then(|| text::UNCONFIRMED.to_owned());
    view! {
        {move || {
            explained
                .get()
                .unwrap_or_default()
                .into_iter()
                .map(|line| view! { <p>{line}</p> })
                .collect_view()
        }}
        {move || {
            let lines = unconfirmed.clone().into_iter().chain(odd.get());
            let lines: Vec<_> = lines.map(|line| view! { <p>{line}</p> }).collect();
            (!lines.is_empty()).then(|| view! { <Notice tone=Tone::Warning>{lines}</Notice> })
        }}
        <Show when=move || task.busy().get()>
            <SigningStatus progress />
        </Show>
        <Actions>
            <Button
                variant=Variant::Primary
                busy=task.busy()
                disabled=blocked
                on_click=move |()| on_tap.run(key.clone())
            >
                {move || label.get()}
            </Button>
        </Actions>
    }
    .into_any()
}

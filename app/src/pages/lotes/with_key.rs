//! The key that signs: opened where it is not, and the button that asks it for a signature.

use leptos::html;
use leptos::prelude::*;

use super::Page;
use super::course::{Course, Underway};
use super::rules::{Ready, Signing, days_left, signing};
use crate::client::{Task, relay};
use crate::components::{Actions, Button, ButtonLink, Notice, Skeleton, Tone, Variant};
use crate::format::date;
use crate::messages::{certificates, lotes as text, movements as words};
use crate::pages::certificates::{Dispmag, Replace};
use crate::pages::keys::{OpenKey, meant_for, mismatches};
use crate::signer::{CredentialHandle, OpenedCredential, use_signer};

/// Who signs, as certificates and open keys stand.
pub(super) fn chosen(page: Page) -> Memo<Option<Signing>> {
    let opened = use_signer().opened();
    Memo::new(move |_| {
        let lote = page.lote.get()?;
        let held = page.held.value().get()?;
        Some(opened.with(|opened| signing(&lote, &held, opened)))
    })
}

/// The button, once the key that signs is open; until then the form that opens it.
#[component]
pub(super) fn WithKey(
    page: Page,
    signs: Memo<Option<Signing>>,
    task: Task,
    course: Course,
    label: Signal<&'static str>,
    /// What a tap signs, a sentence each.
    explained: Signal<Option<Vec<String>>>,
    on_tap: Callback<Ready>,
) -> impl IntoView {
    let here = NodeRef::<html::Div>::new();
    let another = RwSignal::new(None::<String>);
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
            {move || match signs.get() {
                None => view! { <Skeleton lines=2 /> }.into_any(),
                Some(Signing::Ready(ready)) => {
                    another.set(None);
                    let odd = odd(page, ready.key);
                    view! { <Tap ready odd task course label explained on_tap /> }.into_any()
                }
                Some(Signing::Closed(holders)) => {
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
                Some(Signing::Expired | Signing::Nobody) => replace(page),
            }}
        </div>
    }
    .into_any()
}

/// What is odd about this key for the lote's registro patronal; IDSE decides.
fn odd(page: Page, key: CredentialHandle) -> Memo<Vec<String>> {
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
fn replace(page: Page) -> AnyView {
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
            <ButtonLink href="/certificados">{text::GO_CERTIFICATES}</ButtonLink>
        </Notice>
    }
    .into_any()
}

#[component]
fn Tap(
    ready: Ready,
    odd: Memo<Vec<String>>,
    task: Task,
    course: Course,
    label: Signal<&'static str>,
    explained: Signal<Option<Vec<String>>>,
    on_tap: Callback<Ready>,
) -> impl IntoView {
    let warnings = [
        ready.ends_in.map(text::expires),
        ready.unconfirmed.then(|| text::UNCONFIRMED.to_owned()),
    ];
    let warnings: Vec<_> = warnings.into_iter().flatten().collect();
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
            let lines = warnings.iter().cloned().chain(odd.get());
            let lines: Vec<_> = lines.map(|line| view! { <p>{line}</p> }).collect();
            (!lines.is_empty()).then(|| view! { <Notice tone=Tone::Warning>{lines}</Notice> })
        }}
        <Show when=move || task.busy().get()>
            <Underway course />
        </Show>
        <Actions>
            <Button
                variant=Variant::Primary
                busy=task.busy()
                on_click=move |()| on_tap.run(ready.clone())
            >
                {move || label.get()}
            </Button>
        </Actions>
    }
    .into_any()
}

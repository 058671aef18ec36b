//! What can be done with the lote: sign, undo, decide.

use api::functions::{certificates, lotes};
use api::view::certificates::CertificateView;
use api::view::lotes::{DudosoDecision, EstadoLote, LoteView};
use leptos::prelude::*;

use super::rules::{self, Ready, Signature};
use super::sign::{Done, sign};
use crate::client::{Changes, Fetched, Task, fetch, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, Choice, Confirm, ErrorNotice, Load, Notice, Panel, Progress,
    Radios, Tone, Variant,
};
use crate::messages::{lotes as text, movements as words};
use crate::pages::keys::OpenKey;
use crate::signer::use_signer;

/// Everything a person can do here, according to state and permission.
#[component]
pub(super) fn LoteActions(
    lote: Memo<Option<LoteView>>,
    /// The DISPMAG file, base64.
    file: Memo<Option<String>>,
) -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let done = RwSignal::new(None::<Done>);
    let certificates = fetch(move || {
        changes.on_certificados();
        certificates::list()
    });
    // Held here: while a signature is on its way the lote changes, and the panel must outlive that.
    let task = Task::new();
    let awaited = Memo::new(move |before: Option<&Option<Signature>>| {
        let now = lote.with(|lote| lote.as_ref().and_then(|lote| rules::awaited(&lote.estado)));
        match before {
            Some(before) if task.busy().get() => *before,
            _ => now,
        }
    });
    let in_state = move |test: fn(&EstadoLote) -> bool| {
        Memo::new(move |_| lote.with(|lote| lote.as_ref().is_some_and(|it| test(&it.estado))))
    };
    let prepared = in_state(|estado| *estado == EstadoLote::Preparado);
    let in_doubt = in_state(|estado| matches!(estado, EstadoLote::Dudoso { .. }));
    view! {
        {move || done.get().map(|done| view! { <Told done /> })}
        {move || {
            awaited
                .get()
                .map(|signature| {
                    if may.get().signs {
                        view! { <Sign signature lote file certificates task done /> }.into_any()
                    } else {
                        view! { <Notice>{text::CANNOT_SIGN}</Notice> }.into_any()
                    }
                })
        }}
        <Show when=move || in_doubt.get() && may.get().signs>
            <Decide lote />
        </Show>
        <Show when=move || prepared.get() && may.get().captures>
            <Undo lote />
        </Show>
    }
    .into_any()
}

#[component]
fn Told(done: Done) -> impl IntoView {
    let tone = if done.but.is_some() {
        Tone::Warning
    } else {
        Tone::Success
    };
    let seen = done
        .seen
        .map(|seen| view! { <p>{text::seen(seen.total, &seen.registro_patronal)}</p> });
    view! {
        <Notice tone title=text::SIGNED_TITLE>
            {seen}
            <p>{done.sentence}</p>
            {done.but.map(|but| view! { <p>{but}</p> })}
        </Notice>
    }
    .into_any()
}

/// The panel that asks for one tap; where no key is open it asks for the key first.
#[component]
fn Sign(
    signature: Signature,
    lote: Memo<Option<LoteView>>,
    file: Memo<Option<String>>,
    certificates: Fetched<Vec<CertificateView>>,
    task: Task,
    done: RwSignal<Option<Done>>,
) -> impl IntoView {
    let title = match signature {
        Signature::Lote => text::SIGN_TITLE,
        Signature::ToSend => text::SEND_TITLE,
        Signature::ToAsk => text::ASK_TITLE,
    };
    view! {
        <Panel title=title>
            <Load
                fetched=certificates
                lines=2
                children={move |certificates: Vec<CertificateView>| {
                    let Some(shown) = lote.get_untracked() else {
                        return ().into_any();
                    };
                    let eligible = rules::eligible(&shown, &certificates);
                    if eligible.is_empty() {
                        return view! {
                            <Notice tone=Tone::Warning>
                                <p>{text::NO_CERTIFICATE}</p>
                                <ButtonLink href="/certificados">
                                    {text::GO_CERTIFICATES}
                                </ButtonLink>
                            </Notice>
                        }
                            .into_any();
                    }
                    view! { <WithKey signature lote file eligible task done /> }.into_any()
                }}
            />
        </Panel>
    }
    .into_any()
}

#[component]
fn WithKey(
    signature: Signature,
    lote: Memo<Option<LoteView>>,
    file: Memo<Option<String>>,
    eligible: Vec<CertificateView>,
    task: Task,
    done: RwSignal<Option<Done>>,
) -> impl IntoView {
    let signer = use_signer();
    let opened_any = RwSignal::new(false);
    let ready = Memo::new(move |_| {
        let lote = lote.get();
        let ready = lote.map(|lote| {
            signer
                .opened()
                .with(|opened| rules::ready(&lote, &eligible, opened))
        });
        ready.unwrap_or_default()
    });
    move || {
        let keys = ready.get();
        if keys.is_empty() {
            return view! {
                <Show when=move || opened_any.get()>
                    <Notice tone=Tone::Warning>{text::OTHER_KEY}</Notice>
                </Show>
                <h3 class="subtitle">{text::OPEN_KEY}</h3>
                <OpenKey on_open=Callback::new(move |_| opened_any.set(true)) />
            }
            .into_any();
        }
        view! { <SignNow signature lote file keys task done /> }.into_any()
    }
}

#[component]
fn SignNow(
    signature: Signature,
    lote: Memo<Option<LoteView>>,
    file: Memo<Option<String>>,
    keys: Vec<Ready>,
    task: Task,
    done: RwSignal<Option<Done>>,
) -> impl IntoView {
    let signer = use_signer();
    let changes = expect_context::<Changes>();
    let (button, working, explained) = match signature {
        Signature::Lote => (text::SIGN, text::SIGNING, text::SIGN_ALSO_CHALLENGE),
        Signature::ToSend => (text::SEND, text::SIGNING, text::SEND_TEXT),
        Signature::ToAsk => (text::ASK, text::ASKING, text::ASK_TEXT),
    };
    let confirm = move || {
        let lote = lote.get().filter(|_| signature == Signature::Lote)?;
        let what = words::tipo_plural(lote.tipo, u64::from(lote.movimientos));
        Some(view! { <p>{text::confirm(&what, &lote.numero_registro)}</p> })
    };
    let chosen = RwSignal::new(keys[0].certificado.clone());
    let options: Vec<_> = keys
        .iter()
        .map(|key| Choice::new(&key.certificado, &key.holder))
        .collect();
    let sign_now = Callback::new(move |()| {
        let key = keys
            .iter()
            .find(|key| chosen.with_untracked(|chosen| *chosen == key.certificado));
        let (Some(key), Some(lote), Some(file)) = (key, lote.get_untracked(), file.get_untracked())
        else {
            return;
        };
        let bytes = rules::decoded(&file).unwrap_or_default();
        done.set(None);
        task.run(
            sign(signer, key.clone(), signature, lote, bytes),
            move |what| {
                done.set(Some(what));
                changes.movements_changed();
            },
        );
    });
    view! {
        {confirm}
        <Radios name="llave" legend=text::KEY value=chosen options />
        <p class="muted">{explained}</p>
        <ErrorNotice error=task.error() />
        <Show when=move || task.busy().get()>
            <Progress label=working.to_owned() />
        </Show>
        <Actions>
            <Button variant=Variant::Primary busy=task.busy() on_click=sign_now>
                {button}
            </Button>
        </Actions>
    }
    .into_any()
}

/// Undoes a lote that was not signed.
#[component]
fn Undo(lote: Memo<Option<LoteView>>) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let task = Task::new();
    let asking = RwSignal::new(false);
    let undo = Callback::new(move |()| {
        let Some(lote) = lote.get_untracked() else {
            return;
        };
        task.run(lotes::cancel(lote.id, lote.version), move |_| {
            asking.set(false);
            changes.movements_changed();
        });
    });
    view! {
        <Actions>
            <Button
                variant=Variant::Quiet
                on_click=move |()| {
                    task.clear();
                    asking.set(true);
                }
            >
                {text::CANCEL}
            </Button>
        </Actions>
        <Confirm
            open=asking
            id="deshacer-lote"
            title=text::CANCEL_TITLE
            confirm=text::CANCEL
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=undo
        >
            <p>{text::CANCEL_TEXT}</p>
        </Confirm>
    }
    .into_any()
}

/// A lote in doubt: a person says what she saw at IDSE.
#[component]
fn Decide(lote: Memo<Option<LoteView>>) -> impl IntoView {
    let changes = expect_context::<Changes>();
    let task = Task::new();
    let (received, missing) = (RwSignal::new(false), RwSignal::new(false));
    let decide = move |decision: DudosoDecision| {
        Callback::new(move |()| {
            let Some(lote) = lote.get_untracked() else {
                return;
            };
            task.run(lotes::resolve(lote.id, lote.version, decision), move |_| {
                received.set(false);
                missing.set(false);
                changes.movements_changed();
            });
        })
    };
    view! {
        <Actions>
            <Button on_click=move |()| received.set(true)>{text::RECEIVED_BUTTON}</Button>
            <Button on_click=move |()| missing.set(true)>{text::NOT_RECEIVED_BUTTON}</Button>
        </Actions>
        <Confirm
            open=received
            id="recibido"
            title=text::RECEIVED_CONFIRM
            confirm=text::RECEIVED_BUTTON
            busy=task.busy()
            error=task.error()
            on_confirm=decide(DudosoDecision::Recibido)
        >
            <p>{text::RECEIVED_CONFIRM_TEXT}</p>
        </Confirm>
        <Confirm
            open=missing
            id="no-recibido"
            title=text::NOT_RECEIVED_CONFIRM
            confirm=text::NOT_RECEIVED_BUTTON
            danger=true
            busy=task.busy()
            error=task.error()
            on_confirm=decide(DudosoDecision::NoRecibido)
        >
            <p>{text::NOT_RECEIVED_CONFIRM_TEXT}</p>
        </Confirm>
    }
    .into_any()
}

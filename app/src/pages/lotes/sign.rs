//! The two places where a key signs: the lote itself, and IDSE's challenge.

use leptos::prelude::*;

use super::Page;
use super::course::{Course, Stage};
use super::file;
use super::rules::{Asks, Ready, Signing};
use super::sending::{Sent, ToSign, connect, sign_and_send};
use super::with_key::{WithKey, chosen};
use crate::client::Task;
use crate::components::{ErrorNotice, Notice, Panel, Tone};
use crate::messages::lotes as text;
use crate::signer::{LoteSeen, use_signer};

const HERE: &str = "firmar";

/// Brings the place where the lote is signed into view, and the focus to it.
pub(super) fn go() {
    let Some(here) = document().get_element_by_id(HERE) else {
        return;
    };
    here.scroll_into_view();
    if let Ok(here) = wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(here) {
        // Fails only where the page has gone meanwhile.
        let _ = here.focus();
    }
}

/// What came of the last signature, for the head of the page.
#[derive(Clone, Copy)]
pub(super) struct Outcome {
    /// What the worker itself read in the lote it signed.
    seen: RwSignal<Option<LoteSeen>>,
    /// The signature under way: the panel outlives what the lote becomes meanwhile.
    pub(super) signing: Task,
    /// Why IDSE opened no session afterwards.
    connecting: Task,
}

impl Outcome {
    pub(super) fn new() -> Self {
        Self {
            seen: RwSignal::new(None),
            signing: Task::new(),
            connecting: Task::new(),
        }
    }
}

/// What was signed, and what kept it from going out.
#[component]
pub(super) fn Told(outcome: Outcome) -> impl IntoView {
    let Outcome {
        seen, connecting, ..
    } = outcome;
    view! {
        {move || {
            seen.get()
                .map(|seen| {
                    view! {
                        <Notice tone=Tone::Success title=text::SIGNED_TITLE>
                            {text::seen(seen.total, &seen.registro_patronal)}
                        </Notice>
                    }
                })
        }}
        {move || {
            connecting
                .error()
                .get()
                .map(|error| {
                    view! {
                        <Notice tone=Tone::Warning title=text::NOT_CONNECTED_TITLE>
                            <p>{error.message}</p>
                            <p>{text::NOT_CONNECTED_TEXT}</p>
                        </Notice>
                    }
                })
        }}
    }
    .into_any()
}

/// "Firmar y enviar": shown while the lote is to be signed.
#[component]
pub(super) fn Sign(page: Page) -> impl IntoView {
    let signer = use_signer();
    let Outcome {
        seen,
        signing: task,
        connecting,
    } = page.outcome;
    let course = Course::new();
    let unsent = StoredValue::new(None);
    let signs = chosen(page);
    let asks = Memo::new(move |_| {
        page.lote
            .with(|lote| lote.as_ref().map_or(Asks::Nothing, Asks::of))
    });
    let offered = Memo::new(move |_| {
        let agrees = page
            .detail
            .value()
            .with(|detail| detail.as_ref().is_some_and(file::agrees));
        task.busy().get() || (asks.get() == Asks::Sign && agrees)
    });
    let tap = Callback::new(move |ready: Ready| {
        let Some(detail) = page.detail.value().get_untracked() else {
            return;
        };
        let to_sign = ToSign {
            lote: detail.lote.id.clone(),
            registro: detail.lote.registro.clone(),
            dispmag: file::bytes(&detail),
            expected: file::expected(&detail),
        };
        connecting.clear();
        seen.set(None);
        let work = sign_and_send(signer, ready, to_sign, unsent, course);
        task.run(work, move |sent: Sent| {
            seen.set(Some(sent.seen));
            if let Some(error) = sent.not_connected {
                connecting.refuse(error);
            }
            page.became(sent.lote);
        });
    });
    let explained = Signal::derive(move || {
        let lote = page.lote.get()?;
        let Some(Signing::Ready(ready)) = signs.get() else {
            return None;
        };
        let count = u64::from(lote.movimientos);
        let signed = text::signs(lote.tipo, count, &lote.numero_registro, &ready.holder);
        let session = if lote.goes_out_by(&ready.certificado) {
            text::SENDS_ALONE
        } else {
            text::SIGN_OPENS_SESSION
        };
        Some(vec![signed, session.to_owned()])
    });
    // What went wrong last stands beside the button that tries again.
    let label = Signal::derive(move || {
        task.error().track();
        if unsent.with_value(Option::is_some) {
            text::SEND_AGAIN
        } else {
            text::SIGN
        }
    });
    view! {
        <div id=HERE class="stack" tabindex="-1">
            <Show when=move || offered.get()>
                <Panel title=text::SIGN_TITLE>
                    <ErrorNotice error=task.error() />
                    {move || {
                        if page.may.get().signs {
                            view! { <WithKey page signs task course label explained on_tap=tap /> }
                                .into_any()
                        } else {
                            view! { <p>{text::NOT_YOURS_TEXT}</p> }.into_any()
                        }
                    }}
                </Panel>
            </Show>
        </div>
    }
    .into_any()
}

/// "Firma para enviarlo", "Firma para consultar": IDSE's challenge and nothing else.
#[component]
pub(super) fn Connect(page: Page, asks: Asks) -> impl IntoView {
    let signer = use_signer();
    let task = Task::new();
    let course = Course::new();
    course.at(Stage::Asking);
    let signs = chosen(page);
    let tap = Callback::new(move |ready: Ready| {
        let Some(lote) = page.lote.get_untracked() else {
            return;
        };
        let work = async move {
            let unconfirmed = ready.unconfirmed.then_some(lote.registro);
            connect(signer, &ready, unconfirmed.into_iter().collect(), course).await
        };
        task.run(work, move |()| {
            page.outcome.connecting.clear();
            page.changes.movements_changed();
        });
    });
    let (title, words, label) = if asks == Asks::ConnectToSend {
        (
            text::CONNECT_SEND_TITLE,
            text::CONNECT_SEND_TEXT,
            text::CONNECT_SEND,
        )
    } else {
        (
            text::CONNECT_ASK_TITLE,
            text::CONNECT_ASK_TEXT,
            text::CONNECT_ASK,
        )
    };
    view! {
        <Panel title>
            <p>{words}</p>
            <ErrorNotice error=task.error() />
            <WithKey
                page
                signs
                task
                course
                label=Signal::stored(label)
                explained=Signal::stored(Some(Vec::new()))
                on_tap=tap
            />
        </Panel>
    }
    .into_any()
}

//! The two places where a key signs: the lote itself, and IDSE's challenge.

use api::ApiError;
use api::view::lotes::LoteView;
use app_logic::lotes::dispmag_file;
use app_logic::lotes::required_signature::RequiredSignature;
use app_logic::lotes::signing_key::{ReadyKey, SigningKey};
use app_logic::lotes::signing_stage::SigningStage;
use app_logic::lotes::warnings::{WarningGroup, numbers_to_compare};
use leptos::prelude::*;

use super::LotePage;
use super::key::{SignWithKey, chosen_key};
use crate::client::Task;
use crate::components::{Checkbox, ErrorNotice, Notice, Panel, Tone};
use crate::messages::lotes as text;
use crate::pages::lotes::signing::{
    LoteToSign, SigningProgress, UnsentSignature, connect, failure_error, sign_and_store,
};
use crate::signer::{LoteSeen, Signer, use_signer};

const HERE: &str = "firmar";

/// Brings the place where the lote is signed into view, and the focus to it.
pub(super) fn focus_panel() {
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
pub(super) struct SigningOutcome {
    /// What the worker itself read in the lote it signed.
    seen: RwSignal<Option<LoteSeen>>,
    /// The signature under way: the panel outlives what the lote becomes meanwhile.
    pub(super) signing: Task,
    /// Why IDSE opened no session afterwards.
    connecting: Task,
}

impl SigningOutcome {
    pub(super) fn new() -> Self {
        Self {
            seen: RwSignal::new(None),
            signing: Task::new(),
            connecting: Task::new(),
        }
    }
}

/// What came of signing and sending one lote.
struct SignedAndSent {
    lote: LoteView,
    /// What the worker itself read in the lote it signed.
    seen: LoteSeen,
    /// Why no session was opened, where one was needed. The lote waits for one.
    not_connected: Option<ApiError>,
}

/// Signs the lote, posts it and, where no live session sends it, opens one.
async fn sign_and_send(
    signer: Signer,
    key: ReadyKey,
    to_sign: LoteToSign,
    registro: String,
    unsent: UnsentSignature,
    progress: SigningProgress,
) -> Result<SignedAndSent, ApiError> {
    let (lote, seen) = sign_and_store(signer, &key, to_sign, unsent, progress)
        .await
        .map_err(|failure| failure_error(&failure))?;
    let not_connected = if lote.goes_out() {
        None
    } else {
        let unconfirmed = key.unconfirmed.then_some(registro);
        let unconfirmed = unconfirmed.into_iter().collect();
        connect(signer, &key, unconfirmed, progress).await.err()
    };
    Ok(SignedAndSent {
        lote,
        seen,
        not_connected,
    })
}

/// What was signed, and what kept it from going out.
#[component]
pub(super) fn SigningNotices(outcome: SigningOutcome) -> impl IntoView {
    let SigningOutcome {
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
pub(super) fn SignPanel(page: LotePage) -> impl IntoView {
    let signer = use_signer();
    let SigningOutcome {
        seen,
        signing: task,
        connecting,
    } = page.outcome;
    let progress = SigningProgress::new();
    let unsent = StoredValue::new(None);
    let key = chosen_key(page);
    let required = Memo::new(move |_| {
        page.lote
            .with(|lote| lote.as_ref().map(RequiredSignature::of))
    });
    let offered = Memo::new(move |_| {
        let agrees = page
            .detail
            .value()
            .with(|detail| detail.as_ref().is_some_and(dispmag_file::agrees));
        task.busy().get() || (required.get() == Some(RequiredSignature::Lote) && agrees)
    });
    let tap = Callback::new(move |key: ReadyKey| {
        let Some(detail) = page.detail.value().get_untracked() else {
            return;
        };
        let registro = detail.lote.registro.clone();
        let to_sign = LoteToSign {
            lote: detail.lote.id.clone(),
            attempt: detail.lote.attempt,
            dispmag: dispmag_file::bytes(&detail),
            expected: dispmag_file::expected(&detail),
        };
        connecting.clear();
        seen.set(None);
        let work = sign_and_send(signer, key, to_sign, registro, unsent, progress);
        task.run(work, move |sent: SignedAndSent| {
            seen.set(Some(sent.seen));
            if let Some(error) = sent.not_connected {
                connecting.refuse(error);
            }
            page.show(sent.lote);
        });
    });
    let explained = Signal::derive(move || {
        let lote = page.lote.get()?;
        let Some(SigningKey::Open(key)) = key.get() else {
            return None;
        };
        let count = u64::from(lote.movimientos);
        let signed = text::signs(lote.tipo, count, &lote.numero_registro, &key.holder);
        let session = if lote.goes_out_by(&key.certificado) {
            text::SENDS_ALONE
        } else {
            text::SIGN_OPENS_SESSION
        };
        Some(vec![signed, session.to_owned()])
    });
    let to_compare = page.part(numbers_to_compare);
    let compared = RwSignal::new(false);
    let blocked = Signal::derive(move || {
        let waits = to_compare.with(|groups| groups.as_ref().is_some_and(|it| !it.is_empty()));
        waits && !compared.get()
    });
    // The label changes with the error that is shown beside the button.
    let label = Signal::derive(move || {
        task.error().track();
        let attempt = page
            .lote
            .with(|lote| lote.as_ref().map(|lote| lote.attempt));
        if unsent
            .with_value(|kept| kept.as_ref().map(|(of, _)| *of) == attempt && attempt.is_some())
        {
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
                            view! { <ToCompare groups=to_compare compared />
                                <SignWithKey page key task progress label explained blocked on_tap=tap /> }
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

/// Numbers whose check digit does not agree: nothing is signed before the person says that she compared
/// them.
#[component]
fn ToCompare(groups: Memo<Option<Vec<WarningGroup>>>, compared: RwSignal<bool>) -> impl IntoView {
    move || {
        let groups = groups.get().filter(|groups| !groups.is_empty())?;
        let lines = groups
            .iter()
            .map(|group| view! { <p>{group.line()}</p> })
            .collect_view();
        let shown = view! {
            <Notice tone=Tone::Warning title=text::TO_COMPARE_TITLE>
                {lines}
                <Checkbox
                    name="comparados"
                    label=text::COMPARED
                    help=text::TO_COMPARE_HELP
                    checked=compared
                />
            </Notice>
        };
        Some(shown)
    }
}

/// "Firma para enviarlo", "Firma para consultar": IDSE's challenge and nothing else.
#[component]
pub(super) fn ConnectPanel(page: LotePage, required: RequiredSignature) -> impl IntoView {
    let signer = use_signer();
    let task = Task::new();
    let progress = SigningProgress::new();
    progress.reached(SigningStage::AskingChallenge);
    let key = chosen_key(page);
    let tap = Callback::new(move |key: ReadyKey| {
        let Some(lote) = page.lote.get_untracked() else {
            return;
        };
        let work = async move {
            let unconfirmed = key.unconfirmed.then_some(lote.registro);
            connect(signer, &key, unconfirmed.into_iter().collect(), progress).await
        };
        task.run(work, move |()| {
            page.outcome.connecting.clear();
            page.changes.movements_changed();
            page.focus_status();
        });
    });
    let (title, words, label) = if required == RequiredSignature::ChallengeToSend {
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
            <SignWithKey
                page
                key
                task
                progress
                label=Signal::stored(label)
                explained=Signal::stored(Some(Vec::new()))
                on_tap=tap
            />
        </Panel>
    }
    .into_any()
}

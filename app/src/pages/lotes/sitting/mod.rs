//! `/lotes/firmar`: "Firmar y enviar todo". Every lote that is ready is reviewed here (`lote`), each key is
//! opened once (`keys`), and one tap signs them all (`state`).

mod keys;
mod lote;
mod state;

use api::view::lotes::LoteView;
use api::view::movements::MovementView;
use app_logic::lotes::sitting::{signed_by_tap, waiting_for_idse};
use leptos::html;
use leptos::prelude::*;

use crate::address::Address;
use crate::client::use_portal;
use crate::components::{
    Actions, Button, ButtonLink, Empty, ErrorNotice, Notice, PageHeader, Panel, Progress, Skeleton,
    Tone, Variant,
};
use crate::messages::{common, lotes as text};
use crate::pages::certificates::ExpiryNotice;
use crate::pages::lotes::signing::SigningStatus;
use crate::pages::movement::Details;
use keys::KeysPanel;
use lote::SittingLotes;
use state::{LoteOutcome, SittingState, load_when_listed};

/// Everything that is to be signed, in one sitting.
#[component]
pub fn Sitting() -> impl IntoView {
    let sitting = SittingState::new();
    load_when_listed(sitting);
    let may = use_portal().may();
    let open = RwSignal::new(false);
    let shown = RwSignal::new(None::<MovementView>);
    let see = Callback::new(move |movement| {
        shown.set(Some(movement));
        open.set(true);
    });
    let nothing = Memo::new(move |_| {
        sitting.lotes.with(Vec::is_empty)
            && sitting.not_loaded().is_empty()
            && !sitting.loading.busy().get()
    });
    let whole = shown_whole(sitting);
    view! {
        <PageHeader title=text::SIGN_ALL>
            <ButtonLink href=Address::Lotes variant=Variant::Quiet>
                {text::BACK_TO_LIST}
            </ButtonLink>
        </PageHeader>
        <ErrorNotice error=sitting.live.error() />
        <Show
            when=move || whole.get()
            fallback=move || {
                view! {
                    <Show when=move || sitting.live.error().with(Option::is_none)>
                        <Skeleton lines=12 />
                    </Show>
                    <LoadingStatus sitting />
                }
            }
        >
            <Show when=move || nothing.get()>
                <Empty title=text::NOTHING_TO_SIGN_TITLE text=text::NOTHING_TO_SIGN_TEXT>
                    <ButtonLink href=Address::Lotes>{text::BACK_TO_LIST}</ButtonLink>
                </Empty>
            </Show>
            <LoadingStatus sitting />
            <Show when=move || !nothing.get()>
                <ExpiryNotice held=sitting.held.value() />
            </Show>
            <SittingLotes sitting on_see=see />
            <Show
                when=move || may.get().signs
                fallback=move || (!nothing.get()).then(|| view! { <p>{text::NOT_YOURS_TEXT}</p> })
            >
                <NewLotesNotice sitting />
                <RoundResult sitting />
                <KeysPanel sitting />
                <SignAllPanel sitting />
                <ConnectPanel sitting />
            </Show>
        </Show>
        <Details open shown />
    }
}

/// Whether the page is drawn: everything that it shows at first is known, or will not come. What came later
/// would push away what a person is about to tap.
fn shown_whole(sitting: SittingState) -> Memo<bool> {
    Memo::new(move |before: Option<&bool>| {
        let failed = sitting.loading.error().with(Option::is_some);
        let loaded = sitting.live.value().with(Option::is_some)
            && sitting.is_ready_to_show()
            && !sitting.loading.busy().get()
            && (failed || sitting.not_loaded().is_empty());
        loaded || before.copied().unwrap_or_default()
    })
}

/// Lotes being loaded, and why one could not be loaded.
#[component]
fn LoadingStatus(sitting: SittingState) -> impl IntoView {
    view! {
        <Show when=move || sitting.loading.busy().get()>
            <Progress label=Signal::derive(move || text::reading(sitting.left_to_load.get())) />
        </Show>
        <ErrorNotice error=sitting.loading.error() />
        <Show when=move || sitting.loading.error().with(Option::is_some)>
            <Actions>
                <Button on_click=move |()| sitting.load()>{common::RETRY}</Button>
            </Actions>
        </Show>
    }
    .into_any()
}

/// Lotes prepared after the review began: shown, and never signed unseen.
#[component]
fn NewLotesNotice(sitting: SittingState) -> impl IntoView {
    let count = Memo::new(move |_| {
        let reading = sitting.loading.busy().get() || sitting.lotes.with(Vec::is_empty);
        if reading {
            0
        } else {
            sitting.not_loaded().len()
        }
    });
    view! {
        <Show when=move || { count.get() > 0 }>
            <Notice title=text::MORE_TO_SIGN_TITLE>
                <p>{move || text::more_to_sign(count.get())}</p>
                <Button on_click=move |()| sitting.load()>{text::MORE_TO_SIGN}</Button>
            </Notice>
        </Show>
    }
    .into_any()
}

/// How many lotes were signed, in a sentence that is also announced.
#[component]
fn RoundResult(sitting: SittingState) -> impl IntoView {
    let signed = Memo::new(move |_| {
        let lotes = sitting.lotes.get();
        let done =
            |one: &&state::SittingLote| one.outcome.with(|it| matches!(it, LoteOutcome::Signed(_)));
        lotes.iter().filter(done).count()
    });
    let failed = Memo::new(move |_| {
        let lotes = sitting.lotes.get();
        let failed =
            |one: &&state::SittingLote| one.outcome.with(|it| matches!(it, LoteOutcome::Failed(_)));
        lotes.iter().filter(failed).count()
    });
    let busy = sitting.signing.busy();
    let over = Memo::new(move |_| !busy.get() && (signed.get() > 0 || failed.get() > 0));
    let answer = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<bool>| {
        let over = over.get();
        if over && before == Some(false) {
            focus_when_drawn(answer);
        }
        over
    });
    view! {
        <div class="stack" tabindex="-1" node_ref=answer>
        <Show when=move || over.get()>
            {move || {
                let tone = if failed.get() == 0 { Tone::Success } else { Tone::Warning };
                let words = text::sitting(signed.get(), failed.get());
                view! { <Notice tone title=words>{text::SITTING_TEXT}</Notice> }
            }}
        </Show>
        {move || {
            sitting
                .not_connected
                .get()
                .into_iter()
                .map(|(holder, error)| {
                    view! {
                        <Notice tone=Tone::Warning title=text::NOT_CONNECTED_TITLE>
                            <p>{text::not_connected(&holder)} " " {error.message}</p>
                            <p>{text::ALL_NOT_CONNECTED_TEXT}</p>
                        </Notice>
                    }
                })
                .collect_view()
        }}
        </div>
    }
    .into_any()
}

/// Takes the focus to what is about to be drawn, which brings it into view.
fn focus_when_drawn(answer: NodeRef<html::Div>) {
    request_animation_frame(move || {
        if let Some(answer) = answer.try_get_untracked().flatten() {
            // Fails only where the page has gone meanwhile.
            let _ = answer.focus();
        }
    });
}

/// The one tap, with every lote it signs named above it.
#[component]
fn SignAllPanel(sitting: SittingState) -> impl IntoView {
    let task = sitting.signing;
    let signable = Memo::new(move |_| sitting.signable());
    let begun = Memo::new(move |_| {
        let lotes = sitting.lotes.get();
        lotes
            .iter()
            .any(|one| one.outcome.with(|it| *it != LoteOutcome::Waiting))
    });
    let offered = Memo::new(move |_| {
        let signable = signable.with(|all| !all.is_empty());
        task.busy().get() || (signable && !sitting.loading.busy().get())
    });
    let label = move || {
        let count = signable.with(Vec::len);
        if begun.get() {
            text::go_on(count)
        } else {
            text::sign_all(count)
        }
    };
    view! {
        <Show when=move || offered.get()>
            <Panel title=text::SIGN_TITLE>
                <ErrorNotice error=task.error() />
                <Show
                    when=move || task.busy().get()
                    fallback=move || {
                        signable
                            .with(|all| signed_by_tap(all))
                            .into_iter()
                            .map(|line| view! { <p>{line}</p> })
                            .collect_view()
                    }
                >
                    <SigningStatus progress=sitting.progress />
                </Show>
                <Actions>
                    <Button
                        variant=Variant::Primary
                        busy=task.busy()
                        on_click=move |()| sitting.sign(signable.get_untracked())
                    >
                        {move || if task.busy().get() { text::SIGNING_ALL.to_owned() } else { label() }}
                    </Button>
                    <Show when=move || task.busy().get()>
                        <Button disabled=sitting.stop on_click=move |()| sitting.stop.set(true)>
                            {move || {
                                if sitting.stop.get() { text::STOPPING } else { text::STOP }
                            }}
                        </Button>
                    </Show>
                </Actions>
            </Panel>
        </Show>
    }
    .into_any()
}

/// Signed lotes that only lack a session at IDSE: a button for each open key that opens one.
#[component]
fn ConnectPanel(sitting: SittingState) -> impl IntoView {
    let waiting = Memo::new(move |_| {
        let all = sitting.live.value().get().unwrap_or_default();
        let waiting: Vec<LoteView> = waiting_for_idse(&all).into_iter().cloned().collect();
        waiting
    });
    let keys = Memo::new(move |_| {
        let lotes = waiting.get();
        keys::keys_that_connect(sitting, &lotes)
    });
    let offered = Memo::new(move |_| {
        !sitting.signing.busy().get() && waiting.with(|lotes| !lotes.is_empty())
    });
    view! {
        <Show when=move || offered.get()>
            <Panel title=text::REACH_TITLE>
                <p>{move || text::reach(waiting.with(Vec::len))}</p>
                <Actions>
                    {move || {
                        keys.get()
                            .into_iter()
                            .map(|key| {
                                let label = text::reach_with(&key.key.holder);
                                view! {
                                    <Button on_click=move |()| sitting.connect_with(key.clone())>
                                        {label}
                                    </Button>
                                }
                            })
                            .collect_view()
                    }}
                </Actions>
                <Show when=move || keys.with(Vec::is_empty)>
                    <p class="muted">{text::REACH_CLOSED}</p>
                </Show>
            </Panel>
        </Show>
    }
    .into_any()
}

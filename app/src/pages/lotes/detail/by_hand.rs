//! The way by hand: the file, what to do with it in IDSE, and the way back.

use api::functions::lotes;
use api::view::lotes::LoteView;
use app_logic::lotes::by_hand::{ByHand, by_hand};
use leptos::prelude::*;

use super::LotePage;
use crate::address::{Address, LOTE};
use crate::client::{Task, relay};
use crate::components::{
    Actions, Button, ButtonLink, Confirm, Disclosure, DownloadLink, ExternalLink, Panel, Variant,
};
use crate::messages::{by_hand as text, certificates, lotes as lote_text};

/// What is offered, or what is left to do once the person files it herself.
#[component]
pub(super) fn ByHandPanel(page: LotePage) -> impl IntoView {
    let offered = Memo::new(move |_| {
        let signs = page.may.get().signs && !page.outcome.signing.busy().get();
        let detail = page.detail.value();
        detail.with(|detail| detail.as_ref().and_then(|detail| by_hand(detail, signs)))
    });
    move || match offered.get()? {
        ByHand::Offered => Some(view! { <Offer page /> }.into_any()),
        ByHand::Chosen { may_take_back } => {
            Some(view! { <Chosen page may_take_back /> }.into_any())
        }
    }
}

#[component]
fn Offer(page: LotePage) -> impl IntoView {
    let task = Task::new();
    let asking = RwSignal::new(false);
    let mark = Callback::new(move |()| {
        let Some(lote) = page.lote.get_untracked() else {
            return;
        };
        task.request(lotes::file_by_hand(lote.id, lote.version), move |lote| {
            asking.set(false);
            page.show(lote);
        });
    });
    view! {
        <Disclosure summary=text::TITLE>
            <p>{text::TEXT}</p>
            {move || page.lote.with(|lote| lote.as_ref().map(steps))}
            <Actions>
                {move || page.lote.with(|lote| lote.as_ref().map(tools))}
                <Button on_click=move |()| {
                    task.clear();
                    asking.set(true);
                }>{text::MARK}</Button>
            </Actions>
        </Disclosure>
        <Confirm
            open=asking
            id="presentar-por-fuera"
            title=text::MARK_TITLE
            confirm=text::MARK
            busy=task.busy()
            error=task.error()
            on_confirm=mark
        >
            <p>{text::MARK_TEXT}</p>
        </Confirm>
    }
    .into_any()
}

#[component]
fn Chosen(page: LotePage, may_take_back: bool) -> impl IntoView {
    let task = Task::new();
    let asking = RwSignal::new(false);
    let take_back = Callback::new(move |()| {
        let Some(lote) = page.lote.get_untracked() else {
            return;
        };
        task.request(lotes::take_back(lote.id, lote.version), move |lote| {
            asking.set(false);
            page.show(lote);
        });
    });
    let bring = move || {
        let captures = page.may.get().captures;
        let lote = page.lote.get().filter(|_| captures)?;
        let href = Address::BringResults.with_query(&[(LOTE, &lote.id)]);
        Some(view! { <ButtonLink href variant=Variant::Primary>{text::BRING}</ButtonLink> })
    };
    view! {
        <Panel title=text::STEPS>
            {move || page.lote.with(|lote| lote.as_ref().map(steps))}
            <Actions>
                {bring}
                {move || page.lote.with(|lote| lote.as_ref().map(tools))}
                {may_take_back
                    .then(|| {
                        view! {
                            <Button
                                variant=Variant::Quiet
                                on_click=move |()| {
                                    task.clear();
                                    asking.set(true);
                                }
                            >
                                {text::TAKE_BACK}
                            </Button>
                        }
                    })}
            </Actions>
        </Panel>
        <Confirm
            open=asking
            id="firmar-aqui"
            title=text::TAKE_BACK_TITLE
            confirm=text::TAKE_BACK
            busy=task.busy()
            error=task.error()
            on_confirm=take_back
        >
            <p>{text::TAKE_BACK_TEXT}</p>
        </Confirm>
    }
    .into_any()
}

fn steps(lote: &LoteView) -> AnyView {
    let count = u64::from(lote.movimientos);
    let steps = text::steps(lote.tipo, count, &lote.numero_registro);
    let steps = steps.map(|step| view! { <li>{step}</li> });
    view! { <ol class="numbered">{steps.into_iter().collect_view()}</ol> }.into_any()
}

fn tools(lote: &LoteView) -> AnyView {
    view! {
        <DownloadLink
            href=relay::dispmag_path(&lote.id)
            file_name=lote_text::dispmag_name(lote.numero)
        >
            {text::FILE}
        </DownloadLink>
        <ExternalLink href=certificates::IDSE_ADDRESS>{text::IDSE}</ExternalLink>
    }
    .into_any()
}

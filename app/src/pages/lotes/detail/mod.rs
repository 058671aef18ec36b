//! `/lotes/:id`: what a lote holds (`review`), its signature (`sign`, `key`, `evidence`), its state and
//! results (`status`), what a person decides (`decide`), files (`by_hand`) or settles (`settle`) herself, and the lotes to be signed next (`next`).

mod by_hand;
mod decide;
mod evidence;
mod key;
mod next;
mod review;
mod settle;
mod sign;
mod status;

use api::functions::{certificates, lotes, registros};
use api::view::certificates::CertificateView;
use api::view::lotes::{LoteDetail, LoteState, LoteView};
use api::view::registros::RegistroView;
use app_logic::lotes::required_signature::RequiredSignature;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::receipts::Receipts;
use crate::address::Address;
use crate::client::{Changes, Fetched, Permissions, fetch, use_portal};
use crate::components::{Button, ButtonLink, ErrorNotice, PageHeader, Skeleton, Timeline, Variant};
use crate::messages::{common, lotes as text, movements};
use crate::pages::movement::happenings;

/// What the panels of the page share. What is typed and picked on the page survives every change that
/// arrives from elsewhere: each panel reads the one thing that it shows, and is drawn again only when
/// that changes.
#[derive(Clone, Copy)]
struct LotePage {
    detail: Fetched<LoteDetail>,
    held: Fetched<Vec<CertificateView>>,
    lote: Memo<Option<LoteView>>,
    /// The lote's registro patronal; `None` while it is not known.
    registro: Memo<Option<RegistroView>>,
    may: Signal<Permissions>,
    changes: Changes,
    outcome: sign::SigningOutcome,
    /// The state at the head of the page, which takes the focus after an action.
    top: NodeRef<html::Div>,
}

impl LotePage {
    fn load(id: String) -> Self {
        let changes = expect_context::<Changes>();
        let detail = fetch(move || {
            changes.on_lotes();
            changes.on_certificados();
            lotes::get(id.clone())
        });
        let held = fetch(move || {
            changes.on_certificados();
            certificates::list()
        });
        let registros = fetch(move || {
            changes.on_registros();
            registros::list()
        });
        let lote = Memo::new(move |_| detail.value().get().map(|detail| detail.lote));
        let registro = Memo::new(move |_| {
            let id = lote.get()?.registro;
            let all = registros.value().get()?;
            all.into_iter().find(|one| one.id == id)
        });
        Self {
            detail,
            held,
            lote,
            registro,
            may: use_portal().may(),
            changes,
            outcome: sign::SigningOutcome::new(),
            top: NodeRef::new(),
        }
    }

    /// A part of the detail, which notifies only when that part changes.
    fn part<T>(self, part: fn(&LoteDetail) -> T) -> Memo<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let value = self.detail.value();
        Memo::new(move |_| value.with(|detail| detail.as_ref().map(part)))
    }

    /// Shows the lote as the server answered it, loads the rest again, and moves to the state.
    fn show(self, lote: LoteView) {
        self.put(lote);
        self.changes.movements_changed();
        self.focus_status();
    }

    /// Shows the lote as the server answered it, where nothing else changed.
    fn put(self, lote: LoteView) {
        self.detail.value().update(|detail| {
            if let Some(detail) = detail {
                detail.lote = lote;
            }
        });
    }

    /// Brings the state into view, and the focus to it.
    fn focus_status(self) {
        if let Some(top) = self.top.get_untracked() {
            top.scroll_into_view();
            // Fails only where the page has gone meanwhile.
            let _ = top.focus();
        }
    }
}

/// One lote.
#[component]
pub fn Lote() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    move || view! { <LoteScreen id=id.get() /> }
}

#[component]
fn LoteScreen(id: String) -> impl IntoView {
    let page = LotePage::load(id);
    let known = Memo::new(move |_| page.lote.with(Option::is_some));
    let title = Signal::derive(move || {
        page.lote.with(|lote| {
            lote.as_ref()
                .map_or_else(|| text::TITLE.to_owned(), |lote| text::title(lote.numero))
        })
    });
    let to_sign = Memo::new(move |_| {
        let required = page
            .lote
            .with(|lote| lote.as_ref().map(RequiredSignature::of));
        page.may.get().signs && required == Some(RequiredSignature::Lote)
    });
    view! {
        <PageHeader title>
            <Show when=move || to_sign.get()>
                <Button on_click=|()| sign::focus_panel()>{text::GO_SIGN}</Button>
            </Show>
            <ButtonLink href=Address::Lotes variant=Variant::Quiet>
                {text::BACK_TO_LIST}
            </ButtonLink>
        </PageHeader>
        <LoadFailure page />
        {move || {
            if known.get() {
                view! { <Panels page /> }.into_any()
            } else if page.detail.error().with(Option::is_some) {
                ().into_any()
            } else {
                view! { <Skeleton lines=8 /> }.into_any()
            }
        }}
    }
    .into_any()
}

#[component]
fn LoadFailure(page: LotePage) -> impl IntoView {
    let detail = page.detail;
    view! {
        <ErrorNotice error=detail.error() />
        <Show when=move || detail.error().with(Option::is_some)>
            <Button busy=detail.busy() on_click=move |()| detail.again()>
                {common::RETRY}
            </Button>
        </Show>
    }
    .into_any()
}

#[component]
fn Panels(page: LotePage) -> impl IntoView {
    let history = page.part(|detail| detail.history.clone());
    let received = page.part(|detail| {
        let estado = &detail.lote.estado;
        let received = matches!(
            estado,
            LoteState::Enviado { .. } | LoteState::Procesado { .. }
        );
        received.then(|| detail.lote.id.clone())
    });
    view! {
        <div class="stack" tabindex="-1" node_ref=page.top>
            <sign::SigningNotices outcome=page.outcome />
            <status::StatusPanel page />
        </div>
        <review::Review page />
        <sign::SignPanel page />
        <by_hand::ByHandPanel page />
        <settle::SettlePanel page />
        <decide::RetryPanel page />
        <decide::DissolveButton page />
        <evidence::EvidencePanel page />
        {move || received.get().flatten().map(|id| view! { <Receipts lotes=vec![id] /> })}
        <next::NextToSign page />
        {move || {
            history
                .get()
                .filter(|history| !history.is_empty())
                .map(|history| {
                    view! { <Timeline title=movements::CHANGES happenings=happenings(history) /> }
                })
        }}
    }
    .into_any()
}

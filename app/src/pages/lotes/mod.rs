//! `/lotes`: what is open (`open`); `/lotes/firmar`: everything signed in one sitting (`together`);
//! `/lotes/:id`: what a lote holds, its signature, and what became of it.

mod contents;
mod course;
mod decide;
mod evidence;
mod file;
mod next;
mod open;
mod review;
mod rules;
mod sending;
mod sign;
mod state;
mod table;
#[cfg(test)]
mod testing;
mod together;
mod with_key;

use api::functions::{certificates, lotes, registros};
use api::view::certificates::CertificateView;
use api::view::lotes::{LoteDetail, LoteView};
use api::view::registros::RegistroView;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::client::{Changes, Fetched, Permissions, fetch, use_portal};
use crate::components::{Button, ButtonLink, ErrorNotice, PageHeader, Skeleton, Timeline, Variant};
use crate::messages::{common, lotes as text, movements};
use crate::pages::movement::happenings;
pub use open::Lotes;
use rules::Asks;
pub(crate) use table::LoteTable;
pub use together::Together;

/// What the parts of the page share. What is typed and picked on it survives every change that
/// arrives from elsewhere: parts look at the one thing they show, and are drawn anew only with it.
#[derive(Clone, Copy)]
struct Page {
    detail: Fetched<LoteDetail>,
    held: Fetched<Vec<CertificateView>>,
    lote: Memo<Option<LoteView>>,
    /// The lote's registro patronal; none while it is not known.
    registro: Memo<Option<RegistroView>>,
    may: Signal<Permissions>,
    changes: Changes,
    outcome: sign::Outcome,
    /// The state at the head of the page, focused when something was done.
    top: NodeRef<html::Div>,
}

impl Page {
    fn of(id: String) -> Self {
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
            outcome: sign::Outcome::new(),
            top: NodeRef::new(),
        }
    }

    /// A part of the detail, told again only when it changes.
    fn part<T>(self, part: fn(&LoteDetail) -> T) -> Memo<Option<T>>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let value = self.detail.value();
        Memo::new(move |_| value.with(|detail| detail.as_ref().map(part)))
    }

    /// Shows the lote as the server answered it, and asks for the rest.
    fn became(self, lote: LoteView) {
        self.detail.value().update(|detail| {
            if let Some(detail) = detail {
                detail.lote = lote;
            }
        });
        self.changes.movements_changed();
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
    move || view! { <One id=id.get() /> }
}

#[component]
fn One(id: String) -> impl IntoView {
    let page = Page::of(id);
    let known = Memo::new(move |_| page.lote.with(Option::is_some));
    let title = Signal::derive(move || {
        page.lote.with(|lote| {
            lote.as_ref()
                .map_or_else(|| text::TITLE.to_owned(), |lote| text::title(lote.numero))
        })
    });
    let to_sign = Memo::new(move |_| {
        let asks = page
            .lote
            .with(|lote| lote.as_ref().map_or(Asks::Nothing, Asks::of));
        page.may.get().signs && asks == Asks::Sign
    });
    view! {
        <PageHeader title>
            <Show when=move || to_sign.get()>
                <Button on_click=|()| sign::go()>{text::GO_SIGN}</Button>
            </Show>
            <ButtonLink href="/lotes" variant=Variant::Quiet>
                {text::BACK_TO_LIST}
            </ButtonLink>
        </PageHeader>
        <Failed page />
        {move || {
            if known.get() {
                view! { <Whole page /> }.into_any()
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
fn Failed(page: Page) -> impl IntoView {
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
fn Whole(page: Page) -> impl IntoView {
    let history = page.part(|detail| detail.history.clone());
    view! {
        <div class="stack" tabindex="-1" node_ref=page.top>
            <sign::Told outcome=page.outcome />
            <state::State page />
        </div>
        <review::Review page />
        <sign::Sign page />
        <decide::Retry page />
        <decide::Cancel page />
        <evidence::Kept page />
        <next::Next page />
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

//! `/lotes`: what is to be signed, what waits for a lote, and every open lote.

mod ready;
mod set_aside;

use api::functions::{certificates, lotes};
use api::view::lotes::{LoteView, ReadyLotes};
use app_logic::history::tabs::HistoryTab;
use app_logic::lotes::order::{ToSign, by_deadline};
use app_logic::lotes::waits_for::OpenFilter;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::Composition;

use crate::address::{Address, WAITS};
use crate::client::{Changes, Permissions, fetch, keep_place, use_portal};
use crate::components::{
    Actions, Button, ButtonLink, Empty, ErrorNotice, Notice, PageHeader, Panel, Skeleton, Tone,
    Variant,
};
use crate::format::date;
use crate::messages::{common, lotes as text, movements as words};
use crate::pages::certificates::ExpiryNotice;
use crate::pages::lotes::LoteTable;
use ready::ReadyPanel;

/// The server lists no more: the others come once these are done.
const MOST: usize = 200;

/// The open lotes. Nothing is shown before everything is known: what came later would push away what a
/// person is about to tap.
#[component]
pub fn Lotes() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let location = use_location();
    // The query of the address that is being left stays until the page is gone.
    let filter = Memo::new(move |before: Option<&Option<OpenFilter>>| {
        if location.pathname.get() != Address::Lotes.href() {
            return before.copied().flatten();
        }
        location
            .query
            .with(|query| OpenFilter::named(query.get(WAITS).as_deref().unwrap_or_default()))
    });
    let list = fetch(move || {
        changes.on_lotes();
        lotes::open()
    });
    let ready = fetch(move || {
        changes.on_movements();
        let captures = may.get().captures;
        async move {
            if captures {
                lotes::ready().await
            } else {
                Ok(nothing_ready())
            }
        }
    });
    let held = fetch(move || {
        changes.on_certificados();
        certificates::list()
    });
    let known = Memo::new(move |_| {
        let answered = ready.value().with(Option::is_some) || ready.error().with(Option::is_some);
        let warned = held.value().with(Option::is_some) || held.error().with(Option::is_some);
        answered && warned && list.value().with(Option::is_some)
    });
    keep_place(known.into());
    let failed = move || list.error().with(Option::is_some);
    view! {
        <PageHeader title=text::LIST_TITLE>
            <Show when=move || may.get().captures>
                <ButtonLink href=Address::BringResults variant=Variant::Quiet>
                    {text::BRING_RESULTS}
                </ButtonLink>
            </Show>
            <ButtonLink href=Address::HistoryTab { tab: HistoryTab::Lotes } variant=Variant::Quiet>
                {text::GO_EVERY}
            </ButtonLink>
        </PageHeader>
        <Show when=failed>
            <ErrorNotice error=list.error() />
            <Actions>
                <Button busy=list.busy() on_click=move |()| list.again()>
                    {common::RETRY}
                </Button>
            </Actions>
        </Show>
        <Show
            when=move || known.get()
            fallback=move || (!failed()).then(|| view! { <Skeleton lines=8 /> })
        >
            <Show when=move || filter.get().is_none()>
                <ExpiryNotice held=held.value() />
                {move || list.value().get().map(|all| to_sign(&all, may.get().signs))}
                <Show when=move || may.get().captures>
                    <ReadyPanel ready />
                </Show>
            </Show>
            {move || {
                let filter = filter.get();
                list.value().get().map(|all| open_lotes(all, filter, may.get()))
            }}
        </Show>
    }
}

/// For those who capture nothing.
fn nothing_ready() -> ReadyLotes {
    ReadyLotes {
        groups: Vec::new(),
        cut: false,
        composition: Composition::default(),
        max_per_lote: 1,
    }
}

/// The open lotes, or those of them that `filter` holds, with the way back to all.
fn open_lotes(all: Vec<LoteView>, filter: Option<OpenFilter>, may: Permissions) -> AnyView {
    let cut = all.len() >= MOST;
    let mut rows = by_deadline(all);
    let title = filter.map_or(text::OPEN_TITLE, OpenFilter::label);
    let all = filter.map(|filter| {
        rows.retain(|lote| filter.holds(lote, may.signs));
        view! {
            <Actions>
                <ButtonLink href=Address::Lotes variant=Variant::Quiet>
                    {text::SEE_ALL_OPEN}
                </ButtonLink>
            </Actions>
        }
    });
    let content = if rows.is_empty() && filter.is_some() {
        view! { <Empty title=text::FILTERED_EMPTY_TITLE text=text::FILTERED_EMPTY_TEXT /> }
            .into_any()
    } else if rows.is_empty() {
        view! { <Empty title=text::OPEN_EMPTY_TITLE text=text::OPEN_EMPTY_TEXT /> }.into_any()
    } else {
        view! { <LoteTable caption=text::OPEN_CAPTION rows may /> }.into_any()
    };
    view! {
        <section class="stack">
            <h2 class="subtitle">{title}</h2>
            {all}
            {content}
            {cut.then(|| view! { <p class="muted">{text::OPEN_CUT}</p> })}
        </section>
    }
    .into_any()
}

/// Everything that is ready, as one thing to do.
fn to_sign(lotes: &[LoteView], signs: bool) -> AnyView {
    let all = ToSign::of(lotes);
    let with_others = lotes.iter().filter(|lote| lote.awaits_other).count();
    let with_others = (with_others > 0).then(|| {
        view! { <p class="muted">{text::waits_for_others(with_others)}</p> }
    });
    if all.lotes == 0 {
        return with_others.into_any();
    }
    let holds = text::all_hold(all.lotes, all.movements, all.registros);
    let due = all.vence.map(|vence| {
        let words = text::first_due(&words::due(&date::date(vence), all.dias_habiles));
        if all.dias_habiles.is_some_and(|left| left <= 1) {
            view! { <Notice tone=Tone::Warning>{words}</Notice> }.into_any()
        } else {
            view! { <p>{words}</p> }.into_any()
        }
    });
    let action = if signs {
        view! {
            <Actions>
                <ButtonLink href=Address::SignLotes variant=Variant::Primary>
                    {text::SIGN_ALL}
                </ButtonLink>
            </Actions>
        }
        .into_any()
    } else {
        view! { <p class="muted">{text::NOT_YOURS_TEXT}</p> }.into_any()
    };
    view! {
        <Panel title=text::ALL_TITLE>
            <p>{holds}</p>
            {due}
            {action}
            {with_others}
        </Panel>
    }
    .into_any()
}

//! `/lotes`: what is to be signed, what waits for a lote, and every open lote.

mod ready;

use api::functions::lotes;
use api::view::lotes::LoteView;
use app_logic::lotes::order::{ToSign, by_deadline};
use leptos::prelude::*;

use crate::client::{Changes, fetch, use_portal};
use crate::components::{
    Actions, ButtonLink, Empty, Load, Notice, PageHeader, Panel, Tone, Variant,
};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use crate::pages::lotes::LoteTable;
use ready::ReadyPanel;

/// The server lists no more: the others come once these are done.
const MOST: usize = 200;

/// The open lotes.
#[component]
pub fn Lotes() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let list = fetch(move || {
        changes.on_lotes();
        lotes::open()
    });
    view! {
        <PageHeader title=text::LIST_TITLE>
            <ButtonLink href="/historial/lotes" variant=Variant::Quiet>
                {text::GO_EVERY}
            </ButtonLink>
        </PageHeader>
        <Load
            fetched=list
            lines=2
            children={move |all: Vec<LoteView>| to_sign(&all, may.get().signs)}
        />
        <Show when=move || may.get().captures>
            <ReadyPanel />
        </Show>
        {move || {
            list.value()
                .get()
                .map(|all| {
                    let cut = all.len() >= MOST;
                    let rows = by_deadline(all);
                    let content = if rows.is_empty() {
                        view! { <Empty title=text::OPEN_EMPTY_TITLE text=text::OPEN_EMPTY_TEXT /> }
                            .into_any()
                    } else {
                        view! { <LoteTable caption=text::OPEN_CAPTION rows may=may.get() /> }
                            .into_any()
                    };
                    view! {
                        <section class="stack">
                            <h2 class="subtitle">{text::OPEN_TITLE}</h2>
                            {content}
                            {cut.then(|| view! { <p class="muted">{text::OPEN_CUT}</p> })}
                        </section>
                    }
                })
        }}
    }
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
                <ButtonLink href="/lotes/firmar" variant=Variant::Primary>
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

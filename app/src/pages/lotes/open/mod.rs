//! `/lotes`: what is to be signed, what waits for a lote, and every lote that is still open.

mod ready;
mod rules;

use api::functions::lotes;
use api::view::lotes::LoteView;
use leptos::prelude::*;

use super::rules::working_days;
use super::table::LoteTable;
use crate::client::{Changes, Every, every, fetch, use_portal};
use crate::components::{
    Actions, ButtonLink, Empty, Load, Notice, PageHeader, Panel, Tone, Variant,
};
use crate::format::date;
use crate::messages::{lotes as text, movements as words};
use ready::Ready;
use rules::{ToSign, open};

/// Lotes that something is still to become of.
#[component]
pub fn Lotes() -> impl IntoView {
    let may = use_portal().may();
    let changes = expect_context::<Changes>();
    let list = fetch(move || {
        changes.on_lotes();
        every(|cursor| async move {
            let page = lotes::list(cursor).await?;
            Ok((page.rows, page.next))
        })
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
            children={move |all: Every<LoteView>| to_sign(&all.rows, may.get().signs)}
        />
        <Show when=move || may.get().captures>
            <Ready />
        </Show>
        {move || {
            list.value()
                .get()
                .map(|all| {
                    let rows = open(all.rows);
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
                            {all.cut.then(|| view! { <p class="muted">{text::OPEN_CUT}</p> })}
                        </section>
                    }
                })
        }}
    }
}

/// Everything that is ready, as one thing to do.
fn to_sign(lotes: &[LoteView], signs: bool) -> AnyView {
    let all = ToSign::of(lotes);
    if all.lotes == 0 {
        return ().into_any();
    }
    let today = use_portal().today();
    let holds = text::all_hold(all.lotes, all.movements, all.registros);
    let due = all.vence.map(|vence| {
        let left = working_days(today, vence);
        let words = text::first_due(&words::due(&date::date(vence), Some(left)));
        (left, words)
    });
    let due = due.map(|(left, words)| {
        if left <= 1 {
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
        </Panel>
    }
    .into_any()
}

//! One assistant: what is chosen, its proposals, and the button that makes drafts of them.

use app_logic::assistants::kind::AssistantKind;
use app_logic::sheet::outcome::Tally;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use model::MovementStatus;

use super::controls::Controls;
use super::inputs::AssistantSheet;
use super::load::{Loaded, load};
use super::table::Proposals;
use crate::address::{Address, movements_in_state};
use crate::client::{fetch, use_portal};
use crate::components::{ButtonLink, Empty, Load, PageHeader, Variant};
use crate::messages::assistants as text;
use crate::pages::not_found::NotFound;
use crate::pages::sheet::{BarTexts, Saving, save_bar};

/// The assistant that the address names.
#[component]
pub fn Assistant() -> impl IntoView {
    let params = use_params_map();
    let which = Memo::new(move |_| params.read().get("which").unwrap_or_default());
    move || match AssistantKind::from_slug(&which.get()) {
        Some(kind) => view! { <OneAssistant kind /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// Changes elsewhere do not load it again: it is being typed into.
#[component]
fn OneAssistant(kind: AssistantKind) -> impl IntoView {
    let loaded = fetch(load);
    view! {
        <PageHeader title=kind.title() lead=kind.text()>
            <ButtonLink href=Address::Assistants variant=Variant::Quiet>
                {text::BACK}
            </ButtonLink>
        </PageHeader>
        <Load
            fetched=loaded
            lines=6
            children={move |found: Loaded| {
                if found.people.is_empty() {
                    return empty();
                }
                view! { <LoadedAssistant kind found /> }.into_any()
            }}
        />
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <Empty title=text::EMPTY_TITLE text=text::EMPTY_TEXT>
            <ButtonLink href=Address::ImportPlantilla>{text::GO_PLANTILLA}</ButtonLink>
            <ButtonLink href=Address::ImportMovements>{text::GO_IMPORT}</ButtonLink>
        </Empty>
    }
    .into_any()
}

#[component]
fn LoadedAssistant(kind: AssistantKind, found: Loaded) -> impl IntoView {
    let cut = found.cut;
    let assistant = AssistantSheet::new(kind, found, use_portal().today());
    let rows = assistant.sheet.rows;
    let some = Memo::new(move |_| rows.with(|all| !all.is_empty()));
    view! {
        <Controls assistant />
        {cut.then(|| view! { <p class="muted">{text::CUT}</p> })}
        <Show
            when=move || some.get()
            fallback=move || {
                view! { <Empty title=text::NOBODY_TITLE text=text::NOBODY /> }
            }
        >
            <Proposals assistant />
        </Show>
        // Outside: what was made can be undone though nobody is left to propose.
        {save_bar(assistant.sheet, Saving::new(), BAR)}
    }
    .into_any()
}

const BAR: BarTexts = BarTexts {
    save: text::create,
    saving: text::CREATING,
    done: |tally: Tally| text::created(tally.saved, tally.existing, tally.refused),
    next: (
        || movements_in_state(MovementStatus::Borrador),
        text::GO_DRAFTS,
    ),
    undo: text::undo,
    note: text::NEVER_SENDS,
    asks: false,
};

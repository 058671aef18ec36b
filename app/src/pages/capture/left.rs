//! A capture that was left, offered where its form is opened again.

use api::ApiError;
use api::functions::movements;
use api::view::movements::{MovementState, MovementView};
use app_logic::capture::left_draft::{LeftDraft, LeftState};
use app_logic::capture::starting_draft::person_of;
use leptos::prelude::*;

use super::state::page_of;
use crate::client::{LeftDrafts, Typed, fetch};
use crate::components::{Actions, Button, ButtonLink, Notice, Variant};
use crate::messages::{capture as text, movements as words};

/// Offers what was typed at this address before: in this tab's memory, or as the draft that the server
/// held when the page was reloaded. Nothing is filled in unasked.
#[component]
pub(super) fn OfferLeft(
    page: String,
    /// Whether a draft that was stored from this address is offered too.
    reloaded: bool,
    /// Takes up what is in memory.
    on_resume: Callback<Typed>,
) -> impl IntoView {
    let left = expect_context::<LeftDrafts>();
    left.hush();
    match left.offered(&page) {
        Some(LeftDraft {
            state: LeftState::Stored { id },
            ..
        }) => view! { <OfferStored page id /> }.into_any(),
        Some(draft) => view! { <OfferTyped page draft on_resume /> }.into_any(),
        None => {
            let id = left.remembered(&page).filter(|_| reloaded);
            id.map(|id| view! { <OfferStored page id /> }).into_any()
        }
    }
}

#[component]
fn OfferTyped(page: String, draft: LeftDraft, on_resume: Callback<Typed>) -> impl IntoView {
    let left = expect_context::<LeftDrafts>();
    let open = RwSignal::new(true);
    let page = StoredValue::new(page);
    let title = text::left_offer(words::tipo(draft.tipo), &draft.person);
    let resume = Callback::new(move |()| {
        open.set(false);
        if let Some(typed) = page.with_value(|page| left.take(page)) {
            on_resume.run(typed);
        }
    });
    let dismiss = Callback::new(move |()| {
        open.set(false);
        page.with_value(|page| left.forget(page));
    });
    move || {
        open.get().then(|| {
            view! {
                <Notice title=title.clone()>
                    <Actions>
                        <Button variant=Variant::Primary on_click=resume>
                            {text::LEFT_RESUME}
                        </Button>
                        <Button on_click=dismiss>{text::LEFT_DISMISS}</Button>
                    </Actions>
                </Notice>
            }
        })
    }
}

/// Offers a draft that is stored, if it is still one.
#[component]
fn OfferStored(page: String, id: String) -> impl IntoView {
    let left = expect_context::<LeftDrafts>();
    let open = RwSignal::new(true);
    let found = fetch(move || open_draft(id.clone()));
    let dismiss = Callback::new(move |()| {
        open.set(false);
        left.forget(&page);
        left.forget_remembered();
    });
    move || {
        let movement = found.value().get().flatten().filter(|_| open.get())?;
        let title = text::left_offer(words::tipo(movement.tipo), &person_of(&movement.draft));
        Some(view! {
            <Notice title>
                <Actions>
                    <ButtonLink href=page_of(&movement) variant=Variant::Primary>
                        {text::LEFT_RESUME}
                    </ButtonLink>
                    <Button on_click=dismiss>{text::LEFT_DISMISS}</Button>
                </Actions>
            </Notice>
        })
    }
}

/// The draft with this id; `None` where it is gone or no draft any more.
async fn open_draft(id: String) -> Result<Option<MovementView>, ApiError> {
    let movement = match movements::get(id).await {
        Ok(movement) => movement,
        Err(error) if error.code == ApiError::NO_SESSION => return Err(error),
        Err(_) => return Ok(None),
    };
    let is_draft = movement.lote.is_none() && movement.estado == MovementState::Borrador;
    Ok(is_draft.then_some(movement))
}

//! Where a capture is that was just left, over the page that was opened instead.

use leptos::prelude::*;

use crate::client::LeftDrafts;
use crate::components::{Button, ButtonLink, Variant};
use crate::messages::{capture as text, common};

/// Nothing while nothing was left.
#[component]
pub(super) fn LeftBar() -> impl IntoView {
    let left = expect_context::<LeftDrafts>();
    let announced = left.announced();
    view! {
        <div class="undo-place" role="status">
            {move || {
                announced.get()
                    .map(|draft| {
                        view! {
                            <div class="undo">
                                <p class="undo__text">{draft.in_words()}</p>
                                <ButtonLink href=draft.address()>{text::LEFT_RESUME}</ButtonLink>
                                <Button
                                    variant=Variant::Quiet
                                    on_click=move |()| left.hush()
                                >
                                    {common::CLOSE}
                                </Button>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

//! Files that were opened before: a tap opens them again.

use leptos::prelude::*;

use super::button::{Button, Variant};

/// Files that opened together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReopenItem {
    /// What was opened.
    pub title: String,
    /// Names of the files.
    pub files: String,
    /// What the button that forgets them is called where it stands alone.
    pub forget_label: String,
}

/// The list. What is called gets the item's place in it.
#[component]
pub fn ReopenList(
    #[prop(into)] title: String,
    items: Vec<ReopenItem>,
    /// What the button that forgets says.
    forget: &'static str,
    on_open: Callback<usize>,
    on_forget: Callback<usize>,
) -> impl IntoView {
    view! {
        <section class="reopen">
            <h3 class="subtitle">{title}</h3>
            <ul class="reopen__list">
                {items
                    .into_iter()
                    .enumerate()
                    .map(|(place, item)| {
                        view! {
                            <li class="reopen__item">
                                <button
                                    type="button"
                                    class="reopen__open"
                                    on:click=move |_| on_open.run(place)
                                >
                                    <span class="reopen__title">{item.title}</span>
                                    <span class="reopen__files">{item.files}</span>
                                </button>
                                <Button
                                    variant=Variant::Quiet
                                    attr:aria-label=item.forget_label
                                    on_click=move |()| on_forget.run(place)
                                >
                                    {forget}
                                </Button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
    .into_any()
}

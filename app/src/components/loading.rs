//! What is shown until the server has answered, and when it cannot.

use leptos::prelude::*;

use super::button::Button;
use super::form::Actions;
use super::notice::ErrorNotice;
use crate::client::Fetched;
use crate::messages::common;

/// Grey lines where text will be.
#[component]
pub fn Skeleton(#[prop(default = 3)] lines: usize) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{common::LOADING}</span>
            {(0..lines).map(|_| view! { <span class="skeleton__line"></span> }).collect_view()}
        </div>
    }
    .into_any()
}

/// Shows what was fetched: a skeleton first, then `children`, called again with every new value.
/// After a failure the last value stays, under a notice with "Reintentar".
#[component]
pub fn Load<T, F>(
    fetched: Fetched<T>,
    /// Makes the view of a value.
    children: F,
    #[prop(default = 3)] lines: usize,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Send + Sync + 'static,
{
    view! {
        {move || {
            fetched
                .error()
                .with(Option::is_some)
                .then(|| {
                    view! {
                        <ErrorNotice error=fetched.error() />
                        <Actions>
                            <Button busy=fetched.busy() on_click=move |()| fetched.again()>
                                {common::RETRY}
                            </Button>
                        </Actions>
                    }
                })
        }}
        {move || match fetched.value().get() {
            Some(value) => children(value),
            None if fetched.error().with(Option::is_some) => ().into_any(),
            None => view! { <Skeleton lines /> }.into_any(),
        }}
    }
    .into_any()
}

//! The parts that the page comes in (docs/adr/0011-page-in-parts.md). Each is a wasm file of its own,
//! loaded when one of its pages is first opened, or before, while nothing else is to be done.
//!
//! `pages` lists the parts and their pages. What no part names stays in the first file: the frame, the login,
//! the opening of a consult link.

use std::future::Future;
use std::time::Duration;

use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;

use crate::components::{Actions, Button, Notice, Skeleton, Tone};
use crate::messages::common as text;

/// How long until a part that did not come is asked for again.
const AGAIN: Duration = Duration::from_secs(10);

/// Declares a part: its pages, how it is loaded, how a page of it is shown.
macro_rules! part {
    ($(#[$about:meta])* $part:ident, $load:ident, $open:ident, $pages:ident { $($page:ident => $view:path),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $pages {
            $($page),+
        }

        #[leptos::wasm_split::wasm_split($part, wasm_split_path = ::leptos::wasm_split, preload($load), fallible)]
        fn $open(page: $pages) -> Result<AnyView, leptos::wasm_split::SplitLoaderError> {
            Ok(match page {
                $($pages::$page => $view().into_any()),+
            })
        }

        /// Shows a page of the part.
        pub(crate) fn $part(page: $pages) -> AnyView {
            crate::parts::show($load, move || $open(page))
        }
    };
}
pub(crate) use part;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Loading,
    Here,
    Failed,
}

/// Shows what no page waits for once its part is here; nothing before.
pub(crate) fn show_once_here<L, P>(
    load: fn() -> L,
    open: impl Fn() -> P + Send + 'static,
) -> AnyView
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    P: Future<Output = Result<AnyView, SplitLoaderError>>,
{
    let is_here = RwSignal::new(false);
    await_part(load, is_here);
    (move || {
        is_here
            .get()
            .then(|| open().now_or_never().and_then(Result::ok))
            .flatten()
    })
    .into_any()
}

/// Sets `is_here` once a part has come; tries again while it does not. The pages say that it is missing.
fn await_part<L>(load: fn() -> L, is_here: RwSignal<bool>)
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
{
    spawn_local(async move {
        match load().await {
            Ok(()) => {
                let _ = is_here.try_set(true);
            }
            // Nobody waits any more where the session has ended.
            Err(_) if is_here.try_get_untracked().is_none() => {}
            Err(_) => set_timeout(move || await_part(load, is_here), AGAIN),
        }
    });
}

/// Shows a page at once where its part is here already, otherwise after a moment.
pub(crate) fn show<L, P>(load: fn() -> L, open: impl Fn() -> P + Send + 'static) -> AnyView
where
    L: Future<Output = Result<(), SplitLoaderError>> + 'static,
    P: Future<Output = Result<AnyView, SplitLoaderError>>,
{
    let state = RwSignal::new(State::Loading);
    let of = |loaded: Result<(), SplitLoaderError>| match loaded {
        Ok(()) => State::Here,
        Err(_) => State::Failed,
    };
    let begin = move || {
        let mut loading = Box::pin(load());
        match loading.as_mut().now_or_never() {
            Some(loaded) => state.set(of(loaded)),
            None => {
                state.set(State::Loading);
                spawn_local(async move {
                    // The page may have been left meanwhile.
                    let loaded = loading.await;
                    let _ = state.try_set(of(loaded));
                });
            }
        }
    };
    begin();
    (move || match state.get() {
        State::Loading => view! { <Skeleton lines=4 /> }.into_any(),
        // A part that is here opens without waiting.
        State::Here => open().now_or_never().and_then(Result::ok).into_any(),
        State::Failed => view! {
            <Notice tone=Tone::Danger title=text::PART_MISSING>
                {text::PART_MISSING_HINT}
            </Notice>
            <Actions>
                <Button on_click=move |()| begin()>{text::RETRY}</Button>
            </Actions>
        }
        .into_any(),
    })
    .into_any()
}

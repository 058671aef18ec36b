//! The parts that the page comes in (docs/adr/0011-page-in-parts.md). Each is a wasm file of its own,
//! loaded when one of its pages is first opened, or before, while nothing else is to be done.
//!
//! What no part names stays in the first file: the frame, the login, the opening of a consult link.

use std::future::Future;

use futures::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::{SplitLoaderError, wasm_split};

use crate::client::Permissions;
use crate::components::{Actions, Button, Notice, Skeleton, Tone};
use crate::messages::common as text;
use crate::pages::{
    assistants, bulk, capture, certificate_life, certificates, history, home, import, keys, links,
    lotes, registros, settings, trabajadores,
};

/// Declares a part: its pages, how it is loaded, how a page of it is shown.
macro_rules! part {
    ($(#[$about:meta])* $part:ident, $load:ident, $open:ident, $pages:ident { $($page:ident => $view:path),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum $pages {
            $($page),+
        }

        #[wasm_split($part, wasm_split_path = ::leptos::wasm_split, preload($load), fallible)]
        fn $open(page: $pages) -> Result<AnyView, SplitLoaderError> {
            Ok(match page {
                $($pages::$page => $view().into_any()),+
            })
        }

        /// Shows a page of the part.
        pub(crate) fn $part(page: $pages) -> AnyView {
            show($load, move || $open(page))
        }
    };
}

part!(
    /// What every session reads.
    reading, load_reading, open_reading, ReadingPage {
        Home => home::Home,
        Registros => registros::List,
        History => history::History,
    }
);

part!(
    /// Movements made by hand, and the trabajadores they are of.
    capturing, load_capturing, open_capturing, CapturingPage {
        Choose => capture::Choose,
        Capture => capture::Capture,
        Bulk => bulk::Many,
        Trabajadores => trabajadores::Trabajadores,
        Trabajador => trabajadores::TrabajadorPage,
        Assistants => assistants::Assistants,
        Assistant => assistants::Assistant,
    }
);

part!(
    /// Files of movements and plantillas.
    importing, load_importing, open_importing, ImportingPage {
        Movements => import::ImportMovements,
        Plantilla => import::ImportPlantilla,
    }
);

part!(
    /// Lotes, and the keys that sign them.
    signing, load_signing, open_signing, SigningPage {
        Lotes => lotes::Lotes,
        Sitting => lotes::Sitting,
        Lote => lotes::Lote,
        Certificates => certificates::Certificates,
        Convert => keys::Convert,
        CertificateLife => certificate_life::Index,
        CertificateLifePage => certificate_life::Named,
    }
);

part!(
    /// What an administrator sets.
    company, load_company, open_company, CompanyPage {
        NewRegistro => registros::New,
        Registro => registros::Edit,
        Empresa => settings::Empresa,
        Links => links::List,
        NewLink => links::New,
    }
);

/// Loads the part that every session begins with.
pub(crate) async fn load_first() {
    // A part that did not come is loaded again, with a word about it, when its page is opened.
    let _ = load_reading().await;
}

/// Loads the parts that this person is likely to open next, one after the other.
pub(crate) async fn load_ahead(may: Permissions) {
    load_first().await;
    if may.captures && has_network() {
        let _ = load_capturing().await;
    }
    if (may.sees_lotes || may.works) && has_network() {
        let _ = load_signing().await;
    }
    if may.captures && has_network() {
        let _ = load_importing().await;
    }
    if may.administers && has_network() {
        let _ = load_company().await;
    }
}

/// Whether the browser has a network. Without one no part is loaded ahead.
fn has_network() -> bool {
    window().navigator().on_line()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Loading,
    Here,
    Failed,
}

/// Shows a page at once where its part is here already, otherwise after a moment.
fn show<L, P>(load: fn() -> L, open: impl Fn() -> P + Send + 'static) -> AnyView
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

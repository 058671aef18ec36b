//! What a page loads, and loads again when it changed elsewhere.

use std::future::Future;
use std::rc::Rc;

use api::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::network::{self, Network, is_of_network};
use super::portal::{Portal, use_portal};

/// A value from the server. While it is loaded again the old one stays.
pub struct Fetched<T: Send + Sync + 'static> {
    value: RwSignal<Option<T>>,
    error: RwSignal<Option<ApiError>>,
    busy: RwSignal<bool>,
    again: RwSignal<u32>,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Clone + Send + Sync + 'static> Fetched<T> {
    /// The last value that came.
    #[must_use]
    pub fn value(self) -> RwSignal<Option<T>> {
        self.value
    }

    /// Why the last attempt failed.
    #[must_use]
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// An attempt is under way.
    #[must_use]
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Loads again.
    pub fn again(self) {
        self.again.update(|round| *round = round.wrapping_add(1));
    }

    /// Puts a value in the place of the one that was loaded: the answer of a change.
    pub fn put(self, value: T) {
        self.value.set(Some(value));
    }
}

/// Loads a value now, and again whenever a signal changes that `load` reads before its first
/// await: ids out of the address, [`super::Changes`].
pub fn fetch<T, F>(load: impl Fn() -> F + 'static) -> Fetched<T>
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let portal = use_portal();
    let network = expect_context::<Network>();
    let fetched = Fetched {
        value: RwSignal::new(None),
        error: RwSignal::new(None),
        busy: RwSignal::new(false),
        again: RwSignal::new(0),
    };
    let round = StoredValue::new(0_u32);
    Effect::new(move |_| {
        fetched.again.track();
        let answer = load();
        let this = round.get_value().wrapping_add(1);
        round.set_value(this);
        fetched.busy.set(true);
        spawn_local(async move {
            let answer = network::read(answer).await;
            network.note(&answer);
            // The page is gone, or a later question is under way.
            if round.try_get_value() != Some(this) {
                return;
            }
            fetched.busy.set(false);
            match answer {
                Ok(value) => {
                    fetched.error.set(None);
                    fetched.value.set(Some(value));
                }
                Err(error) => fail(portal, error, fetched.error),
            }
        });
    });
    // What could not be loaded without a network is loaded once it is back.
    Effect::new(move |before: Option<u32>| {
        let returns = network.returns();
        let failed = fetched
            .error
            .with_untracked(|error| error.as_ref().is_some_and(is_of_network));
        if failed && before.is_some_and(|before| before != returns) {
            fetched.again();
        }
        returns
    });
    fetched
}

/// Shows an error, or goes to the login where the session has ended.
pub(super) fn fail(portal: Portal, error: ApiError, shown: RwSignal<Option<ApiError>>) {
    if error.code == ApiError::NO_SESSION {
        portal.session_ended();
    } else {
        let beside_a_field = error.field.is_some();
        shown.set(Some(error));
        if beside_a_field {
            browser::focus_first_invalid();
        }
    }
}

/// A list that comes page by page.
pub struct Pages<T: Send + Sync + 'static> {
    first: Fetched<(Vec<T>, Option<String>)>,
    further: RwSignal<Vec<T>>,
    next: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    error: RwSignal<Option<ApiError>>,
    more: Callback<()>,
}

impl<T: Send + Sync + 'static> Clone for Pages<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Pages<T> {}

impl<T: Clone + Send + Sync + 'static> Pages<T> {
    /// The first page, for [`crate::components::Load`].
    #[must_use]
    pub fn first(self) -> Fetched<(Vec<T>, Option<String>)> {
        self.first
    }

    /// The rows of the later pages.
    #[must_use]
    pub fn further(self) -> Signal<Vec<T>> {
        self.further.into()
    }

    /// There is more to see.
    #[must_use]
    pub fn has_more(self) -> Signal<bool> {
        let next = self.next;
        Signal::derive(move || next.with(Option::is_some))
    }

    /// The next page is under way.
    #[must_use]
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why the next page did not come.
    #[must_use]
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// Asks for the next page.
    #[must_use]
    pub fn on_more(self) -> Callback<()> {
        self.more
    }
}

/// Loads the first page as [`fetch`] does, and later ones when asked. `load` takes the cursor and
/// answers rows and the next cursor. When the first page is loaded again the later ones are
/// forgotten: their cursors belonged to another question.
pub fn fetch_pages<T, F>(load: impl Fn(Option<String>) -> F + 'static) -> Pages<T>
where
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<(Vec<T>, Option<String>), ApiError>> + 'static,
{
    let portal = use_portal();
    let network = expect_context::<Network>();
    let load = Rc::new(load);
    let first = {
        let load = Rc::clone(&load);
        fetch(move || load(None))
    };
    let further = RwSignal::new(Vec::new());
    let next = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None);
    Effect::new(move |_| {
        if let Some((_, cursor)) = first.value.get() {
            further.set(Vec::new());
            next.set(cursor);
        }
    });
    let load = StoredValue::new_local(load);
    let more = Callback::new(move |()| {
        let Some(cursor) = next.get_untracked() else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let answer = untrack(|| load.with_value(|load| load(Some(cursor.clone()))));
        spawn_local(async move {
            let answer = network::read(answer).await;
            network.note(&answer);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            // The first page was loaded again meanwhile, or the page is gone.
            if next.try_get_untracked().flatten() != Some(cursor) {
                return;
            }
            match answer {
                Ok((rows, cursor)) => {
                    further.update(|all| all.extend(rows));
                    next.set(cursor);
                }
                Err(failure) => fail(portal, failure, error),
            }
        });
    });
    Pages {
        first,
        further,
        next,
        busy,
        error,
        more,
    }
}

//! What a page loads, and loads again when it changed elsewhere.

use std::future::Future;
use std::rc::Rc;

use api::ApiError;
use app_logic::sessions::{Ending, Generation};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::network::{self, Network, is_of_network};
use super::portal::{Portal, use_portal};
use crate::messages::common as text;

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
    /// Returns the last value that came.
    #[must_use]
    pub fn value(self) -> RwSignal<Option<T>> {
        self.value
    }

    /// Returns why the last attempt failed.
    #[must_use]
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.error.into()
    }

    /// Whether an attempt is under way.
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
    // It was refused while one session took the place of another.
    let refused = RwSignal::new(false);
    Effect::new(move |_| {
        fetched.again.track();
        let asked_in = portal.asks_in();
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
                Err(error) if error.code == ApiError::NO_SESSION => {
                    if portal.session_ended(asked_in) != Ending::Ends {
                        refused.set(true);
                    }
                }
                Err(error) => fail(portal, asked_in, error, fetched.error),
            }
        });
    });
    // What the session before refused is loaded in the one that took its place.
    Effect::new(move |_| {
        if refused.get() && !portal.is_switching() {
            refused.set(false);
            fetched.again();
        }
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

/// Shows an error, or goes to the login where the session has ended that was asked in.
pub(crate) fn fail(
    portal: Portal,
    asked_in: Generation,
    error: ApiError,
    shown: RwSignal<Option<ApiError>>,
) {
    if error.code == ApiError::NO_SESSION {
        if portal.session_ended(asked_in) != Ending::Ends {
            let changed = ApiError::new(ApiError::NO_SESSION, text::SESSION_CHANGED);
            shown.set(Some(changed.hint(text::SESSION_CHANGED_HINT)));
        }
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
    loaded: Fetched<(Vec<T>, Option<String>)>,
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
    /// Returns the rows of every page that came, and the cursor of the next one, for
    /// [`crate::components::Load`].
    #[must_use]
    pub fn loaded(self) -> Fetched<(Vec<T>, Option<String>)> {
        self.loaded
    }

    /// Whether there is more to see.
    #[must_use]
    pub fn has_more(self) -> Signal<bool> {
        let loaded = self.loaded.value;
        Signal::derive(move || loaded.with(|loaded| matches!(loaded, Some((_, Some(_))))))
    }

    /// Whether the next page is under way.
    #[must_use]
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Returns why the next page did not come.
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

/// Loads the first page as [`fetch`] does, and later ones when asked. `load` takes what `question` answers
/// and the cursor, and answers rows and the next cursor. While the question stays the same, every page
/// that was asked for is loaded again with the first; another question begins with one page.
pub fn fetch_pages<Q, T, F>(
    question: impl Fn() -> Q + 'static,
    load: impl Fn(Q, Option<String>) -> F + 'static,
) -> Pages<T>
where
    Q: Clone + PartialEq + 'static,
    T: Clone + Send + Sync + 'static,
    F: Future<Output = Result<(Vec<T>, Option<String>), ApiError>> + 'static,
{
    let portal = use_portal();
    let network = expect_context::<Network>();
    let load = Rc::new(load);
    let asked = StoredValue::new_local(None::<Q>);
    let count = StoredValue::new(1_usize);
    let loaded = {
        let load = Rc::clone(&load);
        fetch(move || {
            let question = question();
            if asked.with_value(|asked| asked.as_ref() != Some(&question)) {
                asked.set_value(Some(question.clone()));
                count.set_value(1);
            }
            let first = load(question.clone(), None);
            let load = Rc::clone(&load);
            async move {
                let (mut rows, mut next) = first.await?;
                let mut came = 1;
                while came < count.try_get_value().unwrap_or_default() {
                    let Some(cursor) = next.take() else {
                        break;
                    };
                    let (page, cursor) = load(question.clone(), Some(cursor)).await?;
                    rows.extend(page);
                    next = cursor;
                    came += 1;
                }
                Ok((rows, next))
            }
        })
    };
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None);
    let load = StoredValue::new_local(load);
    let next = move || {
        let next = |loaded: &Option<(Vec<T>, Option<String>)>| loaded.as_ref()?.1.clone();
        loaded.value.try_with_untracked(next).flatten()
    };
    let more = Callback::new(move |()| {
        let (Some(cursor), Some(question)) = (next(), asked.get_value()) else {
            return;
        };
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let asked_in = portal.asks_in();
        let answer = untrack(|| load.with_value(|load| load(question, Some(cursor.clone()))));
        spawn_local(async move {
            let answer = network::read(answer).await;
            network.note(&answer);
            if busy.is_disposed() {
                return;
            }
            // The list was loaded again meanwhile, or the page is gone.
            if next().as_ref() != Some(&cursor) {
                busy.set(false);
                return;
            }
            match answer {
                Ok((page, cursor)) => {
                    count.update_value(|count| *count += 1);
                    loaded.value.update(|loaded| {
                        if let Some((rows, next)) = loaded {
                            rows.extend(page);
                            *next = cursor;
                        }
                    });
                }
                Err(failure) => fail(portal, asked_in, failure, error),
            }
            busy.set(false);
        });
    });
    Pages {
        loaded,
        busy,
        error,
        more,
    }
}

//! Whether the server can be reached, and how long it is waited for.

use std::future::Future;
use std::time::Duration;

use api::ApiError;
use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::*;
use leptos::{ev, leptos_dom::helpers::window_event_listener};

use crate::messages::common as text;

/// How long an answer that only reads is waited for.
const READING: Duration = Duration::from_secs(60);
/// How long the answer to a change is waited for: longer than the server waits for IDSE.
const CHANGING: Duration = Duration::from_secs(130);

/// Code of the error when the wait was over.
const NO_ANSWER: &str = "no-answer";

/// What the page knows of its line to the server; copies share it.
#[derive(Clone, Copy)]
pub struct Network {
    online: RwSignal<bool>,
    reachable: RwSignal<bool>,
    returns: RwSignal<u32>,
}

/// Puts a [`Network`] into the context; called once, by the root component.
pub(crate) fn provide_network() -> Network {
    let network = Network {
        online: RwSignal::new(window().navigator().on_line()),
        reachable: RwSignal::new(true),
        returns: RwSignal::new(0),
    };
    window_event_listener(ev::online, move |_| {
        network.online.set(true);
        network.reachable.set(true);
        network.returned();
    });
    window_event_listener(ev::offline, move |_| network.online.set(false));
    provide_context(network);
    network
}

impl Network {
    /// Whether the line is down, as far as the page knows.
    #[must_use]
    pub fn is_down(self) -> Signal<bool> {
        Signal::derive(move || !self.online.get() || !self.reachable.get())
    }

    /// Counts how often the line came back. Read it, and what reads it runs again then.
    #[must_use]
    pub fn returns(self) -> u32 {
        self.returns.get()
    }

    /// Takes in whether a request reached the server.
    pub(super) fn note<T>(self, answer: &Result<T, ApiError>) {
        let reached = !matches!(answer, Err(error) if is_of_network(error));
        if self.reachable.get_untracked() != reached {
            self.reachable.set(reached);
            if reached {
                self.returned();
            }
        }
    }

    fn returned(self) {
        self.returns.update(|count| *count = count.wrapping_add(1));
    }
}

/// Whether an error says that no answer came, whatever the server would have said.
pub(super) fn is_of_network(error: &ApiError) -> bool {
    error.code == ApiError::UNREACHABLE || error.code == NO_ANSWER
}

/// Waits for an answer that only reads.
pub(super) async fn read<T>(
    work: impl Future<Output = Result<T, ApiError>>,
) -> Result<T, ApiError> {
    let late = || ApiError::new(NO_ANSWER, text::NO_ANSWER).hint(text::NO_ANSWER_HINT);
    within(READING, work).await.unwrap_or_else(|| Err(late()))
}

/// Waits for the answer to a change. When it does not come, the change may have been made.
pub(super) async fn change<T>(
    work: impl Future<Output = Result<T, ApiError>>,
) -> Result<T, ApiError> {
    let late = || ApiError::new(NO_ANSWER, text::NO_ANSWER).hint(text::NO_ANSWER_TO_CHANGE);
    within(CHANGING, work).await.unwrap_or_else(|| Err(late()))
}

/// What `work` gives, or `None` once the wait is over; then the request is given up.
async fn within<T>(wait: Duration, work: impl Future<Output = T>) -> Option<T> {
    let (sender, over) = oneshot::channel::<()>();
    let timer = set_timeout_with_handle(
        move || {
            // Nobody waits any more once the answer came.
            let _ = sender.send(());
        },
        wait,
    );
    let work = std::pin::pin!(work);
    let outcome = match select(work, over).await {
        Either::Left((answer, _)) => Some(answer),
        Either::Right(_) => None,
    };
    if let Ok(timer) = timer {
        timer.clear();
    }
    outcome
}

#[cfg(test)]
mod tests {
    use api::ApiError;

    use super::{NO_ANSWER, is_of_network};

    #[test]
    fn a_refusal_is_no_trouble_of_the_network() {
        let error = |code: &str| ApiError::new(code, "");
        assert!(is_of_network(&error(ApiError::UNREACHABLE)));
        assert!(is_of_network(&error(NO_ANSWER)));
        assert!(!is_of_network(&error(ApiError::NO_SESSION)));
    }
}

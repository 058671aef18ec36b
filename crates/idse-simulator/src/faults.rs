//! Switches that make the portal misbehave. Compiled only with the cargo feature `faults`.
//!
//! `GET /__faults` shows them, `POST /__faults` replaces them all with a JSON object; whatever it
//! leaves out is off:
//!
//! ```json
//! {
//!   "refuse_next_login": "Certificado revocado",
//!   "lotes": { "stored": true, "answer": "cut", "times": 1 },
//!   "requests": { "answer": "failure", "times": 2 },
//!   "expire_sessions": true,
//!   "unreachable": false,
//!   "next_lote_state": -1
//! }
//! ```
//!
//! `answer` is one of `cut` (the connection ends without an answer), `failure` (500), `garbage`
//! (200 and nonsense) and `hold` (no answer until the switches are set again: a delay that tests
//! can end without waiting). `lotes` works on the sending of lotes, `stored` saying whether the
//! lote is kept before the answer is spoilt; `requests` works on every request; `unreachable` cuts
//! every request until it is switched off.

use std::sync::{Mutex, MutexGuard, PoisonError};

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::simulator::Simulator;

/// All switches.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Faults {
    /// The next login is refused with these words.
    pub refuse_next_login: Option<String>,
    /// The answers to the next lotes are spoilt.
    pub lotes: Option<LoteFault>,
    /// The next requests, of whatever kind, are not handled.
    pub requests: Option<RequestFault>,
    /// Every session there is ends now.
    pub expire_sessions: bool,
    /// No request is answered.
    pub unreachable: bool,
    /// The next lote ends in this state: −1 no procesado, 0 error.
    pub next_lote_state: Option<i8>,
}

/// What happens to the answers of lotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LoteFault {
    /// The lote is received before the answer is spoilt.
    pub stored: bool,
    /// How.
    pub answer: BadAnswer,
    /// How many lotes.
    #[serde(default = "once")]
    pub times: u32,
}

/// What happens to requests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestFault {
    /// How they are answered.
    pub answer: BadAnswer,
    /// How many requests.
    #[serde(default = "once")]
    pub times: u32,
}

/// The ways of answering badly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BadAnswer {
    /// The connection ends.
    Cut,
    /// 500.
    Failure,
    /// 200, and nonsense.
    Garbage,
    /// Nothing, until the switches are set again; then the connection ends.
    Hold,
}

fn once() -> u32 {
    1
}

/// The switches and whoever waits for them to be set anew.
pub(crate) struct Switchboard {
    faults: Mutex<Faults>,
    set: watch::Sender<u64>,
}

impl Default for Switchboard {
    fn default() -> Self {
        Self {
            faults: Mutex::default(),
            set: watch::Sender::new(0),
        }
    }
}

impl Switchboard {
    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, faults: Faults) {
        *self.faults() = faults;
        self.set.send_modify(|times| *times += 1);
    }

    /// The words for the next login, once.
    pub(crate) fn refuse_login(&self) -> Option<String> {
        self.faults().refuse_next_login.take()
    }

    /// The state the next lote ends in, once.
    pub(crate) fn stuck_state(&self) -> Option<i8> {
        self.faults().next_lote_state.take()
    }

    /// What happens to this lote's answer.
    pub(crate) fn lote_fault(&self) -> Option<LoteFault> {
        let mut faults = self.faults();
        let fault = faults.lotes.as_mut()?;
        let this = fault.clone();
        fault.times = fault.times.saturating_sub(1);
        if fault.times == 0 {
            faults.lotes = None;
        }
        (this.times > 0).then_some(this)
    }

    fn request_fault(&self) -> Option<BadAnswer> {
        let mut faults = self.faults();
        if faults.unreachable {
            return Some(BadAnswer::Cut);
        }
        let fault = faults.requests.as_mut()?;
        let (answer, left) = (fault.answer, fault.times);
        fault.times = left.saturating_sub(1);
        if fault.times == 0 {
            faults.requests = None;
        }
        (left > 0).then_some(answer)
    }

    pub(crate) async fn misanswer(&self, answer: BadAnswer) -> Response {
        match answer {
            BadAnswer::Cut => cut(),
            BadAnswer::Failure => (StatusCode::INTERNAL_SERVER_ERROR, "fallo").into_response(),
            BadAnswer::Garbage => "<<%%& \u{0}\u{fffd} <table><tr".into_response(),
            BadAnswer::Hold => {
                // Gone only if the whole simulator is.
                let _ = self.set.subscribe().changed().await;
                cut()
            }
        }
    }
}

impl Simulator {
    /// Replaces all switches, as `POST /__faults` does.
    ///
    /// # Errors
    /// The state file's, when sessions are to end and it cannot be written.
    pub async fn set_faults(&self, faults: Faults) -> std::io::Result<()> {
        if faults.expire_sessions {
            self.change(|memory, _| memory.sessions.clear()).await?;
        }
        self.inner.faults.set(Faults {
            expire_sessions: false,
            ..faults
        });
        Ok(())
    }
}

/// Before every request of the portal.
pub(crate) async fn misbehave(
    State(simulator): State<Simulator>,
    request: Request,
    next: Next,
) -> Response {
    match simulator.inner.faults.request_fault() {
        Some(answer) => simulator.inner.faults.misanswer(answer).await,
        None => next.run(request).await,
    }
}

pub(crate) async fn show(State(simulator): State<Simulator>) -> Json<Faults> {
    Json(simulator.inner.faults.faults().clone())
}

pub(crate) async fn set(
    State(simulator): State<Simulator>,
    Json(faults): Json<Faults>,
) -> Response {
    match simulator.set_faults(faults).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => {
            tracing::error!(%error, "the sessions could not be ended");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// An answer whose body fails at once: the server can only close the connection.
fn cut() -> Response {
    let end = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    let stream = futures::stream::iter([Err::<Bytes, _>(end)]);
    Body::from_stream(stream).into_response()
}

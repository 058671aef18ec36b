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

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

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

/// The switches, and a signal to the requests that wait until they are set again.
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
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn set(&self, faults: Faults) {
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

    pub(crate) fn request_fault(&self) -> Option<BadAnswer> {
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

/// An answer whose body fails at once: the server can only close the connection.
fn cut() -> Response {
    let end = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
    let stream = futures::stream::iter([Err::<Bytes, _>(end)]);
    Body::from_stream(stream).into_response()
}

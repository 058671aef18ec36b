//! A clock that runs faster than the machine's, the same in every process that knows its beginning: an hour of
//! waiting at IMSS passes in a minute.

use std::str::FromStr;

use anyhow::{Context as _, Error, Result};
use jiff::{SignedDuration, Timestamp};
use service::ports::Clock;

/// How many times as fast as the machine's.
const RATE: i64 = 60;

/// Where it begins: Thursday 15 January 2026, ten in the morning in Mexico City.
const BEGINNING: i64 = 1_768_492_800;

/// The machine's moment at which it began.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FastClock {
    began: Timestamp,
}

impl FastClock {
    pub(crate) fn begin() -> Self {
        Self {
            began: machine_time(),
        }
    }

    /// For another process; see [`FromStr`].
    pub(crate) fn to_argument(self) -> String {
        self.began.as_millisecond().to_string()
    }
}

impl FromStr for FastClock {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let began = Timestamp::from_millisecond(text.parse()?)?;
        Ok(Self { began })
    }
}

impl Clock for FastClock {
    fn now(&self) -> Timestamp {
        let passed = machine_time().duration_since(self.began);
        let fast = SignedDuration::from_millis(
            i64::try_from(passed.as_millis())
                .unwrap_or(i64::MAX)
                .saturating_mul(RATE),
        );
        Timestamp::from_second(BEGINNING)
            .context("the beginning is a moment")
            .and_then(|beginning| Ok(beginning.checked_add(fast)?))
            .unwrap_or(Timestamp::MAX)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "processes that are killed share no clock but the machine's"
)]
fn machine_time() -> Timestamp {
    Timestamp::now()
}

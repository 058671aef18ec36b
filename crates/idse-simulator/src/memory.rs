//! What the simulated portal remembers, and its file.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt as _;

use crate::calendar::{business_days_after, mexico};
use crate::dispmag::{Expectations, Movement, Record};
use crate::register::Register;
use crate::seed::UnknownTrabajadores;

/// Everything that outlives a request. Cloned, changed, saved and only then put in place.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Memory {
    /// By the challenge's text.
    challenges: BTreeMap<String, IssuedChallenge>,
    /// By the SHA-256 of the cookie's value, in hex.
    pub(crate) sessions: BTreeMap<String, Session>,
    /// In the order of arrival.
    pub(crate) lotes: Vec<Lote>,
    pub(crate) register: Register,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct IssuedChallenge {
    issued: Timestamp,
    used: bool,
}

/// Who logged in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Session {
    /// SHA-256 of the certificate that opened it, in hex: its lotes are signed by it.
    pub(crate) certificate: String,
    pub(crate) registros: Vec<String>,
    pub(crate) last_seen: Timestamp,
}

/// A lote as received.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Lote {
    pub(crate) id: String,
    pub(crate) folio: String,
    pub(crate) secuencia: String,
    pub(crate) registro_patronal: String,
    pub(crate) rfc: String,
    pub(crate) razon_social: String,
    /// SHA-256 of the CMS, in hex.
    pub(crate) huella: String,
    pub(crate) certificate_serial: String,
    pub(crate) received: Timestamp,
    /// `None`: it goes its way by the clock. −1 and 0 are ends without processing.
    pub(crate) stuck_in: Option<i8>,
    pub(crate) processed: bool,
    pub(crate) lines: Vec<Line>,
}

/// One record of a lote.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Line {
    /// From 1.
    pub(crate) renglon: usize,
    pub(crate) tipo: String,
    pub(crate) nss: String,
    /// `None` for a record refused on structure.
    pub(crate) movement: Option<Movement>,
    pub(crate) verdict: Verdict,
    pub(crate) extemporaneo: bool,
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Verdict {
    /// Refused on structure, at sending.
    Refused(String),
    Pending,
    Operado,
    /// Rejected by the register, at processing.
    Rechazado(String),
}

/// Domain facts `[B]` for the number; how long a real challenge lives is not published.
const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_mins(5);
const SESSION_IDLE: SignedDuration = SignedDuration::from_mins(20);
/// LSS 15-I: a movement is on time within five días hábiles.
const DEADLINE: u32 = 5;

impl Memory {
    /// The memory of an earlier run; an empty one if there is no file.
    pub(crate) fn load(file: &Path) -> std::io::Result<Self> {
        match std::fs::read(file) {
            Ok(json) => Ok(serde_json::from_slice(&json)?),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error),
        }
    }

    /// Writes a second file, makes it durable, then puts it in the first one's place.
    pub(crate) async fn save(&self, file: &Path) -> std::io::Result<()> {
        let json = serde_json::to_vec(self)?;
        let mut draft = file.as_os_str().to_owned();
        draft.push(".new");
        let mut out = tokio::fs::File::create(&draft).await?;
        out.write_all(&json).await?;
        out.sync_all().await?;
        drop(out);
        tokio::fs::rename(&draft, file).await
    }

    pub(crate) fn issue_challenge(&mut self, text: String, now: Timestamp) {
        self.challenges
            .retain(|_, challenge| age(challenge.issued, now) <= CHALLENGE_LIFE);
        let issued = IssuedChallenge {
            issued: now,
            used: false,
        };
        self.challenges.insert(text, issued);
    }

    /// True once for a challenge that was issued within its life.
    pub(crate) fn use_challenge(&mut self, text: &str, now: Timestamp) -> bool {
        let Some(challenge) = self.challenges.get_mut(text) else {
            return false;
        };
        let good = !challenge.used && age(challenge.issued, now) <= CHALLENGE_LIFE;
        challenge.used = true;
        good
    }

    /// Returns the live session of a cookie's digest and restarts its idle time.
    pub(crate) fn session(&mut self, digest: &str, now: Timestamp) -> Option<Session> {
        self.sessions
            .retain(|_, session| age(session.last_seen, now) <= SESSION_IDLE);
        let session = self.sessions.get_mut(digest)?;
        session.last_seen = now;
        Some(session.clone())
    }

    /// Adds lotes that were received earlier, unless they are known already.
    pub(crate) fn add_lotes(&mut self, lotes: Vec<Lote>) {
        for lote in lotes {
            if self.lotes.iter().all(|known| known.id != lote.id) {
                self.lotes.push(lote);
            }
        }
        self.lotes.sort_by_key(|lote| lote.received);
    }

    /// Processes every lote whose time has come, in the order of arrival.
    pub(crate) fn process_due(
        &mut self,
        now: Timestamp,
        delay: SignedDuration,
        unknown: UnknownTrabajadores,
    ) {
        let register = &mut self.register;
        let due = |lote: &&mut Lote| lote.is_due(now, delay);
        for lote in self.lotes.iter_mut().filter(due) {
            lote.process(register, unknown);
        }
    }

    pub(crate) fn is_any_due(&self, now: Timestamp, delay: SignedDuration) -> bool {
        self.lotes.iter().any(|lote| lote.is_due(now, delay))
    }
}

impl Line {
    /// Checks the structure of every record of a file, in its order.
    pub(crate) fn check_all(records: &[Record<'_>], expected: Expectations<'_>) -> Vec<Self> {
        let check = |(at, record): (usize, &Record<'_>)| {
            let (movement, verdict) = match record.check(expected) {
                Ok(movement) => (Some(movement), Verdict::Pending),
                Err(code) => (None, Verdict::Refused(code.to_owned())),
            };
            Self {
                renglon: at + 1,
                tipo: record.printed_tipo(),
                nss: record.printed_nss(),
                movement,
                verdict,
                extemporaneo: false,
            }
        };
        records.iter().enumerate().map(check).collect()
    }
}

impl Lote {
    /// −1 no procesado, 0 error, 1 enviado, 2 por procesar, 3 procesado (domain facts `[B]`).
    pub(crate) fn state(&self, now: Timestamp, delay: SignedDuration) -> i8 {
        match (self.stuck_in, self.processed) {
            (Some(state), _) => state,
            (None, true) => 3,
            (None, false) if age(self.received, now) * 2 >= delay => 2,
            (None, false) => 1,
        }
    }

    fn is_due(&self, now: Timestamp, delay: SignedDuration) -> bool {
        !self.processed && self.stuck_in.is_none() && age(self.received, now) >= delay
    }

    pub(crate) fn process(&mut self, register: &mut Register, unknown: UnknownTrabajadores) {
        let today = mexico(self.received).date();
        for line in &mut self.lines {
            let Some(movement) = &line.movement else {
                continue;
            };
            line.extemporaneo = today > business_days_after(movement.fecha, DEADLINE);
            line.verdict = match register.apply(&self.registro_patronal, movement, unknown) {
                Ok(()) => Verdict::Operado,
                Err(code) => Verdict::Rechazado(code.to_owned()),
            };
        }
        self.processed = true;
    }
}

fn age(since: Timestamp, now: Timestamp) -> SignedDuration {
    now.duration_since(since)
}

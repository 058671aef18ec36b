//! The outbox: work that is written in the same commit as what calls for it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, JobId, LoteId, PortalSessionId};
use crate::ports::Message;

/// A piece of work that survives the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    /// Its identity.
    pub id: JobId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits; taking a lease is one.
    pub version: u64,
    /// What is to be done.
    pub work: Work,
    /// Not before.
    pub due_at: Timestamp,
    /// Who is at it, and until when; others may take it afterwards.
    pub lease: Option<Lease>,
    /// How often it was taken since it was made or last woken; waits grow with it.
    pub attempts: u32,
    /// When it was written.
    pub created_at: Timestamp,
}

/// Who works on a job.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lease {
    /// A name of the server process.
    pub owner: String,
    /// Until when.
    pub until: Timestamp,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "work")]
pub enum Work {
    /// Send a signed lote, once.
    SendLote {
        /// The lote.
        lote: LoteId,
        /// The attempt.
        attempt: u32,
    },
    /// Ask for results while a session with the portal lives.
    PollResults {
        /// The session.
        session: PortalSessionId,
    },
    /// Hand over a mail.
    Mail {
        /// The message.
        message: Message,
    },
}

//! The outbox: work that is written in the same commit as what calls for it.

use imss::id::Rfc;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::LoteRecord;
use super::portal_session::Sealed;
use crate::ids::{EmpresaId, JobId, LinkId, LoteId, MailedLinkId, PortalSessionId};
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

impl Job {
    /// Returns a new job that is due at `now`; nobody has taken it yet.
    pub fn due(id: JobId, empresa: EmpresaId, work: Work, now: Timestamp) -> Self {
        Self {
            id,
            empresa,
            version: 1,
            work,
            due_at: now,
            lease: None,
            attempts: 0,
            created_at: now,
        }
    }

    /// Returns the one job that sends a lote at its attempt, due at `now`.
    pub fn sending(lote: &LoteRecord, now: Timestamp) -> Self {
        let work = Work::SendLote {
            lote: lote.id,
            attempt: lote.attempt,
        };
        let id = JobId::of_sending(lote.id, lote.attempt);
        Self::due(id, lote.empresa, work, now)
    }
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
    /// Seal what the audit log holds since the last seal.
    SealAudit,
    /// Hand over a mail.
    Mail {
        /// The message.
        message: Message,
        /// The token that the address of its button ends in.
        #[serde(default)]
        token: Option<MailedToken>,
    },
    /// Delete the company, once its waiting time is over.
    DeleteCompany,
    /// Hand over a mail whose button opens a consult link.
    ConsultMail {
        /// The message.
        message: Message,
        /// The link. Where it opens no longer, the mail is not sent.
        link: LinkId,
        /// Its token, which the address of the button ends in.
        sealed: Sealed,
    },
    /// Write to the people of the company who want to hear each morning what is due.
    DailyMail,
    /// Mail a link to every user who has this address. Written for an address that nobody has too, so
    /// that both are answered alike.
    MailRecovery {
        /// The address, as typed.
        email: String,
    },
    /// Hand a request for access to the company with this RFC. Written for an RFC that no company has
    /// too, so that both are answered alike.
    AskAccess {
        /// The RFC.
        rfc: Rfc,
        /// The person's name, as typed.
        nombre: String,
        /// The address, as typed.
        email: String,
    },
}

/// The token of a mailed link on its way out: sealed, since the outbox is part of the database.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MailedToken {
    /// The link. Where it is gone, the mail is not sent.
    pub link: MailedLinkId,
    /// The token.
    pub sealed: Sealed,
}

/// Which work waits for which: none of one lane waits for the other's servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// Lotes and their results.
    Portal,
    /// Mail.
    Mail,
}

impl Lane {
    /// Every lane.
    pub const ALL: [Self; 2] = [Self::Portal, Self::Mail];

    /// Returns the name that a store keeps.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Mail => "mail",
        }
    }
}

impl Work {
    /// Returns the lane that the work goes in.
    pub fn lane(&self) -> Lane {
        match self {
            Self::SendLote { .. }
            | Self::PollResults { .. }
            | Self::SealAudit
            | Self::DeleteCompany => Lane::Portal,
            Self::Mail { .. }
            | Self::ConsultMail { .. }
            | Self::MailRecovery { .. }
            | Self::AskAccess { .. }
            | Self::DailyMail => Lane::Mail,
        }
    }
}

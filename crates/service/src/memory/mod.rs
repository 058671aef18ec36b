//! The repository in memory, for tests: it does with each write exactly what
//! [`Write::plain`](crate::store::Write::plain) says, and keeps records as the JSON a database
//! would keep.

mod accounts;
mod certificate_life;
mod certificates;
mod jobs;
mod lotes;
mod movements;
mod ports;
mod registros;
mod settings;
mod state;
mod trabajadores;

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::Timestamp;

pub use ports::{FixedClock, MailFault, NoMail, SeededRandom};

use self::state::State;
use crate::ids::{AuditId, EmpresaId};
use crate::records::{
    AccessRequest, Attempts, AuditEntry, ChallengeRecord, DeletedMovement, ImportPart, MailedLink,
    PortalSession, Session, UndeliveredMail,
};
use crate::store::{CommitError, Record, Store, StoreError, Unit};

/// Keeps everything in memory, behind one lock.
#[derive(Debug, Default)]
pub struct MemoryStore {
    state: Mutex<State>,
}

impl MemoryStore {
    /// Returns an empty one.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn one<R: Record>(
        &self,
        empresa: EmpresaId,
        key: impl Into<String>,
    ) -> Result<Option<R>, StoreError> {
        let found = self.state().read::<R>(&key.into())?;
        Ok(found.filter(|record| record.empresa() == empresa))
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn commit(&self, unit: Unit) -> Result<(), CommitError> {
        self.state().commit(&unit)
    }

    async fn ready(&self) -> Result<(), StoreError> {
        Ok(())
    }

    async fn audit(
        &self,
        empresa: EmpresaId,
        before: Option<AuditId>,
        limit: u32,
    ) -> Result<Vec<AuditEntry>, StoreError> {
        Ok(self.state().audit(empresa, before, limit))
    }

    async fn delete_company(&self, empresa: EmpresaId, limit: u32) -> Result<bool, StoreError> {
        Ok(self.state().delete_company(empresa, limit as usize))
    }

    async fn purge_expired(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut state = self.state();
        for session in state.all::<Session>()? {
            if session.ends_at < now {
                state.remove(&session);
            }
        }
        for challenge in state.all::<ChallengeRecord>()? {
            if challenge.expires_at < now {
                state.remove(&challenge);
            }
        }
        for deleted in state.all::<DeletedMovement>()? {
            if deleted.until < now {
                state.remove(&deleted);
            }
        }
        for part in state.all::<ImportPart>()? {
            if part.until < now {
                state.remove(&part);
            }
        }
        for session in state.all::<PortalSession>()? {
            if session.expires_at < now {
                state.remove(&session);
            }
        }
        for link in state.all::<MailedLink>()? {
            if link.expires_at < now {
                state.remove(&link);
            }
        }
        for request in state.all::<AccessRequest>()? {
            if request.expires_at < now {
                state.remove(&request);
            }
        }
        for attempts in state.all::<Attempts>()? {
            if attempts.ends_at < now {
                state.remove(&attempts);
            }
        }
        for mail in state.all::<UndeliveredMail>()? {
            if mail.ends_at < now {
                state.remove(&mail);
            }
        }
        Ok(())
    }
}

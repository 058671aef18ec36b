//! The certificate's life: progress along its paths, reminders, calendars.

use async_trait::async_trait;
use model::CertificatePath;

use super::MemoryStore;
use crate::ids::{EmpresaId, RegistroId, UserId};
use crate::records::{CalendarFeed, PathProgress, Reminded, ReminderChoice};
use crate::store::{CertificateLifeStore, StoreError, path_key};
use crate::values::Digest;

#[async_trait]
impl CertificateLifeStore for MemoryStore {
    async fn path_progress(
        &self,
        empresa: EmpresaId,
        registro: RegistroId,
        path: CertificatePath,
    ) -> Result<Option<PathProgress>, StoreError> {
        self.one(empresa, path_key(registro, path))
    }

    async fn path_progresses(&self, empresa: EmpresaId) -> Result<Vec<PathProgress>, StoreError> {
        self.state().of(empresa)
    }

    async fn reminded(
        &self,
        empresa: EmpresaId,
        ids: &[Digest],
    ) -> Result<Vec<Reminded>, StoreError> {
        let mut found = Vec::new();
        for id in ids {
            found.extend(self.one::<Reminded>(empresa, id.to_string())?);
        }
        Ok(found)
    }

    async fn reminder_choices(
        &self,
        empresa: EmpresaId,
    ) -> Result<Vec<ReminderChoice>, StoreError> {
        self.state().of(empresa)
    }

    async fn calendar_feed(
        &self,
        empresa: EmpresaId,
        user: UserId,
    ) -> Result<Option<CalendarFeed>, StoreError> {
        self.one(empresa, user.to_string())
    }

    async fn calendar_feed_by_token(
        &self,
        token: &Digest,
    ) -> Result<Option<CalendarFeed>, StoreError> {
        let feeds = self.state().all::<CalendarFeed>()?;
        Ok(feeds.into_iter().find(|feed| feed.token == *token))
    }
}

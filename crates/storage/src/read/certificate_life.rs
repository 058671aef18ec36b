//! The certificate's life: progress along its paths, reminders, calendars.

use async_trait::async_trait;
use model::CertificatePath;
use service::ids::{EmpresaId, RegistroId, UserId};
use service::records::{CalendarFeed, PathProgress, Reminded, ReminderChoice};
use service::store::{CertificateLifeStore, NaturalKey, StoreError, path_key};
use service::values::Digest;

use crate::database::Database;

#[async_trait]
impl CertificateLifeStore for Database {
    async fn path_progress(
        &self,
        empresa: EmpresaId,
        registro: RegistroId,
        path: CertificatePath,
    ) -> Result<Option<PathProgress>, StoreError> {
        self.of_company(empresa, path_key(registro, path)).await
    }

    async fn path_progresses(&self, empresa: EmpresaId) -> Result<Vec<PathProgress>, StoreError> {
        self.all_of(empresa).await
    }

    async fn reminded(
        &self,
        empresa: EmpresaId,
        ids: &[Digest],
    ) -> Result<Vec<Reminded>, StoreError> {
        self.several(empresa, ids.iter().map(ToString::to_string).collect())
            .await
    }

    async fn reminder_choices(
        &self,
        empresa: EmpresaId,
    ) -> Result<Vec<ReminderChoice>, StoreError> {
        self.all_of(empresa).await
    }

    async fn calendar_feed(
        &self,
        empresa: EmpresaId,
        user: UserId,
    ) -> Result<Option<CalendarFeed>, StoreError> {
        self.of_company(empresa, user).await
    }

    async fn calendar_feed_by_token(
        &self,
        token: &Digest,
    ) -> Result<Option<CalendarFeed>, StoreError> {
        self.with_key(&NaturalKey::calendar_token(token)).await
    }
}

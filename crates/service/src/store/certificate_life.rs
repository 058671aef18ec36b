//! The certificate's life: progress along its paths, reminders, calendars.

use async_trait::async_trait;
use model::CertificatePath;

use super::StoreError;
use crate::ids::{EmpresaId, RegistroId, UserId};
use crate::records::{CalendarFeed, PathProgress, Reminded, ReminderChoice};
use crate::values::Digest;

/// Reads of a [`Store`](super::Store): progress along paths, reminders, calendars.
#[async_trait]
pub trait CertificateLifeStore: Send + Sync {
    /// How far a company is along a path for a registro patronal.
    async fn path_progress(
        &self,
        empresa: EmpresaId,
        registro: RegistroId,
        path: CertificatePath,
    ) -> Result<Option<PathProgress>, StoreError>;
    /// Every path that a company ever began: at most one per registro patronal and path.
    async fn path_progresses(&self, empresa: EmpresaId) -> Result<Vec<PathProgress>, StoreError>;
    /// Those of these reminders that were written, in the order asked for.
    async fn reminded(
        &self,
        empresa: EmpresaId,
        ids: &[Digest],
    ) -> Result<Vec<Reminded>, StoreError>;
    /// Who of a company said whether reminders are wanted by mail.
    async fn reminder_choices(&self, empresa: EmpresaId)
    -> Result<Vec<ReminderChoice>, StoreError>;
    /// The calendar of a person.
    async fn calendar_feed(
        &self,
        empresa: EmpresaId,
        user: UserId,
    ) -> Result<Option<CalendarFeed>, StoreError>;
    /// The calendar at the address with this token, by its digest.
    async fn calendar_feed_by_token(
        &self,
        token: &Digest,
    ) -> Result<Option<CalendarFeed>, StoreError>;
}

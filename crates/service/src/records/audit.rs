//! The audit log: who did what when, written in the commit that did it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AuditId, EmpresaId, LinkId, UserId};

/// An entry of the append-only audit log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its identity; ordered by time.
    pub id: AuditId,
    /// The company.
    pub empresa: EmpresaId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// To what: `lote:01H…`, `user:01H…`.
    pub subject: String,
    /// What else is worth knowing. Never a secret.
    pub detail: String,
}

/// Who did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A user.
    User(UserId),
    /// Somebody with a consult link.
    Link(LinkId),
    /// The relay itself: jobs, loading.
    System,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each name says what was done")]
pub enum Action {
    EmpresaRegistered,
    LoggedIn,
    LoggedOut,
    UserCreated,
    RegistroSaved,
    RegistroDeleted,
    CertificadoAdded,
    CertificadoDeleted,
    CertificadoAssigned,
    PortalSessionOpened,
    MovementSaved,
    MovementDeleted,
    MovementRestored,
    TrabajadorSaved,
    TrabajadorDeleted,
    PlantillaLoaded,
    SettingsSaved,
    LotePrepared,
    LoteCancelled,
    LoteSigned,
    LoteSending,
    LoteSent,
    LoteUpdated,
    LoteResolved,
    LinkCreated,
    LinkOpened,
    LinkRevoked,
    Seeded,
}

//! The audit log: who did what when, written in the commit that did it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{AuditId, EmpresaId, LinkId, SessionId, UserId};

/// An entry of the append-only audit log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditEntry {
    /// Its identity; ordered by time.
    pub id: AuditId,
    /// The company.
    pub empresa: EmpresaId,
    /// The instant it happened.
    pub at: Timestamp,
    /// The one who did it.
    pub actor: Actor,
    /// What.
    pub action: Action,
    /// To what: `lote:01H…`, `user:01H…`.
    pub subject: String,
    /// What else is worth knowing. Never a secret.
    pub detail: String,
    /// From where: the network that attempts are counted by. Empty for the relay itself. Left out of the record
    /// where it is empty: the seals over entries that were written before there was one hold.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// Through which session, by the beginning of its id, which is a digest and opens nothing; empty without one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub session: String,
}

/// Who did something, and the way it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The one who did it.
    pub actor: Actor,
    /// The network it came from; empty where nobody knows.
    pub address: String,
    /// The session it came through.
    pub session: Option<SessionId>,
}

impl By {
    /// Returns the beginning of the session's id, by which the sessions of a company are distinguished.
    pub fn session_tag(&self) -> String {
        let whole = self.session.map(|id| id.to_string()).unwrap_or_default();
        whole.chars().take(8).collect()
    }
}

impl From<Actor> for By {
    fn from(actor: Actor) -> Self {
        Self {
            actor,
            address: String::new(),
            session: None,
        }
    }
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
    UserChanged,
    UserInvited,
    InvitationRevoked,
    UserDeactivated,
    UserActivated,
    SessionRevoked,
    RecoveryMailed,
    PasswordReset,
    PasswordChanged,
    EmailChanged,
    RegistroSaved,
    RegistroDeleted,
    CertificadoAdded,
    CertificadoDeleted,
    CertificadoAssigned,
    PathProgressSaved,
    CalendarMade,
    CalendarRevoked,
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
    LoteFiledByHand,
    LoteTakenBack,
    MovementsSettled,
    ReceiptStored,
    ReceiptApplied,
    ReceiptRefused,
    LinkCreated,
    LinkOpened,
    LinkRevoked,
    LinkExtended,
    HistoryExported,
    AuditExported,
    LogSealed,
    MadeReadOnly,
    CompanyExported,
    DeletionPlanned,
    DeletionWithdrawn,
    CompanyDeleted,
    RequestRefused,
    AccessAsked,
    AccessGranted,
    AccessRefused,
    Seeded,
}

impl Action {
    /// Every kind of entry.
    pub const ALL: [Self; 60] = [
        Self::EmpresaRegistered,
        Self::LoggedIn,
        Self::LoggedOut,
        Self::UserCreated,
        Self::UserChanged,
        Self::UserInvited,
        Self::InvitationRevoked,
        Self::UserDeactivated,
        Self::UserActivated,
        Self::SessionRevoked,
        Self::RecoveryMailed,
        Self::PasswordReset,
        Self::PasswordChanged,
        Self::EmailChanged,
        Self::RegistroSaved,
        Self::RegistroDeleted,
        Self::CertificadoAdded,
        Self::CertificadoDeleted,
        Self::CertificadoAssigned,
        Self::PathProgressSaved,
        Self::CalendarMade,
        Self::CalendarRevoked,
        Self::PortalSessionOpened,
        Self::MovementSaved,
        Self::MovementDeleted,
        Self::MovementRestored,
        Self::TrabajadorSaved,
        Self::TrabajadorDeleted,
        Self::PlantillaLoaded,
        Self::SettingsSaved,
        Self::LotePrepared,
        Self::LoteCancelled,
        Self::LoteSigned,
        Self::LoteSending,
        Self::LoteSent,
        Self::LoteUpdated,
        Self::LoteResolved,
        Self::LoteFiledByHand,
        Self::LoteTakenBack,
        Self::MovementsSettled,
        Self::ReceiptStored,
        Self::ReceiptApplied,
        Self::ReceiptRefused,
        Self::LinkCreated,
        Self::LinkOpened,
        Self::LinkRevoked,
        Self::LinkExtended,
        Self::HistoryExported,
        Self::AuditExported,
        Self::LogSealed,
        Self::MadeReadOnly,
        Self::CompanyExported,
        Self::DeletionPlanned,
        Self::DeletionWithdrawn,
        Self::CompanyDeleted,
        Self::RequestRefused,
        Self::AccessAsked,
        Self::AccessGranted,
        Self::AccessRefused,
        Self::Seeded,
    ];
}

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
    Seeded,
}

impl Action {
    /// Every kind of entry.
    pub const ALL: [Self; 56] = [
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
        Self::Seeded,
    ];
}

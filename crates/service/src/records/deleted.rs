//! A movement that was deleted, kept so that it can be restored.

use jiff::{SignedDuration, Timestamp};
use model::limits::DELETED_KEPT_DAYS;
use serde::{Deserialize, Serialize};

use super::MovementRecord;
use crate::ids::{MovementId, UserId};

/// The time for which a deleted movement can be brought back.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24 * DELETED_KEPT_DAYS as i64);

/// A deleted movement, as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DeletedMovement {
    /// The movement, and so the record's identity.
    pub id: MovementId,
    /// As it was when it was deleted.
    pub movement: MovementRecord,
    /// Who deleted it.
    pub by: UserId,
    /// Until when it is kept.
    pub until: Timestamp,
}

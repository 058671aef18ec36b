//! The audit log, as an administrator reads it. It is written with each unit of work.

use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::AuditId;
use crate::records::AuditEntry;

/// The most entries that are read at once.
const MOST: u32 = 200;

/// A page of the company's audit log, newest first, from before `before`.
///
/// # Errors
///
/// Not an administrator.
pub async fn list(
    service: &Service,
    caller: &FullCaller,
    before: Option<AuditId>,
    limit: u32,
) -> Result<Vec<AuditEntry>, CommonError> {
    caller.must_administer()?;
    Ok(service
        .store
        .audit(caller.empresa(), before, limit.min(MOST))
        .await?)
}

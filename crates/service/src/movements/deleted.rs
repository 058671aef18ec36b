//! Deleted movements, as long as they can be restored.

use model::limits::PAGE_MAX_ROWS;

use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::ids::MovementId;
use crate::records::DeletedMovement;

/// A page of deleted movements.
#[derive(Debug, Clone, Default)]
pub struct DeletedPage {
    /// Deleted last first.
    pub rows: Vec<DeletedMovement>,
    /// Where to go on; `None` at the end.
    pub next: Option<MovementId>,
}

/// Lists the movements that were deleted in the last thirty days, deleted last first, after `after` (where
/// the last page ended). Where that was restored in the meantime the list begins again.
///
/// # Errors
///
/// The role does not capture; the repository's.
pub async fn deleted(
    service: &Service,
    caller: &FullCaller,
    after: Option<MovementId>,
    limit: u32,
) -> Result<DeletedPage, MovementError> {
    caller.must_capture()?;
    let empresa = caller.empresa();
    let now = service.now();
    let ids = service.store.deleted_ids(empresa, now).await?;
    let first = after
        .and_then(|after| ids.iter().position(|id| *id == after))
        .map_or(0, |place| place + 1);
    let limit = limit.clamp(1, PAGE_MAX_ROWS) as usize;
    let page: Vec<MovementId> = ids.iter().skip(first).take(limit).copied().collect();
    let next = page
        .last()
        .copied()
        .filter(|_| first + page.len() < ids.len());
    let rows = service.store.deleted_movements(empresa, &page).await?;
    Ok(DeletedPage { rows, next })
}

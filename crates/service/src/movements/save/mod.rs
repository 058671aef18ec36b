//! Movements captured and edited, one or many at once.
//!
//! However many are saved by a call, they are one unit of work with the workers they name; each is
//! judged alone, and an error of one prevents none of the others from being stored.

mod origin;
mod round;

use model::limits::MOVEMENTS_MAX_PER_CALL;

use self::round::{Judged, Round};
use super::defaults::{self, Remembering};
use super::error::MovementError;
use super::imported::ImportName;
use super::typed::Typed;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::MovementId;
use crate::records::MovementRecord;
use crate::store::{CommitError, KeyKind};
use imss::finding::Finding;

/// How often somebody else may change the same records before we give up.
const TRIES: u32 = 5;

/// A movement to be saved: made, or (with the identity and version it was read at) changed.
#[derive(Debug, Clone)]
pub struct Item {
    /// The one to change.
    pub existing: Option<(MovementId, u64)>,
    /// What was typed.
    pub typed: Typed,
}

/// What became of a movement that was typed.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The movement as it is kept now; `None` where errors kept it from being ready, and then
    /// nothing was stored.
    pub movement: Option<MovementRecord>,
    /// Everything there is to say about it.
    pub findings: Vec<Finding>,
}

/// Makes a movement, or changes the one that was read as `existing` (identity, version). It is
/// checked again here, whatever the page found.
///
/// # Errors
///
/// The role does not capture; signed, sent or finished; in a lote; changed by somebody else, with
/// the movement as it is now; a row of a file that was imported before.
pub async fn save(
    service: &Service,
    caller: &FullCaller,
    existing: Option<(MovementId, u64)>,
    typed: Typed,
) -> Result<Saved, MovementError> {
    let remembering = Some(defaults::of(caller, &typed));
    let items = [Item { existing, typed }];
    let results = store(service, caller, &items, remembering, None).await?;
    results
        .into_iter()
        .next()
        .unwrap_or_else(|| Err(CommonError::internal("nothing became of an item").into()))
}

/// Makes or changes many movements at once, each with its own result, in the order given.
///
/// # Errors
///
/// The role does not capture; more than [`MOVEMENTS_MAX_PER_CALL`]; the repository's. What stands against one
/// movement is its own result.
pub async fn save_many(
    service: &Service,
    caller: &FullCaller,
    items: &[Item],
) -> Result<Vec<Result<Saved, MovementError>>, MovementError> {
    store(service, caller, items, None, None).await
}

/// Saves rows of a file as [`save_many`] does, and keeps what it made under the name of its import, so that
/// the import can be undone.
///
/// # Errors
///
/// Those of [`save_many`]; a name longer than any is.
pub async fn import_many(
    service: &Service,
    caller: &FullCaller,
    items: &[Item],
    import: &ImportName,
) -> Result<Vec<Result<Saved, MovementError>>, MovementError> {
    if import.is_too_long() {
        return Err(MovementError::TooLong);
    }
    store(service, caller, items, None, Some(import)).await
}

async fn store(
    service: &Service,
    caller: &FullCaller,
    items: &[Item],
    remembering: Option<Remembering>,
    import: Option<&ImportName>,
) -> Result<Vec<Result<Saved, MovementError>>, MovementError> {
    caller.must_capture()?;
    if items.len() > MOVEMENTS_MAX_PER_CALL {
        return Err(MovementError::TooMany);
    }
    for _ in 0..TRIES {
        let round = Round::read(service, caller, items).await?;
        let judged = round.judge(items).await?;
        let unit = round.unit(&judged, remembering.as_ref(), import).await?;
        let Some(unit) = unit else {
            return Ok(judged.into_iter().map(Judged::report).collect());
        };
        match service.store.commit(unit).await {
            Ok(()) => {
                round.tell(&judged);
                return Ok(judged.into_iter().map(Judged::report).collect());
            }
            // One of the movements, or a worker, was changed at this very moment: each is judged
            // again by what is there now.
            Err(
                CommitError::Stale
                | CommitError::Taken {
                    what: KeyKind::Id | KeyKind::ImportedRow,
                },
            ) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(CommonError::Stale.into())
}

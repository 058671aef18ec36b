//! Imports that were stored: listed, and undone as long as they are kept.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::discard::discard_many;
use super::error::MovementError;
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::{ImportPartId, MovementId, UserId};
use crate::records::{ImportPart, KEPT, MovementRecord};
use crate::store::{CommitError, Unit};

/// Imports that are listed.
const LISTED: usize = 30;
/// The longest word that names an import, and the longest name of a file, in bytes.
const LONGEST_WORD: usize = 64;
const LONGEST_FILE: usize = 400;

/// What movements of the same import have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportName {
    /// A word that the page chose for the import: the same in all of its calls.
    pub import: String,
    /// The name of the file.
    pub file: String,
}

impl ImportName {
    /// Whether it holds more text than any word or name of a file.
    pub(super) fn is_too_long(&self) -> bool {
        self.import.is_empty() || self.import.len() > LONGEST_WORD || self.file.len() > LONGEST_FILE
    }

    /// The record of what one call made.
    pub(super) fn part(
        &self,
        service: &Service,
        caller: &FullCaller,
        movements: Vec<MovementId>,
    ) -> ImportPart {
        let now = service.now();
        ImportPart {
            id: ImportPartId::mint(now, service.random.as_ref()),
            empresa: caller.empresa(),
            version: 1,
            import: self.import.clone(),
            file: self.file.clone(),
            by: caller.user(),
            at: now,
            until: now + KEPT,
            movements,
        }
    }
}

/// An import that can be undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredImport {
    /// The word that names it.
    pub import: String,
    /// The name of the file.
    pub file: String,
    /// Who imported it.
    pub by: UserId,
    /// When it began.
    pub at: Timestamp,
    /// Movements that it made and that no undoing deleted.
    pub movements: usize,
}

/// What became of a part of an import that was undone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UndonePart {
    /// Movements that were deleted.
    pub gone: usize,
    /// Movements that stay: in a lote, edited, or no longer editable.
    pub left: usize,
    /// Where to go on; `None` at the end of the import.
    pub next: Option<ImportPartId>,
}

/// Lists the imports of the last thirty days, newest first.
///
/// # Errors
///
/// The role does not capture; the repository's.
pub async fn imports(
    service: &Service,
    caller: &FullCaller,
) -> Result<Vec<StoredImport>, MovementError> {
    caller.must_capture()?;
    let mut imports: Vec<StoredImport> = Vec::new();
    for part in kept(service, caller).await? {
        let known = imports.iter_mut().find(|known| known.import == part.import);
        match known {
            Some(known) => known.movements += part.movements.len(),
            None => imports.push(StoredImport {
                import: part.import,
                file: part.file,
                by: part.by,
                at: part.at,
                movements: part.movements.len(),
            }),
        }
    }
    imports.reverse();
    imports.truncate(LISTED);
    Ok(imports)
}

/// Undoes the part of an import after `after`, the first where there is none: deletes the movements that are
/// in no lote and that nobody has edited. They can be restored as any deleted one.
///
/// # Errors
///
/// The role does not capture; no such import in the last thirty days; the repository's.
pub async fn undo_import(
    service: &Service,
    caller: &FullCaller,
    import: &str,
    after: Option<ImportPartId>,
) -> Result<UndonePart, MovementError> {
    caller.must_capture()?;
    let parts = kept(service, caller).await?.into_iter();
    let mut parts = parts
        .filter(|part| part.import == import)
        .filter(|part| after.is_none_or(|after| part.id > after));
    let Some(part) = parts.next() else {
        return match after {
            Some(_) => Ok(UndonePart::default()),
            None => Err(CommonError::NotFound("esa importación").into()),
        };
    };
    let next = parts.next().map(|_| part.id);
    let empresa = caller.empresa();
    let movements = service.store.movements(empresa, &part.movements).await?;
    let untouched: Vec<(MovementId, u64)> = movements
        .iter()
        .filter(|movement| is_untouched(movement))
        .map(|movement| (movement.id, movement.version))
        .collect();
    let results = discard_many(service, caller, &untouched).await?;
    let gone: BTreeSet<MovementId> = untouched
        .iter()
        .zip(&results)
        .filter(|(_, result)| result.is_ok())
        .map(|((id, _), _)| *id)
        .collect();
    let left: Vec<MovementId> = movements
        .iter()
        .map(|movement| movement.id)
        .filter(|id| !gone.contains(id))
        .collect();
    let undone = UndonePart {
        gone: gone.len(),
        left: left.len(),
        next,
    };
    if left != part.movements {
        let unit = if left.is_empty() {
            Unit::upkeep().delete(part)
        } else {
            let rest = ImportPart {
                movements: left,
                ..part.clone()
            };
            Unit::upkeep().update(part, rest)
        };
        match service.store.commit(unit.done()).await {
            // Somebody else undid the same part.
            Ok(()) | Err(CommitError::Stale) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(undone)
}

async fn kept(service: &Service, caller: &FullCaller) -> Result<Vec<ImportPart>, MovementError> {
    let now = service.now();
    let mut parts = service.store.import_parts(caller.empresa()).await?;
    parts.retain(|part| now < part.until);
    Ok(parts)
}

/// Whether nobody has worked on a movement since it was imported; that it was in a lote is no work on it.
fn is_untouched(movement: &MovementRecord) -> bool {
    movement.lote.is_none() && movement.previous.is_none() && movement.state.status().is_editable()
}

//! Undoing an import, part by part.

use api::ApiError;
use api::functions::imports;

use crate::client::Changes;

/// How many movements an undoing deleted, and how many stay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Undone {
    pub(super) gone: usize,
    pub(super) left: usize,
}

/// Undoes an import. `progress` hears of every part, and whether it answers to go on. What an undoing that
/// broke off had deleted stays deleted.
pub(super) async fn undo_import(
    id: String,
    changes: Changes,
    mut progress: impl FnMut(Undone) -> bool,
) -> Result<(), ApiError> {
    let mut undone = Undone::default();
    let mut cursor = None;
    let outcome = loop {
        let part = match imports::undo(id.clone(), cursor).await {
            Ok(part) => part,
            Err(error) => break Err(error),
        };
        undone.gone += usize::try_from(part.gone).unwrap_or(0);
        undone.left += usize::try_from(part.left).unwrap_or(0);
        let goes_on = progress(undone);
        cursor = part.next;
        if cursor.is_none() || !goes_on {
            break Ok(());
        }
    };
    if undone.gone > 0 {
        changes.movements_changed();
    }
    outcome
}

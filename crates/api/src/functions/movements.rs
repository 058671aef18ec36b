//! Movements: capture and history.

use crate::operation::{ID, draft, operations};
use crate::view::movements::{
    self as view, CaptureDefaults, CheckMovement, DeletedPage, DiscardedOne, DueView, Finding,
    HistoryPage, HistoryRequest, MonthView, MovementCounts, MovementVersion, MovementView,
    PersonView, RestoredOne, SaveMovement, SavedMovement, SavedOne, TabCounts,
};

operations!(movements {
    /// Creates or changes a movement. Errors in the draft come back as findings, not as an `Err`.
    Captures "movements/save" Save = save(request: SaveMovement) -> SavedMovement,
        sample { "request": {
            "existing": null, "registro": ID, "draft": draft(), "ready": false,
            "origin": null,
        }};

    /// Creates or changes up to 500 movements, each with its own result, in the order given.
    Captures "movements/save-many" SaveMany = save_many(request: view::SaveMany) -> Vec<SavedOne>,
        sample { "request": { "items": [{
            "existing": null, "registro": ID, "draft": draft(), "ready": false,
            "origin": null,
        }], "import": null }};

    /// Everything there is to say about a movement that is being typed, the company's history included.
    Captures "movements/check" Check = check(request: CheckMovement) -> Vec<Finding>,
        sample { "request": { "existing": null, "registro": ID, "draft": draft() } };

    /// What the caller used last.
    Captures "movements/defaults" Defaults = defaults() -> CaptureDefaults,
        sample {};

    /// The corrected draft of a rejected movement: a new one, or the one that was begun.
    Captures "movements/correct" Correct = correct(id: String) -> MovementView,
        sample { "id": ID };

    /// Takes the last edit back; done twice, nothing changed.
    Captures "movements/undo" Undo = undo(id: String, version: u64) -> MovementView,
        sample { "id": ID, "version": 1 };

    /// Brings a deleted movement back, for thirty days.
    Captures "movements/restore" Restore = restore(id: String) -> MovementView,
        sample { "id": ID };

    /// One movement, whole.
    Reader "movements/get" Get = get(id: String) -> MovementView,
        sample { "id": ID };

    /// Takes away a movement that is not yet in a lote.
    Captures "movements/delete" Delete = delete(id: String, version: u64) -> (),
        sample { "id": ID, "version": 1 };

    /// Deletes up to 500 movements that are in no lote, each with its own result, in the order given.
    Captures "movements/discard-many" DiscardMany = discard_many(items: Vec<MovementVersion>) -> Vec<DiscardedOne>,
        sample { "items": [{ "id": ID, "version": 1 }] };

    /// Restores up to 500 deleted movements, each with its own result, in the order given.
    Captures "movements/restore-many" RestoreMany = restore_many(movements: Vec<String>) -> Vec<RestoredOne>,
        sample { "movements": [ID] };

    /// A page of the movements that were deleted in the last thirty days, deleted last first.
    Captures "movements/deleted" Deleted = deleted(cursor: Option<String>) -> DeletedPage,
        sample { "cursor": null };

    /// A page of the history.
    Reader "movements/history" History = history(request: HistoryRequest) -> HistoryPage,
        sample { "request": HistoryRequest::default() };

    /// How many movements of each type a search finds; cursor, limit and type of it do not count.
    Reader "movements/tabs" Tabs = tabs(request: HistoryRequest) -> TabCounts,
        sample { "request": HistoryRequest::default() };

    /// The company's people, to look for what they captured; none through a consult link.
    Reader "movements/people" People = people() -> Vec<PersonView>,
        sample {};

    /// What is in no lote and has a last day to be filed in time, the first day first.
    Reader "movements/due" Due = due() -> Vec<DueView>,
        sample {};

    /// The movements of the last twelve months, by month of their date, oldest first.
    Reader "movements/by-month" ByMonth = by_month() -> Vec<MonthView>,
        sample {};

    /// What the history shows, up to 1,000 rows at a time and without what happened to each, for a file.
    Reader "movements/export" Export = export(request: HistoryRequest) -> HistoryPage,
        sample { "request": HistoryRequest::default() };

    /// How many movements are in each state, for the caller's scope.
    Reader "movements/counts" Counts = counts() -> MovementCounts,
        sample {};
});

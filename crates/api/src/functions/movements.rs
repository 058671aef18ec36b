//! Movements: capture and history.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;
// One request is named by path: each function makes a type of its own name beside it.
use crate::view::movements::{
    self as view, CaptureDefaults, CheckMovement, Finding, HistoryPage, HistoryRequest,
    MovementCounts, MovementView, SaveMovement, SavedMovement, SavedOne,
};

/// Creates or changes a movement. Errors in the draft come back as findings, not as an `Err`.
#[server(prefix = "/api", endpoint = "movements/save", input = Json, output = Json)]
pub async fn save(request: SaveMovement) -> Result<SavedMovement, ApiError> {
    crate::host::movements::save(request).await
}

/// Creates or changes up to 500 movements, each with its own result, in the order given.
#[server(prefix = "/api", endpoint = "movements/save-many", input = Json, output = Json)]
pub async fn save_many(request: view::SaveMany) -> Result<Vec<SavedOne>, ApiError> {
    crate::host::movements::save_many(request).await
}

/// Everything there is to say about a movement that is being typed, the company's history included.
#[server(prefix = "/api", endpoint = "movements/check", input = Json, output = Json)]
pub async fn check(request: CheckMovement) -> Result<Vec<Finding>, ApiError> {
    crate::host::movements::check(request).await
}

/// What the caller used last.
#[server(prefix = "/api", endpoint = "movements/defaults", input = Json, output = Json)]
pub async fn defaults() -> Result<CaptureDefaults, ApiError> {
    crate::host::movements::defaults().await
}

/// The corrected draft of a rejected movement: made anew, or the one that was begun.
#[server(prefix = "/api", endpoint = "movements/correct", input = Json, output = Json)]
pub async fn correct(id: String) -> Result<MovementView, ApiError> {
    crate::host::movements::correct(id).await
}

/// Takes the last edit back; done twice, nothing changed.
#[server(prefix = "/api", endpoint = "movements/undo", input = Json, output = Json)]
pub async fn undo(id: String, version: u64) -> Result<MovementView, ApiError> {
    crate::host::movements::undo(id, version).await
}

/// Brings a deleted movement back, for thirty days.
#[server(prefix = "/api", endpoint = "movements/restore", input = Json, output = Json)]
pub async fn restore(id: String) -> Result<MovementView, ApiError> {
    crate::host::movements::restore(id).await
}

/// One movement, whole.
#[server(prefix = "/api", endpoint = "movements/get", input = Json, output = Json)]
pub async fn get(id: String) -> Result<MovementView, ApiError> {
    crate::host::movements::get(id).await
}

/// Takes away a movement that is not yet in a lote.
#[server(prefix = "/api", endpoint = "movements/delete", input = Json, output = Json)]
pub async fn delete(id: String, version: u64) -> Result<(), ApiError> {
    crate::host::movements::delete(id, version).await
}

/// A page of the history, newest first.
#[server(prefix = "/api", endpoint = "movements/history", input = Json, output = Json)]
pub async fn history(request: HistoryRequest) -> Result<HistoryPage, ApiError> {
    crate::host::movements::history(request).await
}

/// How many movements are in each state, for the caller's scope.
#[server(prefix = "/api", endpoint = "movements/counts", input = Json, output = Json)]
pub async fn counts() -> Result<MovementCounts, ApiError> {
    crate::host::movements::counts().await
}

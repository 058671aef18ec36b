//! Movements: capture and history.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;
use crate::view::movements::{
    HistoryPage, HistoryRequest, MovementCounts, MovementView, SaveMovement, SavedMovement,
};

/// Creates or changes a movement. Errors in the draft come back as findings, not as an `Err`.
#[server(prefix = "/api", endpoint = "movements/save", input = Json, output = Json)]
pub async fn save(request: SaveMovement) -> Result<SavedMovement, ApiError> {
    crate::host::movements::save(request).await
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

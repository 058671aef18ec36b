//! Lotes: grouped, reviewed, followed. The signed bytes take the relay's own routes.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;
use crate::view::lotes::{DudosoDecision, LoteDetail, LotePage, LoteView, PrepareLote};

/// Groups movements that are ready into lotes: one per registro patronal and type.
#[server(prefix = "/api", endpoint = "lotes/prepare", input = Json, output = Json)]
pub async fn prepare(request: PrepareLote) -> Result<Vec<LoteView>, ApiError> {
    crate::host::lotes::prepare(request).await
}

/// A page of lotes, newest first.
#[server(prefix = "/api", endpoint = "lotes/list", input = Json, output = Json)]
pub async fn list(cursor: Option<String>) -> Result<LotePage, ApiError> {
    crate::host::lotes::list(cursor).await
}

/// The lotes that are not done, the earliest deadline first; at most 200.
#[server(prefix = "/api", endpoint = "lotes/open", input = Json, output = Json)]
pub async fn open() -> Result<Vec<LoteView>, ApiError> {
    crate::host::lotes::open().await
}

/// One lote with its movements, its DISPMAG and its evidence.
#[server(prefix = "/api", endpoint = "lotes/get", input = Json, output = Json)]
pub async fn get(id: String) -> Result<LoteDetail, ApiError> {
    crate::host::lotes::get(id).await
}

/// Dissolves a lote that was never sent: its movements are ready again.
#[server(prefix = "/api", endpoint = "lotes/cancel", input = Json, output = Json)]
pub async fn cancel(id: String, version: u64) -> Result<LoteView, ApiError> {
    crate::host::lotes::cancel(id, version).await
}

/// Opens a new attempt of a lote that IDSE refused as a whole: it is to be signed again.
#[server(prefix = "/api", endpoint = "lotes/retry", input = Json, output = Json)]
pub async fn retry(id: String, version: u64) -> Result<LoteView, ApiError> {
    crate::host::lotes::retry(id, version).await
}

/// What a person decides of a lote whose sending is in doubt.
#[server(prefix = "/api", endpoint = "lotes/resolve", input = Json, output = Json)]
pub async fn resolve(
    id: String,
    version: u64,
    decision: DudosoDecision,
) -> Result<LoteView, ApiError> {
    crate::host::lotes::resolve(id, version, decision).await
}

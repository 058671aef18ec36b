//! Consult-only links.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;
use crate::view::links::{CreateLink, CreatedLink, LinkView};

/// The company's links, live and ended.
#[server(prefix = "/api", endpoint = "links/list", input = Json, output = Json)]
pub async fn list() -> Result<Vec<LinkView>, ApiError> {
    crate::host::links::list().await
}

/// Makes a link. Its token is in this answer and nowhere else.
#[server(prefix = "/api", endpoint = "links/create", input = Json, output = Json)]
pub async fn create(request: CreateLink) -> Result<CreatedLink, ApiError> {
    crate::host::links::create(request).await
}

/// Ends a link and every session opened through it, at once.
#[server(prefix = "/api", endpoint = "links/revoke", input = Json, output = Json)]
pub async fn revoke(id: String) -> Result<(), ApiError> {
    crate::host::links::revoke(id).await
}

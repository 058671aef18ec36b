//! The company's registros patronales.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::ApiError;
use crate::view::registros::{RegistroView, SaveRegistro};

/// Every registro patronal the caller may see.
#[server(prefix = "/api", endpoint = "registros/list", input = Json, output = Json)]
pub async fn list() -> Result<Vec<RegistroView>, ApiError> {
    crate::host::registros::list().await
}

/// Creates or changes a registro patronal.
#[server(prefix = "/api", endpoint = "registros/save", input = Json, output = Json)]
pub async fn save(request: SaveRegistro) -> Result<RegistroView, ApiError> {
    crate::host::registros::save(request).await
}

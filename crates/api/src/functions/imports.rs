//! What is remembered of imports. The rows themselves go through `movements/save-many` and
//! `trabajadores/load-plantilla`.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use model::ImportKind;

use crate::ApiError;
use crate::view::imports::{ColumnMapping, Recognised, RowOrigin};

/// Which of up to 1,000 rows were imported before, in the order given.
#[server(prefix = "/api", endpoint = "imports/recognise", input = Json, output = Json)]
pub async fn recognise(rows: Vec<RowOrigin>) -> Result<Vec<Option<Recognised>>, ApiError> {
    crate::host::imports::recognise(rows).await
}

/// What the columns under these headings meant the last time.
#[server(prefix = "/api", endpoint = "imports/mapping", input = Json, output = Json)]
pub async fn mapping(
    kind: ImportKind,
    headings: Vec<String>,
) -> Result<Option<ColumnMapping>, ApiError> {
    crate::host::imports::mapping(kind, headings).await
}

/// Remembers what the columns under these headings mean.
#[server(prefix = "/api", endpoint = "imports/remember-mapping", input = Json, output = Json)]
pub async fn remember_mapping(mapping: ColumnMapping) -> Result<(), ApiError> {
    crate::host::imports::remember_mapping(mapping).await
}

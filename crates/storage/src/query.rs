//! Asking the database: one statement in, rows of JSON out.

use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use service::store::StoreError;
use surrealdb::types::{SurrealValue, Value};

use crate::database::Database;

/// Runs `statements` with `binds` and answers the rows of each.
pub(crate) async fn each(
    database: &Database,
    statements: &str,
    binds: impl SurrealValue,
) -> Result<Vec<Vec<Json>>, StoreError> {
    let mut answer = database
        .db
        .query(statements)
        .bind(binds)
        .await
        .and_then(surrealdb::IndexedResults::check)
        .map_err(|e| failed(&e))?;
    (0..answer.num_statements())
        .map(|index| {
            let value: Value = answer.take(index).map_err(|e| failed(&e))?;
            let rows = match value.into_json_value() {
                Json::Array(rows) => rows,
                Json::Null => Vec::new(),
                one => vec![one],
            };
            database.count_rows(rows.len());
            Ok(rows)
        })
        .collect()
}

/// The rows of one statement.
pub(crate) async fn rows<T: DeserializeOwned>(
    database: &Database,
    statement: &str,
    binds: impl SurrealValue,
) -> Result<Vec<T>, StoreError> {
    let rows = each(database, statement, binds)
        .await?
        .pop()
        .unwrap_or_default();
    rows.into_iter().map(parse).collect()
}

/// The one row of a statement, if there is one.
pub(crate) async fn one<T: DeserializeOwned>(
    database: &Database,
    statement: &str,
    binds: impl SurrealValue,
) -> Result<Option<T>, StoreError> {
    Ok(rows(database, statement, binds).await?.into_iter().next())
}

/// A row as what it should be.
pub(crate) fn parse<T: DeserializeOwned>(row: Json) -> Result<T, StoreError> {
    serde_json::from_value(row).map_err(|e| StoreError::new(format!("a row does not parse: {e}")))
}

pub(crate) fn failed(error: &surrealdb::Error) -> StoreError {
    StoreError::new(error.to_string())
}

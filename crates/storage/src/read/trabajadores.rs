//! The history of workers, and the movements that rows of files became.

use imss::id::Nss;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use service::ids::EmpresaId;
use service::records::{HistoryRow, MovementRecord};
use service::store::{NaturalKey, StoreError};
use service::values::Digest;
use surrealdb::types::{Object, Value};

use crate::database::Database;
use crate::lookup::BY_TRABAJADOR;
use crate::{query, values};

/// How many ranges are read by one statement.
const AT_ONCE: usize = 200;

/// The movements of workers; see [`service::store::MovementStore::movements_of`].
pub(super) async fn movements(
    database: &Database,
    empresa: EmpresaId,
    trabajadores: &[Nss],
) -> Result<Vec<HistoryRow>, StoreError> {
    #[derive(Deserialize)]
    struct Found {
        row: HistoryRow,
    }
    let mut rows = Vec::new();
    for part in trabajadores.chunks(AT_ONCE) {
        let mut binds = json!({ "empresa": empresa });
        let ranges: Vec<String> = part
            .iter()
            .enumerate()
            .map(|(at, nss)| {
                binds[format!("n{at}")] = json!(nss);
                format!("{BY_TRABAJADOR}:[$empresa, $n{at}]..[$empresa, $n{at}, {{}}]")
            })
            .collect();
        let statement = format!("SELECT row FROM {}", ranges.join(", "));
        let found: Vec<Found> = query::rows(database, &statement, binds).await?;
        rows.extend(found.into_iter().map(|found| found.row));
    }
    rows.sort_by_key(|row| (row.nss, row.place()));
    rows.dedup_by_key(|row| row.id);
    Ok(rows)
}

/// The movements that rows of files became; see [`service::store::MovementStore::imported`].
pub(super) async fn imported(
    database: &Database,
    empresa: EmpresaId,
    rows: &[Digest],
) -> Result<Vec<MovementRecord>, StoreError> {
    let keys = rows.iter().map(|row| {
        let id: Json = values::key_id(&NaturalKey::imported_row(empresa, row));
        Value::RecordId(values::record("natural_key", &id))
    });
    let mut binds = Object::new();
    binds.insert("keys", Value::Array(keys.collect::<Vec<_>>().into()));
    query::rows(
        database,
        "SELECT VALUE record.body FROM $keys",
        Value::Object(binds),
    )
    .await
}

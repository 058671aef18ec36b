//! What has ended, deleted: `by_end` holds records under the moment of their end, so that a purge reads what
//! has ended, some hundred at a time, and nothing else.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use service::store::StoreError;
use surrealdb::types::{Object, SurrealValue as _, Value};

use crate::database::Database;
use crate::lookup::BY_END;
use crate::query;
use crate::values::{array, record};

/// Rows that are read and deleted at once.
const AT_ONCE: usize = 500;
/// How often that at most: what is left goes with the next purge.
const PARTS: usize = 100;

#[derive(Deserialize)]
struct Ended {
    ends: i64,
    table: String,
    key: Json,
}

/// Deletes what ended before `now`; see [`service::store::Store::purge_expired`].
pub(super) async fn expired(database: &Database, now: Timestamp) -> Result<(), StoreError> {
    let now = now.as_microsecond();
    for _ in 0..PARTS {
        let ended: Vec<Ended> = query::rows(
            database,
            "SELECT ends, table, key FROM type::record('by_end', [0]..[$now]) LIMIT $limit",
            json!({ "now": now, "limit": AT_ONCE }),
        )
        .await?;
        delete(database, &ended, now).await?;
        if ended.len() < AT_ONCE {
            break;
        }
    }
    Ok(())
}

/// Deletes records that have ended still, and the rows that led to them.
async fn delete(database: &Database, ended: &[Ended], now: i64) -> Result<(), StoreError> {
    if ended.is_empty() {
        return Ok(());
    }
    let records: Vec<Value> = ended
        .iter()
        .map(|one| Value::RecordId(record(&one.table, &one.key)))
        .collect();
    let rows: Vec<Value> = ended
        .iter()
        .map(|one| {
            let id = json!([one.ends, one.table, one.key]);
            Value::RecordId(record(BY_END, &id))
        })
        .collect();
    let mut binds = Object::new();
    binds.insert("records", array(&records));
    binds.insert("rows", array(&rows));
    binds.insert("now", now.into_value());
    let statements = "BEGIN; DELETE $records WHERE ends < $now RETURN NONE; \
                      DELETE $rows RETURN NONE; COMMIT;";
    query::each(database, statements, Value::Object(binds))
        .await
        .map(drop)
}

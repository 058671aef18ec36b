//! Everything of one company, deleted part by part.
//!
//! Every table whose ids begin with the company is one range of it, those of later migrations too, so the
//! tables are asked for and not listed. The others are named here.

use serde::Deserialize;
use serde_json::{Value as Json, json};
use service::ids::EmpresaId;
use service::store::{KeyKind, StoreError};

use crate::database::Database;
use crate::query;

/// Tables that are read before a company is known: their ids are digests, and a column names the company.
const BY_DIGEST: [&str; 4] = ["session", "link", "mailed_link", "attempts"];
/// Jobs end on their own, and mails must still go out.
const KEPT: [&str; 2] = ["job", "by_due"];

/// Deletes up to `limit` rows; see [`service::store::Store::delete_company`].
pub(super) async fn company(
    database: &Database,
    empresa: EmpresaId,
    limit: u32,
) -> Result<bool, StoreError> {
    let mut left = limit.max(1);
    let statement = "RETURN object::keys((INFO FOR DB).tables)";
    let mut tables: Vec<String> = query::rows(database, statement, json!({})).await?;
    tables.sort_unstable();
    for table in tables {
        if KEPT.contains(&table.as_str()) {
            continue;
        }
        let prefixes = match table.as_str() {
            "natural_key" => KeyKind::ALL
                .iter()
                .map(|kind| {
                    let text = format!("{}:{empresa}:", kind.as_str());
                    (json!([text]), json!([format!("{text}\u{10FFFF}")]))
                })
                .collect(),
            "by_empresa" => vec![whole(json!(["link", empresa]))],
            "window" => vec![whole(json!(["audit", empresa]))],
            _ => vec![whole(json!([empresa]))],
        };
        for (from, to) in prefixes {
            let source = format!("type::record('{table}', $from..$to)");
            let binds = json!({ "from": from, "to": to, "empresa": empresa, "limit": left });
            left = left.saturating_sub(delete(database, &source, binds).await?);
            if left == 0 {
                return Ok(true);
            }
        }
        if BY_DIGEST.contains(&table.as_str()) {
            let source = format!("{table} WHERE empresa = $empresa");
            let binds = json!({ "empresa": empresa, "limit": left });
            left = left.saturating_sub(delete(database, &source, binds).await?);
            if left == 0 {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The range of the ids that begin so: an object comes after every text and number.
fn whole(prefix: Json) -> (Json, Json) {
    let mut to = prefix.clone();
    if let Json::Array(to) = &mut to {
        to.push(json!({}));
    }
    (prefix, to)
}

#[derive(Deserialize)]
struct Deleted {
    count: u32,
}

/// Deletes rows of a source; how many.
async fn delete(database: &Database, source: &str, binds: Json) -> Result<u32, StoreError> {
    let statements = format!(
        "LET $ids = (SELECT VALUE id FROM {source} LIMIT $limit); \
         IF array::len($ids) > 0 {{ DELETE $ids RETURN NONE; }}; RETURN {{ count: array::len($ids) }};"
    );
    let deleted: Vec<Deleted> = query::rows(database, &statements, binds).await?;
    Ok(deleted.first().map_or(0, |deleted| deleted.count))
}

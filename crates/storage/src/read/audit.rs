//! The audit log, newest first, read day by day.

use serde_json::json;
use service::ids::{AuditId, EmpresaId};
use service::records::AuditEntry;
use service::store::StoreError;

use crate::database::Database;
use crate::query;

/// Up to `limit` entries from before `before`.
pub(super) async fn newest(
    database: &Database,
    empresa: EmpresaId,
    before: Option<AuditId>,
    limit: u32,
) -> Result<Vec<AuditEntry>, StoreError> {
    let limit = limit as usize;
    let mut days: Vec<String> = query::rows(
        database,
        "SELECT VALUE name FROM window:['audit', $empresa, '']..['audit', $empresa, '', {}]",
        json!({ "empresa": empresa }),
    )
    .await?;
    days.sort_unstable();
    let mut entries: Vec<AuditEntry> = Vec::new();
    for day in days.iter().rev() {
        let found: Vec<AuditEntry> = query::rows(
            database,
            "SELECT VALUE body FROM audit:[$empresa, $day]..[$empresa, $day, {}]",
            json!({ "empresa": empresa, "day": day }),
        )
        .await?;
        let earlier = found
            .into_iter()
            .rev()
            .filter(|e| before.is_none_or(|before| e.id < before));
        entries.extend(earlier);
        if entries.len() >= limit {
            break;
        }
    }
    entries.truncate(limit);
    Ok(entries)
}

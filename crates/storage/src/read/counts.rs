//! Totals, added up over the shards of `tally`.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::{Value as Json, json};
use service::ids::{EmpresaId, RegistroId};
use service::store::{Count, MonthCount, StoreError};

use crate::database::Database;
use crate::query;
use crate::tally::{EVERY_MONTH, counted, month};

/// Every count that is not zero.
pub(super) async fn all(
    database: &Database,
    empresa: EmpresaId,
    registros: &[RegistroId],
) -> Result<Vec<Count>, StoreError> {
    let found = rows(database, empresa, registros, EVERY_MONTH, EVERY_MONTH).await?;
    Ok(found.into_iter().map(|one| one.count).collect())
}

/// Every count that is not zero, of the months from that of `from` to that of `to`.
pub(super) async fn by_month(
    database: &Database,
    empresa: EmpresaId,
    registros: &[RegistroId],
    from: Date,
    to: Date,
) -> Result<Vec<MonthCount>, StoreError> {
    rows(database, empresa, registros, &month(from), &month(to)).await
}

async fn rows(
    database: &Database,
    empresa: EmpresaId,
    registros: &[RegistroId],
    from: &str,
    to: &str,
) -> Result<Vec<MonthCount>, StoreError> {
    let rows: Vec<Json> = query::rows(
        database,
        "SELECT * OMIT id FROM tally:[$empresa, $from]..[$empresa, $to, {}]",
        json!({ "empresa": empresa, "from": from, "to": to }),
    )
    .await?;
    let mut sums = BTreeMap::new();
    for row in rows {
        let registro: RegistroId = query::parse(row["registro"].clone())?;
        if !registros.contains(&registro) {
            continue;
        }
        // A total over every month has none of its own.
        let month = match row["month"].as_str() {
            Some(month) if !month.is_empty() => query::parse(json!(format!("{month}-01")))?,
            _ => Date::MIN,
        };
        for (tipo, estado, count) in counted(&row) {
            *sums.entry((month, registro, tipo, estado)).or_insert(0) += count;
        }
    }
    let counts = sums.into_iter().filter(|(_, count)| *count > 0);
    Ok(counts
        .map(|((month, registro, tipo, estado), count)| MonthCount {
            month,
            count: Count {
                registro,
                tipo,
                estado,
                count: u64::try_from(count).unwrap_or(0),
            },
        })
        .collect())
}

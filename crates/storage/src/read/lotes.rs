//! Lotes in the order of their numbers, read in windows of numbers; open ones by their deadlines.

use model::LoteStatus;
use serde::Deserialize;
use serde_json::json;
use service::ids::{EmpresaId, LoteId, RegistroId};
use service::records::LoteRecord;
use service::store::{LotePage, LoteQuery, StoreError};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::open::Database;
use crate::query;

/// How many numbers are read at once.
const WINDOW: u32 = 200;

#[derive(Deserialize)]
struct Found {
    lote: LoteId,
    registro: RegistroId,
    estado: LoteStatus,
}

/// One page, highest number first.
pub(super) async fn page(database: &Database, asked: &LoteQuery) -> Result<LotePage, StoreError> {
    let limit = asked.limit.max(1) as usize;
    let last = last_number(&database.db, asked.empresa).await?;
    let mut below = asked.below.unwrap_or(u32::MAX).min(last.saturating_add(1));
    let mut wanted: Vec<String> = Vec::new();
    while below > 1 && wanted.len() <= limit {
        let from = below.saturating_sub(WINDOW).max(1);
        let found: Vec<Found> = query::rows(
            &database.db,
            "SELECT lote, registro, estado FROM by_number:[$empresa, $from]..[$empresa, $below]",
            json!({ "empresa": asked.empresa, "from": from, "below": below }),
        )
        .await?;
        let matching = found.into_iter().rev().filter(|found| {
            asked.registros.contains(&found.registro)
                && (asked.estados.is_empty() || asked.estados.contains(&found.estado))
        });
        wanted.extend(matching.map(|found| found.lote.to_string()));
        below = from;
    }
    let more = wanted.len() > limit;
    wanted.truncate(limit);
    let lotes: Vec<LoteRecord> = database.several(asked.empresa, wanted).await?;
    let next = lotes.last().filter(|_| more).map(|lote| lote.numero);
    Ok(LotePage { lotes, next })
}

/// The lotes that are not done, the earliest last day first. Those are few at any time, whatever the
/// company's age.
pub(super) async fn open(
    database: &Database,
    empresa: EmpresaId,
    registros: &[RegistroId],
    limit: u32,
) -> Result<Vec<LoteRecord>, StoreError> {
    #[derive(Deserialize)]
    struct Open {
        lote: LoteId,
        registro: RegistroId,
    }
    let open: Vec<Open> = query::rows(
        &database.db,
        "SELECT lote, registro FROM by_deadline:[$empresa]..[$empresa, {}]",
        json!({ "empresa": empresa }),
    )
    .await?;
    let wanted = open
        .into_iter()
        .filter(|open| registros.contains(&open.registro))
        .map(|open| open.lote.to_string());
    database
        .several(empresa, wanted.take(limit as usize).collect())
        .await
}

/// The highest number; 0 without lotes.
pub(super) async fn last_number(db: &Surreal<Any>, empresa: EmpresaId) -> Result<u32, StoreError> {
    #[derive(Deserialize)]
    struct Counted {
        count: u32,
    }
    // Numbers count up from 1 and lotes are never deleted, so the count is the last number. Should
    // one be missing all the same, the numbers above the count are looked at too.
    let counted: Option<Counted> = query::one(
        db,
        "SELECT count() FROM by_number:[$empresa]..[$empresa, {}] GROUP ALL",
        json!({ "empresa": empresa }),
    )
    .await?;
    let count = counted.map_or(0, |counted| counted.count);
    let above: Vec<u32> = query::rows(
        db,
        "SELECT VALUE numero FROM by_number:[$empresa, $count]..[$empresa, {}]",
        json!({ "empresa": empresa, "count": count }),
    )
    .await?;
    Ok(above.into_iter().max().unwrap_or(count))
}

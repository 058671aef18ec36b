//! Which movements are ready and in no lote yet.

use std::collections::BTreeSet;

use model::MovementStatus;

use super::error::LoteError;
use crate::Service;
use crate::caller::{FullCaller, Reader};
use crate::ids::MovementId;
use crate::registros::within;
use crate::store::HistoryQuery;

/// Rows of the history read at once.
pub(super) const PAGE: u32 = 1_000;

/// Returns the movements that wait for a lote, newest date first, and whether there are more: reading
/// ends with the page that holds the `most`th.
///
/// # Errors
///
/// The repository's.
pub(super) async fn waiting(
    service: &Service,
    caller: &FullCaller,
    most: usize,
) -> Result<(Vec<MovementId>, bool), LoteError> {
    let scope = caller.scope();
    let mut query = HistoryQuery {
        estados: BTreeSet::from([MovementStatus::Listo]),
        ..HistoryQuery::of(scope.empresa, within(service, &scope, &[]).await?, PAGE)
    };
    let mut found = Vec::new();
    loop {
        let page = service.store.history(&query).await?;
        let free = page.rows.iter().filter(|row| row.lote.is_none());
        found.extend(free.map(|row| row.id));
        match page.next {
            Some(_) if found.len() >= most => return Ok((found, true)),
            Some(next) => query.cursor = Some(next),
            None => return Ok((found, false)),
        }
    }
}

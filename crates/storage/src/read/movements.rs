//! Movements and their history.

use async_trait::async_trait;
use imss::id::Nss;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::json;
use service::ids::{EmpresaId, MovementId, RegistroId};
use service::records::{DeletedMovement, HistoryRow, ImportPart, MovementRecord};
use service::store::{
    Count, HistoryCursor, HistoryPage, HistoryQuery, MonthCount, MovementStore, StoreError,
};
use service::values::Digest;

use super::{counts, history, oldest, trabajadores, words};
use crate::database::Database;
use crate::query;

#[async_trait]
impl MovementStore for Database {
    async fn movement(
        &self,
        empresa: EmpresaId,
        id: MovementId,
    ) -> Result<Option<MovementRecord>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        self.several(empresa, ids.iter().map(ToString::to_string).collect())
            .await
    }

    async fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, StoreError> {
        if excludes_everything(query) {
            return Ok(HistoryPage {
                rows: Vec::new(),
                next: None,
            });
        }
        let named = words::named(self, query.empresa, &query.texto).await?;
        match query.oldest_first {
            true => oldest::page(self, query, &named).await,
            false => history::page(self, query, &named).await,
        }
    }

    async fn counts(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
    ) -> Result<Vec<Count>, StoreError> {
        counts::all(self, empresa, registros).await
    }

    async fn counts_by_month(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        from: Date,
        to: Date,
    ) -> Result<Vec<MonthCount>, StoreError> {
        counts::by_month(self, empresa, registros, from, to).await
    }

    async fn movements_of(
        &self,
        empresa: EmpresaId,
        trabajadores: &[Nss],
    ) -> Result<Vec<HistoryRow>, StoreError> {
        trabajadores::movements(self, empresa, trabajadores).await
    }

    async fn imported(
        &self,
        empresa: EmpresaId,
        rows: &[Digest],
    ) -> Result<Vec<MovementRecord>, StoreError> {
        trabajadores::imported(self, empresa, rows).await
    }

    async fn deleted_movements(
        &self,
        empresa: EmpresaId,
        ids: &[MovementId],
    ) -> Result<Vec<DeletedMovement>, StoreError> {
        self.several(empresa, ids.iter().map(ToString::to_string).collect())
            .await
    }

    async fn deleted_ids(
        &self,
        empresa: EmpresaId,
        now: Timestamp,
    ) -> Result<Vec<MovementId>, StoreError> {
        #[derive(Deserialize)]
        struct Deleted {
            ends: i64,
            id: MovementId,
        }
        let statement = "
            SELECT VALUE { ends: ends, id: body.id }
            FROM deleted_movement:[$empresa]..[$empresa, {}] WHERE ends > $now";
        let binds = json!({ "empresa": empresa, "now": now.as_microsecond() });
        let mut deleted: Vec<Deleted> = query::rows(self, statement, binds).await?;
        deleted.sort_by_key(|one| std::cmp::Reverse((one.ends, one.id)));
        Ok(deleted.into_iter().map(|one| one.id).collect())
    }

    async fn import_parts(&self, empresa: EmpresaId) -> Result<Vec<ImportPart>, StoreError> {
        self.all_of(empresa).await
    }
}

/// Whether the conditions exclude everything: the engine refuses a range that ends before it begins.
fn excludes_everything(asked: &HistoryQuery) -> bool {
    let (from, to) = (asked.from, asked.to);
    let past = |cursor: HistoryCursor| match asked.oldest_first {
        true => to.is_some_and(|to| cursor.fecha > to),
        false => from.is_some_and(|from| cursor.fecha < from),
    };
    from.zip(to).is_some_and(|(from, to)| from > to)
        || asked.cursor.is_some_and(past)
        || asked.possible_states().is_empty()
}

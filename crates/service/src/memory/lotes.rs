//! Lotes, their files and their evidence.

use async_trait::async_trait;

use super::MemoryStore;
use crate::ids::{EmpresaId, LoteId, RegistroId};
use crate::records::{Evidence, LoteContents, LoteRecord};
use crate::store::{LotePage, LoteQuery, LoteStore, StoreError, attempt_key, is_open};

#[async_trait]
impl LoteStore for MemoryStore {
    async fn lote(&self, empresa: EmpresaId, id: LoteId) -> Result<Option<LoteRecord>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn lote_contents(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<LoteContents>, StoreError> {
        self.one(empresa, attempt_key(lote, attempt))
    }

    async fn evidence(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<Evidence>, StoreError> {
        self.one(empresa, attempt_key(lote, attempt))
    }

    async fn lotes(&self, query: &LoteQuery) -> Result<LotePage, StoreError> {
        let mut lotes = self.state().of::<LoteRecord>(query.empresa)?;
        lotes.retain(|lote| query.matches(lote));
        lotes.sort_by_key(|lote| std::cmp::Reverse(lote.numero));
        let limit = query.limit as usize;
        let more = lotes.len() > limit;
        lotes.truncate(limit);
        let next = more.then(|| lotes.last().map(|lote| lote.numero)).flatten();
        Ok(LotePage { lotes, next })
    }

    async fn open_lotes(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        limit: u32,
    ) -> Result<Vec<LoteRecord>, StoreError> {
        let mut lotes = self.state().of::<LoteRecord>(empresa)?;
        lotes.retain(|lote| registros.contains(&lote.registro) && is_open(lote.state.status()));
        lotes.sort_by_key(|lote| (lote.vence.is_none(), lote.vence, lote.numero));
        lotes.truncate(limit as usize);
        Ok(lotes)
    }

    async fn last_lote_number(&self, empresa: EmpresaId) -> Result<u32, StoreError> {
        let lotes = self.state().of::<LoteRecord>(empresa)?;
        Ok(lotes.iter().map(|lote| lote.numero).max().unwrap_or(0))
    }
}

//! Lotes, their files and their evidence.

use async_trait::async_trait;

use super::MemoryStore;
use crate::ids::{EmpresaId, LoteId, ReceiptId};
use crate::records::{Evidence, LoteContents, LoteRecord, ReceiptFile};
use crate::store::{
    LotePage, LoteQuery, LoteStore, OpenCursor, OpenLotesQuery, StoreError, attempt_key,
};
use crate::values::Digest;

#[async_trait]
impl LoteStore for MemoryStore {
    async fn lote(&self, empresa: EmpresaId, id: LoteId) -> Result<Option<LoteRecord>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn lotes_by_id(
        &self,
        empresa: EmpresaId,
        ids: &[LoteId],
    ) -> Result<Vec<LoteRecord>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for id in ids {
            found.extend(self.one::<LoteRecord>(empresa, id.to_string())?);
        }
        Ok(found)
    }

    async fn lote_by_number(
        &self,
        empresa: EmpresaId,
        numero: u32,
    ) -> Result<Option<LoteRecord>, StoreError> {
        let lotes = self.state().of::<LoteRecord>(empresa)?;
        Ok(lotes.into_iter().find(|lote| lote.numero == numero))
    }

    async fn lotes_by_folio(
        &self,
        empresa: EmpresaId,
        folio: &str,
    ) -> Result<Vec<LoteRecord>, StoreError> {
        let mut lotes = self.state().of::<LoteRecord>(empresa)?;
        lotes.retain(|lote| lote.folios().contains(&folio));
        lotes.truncate(20);
        Ok(lotes)
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

    async fn receipt(
        &self,
        empresa: EmpresaId,
        id: ReceiptId,
    ) -> Result<Option<ReceiptFile>, StoreError> {
        self.one(empresa, id.to_string())
    }

    async fn receipt_by_digest(
        &self,
        empresa: EmpresaId,
        sha256: &Digest,
    ) -> Result<Option<ReceiptFile>, StoreError> {
        let receipts = self.state().of::<ReceiptFile>(empresa)?;
        Ok(receipts.into_iter().find(|one| one.sha256 == *sha256))
    }

    async fn receipt_files(
        &self,
        empresa: EmpresaId,
        after: Option<ReceiptId>,
        limit: u32,
    ) -> Result<Vec<ReceiptFile>, StoreError> {
        let mut files = self.state().of::<ReceiptFile>(empresa)?;
        files.retain(|file| after.is_none_or(|after| file.id > after));
        files.sort_by_key(|file| file.id);
        files.truncate(limit as usize);
        Ok(files)
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

    async fn open_lotes(&self, query: &OpenLotesQuery) -> Result<Vec<LoteRecord>, StoreError> {
        let mut lotes = self.state().of::<LoteRecord>(query.empresa)?;
        let place = |lote: &LoteRecord| OpenCursor::of(lote).order();
        lotes.retain(|lote| {
            let follows = query.after.is_none_or(|after| place(lote) > after.order());
            query.matches(lote) && follows
        });
        lotes.sort_by_key(place);
        lotes.truncate(query.limit as usize);
        Ok(lotes)
    }

    async fn last_lote_number(&self, empresa: EmpresaId) -> Result<u32, StoreError> {
        let lotes = self.state().of::<LoteRecord>(empresa)?;
        Ok(lotes.iter().map(|lote| lote.numero).max().unwrap_or(0))
    }
}

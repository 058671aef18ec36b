//! Lotes, their files and their evidence; files of IDSE's.

use async_trait::async_trait;

use super::{LotePage, LoteQuery, OpenLotesQuery, StoreError};
use crate::ids::{EmpresaId, LoteId, ReceiptId};
use crate::records::{Evidence, LoteContents, LoteRecord, ReceiptFile};
use crate::values::Digest;

/// Reads of a [`Store`](super::Store): lotes, their files and their evidence.
#[async_trait]
pub trait LoteStore: Send + Sync {
    /// A lote.
    async fn lote(&self, empresa: EmpresaId, id: LoteId) -> Result<Option<LoteRecord>, StoreError>;
    /// Several lotes, in the order asked for; those that do not exist are left out.
    async fn lotes_by_id(
        &self,
        empresa: EmpresaId,
        ids: &[LoteId],
    ) -> Result<Vec<LoteRecord>, StoreError>;
    /// The lote with this number.
    async fn lote_by_number(
        &self,
        empresa: EmpresaId,
        numero: u32,
    ) -> Result<Option<LoteRecord>, StoreError>;
    /// The lotes whose receipt carries this folio or lote number of IMSS's; at most 20.
    async fn lotes_by_folio(
        &self,
        empresa: EmpresaId,
        folio: &str,
    ) -> Result<Vec<LoteRecord>, StoreError>;
    /// The movements and the file of a lote at one attempt.
    async fn lote_contents(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<LoteContents>, StoreError>;
    /// The signed message of a lote at one attempt.
    async fn evidence(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<Evidence>, StoreError>;
    /// A file of IDSE's that a person brought.
    async fn receipt(
        &self,
        empresa: EmpresaId,
        id: ReceiptId,
    ) -> Result<Option<ReceiptFile>, StoreError>;
    /// A file of IDSE's by the SHA-256 of its content.
    async fn receipt_by_digest(
        &self,
        empresa: EmpresaId,
        sha256: &Digest,
    ) -> Result<Option<ReceiptFile>, StoreError>;
    /// The files of IDSE's that a company's people brought, oldest first, from behind `after`; fewer than
    /// `limit` come only at the end.
    async fn receipt_files(
        &self,
        empresa: EmpresaId,
        after: Option<ReceiptId>,
        limit: u32,
    ) -> Result<Vec<ReceiptFile>, StoreError>;
    /// One page of a company's lotes, highest number first.
    async fn lotes(&self, query: &LoteQuery) -> Result<LotePage, StoreError>;
    /// The lotes that are not done ([`is_open`](super::is_open)), the earliest last day first, those
    /// without one at the end, then lowest number first.
    async fn open_lotes(&self, query: &OpenLotesQuery) -> Result<Vec<LoteRecord>, StoreError>;
    /// The highest lote number of a company; 0 if it has none.
    async fn last_lote_number(&self, empresa: EmpresaId) -> Result<u32, StoreError>;
}

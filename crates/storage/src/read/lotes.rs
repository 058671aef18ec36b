//! Lotes: by our number, by IMSS's numbers, and the open ones by their deadlines.

use async_trait::async_trait;
use model::LoteStatus;
use serde::Deserialize;
use serde_json::{Value as Json, json};
use service::ids::{EmpresaId, LoteId, ReceiptId, RegistroId};
use service::records::{Evidence, LoteContents, LoteRecord, ReceiptFile};
use service::store::{
    LotePage, LoteQuery, LoteStore, NaturalKey, OpenCursor, OpenLotesQuery, StoreError, attempt_key,
};
use service::values::Digest;

use super::ranges::{Placed, Range, Start, refill};
use crate::database::Database;
use crate::lookup::{deadline, highest_first};
use crate::query;

const BY_NUMBER: &str = "lote_by_number";
const BY_DEADLINE: &str = "by_deadline";
/// The most numbers that one page looks at: a reader of one registro patronal among many may need them.
const LOOKED_AT: usize = 5_000;
/// The most lotes of one folio.
const OF_ONE_FOLIO: u32 = 20;

#[derive(Deserialize)]
struct Found {
    id: Json,
    lote: LoteId,
    registro: RegistroId,
    #[serde(default)]
    estado: Option<LoteStatus>,
    #[serde(default)]
    numero: u32,
}

impl Placed for Found {
    fn id(&self, _table: &'static str) -> Json {
        self.id.clone()
    }
}

/// One page, highest number first.
pub(super) async fn page(database: &Database, asked: &LoteQuery) -> Result<LotePage, StoreError> {
    let limit = asked.limit.max(1) as usize;
    let empresa = json!(asked.empresa);
    let from = match asked.below {
        Some(below) => Start::After(json!([empresa, highest_first(below)])),
        None => Start::At(json!([empresa])),
    };
    let value = "{ id: record::id(id), lote: lote, registro: registro, numero: numero }";
    let mut ranges = [Range::<Found>::new(
        BY_NUMBER,
        value,
        from,
        vec![empresa],
        limit + 1,
    )];
    let (mut wanted, mut looked_at, mut last) = (Vec::new(), 0, None);
    while wanted.len() <= limit && looked_at < LOOKED_AT {
        refill(database, &mut ranges).await?;
        let Some(found) = ranges[0].pop() else {
            last = None;
            break;
        };
        looked_at += 1;
        last = Some(found.numero);
        if asked.registros.contains(&found.registro) {
            wanted.push(found.lote.to_string());
        }
    }
    let more = wanted.len() > limit;
    wanted.truncate(limit);
    let lotes: Vec<LoteRecord> = database.several(asked.empresa, wanted).await?;
    let next = match more {
        true => lotes.last().map(|lote| lote.numero),
        false => last,
    };
    Ok(LotePage { lotes, next })
}

/// The lotes that are not done, the earliest last day first. Those are few at any time, whatever the
/// company's age.
pub(super) async fn open(
    database: &Database,
    asked: &OpenLotesQuery,
) -> Result<Vec<LoteRecord>, StoreError> {
    let limit = asked.limit.max(1) as usize;
    let empresa = json!(asked.empresa);
    let from = match asked.after {
        Some(OpenCursor { vence, numero }) => {
            Start::After(json!([empresa, deadline(vence), numero]))
        }
        None => Start::At(json!([empresa])),
    };
    let value = "{ id: record::id(id), lote: lote, registro: registro, estado: estado }";
    let mut ranges = [Range::<Found>::new(
        BY_DEADLINE,
        value,
        from,
        vec![empresa],
        limit,
    )];
    let mut open = Vec::new();
    loop {
        refill(database, &mut ranges).await?;
        let mut part = Vec::new();
        let mut ended = true;
        while let Some(found) = ranges[0].pop() {
            ended = false;
            let wanted = asked.registros.contains(&found.registro)
                && (asked.estados.is_empty()
                    || found
                        .estado
                        .is_none_or(|estado| asked.estados.contains(&estado)));
            if wanted {
                part.push(found.lote.to_string());
            }
        }
        if !part.is_empty() {
            let lotes: Vec<LoteRecord> = database.several(asked.empresa, part).await?;
            // What belongs to the answer is the service's to say.
            open.extend(lotes.into_iter().filter(|lote| asked.matches(lote)));
        }
        if ended || open.len() >= limit {
            open.truncate(limit);
            return Ok(open);
        }
    }
}

/// The lotes whose receipt carries a number.
pub(super) async fn of_folio(
    database: &Database,
    empresa: EmpresaId,
    folio: &str,
) -> Result<Vec<LoteRecord>, StoreError> {
    let ids: Vec<LoteId> = query::rows(
        database,
        "SELECT VALUE lote FROM type::record('lote_by_folio', \
         [$empresa, $folio]..[$empresa, $folio, {}]) LIMIT $most",
        json!({ "empresa": empresa, "folio": folio, "most": OF_ONE_FOLIO }),
    )
    .await?;
    let ids = ids.iter().map(ToString::to_string).collect();
    database.several(empresa, ids).await
}

/// The highest number; 0 without lotes.
pub(super) async fn last_number(
    database: &Database,
    empresa: EmpresaId,
) -> Result<u32, StoreError> {
    let last: Option<u32> = query::one(
        database,
        "SELECT VALUE numero FROM type::record('lote_by_number', [$empresa]..[$empresa, {}]) LIMIT 1",
        json!({ "empresa": empresa }),
    )
    .await?;
    Ok(last.unwrap_or(0))
}

#[async_trait]
impl LoteStore for Database {
    async fn lote(&self, empresa: EmpresaId, id: LoteId) -> Result<Option<LoteRecord>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn lotes_by_id(
        &self,
        empresa: EmpresaId,
        ids: &[LoteId],
    ) -> Result<Vec<LoteRecord>, StoreError> {
        self.several(empresa, ids.iter().map(ToString::to_string).collect())
            .await
    }

    async fn lote_by_number(
        &self,
        empresa: EmpresaId,
        numero: u32,
    ) -> Result<Option<LoteRecord>, StoreError> {
        self.with_key(&NaturalKey::lote_number(empresa, numero))
            .await
    }

    async fn lotes_by_folio(
        &self,
        empresa: EmpresaId,
        folio: &str,
    ) -> Result<Vec<LoteRecord>, StoreError> {
        of_folio(self, empresa, folio).await
    }

    async fn lote_contents(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<LoteContents>, StoreError> {
        self.of_company(empresa, attempt_key(lote, attempt)).await
    }

    async fn evidence(
        &self,
        empresa: EmpresaId,
        lote: LoteId,
        attempt: u32,
    ) -> Result<Option<Evidence>, StoreError> {
        self.of_company(empresa, attempt_key(lote, attempt)).await
    }

    async fn receipt(
        &self,
        empresa: EmpresaId,
        id: ReceiptId,
    ) -> Result<Option<ReceiptFile>, StoreError> {
        self.of_company(empresa, id).await
    }

    async fn receipt_by_digest(
        &self,
        empresa: EmpresaId,
        sha256: &Digest,
    ) -> Result<Option<ReceiptFile>, StoreError> {
        self.with_key(&NaturalKey::receipt_digest(empresa, sha256))
            .await
    }

    async fn receipt_files(
        &self,
        empresa: EmpresaId,
        after: Option<ReceiptId>,
        limit: u32,
    ) -> Result<Vec<ReceiptFile>, StoreError> {
        // Identities are texts, and each comes after the empty one.
        let after = after.map_or_else(String::new, |after| after.to_string());
        query::rows(
            self,
            "SELECT VALUE body FROM type::record('receipt', [$empresa, $after]>..[$empresa, {}]) \
             LIMIT $limit",
            json!({ "empresa": empresa, "after": after, "limit": limit.max(1) }),
        )
        .await
    }

    async fn lotes(&self, query: &LoteQuery) -> Result<LotePage, StoreError> {
        page(self, query).await
    }

    async fn open_lotes(&self, query: &OpenLotesQuery) -> Result<Vec<LoteRecord>, StoreError> {
        open(self, query).await
    }

    async fn last_lote_number(&self, empresa: EmpresaId) -> Result<u32, StoreError> {
        last_number(self, empresa).await
    }
}

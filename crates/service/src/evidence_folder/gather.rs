//! Reads what the folder is made of.

use std::collections::BTreeSet;

use imss::time::mexico_city_date;
use jiff::ToSpan as _;
use jiff::civil::Date;
use model::LoteStatus;

use super::EvidenceOf;
use crate::Service;
use crate::caller::{ReadScope, Reader};
use crate::common_error::CommonError;
use crate::ids::{LoteId, ReceiptId};
use crate::lotes::{LoteError, Receipt, contents, movements};
use crate::records::{
    Evidence, LoteContents, LoteRecord, MovementRecord, ReceiptFile, Registro, ResultSource,
};
use crate::registros::within;
use crate::store::LoteQuery;

/// The most lotes of one folder: it is put together in memory.
const MOST: usize = 500;
/// How long before the month a lote of it may have been prepared.
const PREPARED_BEFORE_DAYS: i64 = 120;

/// One lote with everything that is kept of it.
pub(super) struct Gathered {
    pub(super) lote: LoteRecord,
    pub(super) registro: Registro,
    /// The attempts, from the first.
    pub(super) attempts: Vec<Attempt>,
    /// The movements of the last attempt, in the order of its file.
    pub(super) movements: Vec<MovementRecord>,
    /// IMSS's receipt, as it was received.
    pub(super) receipt: Option<Receipt>,
    /// Files of IDSE's that people brought, by which movements of it were settled.
    pub(super) brought: Vec<ReceiptFile>,
}

/// One attempt: its file, and its signature if there is one.
pub(super) struct Attempt {
    pub(super) contents: LoteContents,
    pub(super) evidence: Option<Evidence>,
}

impl Gathered {
    /// Whether a person filed its last attempt in IDSE herself: then IMSS did not receive our signature.
    pub(super) fn by_hand(&self) -> bool {
        let steps = self.lote.log.iter().rev();
        let mut attempt = steps.take_while(|change| change.to != LoteStatus::Preparado);
        attempt.any(|change| change.to == LoteStatus::PorFuera)
    }
}

/// The lotes, lowest number first.
pub(super) async fn lotes(
    service: &Service,
    reader: &impl Reader,
    of: &EvidenceOf,
) -> Result<Vec<Gathered>, LoteError> {
    let scope = reader.scope();
    if !scope.lotes {
        return Err(CommonError::Forbidden.into());
    }
    let mut records = match of {
        EvidenceOf::Lote(id) => service.store.lotes_by_id(scope.empresa, &[*id]).await?,
        EvidenceOf::Month(first) => of_month(service, &scope, *first).await?,
        EvidenceOf::Trabajador(nss) => {
            let rows = service.store.movements_of(scope.empresa, &[*nss]).await?;
            let ids: BTreeSet<LoteId> = rows.into_iter().filter_map(|row| row.lote).collect();
            let ids: Vec<LoteId> = ids.into_iter().take(MOST + 1).collect();
            match ids.as_slice() {
                [] => Vec::new(),
                ids => service.store.lotes_by_id(scope.empresa, ids).await?,
            }
        }
    };
    records.retain(|lote| scope.registros.holds(lote.registro));
    if records.is_empty() {
        return Err(CommonError::NotFound("ese expediente").into());
    }
    if records.len() > MOST {
        return Err(LoteError::TooManyLotes { limit: MOST });
    }
    records.sort_by_key(|lote| lote.numero);
    let mut gathered = Vec::new();
    for lote in records {
        gathered.push(whole(service, lote).await?);
    }
    Ok(gathered)
}

/// The lotes that reached IMSS in a month, or were signed in it and did not.
async fn of_month(
    service: &Service,
    scope: &ReadScope,
    first: Date,
) -> Result<Vec<LoteRecord>, LoteError> {
    let registros = within(service, scope, &[]).await?;
    let earliest = first
        .checked_sub(PREPARED_BEFORE_DAYS.days())
        .unwrap_or(Date::MIN);
    let mut found = Vec::new();
    let mut below = None;
    loop {
        let query = LoteQuery {
            empresa: scope.empresa,
            registros: registros.clone(),
            below,
            limit: 100,
        };
        let page = service.store.lotes(&query).await?;
        let old = |lote: &LoteRecord| mexico_city_date(lote.created_at) < earliest;
        let ended = page.lotes.iter().any(old);
        let within = |lote: &LoteRecord| month_of(lote) == Some(first);
        found.extend(page.lotes.into_iter().filter(within));
        below = page.next;
        if ended || below.is_none() || found.len() > MOST {
            return Ok(found);
        }
    }
}

/// The month that a lote belongs to, by the day IMSS received it, or that it was signed or filed.
fn month_of(lote: &LoteRecord) -> Option<Date> {
    let signed = || {
        let signed = |to| matches!(to, LoteStatus::Firmado | LoteStatus::PorFuera);
        let steps = lote.log.iter().rev();
        steps
            .into_iter()
            .find(|step| signed(step.to))
            .map(|step| step.at)
    };
    let at = lote.received_at().or_else(signed)?;
    Some(mexico_city_date(at).first_of_month())
}

async fn whole(service: &Service, lote: LoteRecord) -> Result<Gathered, LoteError> {
    let missing = |what: &str| CommonError::internal(format!("lote {} has no {what}", lote.id));
    let registro = service.store.registro(lote.empresa, lote.registro).await?;
    let registro = registro.ok_or_else(|| missing("registro patronal"))?;
    let mut attempts = Vec::new();
    for attempt in 1..=lote.attempt {
        let store = &service.store;
        if let Some(contents) = store.lote_contents(lote.empresa, lote.id, attempt).await? {
            let evidence = store.evidence(lote.empresa, lote.id, attempt).await?;
            attempts.push(Attempt { contents, evidence });
        }
    }
    let last = contents(service, &lote).await?;
    let movements = movements(service, &last).await?;
    let files: BTreeSet<ReceiptId> = movements
        .iter()
        .filter_map(|movement| match movement.source {
            Some(ResultSource::Receipt { receipt }) => Some(receipt),
            _ => None,
        })
        .collect();
    let mut brought = Vec::new();
    for file in files {
        brought.extend(service.store.receipt(lote.empresa, file).await?);
    }
    Ok(Gathered {
        receipt: Receipt::of(&lote),
        lote,
        registro,
        attempts,
        movements,
        brought,
    })
}

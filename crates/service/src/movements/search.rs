//! Movements looked for, within a reader's scope.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento;
use jiff::Span;
use jiff::civil::Date;
use model::MovementStatus;
use model::limits::PAGE_MAX_ROWS;

use super::error::MovementError;
use super::{masked_search, reach};
use crate::Service;
use crate::caller::{ReadScope, Reader};
use crate::common_error::CommonError;
use crate::ids::{MovementId, RegistroId, UserId};
use crate::records::MovementRecord;
use crate::registros::within;
use crate::store::{HistoryCursor, HistoryQuery, SearchText, history_row};

/// What to look for in the history.
#[derive(Debug, Clone, Default)]
pub struct HistoryAsk {
    /// Only this type.
    pub tipo: Option<TipoMovimiento>,
    /// Only these registros patronales; empty, every one the reader may see.
    pub registros: Vec<RegistroId>,
    /// From this date of the movement on, itself included.
    pub from: Option<Date>,
    /// Up to this date of the movement, itself included.
    pub to: Option<Date>,
    /// Only these states; empty, all.
    pub estados: BTreeSet<MovementStatus>,
    /// Only what IMSS refused and nobody has corrected yet: of the last year where no first day is
    /// named.
    pub uncorrected: bool,
    /// Only what IMSS refused with this code.
    pub codigo: Option<String>,
    /// Only what IMSS operated late, or in time.
    pub extemporaneo: Option<bool>,
    /// Only what this person captured; for the company's people.
    pub by: Option<UserId>,
    /// Only what stands in no lote.
    pub in_no_lote: bool,
    /// Only what stands in the lote of this number; for readers whose scope shows lotes.
    pub lote: Option<u32>,
    /// Only what stands in a lote whose receipt carries this folio, or IMSS's number of the lote; for
    /// readers whose scope shows lotes.
    pub folio: Option<String>,
    /// Beginnings of words of name, NSS, CURP, RFC or worker's code.
    pub texto: String,
    /// Oldest first instead of newest first.
    pub oldest_first: bool,
    /// Where the last page ended.
    pub cursor: Option<HistoryCursor>,
    /// Rows wanted, at most 200.
    pub limit: u32,
}

/// A page of movements.
#[derive(Debug, Clone)]
pub struct MovementPage {
    /// The movements, in the order asked for.
    pub movements: Vec<MovementRecord>,
    /// Where to go on; `None` at the end. A page that is not full has one where the movements that were
    /// looked at held no more of what is asked for.
    pub next: Option<HistoryCursor>,
}

/// Returns a page of the history.
///
/// # Errors
///
/// [`CommonError::TooMuchText`]; [`CommonError::Forbidden`] for a condition that the reader's scope does
/// not show; the repository's.
pub async fn history(
    service: &Service,
    reader: &impl Reader,
    ask: HistoryAsk,
) -> Result<MovementPage, MovementError> {
    let scope = reader.scope();
    let (lote, folio) = (ask.lote, ask.folio.clone());
    let query = query(service, &scope, ask).await?;
    found(service, &scope, query, lote, folio.as_deref()).await
}

/// A page of what a question finds, in lotes where it names one.
pub(super) async fn found(
    service: &Service,
    scope: &ReadScope,
    query: HistoryQuery,
    lote: Option<u32>,
    folio: Option<&str>,
) -> Result<MovementPage, MovementError> {
    if lote.is_some() || folio.is_some() {
        return of_lotes(service, scope, &query, lote, folio).await;
    }
    if !query.texto.is_empty() && !scope.shown.curps {
        let (movements, next) = masked_search::page(service, query).await?;
        return Ok(MovementPage { movements, next });
    }
    let page = service.store.history(&query).await?;
    let ids: Vec<MovementId> = page.rows.iter().map(|row| row.id).collect();
    let movements = service.store.movements(scope.empresa, &ids).await?;
    Ok(MovementPage {
        movements,
        next: page.next,
    })
}

/// What the repository is asked; lote and folio aside.
pub(super) async fn query(
    service: &Service,
    scope: &ReadScope,
    ask: HistoryAsk,
) -> Result<HistoryQuery, MovementError> {
    if ask.by.is_some() && !scope.people {
        return Err(CommonError::Forbidden.into());
    }
    let texto = SearchText::parse(&ask.texto).map_err(CommonError::from)?;
    let from = match ask.uncorrected {
        true => ask.from.or_else(|| Some(uncorrected_from(service.today()))),
        false => ask.from,
    };
    let query = HistoryQuery {
        tipo: ask.tipo,
        from,
        to: ask.to,
        estados: ask.estados,
        uncorrected: ask.uncorrected,
        codigo: ask.codigo,
        extemporaneo: ask.extemporaneo,
        by: ask.by,
        in_no_lote: ask.in_no_lote,
        texto,
        oldest_first: ask.oldest_first,
        cursor: ask.cursor,
        ..HistoryQuery::of(
            scope.empresa,
            within(service, scope, &ask.registros).await?,
            ask.limit.clamp(1, PAGE_MAX_ROWS),
        )
    };
    Ok(reach::narrowed(&scope.shown, query))
}

/// A page of the movements of the lotes that a number or a folio names: those of the present attempt.
pub(super) async fn of_lotes(
    service: &Service,
    scope: &ReadScope,
    query: &HistoryQuery,
    numero: Option<u32>,
    folio: Option<&str>,
) -> Result<MovementPage, MovementError> {
    if !scope.lotes {
        return Err(CommonError::Forbidden.into());
    }
    let mut lotes = match folio {
        Some(folio) => {
            service
                .store
                .lotes_by_folio(scope.empresa, folio.trim())
                .await?
        }
        None => Vec::new(),
    };
    if let Some(numero) = numero {
        let named = service.store.lote_by_number(scope.empresa, numero).await?;
        match folio {
            Some(_) => lotes.retain(|lote| Some(lote.id) == named.as_ref().map(|named| named.id)),
            None => lotes.extend(named),
        }
    }
    let mut found = Vec::new();
    for lote in lotes {
        if !query.registros.contains(&lote.registro) {
            continue;
        }
        let contents = service
            .store
            .lote_contents(lote.empresa, lote.id, lote.attempt)
            .await?;
        let ids = contents.map(|contents| contents.movements);
        let movements = service
            .store
            .movements(scope.empresa, &ids.unwrap_or_default())
            .await?;
        // One that left the lote again is no longer its movement.
        found.extend(movements.into_iter().filter(|m| m.lote == Some(lote.id)));
    }
    let mut found: Vec<(HistoryCursor, MovementRecord)> = found
        .into_iter()
        .map(|movement| (history_row(&movement), movement))
        .filter(|(row, _)| query.matches(row) && query.names(row) && query.follows(row))
        .map(|(row, movement)| (row.place(), movement))
        .collect();
    found.sort_by_key(|(place, _)| *place);
    if !query.oldest_first {
        found.reverse();
    }
    let limit = query.limit as usize;
    let more = found.len() > limit;
    found.truncate(limit);
    Ok(MovementPage {
        next: found.last().filter(|_| more).map(|(place, _)| *place),
        movements: found.into_iter().map(|(_, movement)| movement).collect(),
    })
}

/// Returns from when on refusals that nobody corrected are counted: a year ago.
pub fn uncorrected_from(today: Date) -> Date {
    today.saturating_sub(Span::new().days(366))
}

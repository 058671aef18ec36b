//! Movements listed, read and counted, within a reader's scope.

use std::collections::BTreeSet;

use imss::movimiento::TipoMovimiento;
use jiff::Span;
use jiff::civil::Date;
use model::limits::PAGE_MAX_ROWS;
use model::{LoteStatus, MovementStatus};

use super::error::MovementError;
use crate::Service;
use crate::caller::Reader;
use crate::common_error::CommonError;
use crate::ids::{MovementId, RegistroId};
use crate::records::MovementRecord;
use crate::registros::within;
use crate::settings::CompanyRules;
use crate::store::{Count, HistoryCursor, HistoryQuery, LoteQuery};

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
    /// Words of name, NSS, CURP or worker's code.
    pub texto: String,
    /// Where the last page ended.
    pub cursor: Option<HistoryCursor>,
    /// Rows wanted, at most 200.
    pub limit: u32,
}

/// A page of movements.
#[derive(Debug, Clone)]
pub struct MovementPage {
    /// The movements, newest first.
    pub movements: Vec<MovementRecord>,
    /// Where to go on; `None` at the end.
    pub next: Option<HistoryCursor>,
}

/// Until when a movement is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// The last day to file it in time.
    pub vence: Date,
    /// Días hábiles left after today; negative once it has passed.
    pub dias_habiles: i32,
}

/// A page of the history, newest first.
///
/// # Errors
///
/// The repository's.
pub async fn history(
    service: &Service,
    reader: &impl Reader,
    ask: HistoryAsk,
) -> Result<MovementPage, MovementError> {
    let scope = reader.scope();
    let query = HistoryQuery {
        empresa: scope.empresa,
        registros: within(service, &scope, &ask.registros).await?,
        tipo: ask.tipo,
        from: ask.from,
        to: ask.to,
        estados: ask.estados,
        texto: (!ask.texto.trim().is_empty()).then_some(ask.texto),
        cursor: ask.cursor,
        limit: ask.limit.clamp(1, PAGE_MAX_ROWS),
    };
    let page = service.store.history(&query).await?;
    let ids: Vec<MovementId> = page.rows.iter().map(|row| row.id).collect();
    let movements = service.store.movements(scope.empresa, &ids).await?;
    Ok(MovementPage {
        movements,
        next: page.next,
    })
}

/// A page of the movements that IMSS refused and nobody has corrected yet, newest first: those of the
/// last year where `ask` names no first day. Of `ask` its states do not count. A page may hold fewer
/// rows than asked for although more follow.
///
/// # Errors
///
/// The repository's.
pub async fn uncorrected(
    service: &Service,
    reader: &impl Reader,
    ask: HistoryAsk,
) -> Result<MovementPage, MovementError> {
    let year = Span::new().days(366);
    let refused = HistoryAsk {
        from: ask.from.or_else(|| service.today().checked_sub(year).ok()),
        estados: BTreeSet::from([MovementStatus::Rechazado]),
        ..ask
    };
    let mut page = history(service, reader, refused).await?;
    page.movements
        .retain(|movement| movement.corrected_by.is_none());
    Ok(page)
}

/// One movement.
///
/// # Errors
///
/// None such within the reader's scope.
pub async fn get(
    service: &Service,
    reader: &impl Reader,
    id: MovementId,
) -> Result<MovementRecord, MovementError> {
    let scope = reader.scope();
    let movement = service.store.movement(scope.empresa, id).await?;
    let movement = movement.filter(|m| scope.registros.holds(m.registro));
    Ok(movement.ok_or(CommonError::NotFound("ese movimiento"))?)
}

/// How many movements [`uncorrected`] lists where nothing else is asked for.
///
/// # Errors
///
/// The repository's.
pub async fn count_uncorrected(
    service: &Service,
    reader: &impl Reader,
) -> Result<u64, MovementError> {
    let mut ask = HistoryAsk {
        limit: PAGE_MAX_ROWS,
        ..HistoryAsk::default()
    };
    let mut count = 0;
    loop {
        let page = uncorrected(service, reader, ask.clone()).await?;
        count += u64::try_from(page.movements.len()).unwrap_or(u64::MAX);
        match page.next {
            Some(next) => ask.cursor = Some(next),
            None => return Ok(count),
        }
    }
}

/// How many movements there are per registro patronal, type and state. `Listo` counts those that
/// wait for a lote; what stands in a prepared one is counted with its lote. `PorAprobar` counts those
/// whose lote waits for another person's signature.
///
/// # Errors
///
/// The repository's.
pub async fn counts(service: &Service, reader: &impl Reader) -> Result<Vec<Count>, MovementError> {
    let scope = reader.scope();
    let registros = within(service, &scope, &[]).await?;
    let mut counts = service.store.counts(scope.empresa, &registros).await?;
    let mut prepared = LoteQuery {
        empresa: scope.empresa,
        registros,
        estados: BTreeSet::from([LoteStatus::Preparado]),
        below: None,
        limit: 100,
    };
    loop {
        let page = service.store.lotes(&prepared).await?;
        for lote in page.lotes.into_iter().filter(|lote| !lote.second_pair) {
            let waiting = counts.iter_mut().find(|count| {
                (count.registro, count.tipo, count.estado)
                    == (lote.registro, lote.tipo, MovementStatus::Listo)
            });
            if let Some(waiting) = waiting {
                waiting.count = waiting.count.saturating_sub(u64::from(lote.count));
            }
        }
        match page.next {
            Some(below) => prepared.below = Some(below),
            None => return Ok(counts),
        }
    }
}

/// Until when a movement is in time by the company's calendar, where its date can be read.
pub fn timing(rules: &CompanyRules, movement: &MovementRecord) -> Option<Timing> {
    let parsed;
    let movimiento = match movement.movimiento() {
        Some(movimiento) => movimiento,
        None => {
            parsed = movement.draft().parse().0?;
            &parsed
        }
    };
    let deadline = rules.calendar().deadline_of(movimiento);
    let dias_habiles = deadline.days_left(rules.today(), rules.calendar());
    Some(Timing {
        vence: deadline.last_day,
        dias_habiles,
    })
}

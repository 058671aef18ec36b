//! How many movements there are: by state, by type, by month.

use std::collections::{BTreeMap, BTreeSet};

use imss::movimiento::TipoMovimiento;
use jiff::Span;
use jiff::civil::Date;
use model::{LoteStatus, MovementStatus};

use super::error::MovementError;
use super::reach;
use super::read::{Timing, timing};
use super::search::{HistoryAsk, found, history, of_lotes, query, uncorrected_from};
use crate::Service;
use crate::caller::{Reader, Scope};
use crate::records::MovementRecord;
use crate::registros::within;
use crate::store::{Count, HistoryQuery, OpenCursor, OpenLotesQuery, history_row};

/// How many rows or lotes are counted at once.
const COUNTED: u32 = 500;

/// Returns how many movements IMSS refused during the last year and nobody has corrected yet.
///
/// # Errors
///
/// The repository's.
pub async fn count_uncorrected(
    service: &Service,
    reader: &impl Reader,
) -> Result<u64, MovementError> {
    let scope = reader.scope();
    let query = HistoryQuery {
        from: Some(uncorrected_from(service.today())),
        uncorrected: true,
        ..HistoryQuery::of(scope.empresa, within(service, &scope, &[]).await?, COUNTED)
    };
    let mut query = reach::narrowed(&scope.shown, query);
    let mut count = 0;
    loop {
        let page = service.store.history(&query).await?;
        count += u64::try_from(page.rows.len()).unwrap_or(u64::MAX);
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return Ok(count),
        }
    }
}

/// Returns how many movements there are per registro patronal, type and state. `Listo` counts those that
/// wait for a lote; what stands in a prepared one is counted with its lote. `PorAprobar` counts those
/// whose lote waits for another person's signature.
///
/// # Errors
///
/// The repository's.
pub async fn counts(service: &Service, reader: &impl Reader) -> Result<Vec<Count>, MovementError> {
    let scope = reader.scope();
    if scope.shown.leaves_out() {
        return count_each(service, reader).await;
    }
    let registros = within(service, &scope, &[]).await?;
    let mut counts = service.store.counts(scope.empresa, &registros).await?;
    let mut prepared = OpenLotesQuery {
        empresa: scope.empresa,
        registros,
        estados: BTreeSet::from([LoteStatus::Preparado]),
        after: None,
        limit: COUNTED,
    };
    loop {
        let page = service.store.open_lotes(&prepared).await?;
        let full = page.len() == COUNTED as usize;
        prepared.after = page.last().map(OpenCursor::of);
        for lote in page.into_iter().filter(|lote| !lote.second_pair) {
            let waiting = counts.iter_mut().find(|count| {
                (count.registro, count.tipo, count.estado)
                    == (lote.registro, lote.tipo, MovementStatus::Listo)
            });
            if let Some(waiting) = waiting {
                waiting.count = waiting.count.saturating_sub(u64::from(lote.count));
            }
        }
        if !full {
            return Ok(counts);
        }
    }
}

/// Counts, movement by movement, what a reader is shown who is not shown all.
async fn count_each(service: &Service, reader: &impl Reader) -> Result<Vec<Count>, MovementError> {
    let mut ask = HistoryAsk {
        limit: COUNTED,
        ..HistoryAsk::default()
    };
    let mut counts: Vec<Count> = Vec::new();
    loop {
        let page = history(service, reader, ask.clone()).await?;
        for movement in &page.movements {
            let status = movement.state.status();
            // It is counted with its lote, as in [`counts`].
            if status == MovementStatus::Listo && movement.lote.is_some() {
                continue;
            }
            let key = (movement.registro, movement.tipo(), status);
            let same = |count: &&mut Count| (count.registro, count.tipo, count.estado) == key;
            match counts.iter_mut().find(same) {
                Some(count) => count.count += 1,
                None => counts.push(Count {
                    registro: key.0,
                    tipo: key.1,
                    estado: key.2,
                    count: 1,
                }),
            }
        }
        match page.next {
            Some(next) => ask.cursor = Some(next),
            None => return Ok(counts),
        }
    }
}

/// How many movements of each type a search finds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tabs {
    /// By type.
    pub by_tipo: BTreeMap<TipoMovimiento, u64>,
    /// There are more than these: counting stopped.
    pub more: bool,
    /// Lotes, whatever is looked for; `None` for a reader who does not see every one.
    pub lotes: Option<u64>,
}

/// The most movements that are counted one by one for [`tabs`].
const COUNTED_ONE_BY_ONE: u32 = 1_000;

/// Returns how many movements of each type `ask` finds; its type, cursor and limit do not count. Exact
/// where it names registros patronales and states alone, whatever their number; otherwise up to 1,000.
///
/// # Errors
///
/// As [`history`].
pub async fn tabs(
    service: &Service,
    reader: &impl Reader,
    ask: HistoryAsk,
) -> Result<Tabs, MovementError> {
    let scope = reader.scope();
    let mut tabs = Tabs::default();
    if scope.lotes && scope.registros == Scope::All {
        let last = service.store.last_lote_number(scope.empresa).await?;
        tabs.lotes = Some(u64::from(last));
    }
    let (lote, folio) = (ask.lote, ask.folio.clone());
    let query = HistoryQuery {
        tipo: None,
        oldest_first: false,
        cursor: None,
        limit: COUNTED_ONE_BY_ONE,
        ..query(service, &scope, ask).await?
    };
    let tipos: Vec<TipoMovimiento> = if lote.is_some() || folio.is_some() {
        let page = of_lotes(service, &scope, &query, lote, folio.as_deref()).await?;
        tabs.more = page.next.is_some();
        page.movements.iter().map(MovementRecord::tipo).collect()
    } else if !query.texto.is_empty() && !scope.shown.curps {
        let page = found(service, &scope, query, None, None).await?;
        tabs.more = page.next.is_some();
        page.movements.iter().map(MovementRecord::tipo).collect()
    } else if is_of_states_alone(&query) {
        let counts = service
            .store
            .counts(scope.empresa, &query.registros)
            .await?;
        let states = query.possible_states();
        for one in counts.iter().filter(|one| states.contains(&one.estado)) {
            *tabs.by_tipo.entry(one.tipo).or_default() += one.count;
        }
        return Ok(tabs);
    } else {
        let page = service.store.history(&query).await?;
        tabs.more = page.next.is_some();
        page.rows.iter().map(|row| row.tipo).collect()
    };
    for tipo in tipos {
        *tabs.by_tipo.entry(tipo).or_default() += 1;
    }
    Ok(tabs)
}

/// Whether the totals that are kept answer it.
fn is_of_states_alone(query: &HistoryQuery) -> bool {
    let plain = HistoryQuery {
        estados: query.estados.clone(),
        ..HistoryQuery::of(query.empresa, query.registros.clone(), query.limit)
    };
    *query == plain
}

/// Returns how many movements of each type there are per month of their date, for the last `months`
/// months, the present one included, oldest first. What was given up does not count. None for a reader
/// who is not shown every date and state.
///
/// # Errors
///
/// The repository's.
pub async fn months(
    service: &Service,
    reader: &impl Reader,
    months: u8,
) -> Result<Vec<(Date, BTreeMap<TipoMovimiento, u64>)>, MovementError> {
    let scope = reader.scope();
    // The totals that are kept are of all dates and states.
    if scope.shown.leaves_out() {
        return Ok(Vec::new());
    }
    let registros = within(service, &scope, &[]).await?;
    let month = service.today().first_of_month();
    let mut by_month: BTreeMap<Date, BTreeMap<TipoMovimiento, u64>> = (0..months)
        .filter_map(|back| month.checked_sub(Span::new().months(i32::from(back))).ok())
        .map(|month| (month, BTreeMap::new()))
        .collect();
    let from = by_month.keys().next().copied().unwrap_or(month);
    let counts = service
        .store
        .counts_by_month(scope.empresa, &registros, from, month)
        .await?;
    for one in counts {
        if one.count.estado != MovementStatus::Cancelado {
            let of_month = by_month.entry(one.month).or_default();
            *of_month.entry(one.count.tipo).or_default() += one.count.count;
        }
    }
    Ok(by_month.into_iter().collect())
}

/// Movements that have not gone to IMSS and share the last day to file them in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueGroup {
    /// The last day.
    pub timing: Timing,
    /// The earliest date of a movement of these.
    pub from: Date,
    /// The latest date of a movement of these.
    pub to: Date,
    /// How many movements.
    pub count: u64,
}

/// The oldest movements that are looked at for [`due`].
const LOOKED_AT: u32 = 200;

/// Returns what is not in a lote and has a last day, the first day first. Looks at the 200 movements
/// with the oldest dates.
///
/// # Errors
///
/// The repository's.
pub async fn due(service: &Service, reader: &impl Reader) -> Result<Vec<DueGroup>, MovementError> {
    let ask = HistoryAsk {
        estados: BTreeSet::from([MovementStatus::Borrador, MovementStatus::Listo]),
        in_no_lote: true,
        oldest_first: true,
        limit: LOOKED_AT,
        ..HistoryAsk::default()
    };
    let page = history(service, reader, ask).await?;
    let rules = service.rules_of(reader.scope().empresa).await?;
    let mut groups: BTreeMap<Date, DueGroup> = BTreeMap::new();
    for movement in &page.movements {
        if let Some(timing) = timing(&rules, movement) {
            let fecha = history_row(movement).fecha;
            let group = groups.entry(timing.vence).or_insert(DueGroup {
                timing,
                from: fecha,
                to: fecha,
                count: 0,
            });
            group.from = group.from.min(fecha);
            group.to = group.to.max(fecha);
            group.count += 1;
        }
    }
    Ok(groups.into_values().collect())
}

//! Movements that wait for a lote, grouped as [`super::prepare`] will group them.

use std::collections::{BTreeMap, BTreeSet};

use imss::movimiento::{Movimiento, TipoMovimiento};
use jiff::civil::Date;
use model::{Composition, MovementStatus};

use super::error::LoteError;
use crate::Service;
use crate::caller::{FullCaller, Reader};
use crate::ids::{MovementId, RegistroId};
use crate::records::MovementRecord;
use crate::registros::within;
use crate::store::HistoryQuery;

/// Rows of the history read at once.
const PAGE: u32 = 1_000;
/// Movements grouped at most: as many as ten lotes of the usual size hold. The others follow once these
/// are prepared.
const MOST: usize = 20_000;

/// Movements of one registro patronal and type, and of one date where the company keeps dates apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyGroup {
    /// The registro patronal.
    pub registro: RegistroId,
    /// The type.
    pub tipo: TipoMovimiento,
    /// The date of all of them, where the company keeps dates apart.
    pub fecha: Option<Date>,
    /// The earliest last day to file one of them in time.
    pub vence: Option<Date>,
    /// The movements.
    pub movements: Vec<MovementId>,
}

/// The groups, and whether there are more movements than they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyGroups {
    /// The most urgent group first.
    pub groups: Vec<ReadyGroup>,
    /// More movements are ready than were grouped.
    pub cut: bool,
}

/// Groups the movements that are ready and in no lote.
///
/// # Errors
///
/// The role does not capture.
pub async fn ready_groups(
    service: &Service,
    caller: &FullCaller,
) -> Result<ReadyGroups, LoteError> {
    caller.must_capture()?;
    let (movements, cut) = waiting(service, caller).await?;
    let settings = service.settings_of(caller.empresa()).await?;
    let rules = service.rules_of(caller.empresa()).await?;
    let mut groups: BTreeMap<(RegistroId, TipoMovimiento, Option<Date>), ReadyGroup> =
        BTreeMap::new();
    for movement in &movements {
        let movimiento = movement.movimiento();
        let fecha = match settings.composition {
            Composition::PorTipo => None,
            Composition::PorTipoYFecha => movimiento.map(Movimiento::fecha),
        };
        let (registro, tipo) = (movement.registro, movement.tipo());
        let group = groups
            .entry((registro, tipo, fecha))
            .or_insert_with(|| ReadyGroup {
                registro,
                tipo,
                fecha,
                vence: None,
                movements: Vec::new(),
            });
        let deadline = movimiento.map(|one| rules.calendar().deadline_of(one).last_day);
        group.vence = [group.vence, deadline].into_iter().flatten().min();
        group.movements.push(movement.id);
    }
    let mut groups: Vec<ReadyGroup> = groups.into_values().collect();
    groups.sort_by_key(|group| (group.vence.is_none(), group.vence));
    Ok(ReadyGroups { groups, cut })
}

/// The movements that are ready and in no lote, and whether there are more.
async fn waiting(
    service: &Service,
    caller: &FullCaller,
) -> Result<(Vec<MovementRecord>, bool), LoteError> {
    let scope = caller.scope();
    let mut query = HistoryQuery {
        empresa: scope.empresa,
        registros: within(service, &scope, &[]).await?,
        tipo: None,
        from: None,
        to: None,
        estados: BTreeSet::from([MovementStatus::Listo]),
        texto: None,
        cursor: None,
        limit: PAGE,
    };
    let mut found = Vec::new();
    loop {
        let page = service.store.history(&query).await?;
        let free = page.rows.iter().filter(|row| row.lote.is_none());
        let ids: Vec<MovementId> = free.map(|row| row.id).collect();
        found.extend(service.store.movements(scope.empresa, &ids).await?);
        match page.next {
            Some(_) if found.len() >= MOST => return Ok((found, true)),
            Some(next) => query.cursor = Some(next),
            None => return Ok((found, false)),
        }
    }
}

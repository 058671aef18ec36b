//! Movements that wait for a lote, grouped as [`super::prepare`] will group them.

use std::collections::BTreeMap;

use imss::movimiento::{Movimiento, TipoMovimiento};
use jiff::civil::Date;
use model::Composition;

use super::error::LoteError;
use super::waiting::{PAGE, waiting};
use crate::Service;
use crate::caller::FullCaller;
use crate::ids::{MovementId, RegistroId};
use crate::records::MovementRecord;

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
    let (ids, cut) = waiting(service, caller, MOST).await?;
    let mut movements: Vec<MovementRecord> = Vec::with_capacity(ids.len());
    for part in ids.chunks(PAGE as usize) {
        movements.extend(service.store.movements(caller.empresa(), part).await?);
    }
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

//! One movement read, within a reader's scope, and until when it is in time.

use jiff::civil::Date;

use super::error::MovementError;
use crate::Service;
use crate::caller::Reader;
use crate::common_error::CommonError;
use crate::ids::MovementId;
use crate::records::MovementRecord;
use crate::settings::CompanyRules;
use crate::store::history_row;

/// The last day on which a movement is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// The last day to file it in time.
    pub vence: Date,
    /// Días hábiles left after today; negative once it has passed.
    pub dias_habiles: i32,
}

/// Returns one movement.
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
    let movement = movement.filter(|m| {
        let row = history_row(m);
        scope.registros.holds(row.registro) && scope.shown.holds(row.fecha, row.estado)
    });
    Ok(movement.ok_or(CommonError::NotFound("ese movimiento"))?)
}

/// Returns until when a movement is in time by the company's calendar, where its date can be read.
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

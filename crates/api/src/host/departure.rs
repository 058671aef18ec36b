//! Leaving: the company's deletion, planned and taken back.

use service::departure::{self, Leaving};

use super::{Refusal, Visit};
use crate::view::departure::{DeletionView, LeavingView};

pub(crate) async fn get(visit: &Visit) -> Result<LeavingView, Refusal> {
    let caller = visit.full().await?;
    let found = departure::leaving(visit.service(), &caller).await?;
    Ok(view(visit, found))
}

pub(crate) async fn plan(visit: &Visit, name: String) -> Result<LeavingView, Refusal> {
    let caller = visit.full().await?;
    let found = departure::plan_deletion(visit.service(), &caller, &name).await?;
    Ok(view(visit, found))
}

pub(crate) async fn withdraw(visit: &Visit) -> Result<LeavingView, Refusal> {
    let caller = visit.full().await?;
    let found = departure::withdraw_deletion(visit.service(), &caller).await?;
    Ok(view(visit, found))
}

fn view(visit: &Visit, found: Leaving) -> LeavingView {
    let exported_of_late = found.is_exported_of_late(visit.service().now());
    let by = found.planned_by.unwrap_or_default();
    LeavingView {
        name: found.empresa.nombre,
        exported_at: found.departure.exported_at,
        exported_of_late,
        deletion: found.departure.deletion.map(|deletion| DeletionView {
            by,
            asked_at: deletion.asked_at,
            due_at: deletion.due_at,
        }),
    }
}

//! The certificate's life: progress, reminders, the calendar.

use service::caller::Caller;
use service::certificate_life::{self, ProgressChange, Reminding, StepChange};
use service::records::{Actor, PathProgress};

use super::numbers::Numbers;
use super::people::People;
use super::{Refusal, Visit, ids};
use crate::view::certificate_life::{
    CalendarView, NewCalendar, PathProgressView, RemindingView, SaveProgress, StepDone,
};

pub(crate) async fn progress(visit: &Visit) -> Result<Vec<PathProgressView>, Refusal> {
    let caller = visit.caller().await?;
    let all = certificate_life::list(visit.service(), &caller).await?;
    let shown = Shown::read(visit, &caller).await?;
    // A registro patronal that was deleted takes its paths out of sight.
    Ok(all.iter().filter_map(|one| shown.view(one)).collect())
}

pub(crate) async fn save(
    visit: &Visit,
    request: SaveProgress,
) -> Result<PathProgressView, Refusal> {
    let caller = visit.full().await?;
    let change = ProgressChange {
        registro: ids::one(&request.registro, "registro")?,
        path: request.path,
        seen: request.seen,
        steps: request
            .steps
            .into_iter()
            .map(|one| StepChange {
                step: one.step,
                done: one.done,
            })
            .collect(),
        asked_on: request.asked_on.map(|change| change.day),
    };
    let saved = certificate_life::save(visit.service(), &caller, &change).await?;
    let shown = Shown::read(visit, &Caller::Full(caller)).await?;
    let view = shown.view(&saved);
    Ok(view.ok_or(service::CommonError::NotFound("ese registro patronal"))?)
}

pub(crate) async fn reminding(visit: &Visit) -> Result<RemindingView, Refusal> {
    let caller = visit.full().await?;
    let found = certificate_life::reminding(visit.service(), &caller).await?;
    Ok(reminding_view(found))
}

pub(crate) async fn choose_reminders(
    visit: &Visit,
    wanted: bool,
) -> Result<RemindingView, Refusal> {
    let caller = visit.full().await?;
    let now = certificate_life::choose_reminders(visit.service(), &caller, wanted).await?;
    Ok(reminding_view(now))
}

pub(crate) async fn calendar(visit: &Visit) -> Result<Option<CalendarView>, Refusal> {
    let caller = visit.full().await?;
    let found = certificate_life::calendar_of(visit.service(), &caller).await?;
    Ok(found.map(|state| CalendarView {
        created_at: state.created_at,
        last_read: state.last_read,
    }))
}

pub(crate) async fn renew_calendar(visit: &Visit) -> Result<NewCalendar, Refusal> {
    let caller = visit.full().await?;
    let token = certificate_life::renew_calendar(visit.service(), &caller).await?;
    Ok(NewCalendar {
        token: token.reveal().to_owned(),
    })
}

pub(crate) async fn revoke_calendar(visit: &Visit) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    Ok(certificate_life::revoke_calendar(visit.service(), &caller).await?)
}

fn reminding_view(found: Reminding) -> RemindingView {
    RemindingView {
        has_address: found.has_address,
        wanted: found.wanted,
    }
}

/// What progress is shown with.
struct Shown {
    numbers: Numbers,
    people: People,
}

impl Shown {
    async fn read(visit: &Visit, caller: &Caller) -> Result<Self, Refusal> {
        Ok(Self {
            numbers: Numbers::read(visit, caller).await?,
            people: People::read(visit, caller).await?,
        })
    }

    fn view(&self, progress: &PathProgress) -> Option<PathProgressView> {
        let done = progress.steps.iter().filter(|tick| tick.done);
        Some(PathProgressView {
            registro: progress.registro.to_string(),
            numero: self.numbers.find(progress.registro)?.to_owned(),
            path: progress.path,
            version: progress.version,
            done: done
                .map(|tick| StepDone {
                    step: tick.step.clone(),
                    by: self.people.name(Actor::User(tick.by)),
                    at: tick.at,
                })
                .collect(),
            asked_on: progress.asked_on.as_ref().and_then(|asked| asked.day),
        })
    }
}

//! How far a company is along a path, for each registro patronal: who ticked what, and when.
//!
//! Two devices may tick at once. Changes of different steps are both kept; a change of what somebody
//! else changed since the page read it is refused, and the page shows what is there.

use jiff::Timestamp;
use jiff::civil::Date;
use model::CertificatePath;
use model::limits::{PATH_STEP_MAX_CHARACTERS, PATH_STEPS_MAX_PER_CALL};

use super::error::CertificateLifeError;
use crate::Service;
use crate::caller::{FullCaller, Reader, Scope};
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{RegistroId, UserId};
use crate::records::{Action, AskedOn, PathProgress, StepTick};
use crate::store::{CommitError, KeyKind, Unit};

/// The most steps that are kept of one path: more than any has, over all releases.
const MOST_STEPS: usize = 100;

/// A step ticked, or its tick taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepChange {
    /// The step's name.
    pub step: String,
    /// Whether it is done.
    pub done: bool,
}

/// What changes along a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressChange {
    /// The registro patronal.
    pub registro: RegistroId,
    /// The path.
    pub path: CertificatePath,
    /// The version that the page read; 0, there was none.
    pub seen: u64,
    /// The steps that change.
    pub steps: Vec<StepChange>,
    /// The day of the request, where it changes; `Some(None)` takes it away.
    pub asked_on: Option<Option<Date>>,
}

/// Returns every path that the reader's company ever began, within the reader's scope; none for a
/// consult link.
///
/// # Errors
///
/// The repository's.
pub async fn list(
    service: &Service,
    reader: &impl Reader,
) -> Result<Vec<PathProgress>, CertificateLifeError> {
    let scope = reader.scope();
    if !scope.people {
        return Err(CommonError::Forbidden.into());
    }
    let mut all = service.store.path_progresses(scope.empresa).await?;
    if scope.registros != Scope::All {
        all.retain(|one| scope.registros.holds(one.registro));
    }
    Ok(all)
}

/// Changes how far the caller's company is along a path.
///
/// # Errors
///
/// Not one who captures; no such registro patronal; a name that cannot be a step's; a date to come; a
/// step or a date that somebody changed since.
pub async fn save(
    service: &Service,
    caller: &FullCaller,
    change: &ProgressChange,
) -> Result<PathProgress, CertificateLifeError> {
    caller.must_capture()?;
    check(service, change)?;
    let empresa = caller.empresa();
    let registro = service.store.registro(empresa, change.registro).await?;
    registro.ok_or(CommonError::NotFound("ese registro patronal"))?;
    loop {
        let old = service
            .store
            .path_progress(empresa, change.registro, change.path)
            .await?;
        let before = old.clone().unwrap_or_else(|| PathProgress {
            empresa,
            registro: change.registro,
            path: change.path,
            version: 0,
            steps: Vec::new(),
            asked_on: None,
        });
        if let Some(by) = changed_since(&before, change) {
            let who = name_of(service, caller, by).await?;
            return Err(CertificateLifeError::ChangedElsewhere { who });
        }
        let mut new = changed(&before, change, caller.user(), service.now());
        if new == before {
            return Ok(before);
        }
        if new.steps.len() > MOST_STEPS {
            return Err(CertificateLifeError::NotAStep);
        }
        let subject = format!(
            "certificate-path:{}:{}",
            change.registro,
            change.path.slug()
        );
        let entry = service.audit(empresa, caller.by(), Action::PathProgressSaved, subject);
        let unit = Unit::audited(entry);
        let unit = match old {
            Some(old) => unit.update(old, new.clone()),
            None => unit.create(new.clone()),
        };
        match service.store.commit(unit).await {
            // Another device was quicker: looked at again, against what it wrote.
            Err(CommitError::Stale | CommitError::Taken { what: KeyKind::Id }) => {}
            result => {
                result?;
                new.version = before.version + 1;
                service.events().publish(empresa, Event::Certificados);
                return Ok(new);
            }
        }
    }
}

fn check(service: &Service, change: &ProgressChange) -> Result<(), CertificateLifeError> {
    let is_step = |step: &str| {
        (1..=PATH_STEP_MAX_CHARACTERS).contains(&step.len())
            && step.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if change.steps.len() > PATH_STEPS_MAX_PER_CALL
        || !change.steps.iter().all(|one| is_step(&one.step))
    {
        return Err(CertificateLifeError::NotAStep);
    }
    if change
        .asked_on
        .flatten()
        .is_some_and(|day| day > service.today())
    {
        return Err(CertificateLifeError::AskedInFuture);
    }
    Ok(())
}

/// Who changed, after the version that the page read, what is to be changed now to something else.
fn changed_since(now: &PathProgress, change: &ProgressChange) -> Option<UserId> {
    let steps = change.steps.iter().find_map(|wanted| {
        let tick = now.steps.iter().find(|tick| tick.step == wanted.step)?;
        (tick.version > change.seen && tick.done != wanted.done).then_some(tick.by)
    });
    let date = || {
        let (wanted, now) = (change.asked_on?, now.asked_on.as_ref()?);
        (now.version > change.seen && now.day != wanted).then_some(now.by)
    };
    steps.or_else(date)
}

fn changed(
    before: &PathProgress,
    change: &ProgressChange,
    by: UserId,
    at: Timestamp,
) -> PathProgress {
    let version = before.version + 1;
    let mut new = before.clone();
    for StepChange { step, done } in &change.steps {
        if new.is_done(step) == *done {
            continue;
        }
        let tick = StepTick {
            step: step.clone(),
            done: *done,
            by,
            at,
            version,
        };
        match new.steps.iter_mut().find(|one| one.step == *step) {
            Some(one) => *one = tick,
            None => new.steps.push(tick),
        }
    }
    if let Some(day) = change.asked_on
        && new.asked_on.as_ref().and_then(|asked| asked.day) != day
    {
        new.asked_on = Some(AskedOn {
            day,
            by,
            at,
            version,
        });
    }
    new
}

/// The name of a person of the company; `None` for the caller.
async fn name_of(
    service: &Service,
    caller: &FullCaller,
    user: UserId,
) -> Result<Option<String>, CertificateLifeError> {
    if user == caller.user() {
        return Ok(None);
    }
    let user = service.store.user(caller.empresa(), user).await?;
    let name = user.map_or_else(|| "Alguien de la empresa".to_owned(), |user| user.nombre);
    Ok(Some(name))
}

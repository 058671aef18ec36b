//! Leaving: everything of a company taken away ([`CompanyExport`]), and the company deleted, which takes
//! its administrator, an export and a waiting time.
//!
//! Nothing else deletes what the history holds, and nothing does by age.

mod archive;
mod delete;
mod error;
mod export;
mod letters;
mod pages;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use model::limits::{COMPANY_DELETION_WAIT_DAYS, COMPANY_EXPORT_FRESH_DAYS};

pub use archive::ExportPart;
pub(crate) use delete::run;
pub use error::DepartureError;
pub use export::CompanyExport;

use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::ids::{EmpresaId, JobId};
use crate::mail;
use crate::ports::Message;
use crate::records::{Action, Departure, Empresa, Job, PlannedDeletion, User, Work};
use crate::store::{CommitError, Unit};
use crate::values::folded;

/// How far a company is on its way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaving {
    /// The company.
    pub empresa: Empresa,
    /// Its last export and its planned deletion.
    pub departure: Departure,
    /// The name of the administrator who planned the deletion, while she is known.
    pub planned_by: Option<String>,
}

impl Leaving {
    /// Whether everything was exported recently enough to plan the deletion.
    #[must_use]
    pub fn is_exported_of_late(&self, now: Timestamp) -> bool {
        let fresh = SignedDuration::from_hours(24 * i64::from(COMPANY_EXPORT_FRESH_DAYS));
        let exported_at = self.departure.exported_at;
        exported_at.is_some_and(|at| now.duration_since(at) <= fresh)
    }
}

/// Returns how far the caller's company is on its way out.
///
/// # Errors
///
/// Not an administrator.
pub async fn leaving(service: &Service, caller: &FullCaller) -> Result<Leaving, DepartureError> {
    caller.must_administer()?;
    read(service, caller.empresa()).await
}

/// Plans the deletion of the caller's company, after the waiting time. `typed` is its name, typed as
/// proof that it is meant. Planned twice, the first stands.
///
/// # Errors
///
/// Not an administrator; another name; no export, or none of late.
pub async fn plan_deletion(
    service: &Service,
    caller: &FullCaller,
    typed: &str,
) -> Result<Leaving, DepartureError> {
    caller.must_administer()?;
    let found = read(service, caller.empresa()).await?;
    let now = service.now();
    if found.departure.deletion.is_some() {
        return Ok(found);
    }
    if folded(typed.trim()) != folded(found.empresa.nombre.trim()) {
        return Err(DepartureError::OtherName);
    }
    if !found.is_exported_of_late(now) {
        return Err(DepartureError::NotExported);
    }
    let wait = SignedDuration::from_hours(24 * i64::from(COMPANY_DELETION_WAIT_DAYS));
    let deletion = PlannedDeletion {
        by: caller.user(),
        asked_at: now,
        due_at: now + wait,
    };
    let id = JobId::of_deletion(caller.empresa());
    let job = Job {
        due_at: deletion.due_at,
        ..Job::due(id, caller.empresa(), Work::DeleteCompany, now)
    };
    let due_at = deletion.due_at;
    let new = Departure {
        deletion: Some(deletion),
        ..found.departure.clone()
    };
    let subject = format!("empresa:{}", caller.empresa());
    let mut entry = service.audit(
        caller.empresa(),
        caller.actor(),
        Action::DeletionPlanned,
        subject,
    );
    entry.detail = due_at.to_string();
    // A record of an export is there, or nothing could be planned.
    let unit = Unit::audited(entry)
        .update(found.departure, new)
        .create(job);
    let users = administrators(service, caller.empresa()).await?;
    let unit = written(service, unit, &found.empresa, &users, |user, empresa| {
        letters::planned(&service.settings.public_url, user, empresa, due_at)
    });
    service.store.commit(unit).await?;
    read(service, caller.empresa()).await
}

/// Takes back the deletion of the caller's company. Where none is planned, nothing changes.
///
/// # Errors
///
/// Not an administrator; the deletion has begun.
pub async fn withdraw_deletion(
    service: &Service,
    caller: &FullCaller,
) -> Result<Leaving, DepartureError> {
    caller.must_administer()?;
    let empresa = caller.empresa();
    loop {
        let found = read(service, empresa).await?;
        if found.departure.deletion.is_none() {
            return Ok(found);
        }
        let new = Departure {
            deletion: None,
            ..found.departure.clone()
        };
        let subject = format!("empresa:{empresa}");
        let entry = service.audit(empresa, caller.actor(), Action::DeletionWithdrawn, subject);
        let mut unit = Unit::audited(entry).update(found.departure, new);
        let job = service
            .store
            .job(empresa, JobId::of_deletion(empresa))
            .await?;
        if let Some(job) = job {
            unit = unit.delete(job);
        }
        let users = administrators(service, empresa).await?;
        let unit = written(service, unit, &found.empresa, &users, letters::withdrawn);
        match service.store.commit(unit).await {
            // The job was taken at this very moment: look again, while the company is there.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                return read(service, empresa).await;
            }
        }
    }
}

async fn read(service: &Service, id: EmpresaId) -> Result<Leaving, DepartureError> {
    let empresa = service.store.empresa(id).await?;
    let empresa = empresa.ok_or(CommonError::NoSession)?;
    let departure = service.store.departure(id).await?;
    let departure = departure.unwrap_or(Departure {
        empresa: id,
        version: 0,
        exported_at: None,
        deletion: None,
    });
    let planned_by = match &departure.deletion {
        Some(deletion) => service.store.user(id, deletion.by).await?,
        None => None,
    };
    Ok(Leaving {
        empresa,
        departure,
        planned_by: planned_by.map(|user| user.nombre),
    })
}

/// The active administrators of a company.
async fn administrators(service: &Service, empresa: EmpresaId) -> Result<Vec<User>, CommonError> {
    let mut users = service.store.users(empresa).await?;
    users.retain(|user| user.active && user.role.administers());
    Ok(users)
}

/// The same unit with a mail to each address of these people.
fn written(
    service: &Service,
    mut unit: Unit,
    empresa: &Empresa,
    users: &[User],
    letter: impl Fn(&User, &str) -> Message,
) -> Unit {
    let mut addresses = BTreeSet::new();
    for user in users {
        let Some(email) = &user.email else { continue };
        if addresses.insert(email) {
            let message = letter(user, &empresa.nombre);
            unit = unit.create(mail::letter(service, empresa.id, message));
        }
    }
    unit
}

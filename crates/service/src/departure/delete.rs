//! The deletion carried out: first whatever lets anybody in, in one commit, then everything else, part by
//! part.

use jiff::{SignedDuration, Timestamp};

use super::{administrators, letters, written};
use crate::Service;
use crate::accounts;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::EmpresaId;
use crate::records::{Action, Actor, Job};
use crate::store::{CommitError, Unit};

/// Rows that are deleted at once.
const AT_ONCE: u32 = 1_000;
/// How many times as many one run of the job deletes: less than its lease lasts.
const PARTS: usize = 10;
/// How long requests that began before may still be writing.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(2);

/// Carries out what is due; `None` once nothing of the company is left, otherwise when to go on.
pub(crate) async fn run(service: &Service, job: &Job) -> Result<Option<Timestamp>, CommonError> {
    let now = service.now();
    if service.store.empresa(job.empresa).await?.is_some() {
        let departure = service.store.departure(job.empresa).await?;
        let deletion = departure.and_then(|departure| departure.deletion);
        let Some(deletion) = deletion else {
            // It was taken back.
            return Ok(None);
        };
        if deletion.due_at > now {
            return Ok(Some(deletion.due_at));
        }
        close(service, job.empresa).await?;
        return Ok(Some(now + UNDER_WAY));
    }
    for _ in 0..PARTS {
        if !service.store.delete_company(job.empresa, AT_ONCE).await? {
            tracing::info!(empresa = %job.empresa, "a company was deleted");
            return Ok(None);
        }
    }
    Ok(Some(now))
}

/// Deletes the company, its people, and whatever opens anything of it; says so by mail.
async fn close(service: &Service, id: EmpresaId) -> Result<(), CommonError> {
    let opened = loop {
        let Some(empresa) = service.store.empresa(id).await? else {
            return Ok(());
        };
        let subject = format!("empresa:{id}");
        let entry = service.audit(id, Actor::System, Action::CompanyDeleted, subject);
        let mut unit = Unit::audited(entry);
        for user in service.store.users(id).await? {
            if let Some(feed) = service.store.calendar_feed(id, user.id).await? {
                unit = unit.delete(feed);
            }
            unit = unit.delete(user);
        }
        for session in service.store.sessions(id).await? {
            unit = unit.delete(session);
        }
        for link in service.store.links(id).await? {
            unit = unit.delete(link);
        }
        for link in service.store.mailed_links(id).await? {
            unit = unit.delete(link);
        }
        let opened = service.store.portal_sessions(id).await?;
        let unit = opened.iter().cloned().fold(unit, Unit::delete);
        let users = administrators(service, id).await?;
        let unit = written(service, unit, &empresa, &users, letters::deleted);
        match service.store.commit(unit.delete(empresa)).await {
            // Somebody logged in at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                break opened;
            }
        }
    };
    service.events().publish(id, Event::SessionEnded);
    accounts::end_at_portal(service, opened).await;
    Ok(())
}

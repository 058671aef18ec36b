//! A company's audit log sealed every hour, and the first head of each week mailed to its administrators.

use imss::time::{format_date, mexico_city_date};
use jiff::SignedDuration;

use super::After;
use crate::Service;
use crate::audit::{Sealed, seal};
use crate::common_error::CommonError;
use crate::ids::JobId;
use crate::ports::Message;
use crate::records::{Job, Work};
use crate::store::{CommitError, Unit};

/// How often a log is sealed.
const EVERY: SignedDuration = SignedDuration::from_hours(1);

/// Sees to it that every company has the one job that seals its log.
///
/// # Errors
///
/// The repository's.
pub async fn seal_every_log(service: &Service) -> Result<(), CommonError> {
    for empresa in service.store.empresas().await? {
        let id = JobId::of_sealing(empresa.id);
        let job = Job::due(id, empresa.id, Work::SealAudit, service.now());
        match service
            .store
            .commit(Unit::upkeep().create(job).done())
            .await
        {
            Ok(()) | Err(CommitError::Taken { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

pub(super) async fn run(service: &Service, job: &Job) -> Result<After, CommonError> {
    let now = service.now();
    if let Some(sealed) = seal(service, job.empresa).await? {
        let week = |at| mexico_city_date(at).iso_week_date().first_of_week();
        let is_first = sealed
            .previous_at
            .is_none_or(|before| week(before).ok() != week(now).ok());
        if is_first {
            mail_head(service, job, &sealed).await?;
        }
    }
    Ok(After::At(now + EVERY))
}

/// Writes the head of the chain to the company's administrators: what they keep, an operator cannot change.
async fn mail_head(service: &Service, job: &Job, sealed: &Sealed) -> Result<(), CommonError> {
    let now = service.now();
    let Some(empresa) = service.store.empresa(job.empresa).await? else {
        return Ok(());
    };
    let users = service.store.users(job.empresa).await?;
    let administrators = users
        .into_iter()
        .filter(|user| user.active && user.role.administers());
    let mut unit = Unit::upkeep();
    for user in administrators {
        let Some(to) = user.email else {
            continue;
        };
        let message = Message {
            to,
            subject: format!("Sello de la bitácora de {}", empresa.nombre),
            body: format!(
                "Hola, {}:\n\nGuarda este correo. Es el sello de la bitácora de {} al {}:\n\n{}\n\n\
                 Con él se puede comprobar después que nadie cambió ni quitó lo que la bitácora decía \
                 hasta ese momento: está en la bitácora, en el renglón «Selló la bitácora» de ese día.\n",
                user.nombre,
                empresa.nombre,
                format_date(mexico_city_date(now)),
                sealed.seal.hash,
            ),
            action: None,
        };
        let id = JobId::mint(now, service.random.as_ref());
        unit = unit.create(Job::due(
            id,
            job.empresa,
            Work::Mail {
                message,
                token: None,
            },
            now,
        ));
    }
    service.store.commit(unit.done()).await?;
    Ok(())
}

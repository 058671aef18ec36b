//! A worker saved by hand, or taken out of the directory.

use imss::finding::Finding;
use imss::id::Nss;
use imss::movimiento::Reading;

use super::error::TrabajadorError;
use super::typed::{TypedTrabajador, must_be_short};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::records::{Action, Trabajador};
use crate::store::Unit;

/// What became of a worker that was typed.
#[derive(Debug, Clone)]
pub struct Saved {
    /// The worker as kept now; `None` where errors stand against it, and then nothing was stored.
    pub trabajador: Option<Trabajador>,
    /// Everything there is to say.
    pub findings: Vec<Finding>,
}

/// Makes a worker, or changes the one that was read as `existing` (number, version). The number may
/// change: IMSS merges numbers (code 61), and the old one still leads to the worker.
///
/// # Errors
///
/// The role does not capture; no such worker; a number that another worker has; changed by somebody
/// else.
pub async fn save(
    service: &Service,
    caller: &FullCaller,
    existing: Option<(Nss, u64)>,
    typed: &TypedTrabajador,
) -> Result<Saved, TrabajadorError> {
    caller.must_capture()?;
    must_be_short(typed)?;
    let empresa = caller.empresa();
    let mut reading = Reading::default();
    let read = typed.trabajador(&mut reading, empresa, service.now());
    let findings = reading.findings;
    let Some(read) = read else {
        return Ok(Saved {
            trabajador: None,
            findings,
        });
    };
    let subject = format!("trabajador:{}", read.nss);
    let entry = service.audit(empresa, caller.by(), Action::TrabajadorSaved, subject);
    let unit = Unit::audited(entry);
    let (unit, saved) = match existing {
        None => (unit.create(read.clone()), read),
        Some((nss, version)) => {
            let old = stored(service, caller, nss, version).await?;
            let mut new = Trabajador {
                version: version + 1,
                antes: old.antes.clone(),
                relaciones: old.relaciones.clone(),
                created_at: old.created_at,
                ..read
            };
            if new.nss == old.nss {
                (unit.update(old, new.clone()), new)
            } else {
                new.antes.retain(|nss| *nss != new.nss);
                new.antes.push(old.nss);
                new.version = 1;
                (unit.delete(old).create(new.clone()), new)
            }
        }
    };
    service.store.commit(unit).await?;
    service.events().publish(empresa, Event::Trabajadores);
    Ok(Saved {
        trabajador: Some(saved),
        findings,
    })
}

/// Takes a worker out of the directory of whom nothing but a slip of the hand is known.
///
/// # Errors
///
/// The role does not capture; no such worker; with a registro patronal, or with movements; changed
/// by somebody else.
pub async fn delete(
    service: &Service,
    caller: &FullCaller,
    nss: Nss,
    version: u64,
) -> Result<(), TrabajadorError> {
    caller.must_capture()?;
    let empresa = caller.empresa();
    let trabajador = stored(service, caller, nss, version).await?;
    let mut numbers = trabajador.antes.clone();
    numbers.push(nss);
    let movements = service.store.movements_of(empresa, &numbers).await?;
    if !trabajador.relaciones.is_empty() || !movements.is_empty() {
        return Err(TrabajadorError::HasHistory);
    }
    let subject = format!("trabajador:{nss}");
    let entry = service.audit(empresa, caller.by(), Action::TrabajadorDeleted, subject);
    service
        .store
        .commit(Unit::audited(entry).delete(trabajador))
        .await?;
    service.events().publish(empresa, Event::Trabajadores);
    Ok(())
}

async fn stored(
    service: &Service,
    caller: &FullCaller,
    nss: Nss,
    version: u64,
) -> Result<Trabajador, TrabajadorError> {
    let found = service.store.trabajadores(caller.empresa(), &[nss]).await?;
    let trabajador = found.into_iter().next();
    let trabajador = trabajador.ok_or(CommonError::NotFound("ese trabajador"))?;
    if trabajador.version != version {
        return Err(CommonError::Stale.into());
    }
    Ok(trabajador)
}

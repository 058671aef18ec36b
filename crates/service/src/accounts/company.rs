//! What a company is called and by which RFC it is known, and whether the RFC is proved.

use imss::id::Rfc;
use jiff::Timestamp;

use super::error::AccountError;
use super::fields::needed_rfc;
use crate::Service;
use crate::caller::{FullCaller, Reader};
use crate::common_error::CommonError;
use crate::records::{Action, AssignmentState, Empresa};
use crate::store::{CommitError, Unit};

/// A company, as its own people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Its name.
    pub nombre: String,
    /// Its RFC, where given.
    pub rfc: Option<Rfc>,
    /// Since when the RFC is proved ("comprobado"): the portal accepted a certificate of it.
    pub rfc_proven: Option<Timestamp>,
}

/// Returns the reader's company.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a reader whose scope does not show people.
pub async fn company(service: &Service, reader: &impl Reader) -> Result<Company, AccountError> {
    let scope = reader.scope();
    if !scope.people {
        return Err(CommonError::Forbidden.into());
    }
    let empresa = service.store.empresa(scope.empresa).await?;
    Ok(shown(empresa.ok_or(CommonError::NoSession)?))
}

/// Sets the RFC of the caller's company, while it is not proved. It is proved at once where the portal
/// accepted a certificate of it that the company holds.
///
/// # Errors
///
/// Not an administrator; no RFC; one that is proved already is not changed; [`AccountError::RfcKnown`].
pub async fn set_rfc(
    service: &Service,
    caller: &FullCaller,
    typed: &str,
) -> Result<Company, AccountError> {
    caller.must_administer()?;
    let rfc = needed_rfc(typed)?;
    loop {
        let empresa = service.store.empresa(caller.empresa()).await?;
        let empresa = empresa.ok_or(CommonError::NoSession)?;
        if empresa.rfc == Some(rfc) {
            return Ok(shown(empresa));
        }
        if empresa.rfc_proven.is_some() {
            let message = "El RFC ya está comprobado con un certificado y no se cambia.";
            return Err(AccountError::field("rfc", message));
        }
        must_be_new(service, &rfc).await?;
        let new = Empresa {
            rfc: Some(rfc),
            rfc_proven: accepted_since(service, &empresa, &rfc).await?,
            ..empresa.clone()
        };
        let subject = format!("empresa:{}", empresa.id);
        let entry = service.audit(empresa.id, caller.actor(), Action::SettingsSaved, subject);
        let unit = Unit::audited(entry).update(empresa, new.clone());
        match service.store.commit(unit).await {
            // Changed at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                return Ok(shown(new));
            }
        }
    }
}

/// Refuses an RFC that a company of this installation has.
pub(super) async fn must_be_new(service: &Service, rfc: &Rfc) -> Result<(), AccountError> {
    if service.store.empresas_by_rfc(rfc).await?.is_empty() {
        Ok(())
    } else {
        Err(AccountError::RfcKnown)
    }
}

/// Since when a certificate of this RFC is assigned, the earliest.
async fn accepted_since(
    service: &Service,
    empresa: &Empresa,
    rfc: &Rfc,
) -> Result<Option<Timestamp>, CommonError> {
    let certificados = service.store.certificados(empresa.id).await?;
    let held = certificados.iter().filter(|one| one.is_of(rfc));
    let assigned = held.flat_map(|one| &one.assignments);
    Ok(assigned
        .filter_map(|assignment| match assignment.state {
            AssignmentState::Asignado { at } => Some(at),
            _ => None,
        })
        .min())
}

fn shown(empresa: Empresa) -> Company {
    Company {
        nombre: empresa.nombre,
        rfc: empresa.rfc,
        rfc_proven: empresa.rfc_proven,
    }
}

//! "Pedir acceso": somebody asks to join a company that is here already, and its administrators answer.

use imss::id::Rfc;
use jiff::SignedDuration;
use model::Role;

use super::error::AccountError;
use super::fields::{checked_name, needed_email, needed_rfc};
use super::guessing::count_asking;
use super::invitations::{Invitation, inviting};
use super::letters;
use super::mailed::has_address;
use crate::Service;
use crate::caller::{FullCaller, Stranger};
use crate::common_error::CommonError;
use crate::ids::{AccessRequestId, EmpresaId};
use crate::mail;
use crate::records::{AccessRequest, Action, Actor, AuditEntry, Empresa, Work};
use crate::store::{CommitError, Unit};
use crate::values::folded_email;

/// A request lapses after this long.
const LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// As many requests of a company wait at once at most: strangers make them.
const AT_ONCE: usize = 20;

/// Somebody who asks, as typed.
pub struct Asking {
    /// The company's RFC.
    pub rfc: String,
    /// The person's name.
    pub nombre: String,
    /// Where the answer goes.
    pub email: String,
}

/// Asks the administrators of the company with this RFC for access. The answer and the work are the same
/// whether or not there is one: what is done about it is a job.
///
/// # Errors
///
/// A field that does not hold what it must; too many requests from here.
pub async fn ask_access(
    service: &Service,
    stranger: &Stranger,
    asking: &Asking,
) -> Result<(), AccountError> {
    let rfc = needed_rfc(&asking.rfc)?;
    let nombre = checked_name("name", &asking.nombre)?;
    let email = needed_email(&asking.email)?;
    count_asking(service, stranger).await?;
    let work = Work::AskAccess { rfc, nombre, email };
    let job = mail::job(service, EmpresaId::INSTALLATION, work);
    Ok(service
        .store
        .commit(Unit::upkeep().create(job).done())
        .await?)
}

/// Keeps the request with each company that has the RFC, and writes to its administrators. Where one of
/// them has proved that the RFC is its own, the others are not asked.
pub(crate) async fn note_request(
    service: &Service,
    rfc: &Rfc,
    nombre: &str,
    email: &str,
) -> Result<(), CommonError> {
    let mut companies = service.store.empresas_by_rfc(rfc).await?;
    if companies.iter().any(|empresa| empresa.rfc_proven.is_some()) {
        companies.retain(|empresa| empresa.rfc_proven.is_some());
    }
    for empresa in companies {
        note_with(service, &empresa, nombre, email).await?;
    }
    Ok(())
}

async fn note_with(
    service: &Service,
    empresa: &Empresa,
    nombre: &str,
    email: &str,
) -> Result<(), CommonError> {
    let (now, public_url) = (service.now(), &service.settings.public_url);
    let users = service.store.users(empresa.id).await?;
    let mut active = users.iter().filter(|user| user.active);
    if let Some(user) = active.clone().find(|user| has_address(user, email)) {
        // She is in already: the mail says so to the address that is hers, and to nobody else.
        let username = user.username.as_str();
        let letter = letters::already_in(public_url, email, &user.nombre, username, empresa);
        let job = mail::letter(service, empresa.id, letter);
        return Ok(service
            .store
            .commit(Unit::upkeep().create(job).done())
            .await?);
    }
    let mut waiting = service.store.access_requests(empresa.id).await?;
    waiting.retain(|request| request.is_live(now));
    let (before, others): (Vec<_>, Vec<_>) = waiting
        .into_iter()
        .partition(|request| folded_email(&request.email) == folded_email(email));
    if before.is_empty() && others.len() >= AT_ONCE {
        tracing::warn!(empresa = %empresa.id, "too many requests for access wait");
        return Ok(());
    }
    let request = AccessRequest {
        id: AccessRequestId::mint(now, service.random.as_ref()),
        empresa: empresa.id,
        version: 1,
        nombre: nombre.to_owned(),
        email: email.to_owned(),
        expires_at: now + LIFE,
        created_at: now,
    };
    let subject = format!("access:{}", request.id);
    let entry = service.audit(empresa.id, Actor::System, Action::AccessAsked, subject);
    let mut unit = Unit::audited(entry).create(request);
    if before.is_empty() {
        let administrators = active.by_ref().filter(|user| user.role.administers());
        for (to, user) in administrators.filter_map(|user| Some((user.email.as_ref()?, user))) {
            let letter = letters::access_asked(public_url, to, &user.nombre, nombre, empresa);
            unit = unit.create(mail::letter(service, empresa.id, letter));
        }
    }
    let unit = before.into_iter().fold(unit, Unit::delete);
    match service.store.commit(unit).await {
        // Answered at this very moment.
        Err(CommitError::Stale) => Ok(()),
        result => Ok(result?),
    }
}

/// Returns the requests that wait for an answer, oldest first.
///
/// # Errors
///
/// Not an administrator.
pub async fn access_requests(
    service: &Service,
    caller: &FullCaller,
) -> Result<Vec<AccessRequest>, AccountError> {
    caller.must_administer()?;
    let now = service.now();
    let mut waiting = service.store.access_requests(caller.empresa()).await?;
    waiting.retain(|request| request.is_live(now));
    waiting.sort_by_key(|request| (request.created_at, request.id));
    Ok(waiting)
}

/// Answers a request with an invitation to its address, which only a reader of the mail there accepts.
///
/// # Errors
///
/// Not an administrator; no such request; what [`super::invite`] refuses.
pub async fn grant_access(
    service: &Service,
    caller: &FullCaller,
    id: AccessRequestId,
    role: Role,
) -> Result<(), AccountError> {
    let request = waiting_one(service, caller, id).await?;
    let invitation = Invitation {
        nombre: request.nombre.clone(),
        email: request.email.clone(),
        role,
    };
    let mut entry = entry(service, caller, Action::AccessGranted, &request);
    entry.detail = role.as_str().to_owned();
    let unit = inviting(service, caller, &invitation).await?;
    commit(service, unit.and_audit(entry).delete(request)).await
}

/// Answers a request with a no, which is mailed without a name.
///
/// # Errors
///
/// Not an administrator; no such request.
pub async fn refuse_access(
    service: &Service,
    caller: &FullCaller,
    id: AccessRequestId,
) -> Result<(), AccountError> {
    let request = waiting_one(service, caller, id).await?;
    let entry = entry(service, caller, Action::AccessRefused, &request);
    let letter = letters::access_refused(&request.email, &request.nombre);
    let job = mail::letter(service, caller.empresa(), letter);
    commit(service, Unit::audited(entry).create(job).delete(request)).await
}

async fn waiting_one(
    service: &Service,
    caller: &FullCaller,
    id: AccessRequestId,
) -> Result<AccessRequest, AccountError> {
    let waiting = access_requests(service, caller).await?;
    let request = waiting.into_iter().find(|request| request.id == id);
    Ok(request.ok_or_else(gone)?)
}

fn entry(
    service: &Service,
    caller: &FullCaller,
    action: Action,
    request: &AccessRequest,
) -> AuditEntry {
    let subject = format!("access:{}", request.id);
    service.audit(caller.empresa(), caller.actor(), action, subject)
}

async fn commit(service: &Service, unit: Unit) -> Result<(), AccountError> {
    match service.store.commit(unit).await {
        // Answered by somebody else at this very moment.
        Err(CommitError::Stale) => Err(gone().into()),
        result => Ok(result?),
    }
}

fn gone() -> CommonError {
    CommonError::NotFound("esa petición")
}

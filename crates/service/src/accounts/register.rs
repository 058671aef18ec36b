//! The state of the installation, and its first company.

use imss::id::Rfc;
use model::Role;

use super::error::AccountError;
use super::log_in::LoggedIn;
use super::session_caller::caller_of;
use super::sessions::{open_session, session_writes};
use super::users::{checked_email, checked_name, checked_password, checked_username};
use crate::ids::{EmpresaId, UserId};
use crate::records::{Action, Actor, Empresa, SessionKind, User};
use crate::store::Unit;
use crate::values::Password;
use crate::{Registration, Service};

/// What a page needs to know before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    /// A company can be registered without an invitation.
    pub registration_open: bool,
    /// The portal is the simulator: nothing reaches IMSS.
    pub simulator: bool,
}

/// The company and its administrator, as typed.
pub struct Registering {
    /// Razón social.
    pub nombre: String,
    /// RFC; may be empty.
    pub rfc: String,
    /// The administrator's name.
    pub administrador: String,
    /// The administrator's mail; may be empty.
    pub email: String,
    /// The administrator's username.
    pub username: String,
    /// The administrator's password.
    pub password: Password,
}

/// What a page needs to know before anything else; open to strangers.
///
/// # Errors
///
/// The repository's.
pub async fn state(service: &Service) -> Result<State, AccountError> {
    let registration_open = is_open(service).await?;
    Ok(State {
        registration_open,
        simulator: service.simulated(),
    })
}

/// Registers a company with its administrator, and logs her in.
///
/// # Errors
///
/// [`AccountError::RegistrationClosed`] once a company exists (or always, by invitation), however
/// many ask at the same moment; a field that does not hold what it must.
pub async fn register(
    service: &Service,
    registering: &Registering,
) -> Result<LoggedIn, AccountError> {
    if !is_open(service).await? {
        return Err(AccountError::RegistrationClosed);
    }
    let (now, random) = (service.now(), service.random.as_ref());
    let empresa = Empresa {
        id: EmpresaId::mint(now, random),
        version: 1,
        nombre: checked_name("razon_social", &registering.nombre)?,
        rfc: checked_rfc(&registering.rfc)?,
        first: service.settings.registration == Registration::First,
        created_at: now,
    };
    let nombre = checked_name("name", &registering.administrador)?;
    let email = checked_email(&registering.email)?;
    let username = checked_username(&registering.username)?;
    checked_password(&registering.password, &username)?;
    let user = User {
        id: UserId::mint(now, random),
        empresa: empresa.id,
        version: 1,
        username,
        nombre,
        email,
        role: Role::Administrador,
        password: service.hasher.hash(random, &registering.password).await?,
        active: true,
        created_at: now,
    };
    let (token, session) = open_session(service, empresa.id, SessionKind::Full { user: user.id });
    let caller = caller_of(&session, &user);
    let entry = service.audit(
        empresa.id,
        Actor::User(user.id),
        Action::EmpresaRegistered,
        format!("empresa:{}", empresa.id),
    );
    let unit = Unit::audited(entry).create(empresa).create(user);
    let unit = session_writes(service, unit, session, None).await?;
    service.store.commit(unit).await?;
    Ok(LoggedIn { token, caller })
}

async fn is_open(service: &Service) -> Result<bool, AccountError> {
    Ok(match service.settings.registration {
        Registration::First => !service.store.any_empresa().await?,
        Registration::Invite => false,
        Registration::Open => true,
    })
}

fn checked_rfc(typed: &str) -> Result<Option<Rfc>, AccountError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Rfc::parse(typed)
        .map(Some)
        .map_err(|e| AccountError::field("rfc", e.to_string()))
}

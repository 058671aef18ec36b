//! The state of the installation, and its first company.

use model::{Registration, Role};

use super::company::must_be_new;
use super::error::AccountError;
use super::fields::{checked_email, checked_name, checked_password, checked_rfc, checked_username};
use super::guessing::count_asking;
use super::log_in::LoggedIn;
use super::session_caller::caller_of;
use super::sessions::{open_session, session_writes};
use crate::Service;
use crate::caller::Stranger;
use crate::ids::{EmpresaId, UserId};
use crate::records::{Action, Empresa, SessionKind, User};
use crate::store::Unit;
use crate::values::Password;

/// What a page needs to know before anything else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// Who may register a company.
    pub registration: Registration,
    /// A company can be registered now.
    pub registration_open: bool,
    /// The portal is the simulator: nothing reaches IMSS.
    pub simulator: bool,
    /// The address of the only user who has one, where the operator chose to disclose accounts.
    pub only_email: Option<String>,
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

/// Returns what a page needs to know before anything else; open to strangers.
///
/// # Errors
///
/// The repository's.
pub async fn state(service: &Service) -> Result<State, AccountError> {
    let registration_open = is_open(service).await?;
    Ok(State {
        registration: service.settings.registration,
        registration_open,
        simulator: service.simulated(),
        only_email: only_email(service).await?,
    })
}

async fn only_email(service: &Service) -> Result<Option<String>, AccountError> {
    if !service.settings.disclose_accounts {
        return Ok(None);
    }
    let Some(empresa) = service.store.only_empresa().await? else {
        return Ok(None);
    };
    let users = service.store.users(empresa).await?;
    let mut active = users.into_iter().filter(|user| user.active);
    Ok(match (active.next(), active.next()) {
        (Some(only), None) => only.email,
        _ => None,
    })
}

/// Counts a registration from an address before anything is made of it.
///
/// # Errors
///
/// Too many from here.
pub async fn may_register(service: &Service, stranger: &Stranger) -> Result<(), AccountError> {
    count_asking(service, stranger).await
}

/// Registers a company with its administrator, and logs her in.
///
/// # Errors
///
/// [`AccountError::RegistrationClosed`] once a company exists, however many ask at the same moment;
/// [`AccountError::ByInvitation`]; a field that does not hold what it must; [`AccountError::RfcKnown`], which
/// leads to [`super::ask_access`].
pub async fn register(
    service: &Service,
    registering: &Registering,
) -> Result<LoggedIn, AccountError> {
    if service.settings.registration == Registration::Invite {
        return Err(AccountError::ByInvitation);
    }
    if !is_open(service).await? {
        return Err(AccountError::RegistrationClosed);
    }
    let (now, random) = (service.now(), service.random.as_ref());
    let empresa = Empresa {
        id: EmpresaId::mint(now, random),
        version: 1,
        nombre: checked_name("razon_social", &registering.nombre)?,
        rfc: checked_rfc(&registering.rfc)?,
        rfc_proven: None,
        first: service.settings.registration == Registration::First,
        created_at: now,
    };
    let nombre = checked_name("name", &registering.administrador)?;
    let email = checked_email(&registering.email)?;
    let username = checked_username(&registering.username)?;
    checked_password(
        &registering.password,
        &username,
        &[&nombre, &empresa.nombre],
    )?;
    if let Some(rfc) = &empresa.rfc {
        must_be_new(service, rfc).await?;
    }
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
        daily_mail: false,
        created_at: now,
    };
    let (token, session) = open_session(service, empresa.id, SessionKind::Full { user: user.id });
    let caller = caller_of(&session, &user);
    let entry = service.audit(
        empresa.id,
        caller.by(),
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

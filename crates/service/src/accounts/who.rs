//! The caller, as a page shows it.

use jiff::Timestamp;
use model::{Mode, Role};

use crate::Service;
use crate::caller::{Caller, Reader};
use crate::common_error::CommonError;
use crate::ids::UserId;

/// The caller, as a page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Who {
    /// The company's name.
    pub empresa: String,
    /// The person's name, or the link's.
    pub nombre: String,
    /// How the session was opened.
    pub mode: Mode,
    /// What the caller may do; `Consulta` for every caller that only reads.
    pub role: Role,
    /// Whether lotes, receipts and evidence are shown.
    pub sees_lotes: bool,
    /// Whether the list of movements may be taken away as a file.
    pub exports: bool,
    /// Whether salaries or CURPs are masked.
    pub masked: bool,
    /// When the session ends, whatever happens.
    pub until: Timestamp,
}

/// Returns the caller, as a page shows it.
///
/// # Errors
///
/// The repository's.
pub async fn who(service: &Service, caller: &Caller) -> Result<Who, CommonError> {
    let scope = caller.scope();
    let empresa = service
        .store
        .empresa(scope.empresa)
        .await?
        .ok_or(CommonError::NoSession)?;
    let (nombre, mode, role) = match caller {
        Caller::Full(c) => (
            user_name(service, caller, c.user).await?,
            Mode::Completo,
            c.role,
        ),
        Caller::ReadOnly(c) => (
            user_name(service, caller, c.user).await?,
            if c.own_account {
                Mode::Completo
            } else {
                Mode::Consulta
            },
            Role::Consulta,
        ),
        Caller::Link(c) => {
            let link = service
                .store
                .link(c.link)
                .await?
                .ok_or(CommonError::NoSession)?;
            (link.nombre, Mode::Enlace, Role::Consulta)
        }
    };
    let (sees_lotes, until) = (scope.lotes, scope.until);
    Ok(Who {
        empresa: empresa.nombre,
        nombre,
        mode,
        role,
        sees_lotes,
        exports: scope.shown.exports,
        masked: scope.shown.masks(),
        until,
    })
}

async fn user_name(
    service: &Service,
    caller: &Caller,
    user: UserId,
) -> Result<String, CommonError> {
    let user = service.store.user(caller.scope().empresa, user).await?;
    Ok(user.ok_or(CommonError::NoSession)?.nombre)
}

//! What the operator of the machine does about accounts, without a login: the server hears it over a socket
//! that only its owner opens.

use crate::Service;
use crate::accounts::{self, AccountError, OperatorsCompany, OperatorsUser};
use crate::ids::EmpresaId;
use crate::records::{Empresa, User};
use crate::values::{Token, Username};

/// Returns every company with its users.
///
/// # Errors
///
/// The repository's.
pub async fn everybody(service: &Service) -> Result<Vec<(Empresa, Vec<User>)>, AccountError> {
    let mut all = Vec::new();
    for empresa in service.store.empresas().await? {
        let users = service.store.users(empresa.id).await?;
        all.push((empresa, users));
    }
    Ok(all)
}

/// Makes a company with an administrator without a password, and the token of a link that sets one.
///
/// # Errors
///
/// A field that does not hold what it must; an RFC that a company has; a username that is taken.
pub async fn create_company(
    service: &Service,
    new: &OperatorsCompany,
) -> Result<Token, AccountError> {
    accounts::create_company_for_operator(service, new).await
}

/// Makes a user without a password, and the token of a link that sets one. The company is named by its RFC;
/// not at all where there is only one.
///
/// # Errors
///
/// No such company, or several while none is named; a field that does not hold what it must; a username that
/// is taken.
pub async fn create(
    service: &Service,
    rfc: Option<&str>,
    new: &OperatorsUser,
) -> Result<Token, AccountError> {
    let empresa = company(service, rfc).await?;
    accounts::create_for_operator(service, empresa, new).await
}

/// Shuts a user out, at once, with all that ends with her; the last administrator too.
///
/// # Errors
///
/// No such user.
pub async fn disable(service: &Service, username: &str) -> Result<(), AccountError> {
    let user = named(service, username).await?;
    accounts::shut_out(service, user.empresa, user.id).await
}

/// Returns the token of a link that sets a new password, good for 30 minutes and once. A user who was shut
/// out may log in again after it.
///
/// # Errors
///
/// No such user.
pub async fn reset_link(service: &Service, username: &str) -> Result<Token, AccountError> {
    let user = named(service, username).await?;
    accounts::link_for_operator(service, user).await
}

async fn named(service: &Service, username: &str) -> Result<User, AccountError> {
    let missing = || AccountError::field("username", "No hay un usuario con ese nombre.");
    let name: Username = username.parse().map_err(|_| missing())?;
    service.store.user_by_name(&name).await?.ok_or_else(missing)
}

async fn company(service: &Service, rfc: Option<&str>) -> Result<EmpresaId, AccountError> {
    let all = service.store.empresas().await?;
    let rfc = rfc.map(|rfc| rfc.trim().to_uppercase());
    let mut found = all.iter().filter(|empresa| match &rfc {
        Some(rfc) => empresa
            .rfc
            .as_ref()
            .is_some_and(|own| own.to_string() == *rfc),
        None => true,
    });
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only.id),
        (None, _) => Err(AccountError::field(
            "rfc",
            "No hay una empresa con ese RFC.",
        )),
        (Some(_), Some(_)) => Err(AccountError::field(
            "rfc",
            "Hay varias empresas: di cuál, con su RFC.",
        )),
    }
}

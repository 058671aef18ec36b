//! Who may sign for a company, so that the person who prepares knows whom to ask.

use super::error::SettingsError;
use crate::Service;
use crate::caller::Reader;
use crate::common_error::CommonError;
use crate::ids::UserId;

/// A person who may sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The user.
    pub id: UserId,
    /// The person's name.
    pub nombre: String,
    /// Whether a mail tells the person what waits: an address is known.
    pub notified_by_mail: bool,
}

/// Returns the company's active users who may sign, by name.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a reader whose scope does not show people.
pub async fn signers(
    service: &Service,
    reader: &impl Reader,
) -> Result<Vec<Signer>, SettingsError> {
    let scope = reader.scope();
    if !scope.people {
        return Err(CommonError::Forbidden.into());
    }
    let users = service.store.users(scope.empresa).await?;
    let mut signers: Vec<Signer> = users
        .into_iter()
        .filter(|user| user.active && user.role.signs())
        .map(|user| Signer {
            id: user.id,
            notified_by_mail: user.email.is_some(),
            nombre: user.nombre,
        })
        .collect();
    signers.sort_by(|one, other| one.nombre.cmp(&other.nombre));
    Ok(signers)
}

//! Is the portal there, and is it the real one?

use crate::client::{Body, Client};
use crate::error::IdseError;

/// What a look at the portal's first page tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortalInfo {
    /// It says of itself that nothing sent to it reaches IMSS. Every page must then say so.
    pub simulator: bool,
}

impl Client {
    /// Fetches the portal's first page, for health checks. Needs no session and changes nothing.
    ///
    /// # Errors
    /// The transport's kinds, and [`IdseError::PortalFailure`] for an HTTP failure.
    pub async fn reachable(&self) -> Result<PortalInfo, IdseError> {
        let answer = self.get(self.base().clone(), None, Body::Page).await?;
        answer.expect_success()?;
        Ok(PortalInfo {
            simulator: answer.simulated,
        })
    }
}

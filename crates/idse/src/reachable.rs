//! Is the portal there, and is it the real one?

use crate::client::{Body, Client};
use crate::error::IdseError;

/// What the portal's first page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortalInfo {
    /// The portal declares itself a simulator: nothing sent to it reaches IMSS, and every page must say so.
    pub simulator: bool,
}

impl Client {
    /// Fetches the portal's first page, for health checks. Needs no session and changes nothing.
    ///
    /// # Errors
    /// The transport's kinds, and [`IdseError::PortalFailure`] for an HTTP failure. A first page that
    /// sends elsewhere is one that answers.
    pub async fn reachable(&self) -> Result<PortalInfo, IdseError> {
        let answer = self.get(self.base().clone(), None, Body::Page).await?;
        if !answer.status.is_redirection() {
            answer.expect_success()?;
        }
        Ok(PortalInfo {
            simulator: answer.simulated,
        })
    }
}

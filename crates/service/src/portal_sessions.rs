//! The company's sessions with the portal: the one that reaches a lote, and those that have ended.

use crate::Service;
use crate::common_error::CommonError;
use crate::ports::PortalCookie;
use crate::records::{LoteRecord, PortalSession};
use crate::store::{CommitError, Unit};

/// A session with the portal that reaches a lote, unsealed. To ask about it, one that covers its
/// registro patronal; to send it, one that its own certificate opened, since the portal takes a lote
/// only from the session of the certificate that signed it [M].
pub(crate) async fn live_session(
    service: &Service,
    lote: &LoteRecord,
    to_ask: bool,
) -> Result<Option<(PortalSession, PortalCookie)>, CommonError> {
    let now = service.now();
    let mut sessions = service.store.portal_sessions(lote.empresa).await?;
    sessions.retain(|s| now < s.expires_at && s.registros.contains(&lote.registro));
    let own = |session: &PortalSession| lote.certificado == Some(session.certificado);
    if to_ask {
        sessions.sort_by_key(own);
    } else {
        sessions.retain(own);
    }
    // The newest is the likeliest to be alive at the portal too.
    while let Some(session) = sessions.pop() {
        match service.sealer.unseal(&session) {
            Ok(cookie) => return Ok(Some((session, PortalCookie(cookie)))),
            Err(error) => tracing::warn!(session = %session.id, %error, "session unusable"),
        }
    }
    Ok(None)
}

/// Forgets a session that the portal no longer knows.
pub(crate) async fn forget(service: &Service, session: &PortalSession) -> Result<(), CommonError> {
    match service
        .store
        .commit(Unit::upkeep().delete(session.clone()).done())
        .await
    {
        Ok(()) | Err(CommitError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

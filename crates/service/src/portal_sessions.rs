//! The company's sessions with the portal: the one that reaches a lote, and those that have ended.

use model::LoteStatus;

use crate::Service;
use crate::common_error::CommonError;
use crate::ports::PortalCookie;
use crate::records::{LoteRecord, PortalSession};
use crate::store::{CommitError, OpenCursor, OpenLotesQuery, Unit};

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
            Ok(cookie) => return Ok(Some((session, PortalCookie::new(cookie)))),
            Err(error) => tracing::warn!(session = %session.id, %error, "session unusable"),
        }
    }
    Ok(None)
}

/// Seals the cookie again if the portal has replaced it, and returns the session as it is kept then. Where
/// somebody else changed the session meanwhile, theirs stays.
pub(crate) async fn keep_cookie(
    service: &Service,
    session: PortalSession,
    cookie: &PortalCookie,
) -> Result<PortalSession, CommonError> {
    let Some(bytes) = cookie.replacement() else {
        return Ok(session);
    };
    let sealed = service
        .sealer
        .seal(service.random.as_ref(), &session, &bytes);
    let next = PortalSession {
        version: session.version + 1,
        cookie: sealed,
        ..session.clone()
    };
    let unit = Unit::upkeep().update(session.clone(), next.clone());
    match service.store.commit(unit.done()).await {
        Ok(()) => Ok(next),
        Err(CommitError::Stale) => Ok(session),
        Err(error) => Err(error.into()),
    }
}

/// Forgets a session that the portal no longer knows. One whose cookie was replaced meanwhile stays: what
/// the portal did not know was the old one.
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

/// Whether lotes that are signed or under way need this session to arrive.
pub(crate) async fn is_needed(
    service: &Service,
    session: &PortalSession,
) -> Result<bool, CommonError> {
    let unsent = [LoteStatus::Firmado, LoteStatus::Enviando];
    Ok(!waiting(service, session, &unsent).await?.is_empty())
}

/// How many open lotes are read at once.
const LOTES_AT_ONCE: u32 = 100;

/// The lotes in these states, all of them open ones, that a session covers.
pub(crate) async fn waiting(
    service: &Service,
    session: &PortalSession,
    estados: &[LoteStatus],
) -> Result<Vec<LoteRecord>, CommonError> {
    let mut query = OpenLotesQuery {
        empresa: session.empresa,
        registros: session.registros.clone(),
        estados: estados.iter().copied().collect(),
        after: None,
        limit: LOTES_AT_ONCE,
    };
    let mut lotes = Vec::new();
    loop {
        let page = service.store.open_lotes(&query).await?;
        let full = page.len() == LOTES_AT_ONCE as usize;
        query.after = page.last().map(OpenCursor::of);
        lotes.extend(page);
        if !full {
            return Ok(lotes);
        }
    }
}

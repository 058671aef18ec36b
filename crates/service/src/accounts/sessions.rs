//! Sessions: opened, recognised by their token, kept alive by use, ended.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::error::AccountError;
use super::session_caller::caller_of;
use crate::Service;
use crate::caller::{Caller, LinkCaller, Reader, Scope};
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{EmpresaId, SessionId, UserId};
use crate::ports::PortalCookie;
use crate::records::{Action, ConsultLink, PortalSession, Session, SessionKind};
use crate::store::{CommitError, Unit};
use crate::values::Token;

/// A session that nobody uses ends after this long.
const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// A session ends after this long, whatever happens.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// Use is noted at most this often, so that reading pages is not writing records.
const NOTED: SignedDuration = SignedDuration::from_mins(1);

/// Returns the caller of a token.
///
/// # Errors
///
/// [`CommonError::NoSession`] if there is no such session, it has ended, its user may no longer
/// log in, or its link was revoked.
pub async fn authenticate(service: &Service, token: &Token) -> Result<Caller, CommonError> {
    let (session, caller) = recognise(service, SessionId(token.digest())).await?;
    note_use(service, session, service.now()).await?;
    Ok(caller)
}

/// Whether a caller's session still lives. Asking is no use of it: a page that only listens does
/// not keep it alive.
///
/// # Errors
///
/// The repository's.
pub async fn still_there(service: &Service, caller: &Caller) -> Result<bool, CommonError> {
    match recognise(service, caller.session()).await {
        Ok(_) => Ok(true),
        Err(CommonError::NoSession) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn recognise(service: &Service, id: SessionId) -> Result<(Session, Caller), CommonError> {
    let now = service.now();
    let session = service.store.session(id).await?;
    let session = session
        .filter(|s| is_live(s, now))
        .ok_or(CommonError::NoSession)?;
    let caller = match session.kind {
        SessionKind::Full { user } | SessionKind::ReadOnly { user } => {
            let user = service.store.user(session.empresa, user).await?;
            let user = user
                .filter(|user| user.active)
                .ok_or(CommonError::NoSession)?;
            caller_of(&session, &user)
        }
        SessionKind::Link { link } => {
            let link = service.store.link(link).await?;
            let link = link
                .filter(|link| link.is_live(now))
                .ok_or(CommonError::NoSession)?;
            Caller::Link(link_caller(&session, &link))
        }
    };
    Ok((session, caller))
}

/// Ends the session. With `end_portal`, the sessions at the portal that its user opened end too.
///
/// # Errors
///
/// The repository's.
pub async fn log_out(
    service: &Service,
    caller: &Caller,
    end_portal: bool,
) -> Result<(), AccountError> {
    let empresa = caller.scope().empresa;
    let subject = match caller {
        Caller::Full(c) => format!("user:{}", c.user),
        Caller::ReadOnly(c) => format!("user:{}", c.user),
        Caller::Link(c) => format!("link:{}", c.link),
    };
    let opened = loop {
        let Some(session) = service.store.session(caller.session()).await? else {
            return Ok(());
        };
        let mut opened = Vec::new();
        if let (true, Caller::Full(caller)) = (end_portal, caller) {
            opened = service.store.portal_sessions(empresa).await?;
            opened.retain(|portal| portal.user == caller.user);
        }
        let entry = service.audit(empresa, caller.by(), Action::LoggedOut, subject.clone());
        let unit = Unit::audited(entry).delete(session);
        let unit = opened.iter().cloned().fold(unit, Unit::delete);
        match service.store.commit(unit).await {
            // Used or ended from another tab at this very moment: look again.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                break opened;
            }
        }
    };
    service.events().publish(empresa, Event::SessionEnded);
    end_at_portal(service, opened).await;
    Ok(())
}

/// The sessions of a user.
pub(super) async fn sessions_of(
    service: &Service,
    empresa: EmpresaId,
    user: UserId,
) -> Result<Vec<Session>, CommonError> {
    let mut sessions = service.store.sessions(empresa).await?;
    sessions.retain(|session| match session.kind {
        SessionKind::Full { user: of } | SessionKind::ReadOnly { user: of } => of == user,
        SessionKind::Link { .. } => false,
    });
    Ok(sessions)
}

/// Ends sessions at the portal, as well as it can; their records are gone already.
pub(crate) async fn end_at_portal(service: &Service, opened: Vec<PortalSession>) {
    for portal in opened {
        let Ok(cookie) = service.sealer.unseal(&portal) else {
            continue;
        };
        if let Err(error) = service.portal.log_out(&PortalCookie(cookie)).await {
            tracing::info!(%error, "the session at the portal was not ended");
        }
    }
}

/// A new session and its token; not stored yet.
pub(super) fn open_session(
    service: &Service,
    empresa: EmpresaId,
    kind: SessionKind,
) -> (Token, Session) {
    let now = service.now();
    let token = Token::mint(service.random.as_ref());
    let session = Session {
        id: SessionId(token.digest()),
        empresa,
        version: 1,
        kind,
        created_at: now,
        last_seen: now,
        ends_at: now + ABSOLUTE,
    };
    (token, session)
}

/// The writes that store a new session and end the one the browser held before.
pub(super) async fn session_writes(
    service: &Service,
    unit: Unit,
    session: Session,
    previous: Option<&Token>,
) -> Result<Unit, AccountError> {
    let unit = unit.create(session);
    let Some(previous) = previous else {
        return Ok(unit);
    };
    let previous = service.store.session(SessionId(previous.digest())).await?;
    Ok(match previous {
        Some(previous) => unit.delete(previous),
        None => unit,
    })
}

/// Returns a new session of a link, its token and its caller; not stored yet.
pub(crate) fn link_session(service: &Service, link: &ConsultLink) -> (Token, Session, LinkCaller) {
    let (token, session) = open_session(service, link.empresa, SessionKind::Link { link: link.id });
    let caller = link_caller(&session, link);
    (token, session, caller)
}

/// Returns the caller of a link's session.
fn link_caller(session: &Session, link: &ConsultLink) -> LinkCaller {
    let registros = match &link.registros {
        None => Scope::All,
        Some(only) => Scope::Only(only.iter().copied().collect::<BTreeSet<_>>()),
    };
    LinkCaller {
        session: session.id,
        empresa: session.empresa,
        link: link.id,
        registros,
        lotes: link.shows_lotes(),
        shown: link.shown,
        until: session.ends_at.min(link.expires_at),
        address: String::new(),
    }
}

pub(super) fn is_live(session: &Session, now: Timestamp) -> bool {
    now < session.ends_at && now < session.last_seen + IDLE
}

async fn note_use(service: &Service, session: Session, now: Timestamp) -> Result<(), CommonError> {
    if now.duration_since(session.last_seen) < NOTED {
        return Ok(());
    }
    let used = Session {
        last_seen: now,
        ..session.clone()
    };
    match service
        .store
        .commit(Unit::upkeep().update(session, used).done())
        .await
    {
        // Another request of the same session noted it at this very moment.
        Ok(()) | Err(CommitError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

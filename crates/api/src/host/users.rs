//! The company's people.

use model::{Mode, Role};
use service::CommonError;
use service::accounts::{self, Invitation};
use service::caller::Reader as _;
use service::ids::{MailedLinkId, SessionId, UserId};
use service::records::{
    AccessRequest, MailedLink, MailedPurpose, Session, SessionKind, UndeliveredMail, User,
};
use service::values::folded;

use super::settings::company_view;
use super::{Refusal, Visit, ids};
use crate::view::users::{
    AccessRequestView, InvitationView, Invite, OpenSession, People, UndeliveredView, UserView,
};

pub(crate) async fn list(visit: &Visit) -> Result<People, Refusal> {
    let caller = visit.full().await?;
    let service = visit.service();
    let mut users = accounts::list_users(service, &caller).await?;
    users.sort_by_cached_key(|user| (!user.active, folded(&user.nombre), user.id));
    let invitations = accounts::invitations(service, &caller).await?;
    let undelivered = accounts::undelivered(service, &caller).await?;
    let requests = accounts::access_requests(service, &caller).await?;
    let company = accounts::company(service, &caller).await?;
    Ok(People {
        requests: requests.into_iter().map(request).collect(),
        company: company_view(company),
        users: users
            .into_iter()
            .map(|it| user(it, caller.user()))
            .collect(),
        invitations: invitations.into_iter().filter_map(invitation).collect(),
        undelivered: undelivered.into_iter().map(mail).collect(),
    })
}

pub(crate) async fn invite(visit: &Visit, request: Invite) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let invitation = Invitation {
        nombre: request.name,
        email: request.email,
        role: request.role,
    };
    Ok(accounts::invite(visit.service(), &caller, &invitation).await?)
}

pub(crate) async fn grant_access(visit: &Visit, id: String, role: Role) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(accounts::grant_access(visit.service(), &caller, id, role).await?)
}

pub(crate) async fn refuse_access(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(accounts::refuse_access(visit.service(), &caller, id).await?)
}

pub(crate) async fn take_back(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id: MailedLinkId = id
        .parse()
        .map_err(|_| CommonError::NotFound("esa invitación"))?;
    Ok(accounts::take_back(visit.service(), &caller, id).await?)
}

pub(crate) async fn change_role(visit: &Visit, id: String, role: Role) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(accounts::change_role(visit.service(), &caller, id, role).await?)
}

pub(crate) async fn deactivate(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(accounts::deactivate(visit.service(), &caller, id).await?)
}

pub(crate) async fn activate(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(accounts::activate(visit.service(), &caller, id).await?)
}

pub(crate) async fn sessions(visit: &Visit, id: String) -> Result<Vec<OpenSession>, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let sessions = accounts::list_sessions(visit.service(), &caller, id).await?;
    let own = caller.session();
    Ok(sessions.iter().map(|it| session(it, own)).collect())
}

pub(crate) async fn end_session(visit: &Visit, id: String, session: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let session: SessionId = session
        .parse()
        .map_err(|_| CommonError::NotFound("esa sesión"))?;
    Ok(accounts::revoke_session(visit.service(), &caller, id, session).await?)
}

pub(crate) async fn dismiss_mail(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(accounts::dismiss_undelivered(visit.service(), &caller, id).await?)
}

/// A session as the page lists it.
/// A session as its list shows it, to a caller whose own is `own`.
pub(super) fn session(session: &Session, own: SessionId) -> OpenSession {
    OpenSession {
        id: session.id.to_string(),
        mode: match session.kind {
            SessionKind::Full { .. } => Mode::Completo,
            SessionKind::ReadOnly { .. } => Mode::Consulta,
            SessionKind::Link { .. } => Mode::Enlace,
        },
        opened_at: session.created_at,
        last_seen: session.last_seen,
        is_this: session.id == own,
    }
}

fn user(user: User, me: UserId) -> UserView {
    UserView {
        id: user.id.to_string(),
        username: user.username.to_string(),
        name: user.nombre,
        email: user.email,
        role: user.role,
        active: user.active,
        is_me: user.id == me,
    }
}

fn request(request: AccessRequest) -> AccessRequestView {
    AccessRequestView {
        id: request.id.to_string(),
        name: request.nombre,
        email: request.email,
        asked_at: request.created_at,
    }
}

fn invitation(link: MailedLink) -> Option<InvitationView> {
    let MailedPurpose::Invitation { nombre, role, .. } = link.purpose else {
        return None;
    };
    Some(InvitationView {
        id: link.id.to_string(),
        name: nombre,
        email: link.email,
        role,
        expires_at: link.expires_at,
    })
}

fn mail(mail: UndeliveredMail) -> UndeliveredView {
    UndeliveredView {
        id: mail.id.to_string(),
        to: mail.to,
        subject: mail.subject,
        refused: mail.refused,
        at: mail.at,
    }
}

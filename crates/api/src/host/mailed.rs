//! What somebody does who has no session and holds a mail, or asks for one.

use service::accounts::{self, Accepting, AccountError, OpenedWhat};
use service::values::{Password, Token};

use super::accounts::enter;
use super::{Refusal, Visit};
use crate::view::accounts::SessionView;
use crate::view::mailed::{AcceptInvitation, MailedLinkOpens, MailedLinkView, ResetPassword};

pub(crate) async fn ask_recovery(visit: &Visit, email: String) -> Result<(), Refusal> {
    Ok(accounts::ask_recovery(visit.service(), &visit.stranger(), &email).await?)
}

pub(crate) async fn look(visit: &Visit, token: String) -> Result<MailedLinkView, Refusal> {
    let opened = accounts::look_at(visit.service(), &presented(&token)?).await?;
    let opens = match opened.what {
        OpenedWhat::Recovery { username } => MailedLinkOpens::Recovery { username },
        OpenedWhat::Invitation { nombre, role } => {
            MailedLinkOpens::Invitation { name: nombre, role }
        }
        OpenedWhat::Address { username } => MailedLinkOpens::Address { username },
    };
    Ok(MailedLinkView {
        empresa: opened.empresa,
        email: opened.email,
        opens,
    })
}

pub(crate) async fn reset_password(
    visit: &Visit,
    request: ResetPassword,
) -> Result<String, Refusal> {
    let token = presented(&request.token)?;
    let password = Password::new(request.password);
    let device = visit.device();
    let stranger = device.stranger(visit);
    let username = accounts::reset_password(visit.service(), &stranger, &token, &password).await?;
    device.remember(visit);
    Ok(username)
}

pub(crate) async fn accept_invitation(
    visit: &Visit,
    request: AcceptInvitation,
) -> Result<SessionView, Refusal> {
    let token = presented(&request.token)?;
    let accepting = Accepting {
        nombre: request.name,
        username: request.username,
        password: Password::new(request.password),
    };
    let device = visit.device();
    let stranger = device.stranger(visit);
    let (service, previous) = (visit.service(), visit.token());
    let entered = accounts::accept(service, &stranger, &token, &accepting, previous).await?;
    let view = enter(visit, entered).await?;
    device.remember(visit);
    Ok(view)
}

pub(crate) async fn confirm_address(visit: &Visit, token: String) -> Result<String, Refusal> {
    Ok(accounts::confirm_address(visit.service(), &presented(&token)?).await?)
}

fn presented(text: &str) -> Result<Token, Refusal> {
    let token = Token::presented(text.trim());
    token.ok_or_else(|| AccountError::LinkDead.into())
}

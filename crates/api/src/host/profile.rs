//! A person's own account.

use service::CommonError;
use service::accounts;
use service::caller::Reader as _;
use service::ids::SessionId;
use service::records::User;
use service::values::Password;

use super::accounts::enter;
use super::users::session;
use super::{Refusal, Visit};
use crate::view::accounts::SessionView;
use crate::view::profile::{ChangeAddress, ChangePassword, Profile};
use crate::view::users::OpenSession;

pub(crate) async fn get(visit: &Visit) -> Result<Profile, Refusal> {
    let caller = visit.own_account().await?;
    Ok(view(accounts::profile(visit.service(), &caller).await?))
}

pub(crate) async fn change_name(visit: &Visit, name: String) -> Result<Profile, Refusal> {
    let caller = visit.own_account().await?;
    Ok(view(
        accounts::change_name(visit.service(), &caller, &name).await?,
    ))
}

pub(crate) async fn change_password(
    visit: &Visit,
    request: ChangePassword,
) -> Result<SessionView, Refusal> {
    let caller = visit.own_account().await?;
    let current = Password::new(request.current);
    let password = Password::new(request.password);
    let entered = accounts::change_password(visit.service(), &caller, &current, &password).await?;
    enter(visit, entered).await
}

pub(crate) async fn change_address(visit: &Visit, request: ChangeAddress) -> Result<(), Refusal> {
    let caller = visit.own_account().await?;
    let current = Password::new(request.current);
    Ok(accounts::ask_address(visit.service(), &caller, &current, &request.email).await?)
}

pub(crate) async fn want_daily_mail(visit: &Visit, wanted: bool) -> Result<Profile, Refusal> {
    let caller = visit.own_account().await?;
    Ok(view(
        accounts::want_daily_mail(visit.service(), &caller, wanted).await?,
    ))
}

pub(crate) async fn sessions(visit: &Visit) -> Result<Vec<OpenSession>, Refusal> {
    let caller = visit.caller().await?;
    let account = caller.own_account()?;
    let sessions = accounts::own_sessions(visit.service(), &account).await?;
    let own = caller.session();
    Ok(sessions.iter().map(|it| session(it, own)).collect())
}

pub(crate) async fn end_session(visit: &Visit, session: String) -> Result<(), Refusal> {
    let caller = visit.own_account().await?;
    let id: SessionId = session
        .parse()
        .map_err(|_| CommonError::NotFound("esa sesión"))?;
    Ok(accounts::end_own_session(visit.service(), &caller, id).await?)
}

fn view(user: User) -> Profile {
    Profile {
        username: user.username.to_string(),
        name: user.nombre,
        email: user.email,
        daily_mail: user.daily_mail,
    }
}

//! Consult-only links.

use service::CommonError;
use service::ids::LinkId;
use service::links::{self, NewLink};
use service::records::{ConsultLink, Shown};
use service::values::Password;

use super::numbers::Numbers;
use super::{Refusal, Visit, ids};
use crate::view::links::{CreateLink, CreatedLink, LinkShows, LinkView};

pub(crate) async fn list(visit: &Visit) -> Result<Vec<LinkView>, Refusal> {
    let caller = visit.full().await?;
    let links = links::list(visit.service(), &caller).await?;
    let numbers = Numbers::read(visit, &caller).await?;
    Ok(links
        .iter()
        .rev()
        .map(|link| view(&numbers, link))
        .collect())
}

pub(crate) async fn create(visit: &Visit, request: CreateLink) -> Result<CreatedLink, Refusal> {
    let caller = visit.full().await?;
    let new = NewLink {
        nombre: request.label,
        registros: ids::each(&request.registros, "registros")?,
        lotes: request.shows.lotes,
        shown: shown(&request.shows),
        days: request.days,
        pin: request.pin.filter(|pin| !pin.is_empty()).map(Password::new),
        max_uses: request.max_uses,
        notify: request.notify,
        email: request.email.unwrap_or_default(),
    };
    let made = links::create(visit.service(), &caller, &new).await;
    let (token, link) = made?;
    let numbers = Numbers::read(visit, &caller).await?;
    Ok(CreatedLink {
        link: view(&numbers, &link),
        token: token.reveal().to_owned(),
    })
}

pub(crate) async fn extend(visit: &Visit, id: String, days: u16) -> Result<LinkView, Refusal> {
    let caller = visit.full().await?;
    let link = links::extend(visit.service(), &caller, link_id(&id)?, days).await?;
    Ok(view(&Numbers::read(visit, &caller).await?, &link))
}

pub(crate) async fn revoke(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    Ok(links::revoke(visit.service(), &caller, link_id(&id)?).await?)
}

fn link_id(id: &str) -> Result<LinkId, CommonError> {
    id.parse().map_err(|_| CommonError::NotFound("ese enlace"))
}

fn shown(shows: &LinkShows) -> Shown {
    let LinkShows {
        from,
        to,
        drafts,
        salaries,
        curps,
        exports,
        lotes: _,
    } = *shows;
    Shown {
        from,
        to,
        drafts,
        salaries,
        curps,
        exports,
    }
}

fn shows(link: &ConsultLink) -> LinkShows {
    let Shown {
        from,
        to,
        drafts,
        salaries,
        curps,
        exports,
    } = link.shown;
    LinkShows {
        from,
        to,
        drafts,
        salaries,
        curps,
        exports,
        lotes: link.shows_lotes(),
    }
}

fn view(numbers: &Numbers, link: &ConsultLink) -> LinkView {
    let shown = link.registros.iter().flatten();
    LinkView {
        id: link.id.to_string(),
        label: link.nombre.clone(),
        registros: shown
            .filter_map(|id| numbers.find(*id))
            .map(ToOwned::to_owned)
            .collect(),
        created_at: link.created_at,
        expires_at: link.expires_at,
        revoked_at: link.revoked_at,
        uses: link.uses,
        max_uses: link.max_uses,
        last_used: link.last_used,
        shows: shows(link),
        has_pin: link.pin.is_some(),
    }
}

//! Consult-only links.

use service::CommonError;
use service::ids::LinkId;
use service::links::{self, NewLink};
use service::records::ConsultLink;
use service::values::Password;

use super::numbers::Numbers;
use super::{Refusal, Visit, ids};
use crate::view::links::{CreateLink, CreatedLink, LinkView};

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
        lotes: false,
        days: request.days,
        pin: request.pin.filter(|pin| !pin.is_empty()).map(Password::new),
    };
    let made = links::create(visit.service(), &caller, &new).await;
    let (token, link) = made?;
    let numbers = Numbers::read(visit, &caller).await?;
    Ok(CreatedLink {
        link: view(&numbers, &link),
        token: token.reveal().to_owned(),
    })
}

pub(crate) async fn revoke(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id: LinkId = id
        .parse()
        .map_err(|_| CommonError::NotFound("ese enlace"))?;
    Ok(links::revoke(visit.service(), &caller, id).await?)
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
        has_pin: link.pin.is_some(),
    }
}

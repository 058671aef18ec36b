//! Consult-only links.

use service::CommonError;
use service::ids::LinkId;
use service::links::{self, NewLink};
use service::records::ConsultLink;
use service::values::Password;

use super::numbers::Numbers;
use super::{Visit, ids};
use crate::ApiError;
use crate::view::links::{CreateLink, CreatedLink, LinkView};

pub(crate) async fn list() -> Result<Vec<LinkView>, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let links = links::list(visit.service(), &caller)
        .await
        .map_err(|e| visit.refuse(e))?;
    let numbers = Numbers::read(&visit, &caller).await?;
    Ok(links
        .iter()
        .rev()
        .map(|link| view(&numbers, link))
        .collect())
}

pub(crate) async fn create(request: CreateLink) -> Result<CreatedLink, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let new = NewLink {
        nombre: request.label,
        registros: ids::each(&request.registros, "registros")?,
        lotes: false,
        days: request.days,
        pin: request.pin.filter(|pin| !pin.is_empty()).map(Password::new),
    };
    let made = links::create(visit.service(), &caller, &new).await;
    let (token, link) = made.map_err(|e| visit.refuse(e))?;
    let numbers = Numbers::read(&visit, &caller).await?;
    Ok(CreatedLink {
        link: view(&numbers, &link),
        token: token.reveal().to_owned(),
    })
}

pub(crate) async fn revoke(id: String) -> Result<(), ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let id: LinkId = id
        .parse()
        .map_err(|_| visit.refuse(CommonError::NotFound("ese enlace")))?;
    links::revoke(visit.service(), &caller, id)
        .await
        .map_err(|e| visit.refuse(e))
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

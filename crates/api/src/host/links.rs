//! Consult-only links.

use std::collections::BTreeMap;

use service::caller::FullCaller;
use service::ids::{LinkId, RegistroId};
use service::links::{self, NewLink};
use service::records::ConsultLink;
use service::values::Password;
use service::{CommonError, registros};

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
    Ok(links.iter().rev().map(|link| numbers.view(link)).collect())
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
        link: numbers.view(&link),
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

/// IMSS's numbers of the company's registros patronales.
struct Numbers(BTreeMap<RegistroId, String>);

impl Numbers {
    async fn read(visit: &Visit, caller: &FullCaller) -> Result<Self, ApiError> {
        let registros = registros::list(visit.service(), caller)
            .await
            .map_err(|e| visit.refuse(e))?;
        Ok(Self(
            registros
                .into_iter()
                .map(|r| (r.id, r.numero.to_string()))
                .collect(),
        ))
    }

    fn view(&self, link: &ConsultLink) -> LinkView {
        let shown = link.registros.iter().flatten();
        LinkView {
            id: link.id.to_string(),
            label: link.nombre.clone(),
            registros: shown.filter_map(|id| self.0.get(id).cloned()).collect(),
            created_at: link.created_at,
            expires_at: link.expires_at,
            revoked_at: link.revoked_at,
            uses: link.uses,
            has_pin: link.pin.is_some(),
        }
    }
}

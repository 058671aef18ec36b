//! The companies of one person, and the consult links that she claimed.

use service::accounts::{self, AccountError, Credentials, NewLogin as Login};
use service::caller::Caller;
use service::companies::{self, Figures, MyCompany, MyLink};
use service::ids::LinkId;
use service::values::Password;
use service::{CommonError, ServiceError};

use super::accounts::enter;
use super::movements::due_view;
use super::{Refusal, Visit, ids};
use crate::view::accounts::SessionView;
use crate::view::companies::{
    CompanyCard, CompanyFigures, KnownLogin, LinkCard, MyCompanies, NewLogin, OpenLinkCard,
};

pub(crate) async fn list(visit: &Visit) -> Result<MyCompanies, Refusal> {
    let caller = visit.caller().await?;
    let mine = companies::mine(visit.service(), &caller).await?;
    Ok(MyCompanies {
        companies: mine.companies.into_iter().map(company).collect(),
        links: mine.links.into_iter().map(link).collect(),
    })
}

pub(crate) async fn switch(visit: &Visit, id: String) -> Result<SessionView, Refusal> {
    let caller = visit.caller().await?;
    must_be_person(&caller)?;
    let empresa = ids::one(&id, "id")?;
    let entered = companies::switch(visit.service(), &caller, empresa).await?;
    enter(visit, entered).await
}

pub(crate) async fn open_link(visit: &Visit, id: String) -> Result<SessionView, Refusal> {
    let caller = visit.caller().await?;
    must_be_person(&caller)?;
    let entered = companies::open_claimed(visit.service(), &caller, link_id(&id)?).await?;
    enter(visit, entered).await
}

pub(crate) async fn forget_link(visit: &Visit, id: String) -> Result<(), Refusal> {
    let caller = visit.caller().await?;
    must_be_person(&caller)?;
    Ok(accounts::forget(visit.service(), &caller, link_id(&id)?).await?)
}

pub(crate) async fn claim_with_new(visit: &Visit, request: NewLogin) -> Result<(), Refusal> {
    let caller = visit.caller().await?;
    let login = Login {
        nombre: request.name,
        email: request.email,
        username: request.username,
        password: Password::new(request.password),
    };
    let (service, stranger) = (visit.service(), visit.stranger());
    Ok(accounts::claim_with_new(service, &stranger, &caller, &login).await?)
}

pub(crate) async fn keep_link(visit: &Visit, request: KnownLogin) -> Result<(), Refusal> {
    let caller = visit.caller().await?;
    let credentials = Credentials {
        username: request.username,
        password: Password::new(request.password),
        read_only: false,
    };
    let (service, stranger) = (visit.service(), visit.stranger());
    let kept = accounts::claim(service, &stranger, &caller, &credentials).await;
    // The session lives: a wrong password is shown beside its field, and ends nothing.
    Ok(kept.map_err(|error| match error {
        AccountError::WrongCredentials => AccountError::Field {
            field: "password",
            message: service.wire(&error.into()).message,
        },
        other => other,
    })?)
}

/// The holder of a link has no companies, and is not asked which she means.
fn must_be_person(caller: &Caller) -> Result<(), ServiceError> {
    match caller {
        Caller::Full(_) | Caller::ReadOnly(_) => Ok(()),
        Caller::Link(_) => Err(CommonError::Forbidden.into()),
    }
}

fn link_id(id: &str) -> Result<LinkId, CommonError> {
    id.parse().map_err(|_| CommonError::NotFound("ese enlace"))
}

fn company(company: MyCompany) -> CompanyCard {
    CompanyCard {
        id: company.empresa.to_string(),
        name: company.nombre,
        rfc: company.rfc.map(|rfc| rfc.to_string()),
        role: company.role,
        is_this: company.is_this,
        figures: figures(company.figures),
    }
}

fn link(link: MyLink) -> LinkCard {
    LinkCard {
        id: link.link.to_string(),
        opens: link.opens.map(|open| OpenLinkCard {
            company: open.empresa,
            label: open.nombre,
            until: open.until,
            figures: figures(open.figures),
        }),
    }
}

fn figures(figures: Figures) -> CompanyFigures {
    CompanyFigures {
        due: figures.due.into_iter().map(due_view).collect(),
        refused: figures.refused,
        to_sign: figures.to_sign,
        on_their_way: figures.on_their_way,
        to_confirm: figures.to_confirm,
        to_decide: figures.to_decide,
        expiring: figures.expiring,
        first_end: figures.first_end,
        unsigned: figures.unsigned,
    }
}

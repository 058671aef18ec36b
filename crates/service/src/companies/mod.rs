//! The companies of one person: listed with what waits in each, and switched between. The consult links
//! that she claimed are among them.

mod figures;
mod switch;

pub use figures::Figures;
pub use switch::{open_claimed, switch};

use imss::id::Rfc;
use jiff::Timestamp;
use model::Role;

use crate::accounts::{Person, caller_of, kind_of_user};
use crate::caller::{Caller, Reader as _};
use crate::common_error::CommonError;
use crate::error::ServiceError;
use crate::ids::{EmpresaId, LinkId};
use crate::records::{Session, User};
use crate::{Service, links};

/// Everything of a person's, of every company.
#[derive(Debug, Clone, Default)]
pub struct Mine {
    /// Her companies, in the order in which she joined.
    pub companies: Vec<MyCompany>,
    /// The consult links that she claimed, the oldest first.
    pub links: Vec<MyLink>,
}

/// A company of a person's.
#[derive(Debug, Clone)]
pub struct MyCompany {
    /// Its identity.
    pub empresa: EmpresaId,
    /// Its name.
    pub nombre: String,
    /// Its RFC, where given.
    pub rfc: Option<Rfc>,
    /// What she may do there.
    pub role: Role,
    /// It is the session's.
    pub is_this: bool,
    /// What waits there.
    pub figures: Figures,
}

/// A consult link that a person claimed.
#[derive(Debug, Clone)]
pub struct MyLink {
    /// Its identity.
    pub link: LinkId,
    /// What it shows; `None` where it opens no more, and nothing more is shown.
    pub opens: Option<OpenLink>,
}

/// A link that opens.
#[derive(Debug, Clone)]
pub struct OpenLink {
    /// The company's name.
    pub empresa: String,
    /// For whom, in the company's words.
    pub nombre: String,
    /// Until when.
    pub until: Timestamp,
    /// What waits there, within what the link shows.
    pub figures: Figures,
}

/// Returns the companies of the person who calls, and the links that she claimed. Each is read as she would
/// read it there: by her role, in the mode of this session, within what the link shows.
///
/// # Errors
///
/// [`CommonError::Forbidden`] for a consult link.
pub async fn mine(service: &Service, caller: &Caller) -> Result<Mine, ServiceError> {
    let person = Person::of_caller(service, caller).await?;
    let session = service.store.session(caller.session()).await?;
    let session = session.ok_or(CommonError::NoSession)?;
    let mut mine = Mine::default();
    for user in person.companies() {
        let Some(empresa) = service.store.empresa(user.empresa).await? else {
            continue;
        };
        let there = as_there(&session, user);
        mine.companies.push(MyCompany {
            empresa: empresa.id,
            nombre: empresa.nombre,
            rfc: empresa.rfc,
            role: user.role,
            is_this: empresa.id == caller.scope().empresa,
            figures: figures::of(service, &there).await?,
        });
    }
    let mut claimed = service.store.claimed_links(person.login.id).await?;
    claimed.sort_by_key(|one| (one.claimed_at, one.link));
    for one in claimed {
        let opens = opened(service, one.link).await?;
        mine.links.push(MyLink {
            link: one.link,
            opens,
        });
    }
    Ok(mine)
}

async fn opened(service: &Service, id: LinkId) -> Result<Option<OpenLink>, ServiceError> {
    let Some((link, caller)) = links::as_opened(service, id).await? else {
        return Ok(None);
    };
    let Some(empresa) = service.store.empresa(link.empresa).await? else {
        return Ok(None);
    };
    Ok(Some(OpenLink {
        empresa: empresa.nombre,
        nombre: link.nombre,
        until: link.expires_at,
        figures: figures::of(service, &Caller::Link(caller)).await?,
    }))
}

/// The caller that this session would be at another company of the person's.
fn as_there(session: &Session, user: &User) -> Caller {
    let there = Session {
        empresa: user.empresa,
        kind: kind_of_user(&session.kind, user),
        ..session.clone()
    };
    caller_of(&there, user)
}

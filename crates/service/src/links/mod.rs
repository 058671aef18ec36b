//! Consult links: made and revoked by administrators, opened by anybody who holds one.

mod error;

use jiff::SignedDuration;
use model::limits::LINK_MAX_DAYS;

pub use error::LinkError;

use crate::Service;
use crate::accounts::{LoggedIn, link_session};
use crate::caller::{Caller, FullCaller, Stranger};
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{LinkId, RegistroId};
use crate::records::{Action, Actor, ConsultLink};
use crate::store::{CommitError, Unit};
use crate::values::{Password, Token};

/// A link to be made.
pub struct NewLink {
    /// For whom, in the company's words.
    pub nombre: String,
    /// The registros patronales it shows; empty, every one.
    pub registros: Vec<RegistroId>,
    /// Whether it shows lotes, receipts and evidence too.
    pub lotes: bool,
    /// Days until it ends, 1 to 366.
    pub days: u16,
    /// Four to eight digits asked for on opening.
    pub pin: Option<Password>,
}

/// Makes a link. Its token is in the answer and kept nowhere.
///
/// # Errors
///
/// Not an administrator; a field that does not hold what it must; a registro patronal that is not
/// the company's.
pub async fn create(
    service: &Service,
    caller: &FullCaller,
    new: &NewLink,
) -> Result<(Token, ConsultLink), LinkError> {
    caller.must_administer()?;
    let nombre = new.nombre.trim();
    if nombre.is_empty() || nombre.chars().count() > 200 {
        return Err(LinkError::Field {
            field: "label",
            message: "Escribe para quién es, en pocas palabras.",
        });
    }
    if !(1..=LINK_MAX_DAYS).contains(&new.days) {
        return Err(LinkError::Field {
            field: "days",
            message: "Elige de 1 a 366 días.",
        });
    }
    for registro in &new.registros {
        let known = service.store.registro(caller.empresa(), *registro).await?;
        known.ok_or(CommonError::NotFound("ese registro patronal"))?;
    }
    let (now, random) = (service.now(), service.random.as_ref());
    let pin = match &new.pin {
        None => None,
        Some(pin) if is_pin(pin) => Some(service.hasher.hash(random, pin).await?),
        Some(_) => {
            return Err(LinkError::Field {
                field: "pin",
                message: "El PIN lleva de 4 a 8 dígitos.",
            });
        }
    };
    let token = Token::mint(random);
    let link = ConsultLink {
        id: LinkId(token.digest()),
        empresa: caller.empresa(),
        version: 1,
        nombre: nombre.to_owned(),
        registros: (!new.registros.is_empty()).then(|| new.registros.clone()),
        lotes: new.lotes,
        expires_at: now + SignedDuration::from_hours(24 * i64::from(new.days)),
        revoked_at: None,
        pin,
        uses: 0,
        last_used: None,
        created_by: caller.user(),
        created_at: now,
    };
    let entry = service.audit(
        caller.empresa(),
        caller.actor(),
        Action::LinkCreated,
        format!("link:{}", link.id),
    );
    service
        .store
        .commit(Unit::audited(entry).create(link.clone()))
        .await?;
    Ok((token, link))
}

/// The company's links, live and ended, oldest first.
///
/// # Errors
///
/// Not an administrator.
pub async fn list(service: &Service, caller: &FullCaller) -> Result<Vec<ConsultLink>, LinkError> {
    caller.must_administer()?;
    Ok(service.store.links(caller.empresa()).await?)
}

/// Ends a link, and with it every session opened through it, at once.
///
/// # Errors
///
/// Not an administrator; no such link.
pub async fn revoke(service: &Service, caller: &FullCaller, id: LinkId) -> Result<(), LinkError> {
    caller.must_administer()?;
    loop {
        let link = service.store.link(id).await?;
        let link = link.filter(|link| link.empresa == caller.empresa());
        let link = link.ok_or(CommonError::NotFound("ese enlace"))?;
        if link.revoked_at.is_some() {
            return Ok(());
        }
        let revoked = ConsultLink {
            revoked_at: Some(service.now()),
            ..link.clone()
        };
        let entry = service.audit(
            caller.empresa(),
            caller.actor(),
            Action::LinkRevoked,
            format!("link:{id}"),
        );
        match service
            .store
            .commit(Unit::audited(entry).update(link, revoked))
            .await
        {
            // Somebody opened it at this very moment, which counts its uses.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                service
                    .events()
                    .publish(caller.empresa(), Event::SessionEnded);
                return Ok(());
            }
        }
    }
}

/// Exchanges a link's token (and PIN) for a session that reads what the link names.
///
/// # Errors
///
/// The same for a link that never was and one that ended; a wrong PIN; too many attempts.
pub async fn open(
    service: &Service,
    stranger: &Stranger,
    token: &Token,
    pin: Option<&Password>,
) -> Result<LoggedIn, LinkError> {
    let now = service.now();
    let id = LinkId(token.digest());
    let target = format!("link:{id}");
    if let Some(seconds) = service.throttle.wait(&target, &stranger.address, now) {
        return Err(LinkError::TooManyAttempts { seconds });
    }
    loop {
        let link = service
            .store
            .link(id)
            .await?
            .filter(|link| link.is_live(now));
        let Some(link) = link else {
            service.throttle.failed(&target, &stranger.address, now);
            return Err(LinkError::DoesNotOpen);
        };
        if link.pin.is_some() {
            let pin = pin.ok_or(LinkError::PinNeeded)?;
            if !service.hasher.verify(link.pin.as_ref(), pin).await? {
                let left = service.throttle.failed(&target, &stranger.address, now);
                return Err(LinkError::WrongPin { left });
            }
        }
        service.throttle.succeeded(&target, &stranger.address);
        let (token, session, caller) = link_session(service, &link);
        let used = ConsultLink {
            uses: link.uses + 1,
            last_used: Some(now),
            ..link.clone()
        };
        let entry = service.audit(
            link.empresa,
            Actor::Link(id),
            Action::LinkOpened,
            target.clone(),
        );
        let unit = Unit::audited(entry).create(session).update(link, used);
        match service.store.commit(unit).await {
            // Somebody else opened or revoked it at this very moment.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                return Ok(LoggedIn {
                    token,
                    caller: Caller::Link(caller),
                });
            }
        }
    }
}

fn is_pin(pin: &Password) -> bool {
    (4..=8).contains(&pin.chars()) && pin.as_bytes().iter().all(u8::is_ascii_digit)
}

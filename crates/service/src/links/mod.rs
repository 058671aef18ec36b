//! Consult links: made and revoked by administrators, opened by anybody who holds one.

mod error;
mod letters;
mod opened;
mod pin;

use jiff::SignedDuration;
use model::limits::{LINK_MAX_DAYS, LINK_MAX_USES, LINK_PIN_MAX_DIGITS, LINK_PIN_MIN_DIGITS};

pub use error::LinkError;

use crate::Service;
use crate::accounts::{LoggedIn, checked_email, link_session};
use crate::caller::{Caller, FullCaller, Stranger};
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{LinkId, RegistroId};
use crate::mail;
use crate::records::{Action, ConsultLink, Job, Shown};
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
    /// What of the movements it shows.
    pub shown: Shown,
    /// Days until it ends, 1 to 366.
    pub days: u16,
    /// Six to twelve digits asked for on opening.
    pub pin: Option<Password>,
    /// The most times it is opened.
    pub max_uses: Option<u32>,
    /// Whether its maker gets a mail when it is first opened.
    pub notify: bool,
    /// The address that the link is mailed to; empty, its maker hands it over.
    pub email: String,
}

/// Makes a link, and mails it where an address is given. Its token is in the answer and kept nowhere, but sealed
/// in the mail on its way out.
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
    must_be_days(new.days)?;
    must_fit(new)?;
    let email = checked_email(&new.email).map_err(|_| LinkError::Field {
        field: "email",
        message: "Ese correo no parece completo. Revísalo: nombre@dominio.mx",
    })?;
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
                message: "El PIN lleva de 6 a 12 dígitos.",
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
        shown: new.shown,
        max_uses: new.max_uses,
        notify: new.notify,
        expires_at: now + days(new.days),
        revoked_at: None,
        pin,
        uses: 0,
        last_used: None,
        created_by: caller.user(),
        created_at: now,
    };
    let mut entry = service.audit(
        caller.empresa(),
        caller.by(),
        Action::LinkCreated,
        format!("link:{}", link.id),
    );
    entry.detail = match &email {
        Some(email) => format!("{} · por correo a {email}", link.nombre),
        None => link.nombre.clone(),
    };
    let mut unit = Unit::audited(entry).create(link.clone());
    if let Some(email) = &email {
        unit = unit.create(handed_over(service, caller, &link, &token, email).await?);
    }
    service.store.commit(unit).await?;
    Ok((token, link))
}

/// The job that mails a link to the person it was made for.
async fn handed_over(
    service: &Service,
    caller: &FullCaller,
    link: &ConsultLink,
    token: &Token,
    email: &str,
) -> Result<Job, CommonError> {
    let maker = service.store.user(link.empresa, caller.user()).await?;
    let empresa = service.store.empresa(link.empresa).await?;
    let (maker, empresa) = maker.zip(empresa).ok_or(CommonError::NoSession)?;
    let url = &service.settings.public_url;
    let message = letters::invitation(url, email, link, &maker.nombre, &empresa.nombre);
    Ok(mail::letter_with_consult_link(
        service, message, link, token,
    ))
}

/// Returns the company's links, live and ended, oldest first.
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
            caller.by(),
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
    loop {
        let link = service.store.link(id).await?.filter(|link| link.opens(now));
        let link = link.ok_or(LinkError::DoesNotOpen)?;
        if link.pin.is_some() {
            let verified = pin::verify(service, stranger, &link, pin).await;
            verified.inspect_err(|error| {
                if !matches!(error, LinkError::PinNeeded) {
                    tracing::info!(link = %id, address = stranger.address, %error, "a PIN was refused");
                }
            })?;
        }
        let (token, session, caller) = link_session(service, &link);
        let caller = Caller::Link(caller).calling_from(&stranger.address);
        let used = ConsultLink {
            uses: link.uses + 1,
            last_used: Some(now),
            ..link.clone()
        };
        let entry = service.audit(
            link.empresa,
            caller.by(),
            Action::LinkOpened,
            target.clone(),
        );
        let mut unit = Unit::audited(entry).create(session);
        if let Some(notice) = opened::notice(service, &link).await? {
            unit = unit.create(notice);
        }
        let unit = unit.update(link, used);
        match service.store.commit(unit).await {
            // Somebody else opened or revoked it at this very moment.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                return Ok(LoggedIn { token, caller });
            }
        }
    }
}

/// Gives a link that is not revoked `days` more, counted from today; it opens again where it had ended.
///
/// # Errors
///
/// Not an administrator; no such link, or a revoked one; not 1 to 366 days.
pub async fn extend(
    service: &Service,
    caller: &FullCaller,
    id: LinkId,
    more: u16,
) -> Result<ConsultLink, LinkError> {
    caller.must_administer()?;
    must_be_days(more)?;
    loop {
        let link = service.store.link(id).await?;
        let link =
            link.filter(|link| link.empresa == caller.empresa() && link.revoked_at.is_none());
        let link = link.ok_or(CommonError::NotFound("ese enlace"))?;
        let extended = ConsultLink {
            expires_at: service.now() + days(more),
            ..link.clone()
        };
        let mut entry = service.audit(
            caller.empresa(),
            caller.by(),
            Action::LinkExtended,
            format!("link:{id}"),
        );
        entry.detail = format!("{} · {more} días", link.nombre);
        let unit = Unit::audited(entry).update(link, extended.clone());
        match service.store.commit(unit).await {
            // Somebody opened it at this very moment, which counts its uses.
            Err(CommitError::Stale) => {}
            result => {
                result?;
                return Ok(extended);
            }
        }
    }
}

fn days(days: u16) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(days))
}

fn must_be_days(days: u16) -> Result<(), LinkError> {
    if (1..=LINK_MAX_DAYS).contains(&days) {
        return Ok(());
    }
    Err(LinkError::Field {
        field: "days",
        message: "Elige de 1 a 366 días.",
    })
}

/// Whether what the link shows fits together, and its openings can be counted.
fn must_fit(new: &NewLink) -> Result<(), LinkError> {
    let Shown { from, to, .. } = new.shown;
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        return Err(LinkError::Field {
            field: "to",
            message: "La fecha final es anterior a la inicial.",
        });
    }
    if new.lotes && (new.shown.masks() || new.shown.leaves_out()) {
        return Err(LinkError::Field {
            field: "lotes",
            message: "Una constancia trae su lote completo: sólo se muestra sin límite de fechas, \
                      con lo que falta firmar y sin datos ocultos.",
        });
    }
    if new
        .max_uses
        .is_some_and(|most| !(1..=LINK_MAX_USES).contains(&most))
    {
        return Err(LinkError::Field {
            field: "max_uses",
            message: "Escribe de 1 a 10,000 veces, o déjalo vacío.",
        });
    }
    Ok(())
}

fn is_pin(pin: &Password) -> bool {
    (LINK_PIN_MIN_DIGITS..=LINK_PIN_MAX_DIGITS).contains(&pin.chars())
        && pin.as_bytes().iter().all(u8::is_ascii_digit)
}

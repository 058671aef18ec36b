//! Mail handed over to the mail server, or given up.

use imss::id::Rfc;
use jiff::{SignedDuration, Timestamp};

use super::{After, later};
use crate::Service;
use crate::accounts;
use crate::common_error::CommonError;
use crate::daily;
use crate::ids::{LinkId, UndeliveredId};
use crate::ports::{MailError, Message};
use crate::records::{Job, MailedToken, Sealed, UndeliveredMail};
use crate::store::Unit;
use crate::values::Token;

/// A mail that could not be handed over for this long is given up.
const TRIED: SignedDuration = SignedDuration::from_hours(48);
/// The longest wait between two tries, in seconds.
const LONGEST_WAIT: i64 = 60 * 60;
/// How long a mail that was given up is shown to the administrators.
const SHOWN: SignedDuration = SignedDuration::from_hours(24 * 30);

pub(super) async fn run(
    service: &Service,
    job: &Job,
    message: &Message,
    token: Option<&MailedToken>,
) -> Result<After, CommonError> {
    match whole(service, message, token).await? {
        Some(message) => hand_over(service, job, &message).await,
        None => Ok(After::Done),
    }
}

/// Hands over the mail that holds a consult link; none where the link opens no longer.
pub(super) async fn run_consult(
    service: &Service,
    job: &Job,
    message: &Message,
    link: LinkId,
    sealed: &Sealed,
) -> Result<After, CommonError> {
    let found = service.store.link(link).await?;
    if !found.is_some_and(|link| link.opens(service.now())) {
        return Ok(After::Done);
    }
    let token = service.sealer.unseal_consult_token(link, sealed);
    let token = token.map_err(CommonError::internal)?;
    hand_over(service, job, &ending_in(message.clone(), &token)).await
}

async fn hand_over(service: &Service, job: &Job, message: &Message) -> Result<After, CommonError> {
    match service.mailer.send(message).await {
        Ok(()) => Ok(After::Done),
        Err(error) => {
            let refused = matches!(error, MailError::Refused(_));
            let is_over = service.now().duration_since(job.created_at) >= TRIED;
            tracing::warn!(job = %job.id, %error, refused, "mail not handed over");
            if refused || is_over {
                give_up(service, job, message, refused).await?;
                Ok(After::Done)
            } else {
                Ok(After::At(retry(service, job)))
            }
        }
    }
}

/// Writes the mails of one morning, and waits for the next.
pub(super) async fn run_daily(service: &Service, job: &Job) -> Result<After, CommonError> {
    let somebody = daily::write(service, job.empresa).await?;
    Ok(if somebody {
        After::At(daily::next_morning(service.now()))
    } else {
        After::Done
    })
}

/// Writes to every user who has an address.
pub(super) async fn run_recovery(service: &Service, email: &str) -> Result<After, CommonError> {
    accounts::mail_recovery(service, email).await?;
    Ok(After::Done)
}

/// Hands a request for access to whom it concerns.
pub(super) async fn run_request(
    service: &Service,
    rfc: &Rfc,
    nombre: &str,
    email: &str,
) -> Result<After, CommonError> {
    accounts::note_request(service, rfc, nombre, email).await?;
    Ok(After::Done)
}

/// The message with the token in its address; `None` where the link is gone and nobody needs the mail.
async fn whole(
    service: &Service,
    message: &Message,
    token: Option<&MailedToken>,
) -> Result<Option<Message>, CommonError> {
    let Some(token) = token else {
        return Ok(Some(message.clone()));
    };
    let link = service.store.mailed_link(token.link).await?;
    if !link.is_some_and(|link| link.is_live(service.now())) {
        return Ok(None);
    }
    let token = service.sealer.unseal_token(token);
    let token = token.map_err(CommonError::internal)?;
    Ok(Some(ending_in(message.clone(), &token)))
}

/// The message with the token at the end of its button's address.
fn ending_in(mut message: Message, token: &Token) -> Message {
    if let Some(action) = &mut message.action {
        action.url = format!("{}#{}", action.url, token.reveal());
    }
    message
}

async fn give_up(
    service: &Service,
    job: &Job,
    message: &Message,
    refused: bool,
) -> Result<(), CommonError> {
    let now = service.now();
    let note = UndeliveredMail {
        id: UndeliveredId::mint(now, service.random.as_ref()),
        empresa: job.empresa,
        version: 1,
        to: message.to.clone(),
        subject: message.subject.clone(),
        refused,
        at: now,
        ends_at: now + SHOWN,
    };
    let unit = Unit::upkeep().create(note).done();
    Ok(service.store.commit(unit).await?)
}

/// When to try again: as other jobs at first, then up to an hour apart.
fn retry(service: &Service, job: &Job) -> Timestamp {
    let doublings = job.attempts.saturating_sub(1).min(16);
    let seconds = (5_i64 << doublings).min(LONGEST_WAIT);
    later(service, job).max(service.now() + SignedDuration::from_secs(seconds))
}

//! The ends of a company's certificates as a calendar that a program reads at a secret address.
//!
//! The address is the only proof that a calendar program can bring. It holds a token of 256 bits, whose
//! digest alone is kept; one person has one address, which she renews or revokes, and which ends with
//! her account. It answers holders, registros patronales and ends, and nothing else.

use imss::time::mexico_city_date;
use jiff::{SignedDuration, Timestamp};
use model::certificate_calendar::{CertificateEnd, calendar};

use super::error::CertificateLifeError;
use crate::Service;
use crate::caller::FullCaller;
use crate::certificates::held;
use crate::common_error::CommonError;
use crate::ids::EmpresaId;
use crate::records::{Action, AssignmentState, CalendarFeed, Certificado, Registro};
use crate::store::{CommitError, KeyKind, Unit};
use crate::values::Token;

/// A reading is noted at most this often: a calendar program asks all day.
const NOTED_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// A person's calendar, as far as it may be shown again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarState {
    /// When its address was made.
    pub created_at: Timestamp,
    /// When a program last read it, to the hour.
    pub last_read: Option<Timestamp>,
}

/// Returns the caller's calendar, if there is one.
///
/// # Errors
///
/// Not one who captures.
pub async fn calendar_of(
    service: &Service,
    caller: &FullCaller,
) -> Result<Option<CalendarState>, CertificateLifeError> {
    caller.must_capture()?;
    let feed = service
        .store
        .calendar_feed(caller.empresa(), caller.user())
        .await?;
    Ok(feed.map(|feed| CalendarState {
        created_at: feed.created_at,
        last_read: feed.last_read,
    }))
}

/// Makes the caller's calendar an address, and ends the one it had. The token is in the answer and
/// kept nowhere.
///
/// # Errors
///
/// Not one who captures.
pub async fn renew_calendar(
    service: &Service,
    caller: &FullCaller,
) -> Result<Token, CertificateLifeError> {
    caller.must_capture()?;
    let token = Token::mint(service.random.as_ref());
    loop {
        let old = service
            .store
            .calendar_feed(caller.empresa(), caller.user())
            .await?;
        let new = CalendarFeed {
            empresa: caller.empresa(),
            user: caller.user(),
            version: 1,
            token: token.digest(),
            created_at: service.now(),
            last_read: None,
        };
        let unit = Unit::audited(audit(service, caller, Action::CalendarMade));
        let unit = match old {
            Some(old) => unit.update(old, new),
            None => unit.create(new),
        };
        match service.store.commit(unit).await {
            // It was read at this very moment, or made on another device.
            Err(CommitError::Stale | CommitError::Taken { what: KeyKind::Id }) => {}
            result => return Ok(result.map(|()| token)?),
        }
    }
}

/// Ends the address of the caller's calendar, if it has one.
///
/// # Errors
///
/// Not one who captures.
pub async fn revoke_calendar(
    service: &Service,
    caller: &FullCaller,
) -> Result<(), CertificateLifeError> {
    caller.must_capture()?;
    loop {
        let Some(old) = service
            .store
            .calendar_feed(caller.empresa(), caller.user())
            .await?
        else {
            return Ok(());
        };
        let unit = Unit::audited(audit(service, caller, Action::CalendarRevoked)).delete(old);
        match service.store.commit(unit).await {
            Err(CommitError::Stale) => {}
            result => return Ok(result?),
        }
    }
}

/// Returns the calendar at an address: the certificates of its company that have not ended.
///
/// # Errors
///
/// The same for an address that never was, one that ended, and one whose person may no longer log in.
pub async fn calendar_at(service: &Service, token: &Token) -> Result<String, CertificateLifeError> {
    let gone = || CommonError::NotFound("ese calendario");
    let feed = service
        .store
        .calendar_feed_by_token(&token.digest())
        .await?;
    let feed = feed.ok_or_else(gone)?;
    let user = service.store.user(feed.empresa, feed.user).await?;
    let may_read = user.is_some_and(|user| user.active && user.role.captures());
    if !may_read {
        return Err(gone().into());
    }
    let now = service.now();
    let ends = ends(service, feed.empresa, now).await?;
    note_reading(service, feed, now).await;
    Ok(calendar(&ends, now))
}

async fn ends(
    service: &Service,
    empresa: EmpresaId,
    now: Timestamp,
) -> Result<Vec<CertificateEnd>, CertificateLifeError> {
    let certificados = held(service, empresa).await?;
    let registros = service.store.registros(empresa).await?;
    Ok(certificados
        .iter()
        .filter(|one| one.facts.not_after >= now)
        .map(|one| end(one, &registros))
        .collect())
}

fn end(certificado: &Certificado, registros: &[Registro]) -> CertificateEnd {
    CertificateEnd {
        id: certificado.id.to_string(),
        holder: certificado.facts.holder.clone(),
        registros: numbers(certificado, registros),
        last_day: mexico_city_date(certificado.facts.not_after),
    }
}

/// The numbers of the registros patronales that a certificate signs for, or will.
pub(super) fn numbers(certificado: &Certificado, registros: &[Registro]) -> Vec<String> {
    certificado
        .assignments
        .iter()
        .filter(|one| !matches!(one.state, AssignmentState::Rechazado { .. }))
        .filter_map(|one| {
            registros
                .iter()
                .find(|registro| registro.id == one.registro)
        })
        .map(|registro| registro.numero.to_string())
        .collect()
}

/// Whether it could be noted or not, the calendar is answered.
async fn note_reading(service: &Service, feed: CalendarFeed, now: Timestamp) {
    let noted = feed.last_read.is_some_and(|at| now < at + NOTED_EVERY);
    if noted {
        return;
    }
    let read = CalendarFeed {
        last_read: Some(now),
        ..feed.clone()
    };
    let unit = Unit::upkeep().update(feed, read).done();
    if let Err(error) = service.store.commit(unit).await {
        tracing::debug!(%error, "the reading of a calendar was not noted");
    }
}

fn audit(service: &Service, caller: &FullCaller, action: Action) -> crate::records::AuditEntry {
    let subject = format!("user:{}", caller.user());
    service.audit(caller.empresa(), caller.by(), action, subject)
}

//! Reminders before a certificate ends, and before the request of one lapses.
//!
//! The server asks for them once a day. Each certificate is reminded of once at each threshold, each
//! request likewise: what was reminded of is written in the commit that writes the mail, under an
//! identity that only one server can take. One that the server slept through is caught up with, at the
//! threshold that is due by now, so that nobody gets two at once.

use imss::time::mexico_city_date;
use jiff::Timestamp;
use jiff::civil::Date;
use model::certificate_reminder::reached;
use model::limits::REQUEST_REMINDER_DAYS;

use super::calendar::numbers;
use super::error::CertificateLifeError;
use super::reminder_mail::{Line, mails};
use crate::Service;
use crate::caller::FullCaller;
use crate::certificates::{held, signing};
use crate::common_error::CommonError;
use crate::records::{
    Certificado, Empresa, PathProgress, Registro, Reminded, ReminderChoice, User,
};
use crate::store::{CommitError, KeyKind, Unit};
use crate::values::Digest;

/// Whether a person is reminded by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminding {
    /// An address is known.
    pub has_address: bool,
    /// She wants reminders: those who sign do unless they said otherwise, the others if they said so.
    pub wanted: bool,
}

/// Whether the caller is reminded by mail.
///
/// # Errors
///
/// Not one who captures.
pub async fn reminding(
    service: &Service,
    caller: &FullCaller,
) -> Result<Reminding, CertificateLifeError> {
    caller.must_capture()?;
    let user = service.store.user(caller.empresa(), caller.user()).await?;
    let user = user.ok_or(CommonError::NoSession)?;
    let choices = service.store.reminder_choices(caller.empresa()).await?;
    Ok(Reminding {
        has_address: user.email.is_some(),
        wanted: wants(&user, &choices),
    })
}

/// Notes whether the caller wants reminders by mail.
///
/// # Errors
///
/// Not one who captures.
pub async fn choose_reminders(
    service: &Service,
    caller: &FullCaller,
    wanted: bool,
) -> Result<Reminding, CertificateLifeError> {
    caller.must_capture()?;
    let choices = service.store.reminder_choices(caller.empresa()).await?;
    let old = choices.into_iter().find(|one| one.user == caller.user());
    let new = ReminderChoice {
        empresa: caller.empresa(),
        user: caller.user(),
        version: 1,
        wanted,
    };
    let unit = match old {
        Some(old) => Unit::upkeep().update(old, new),
        None => Unit::upkeep().create(new),
    };
    service.store.commit(unit.done()).await?;
    reminding(service, caller).await
}

/// Writes what is due today, in every company, into the outbox; returns how many mails.
///
/// # Errors
///
/// The repository's. Companies that were gone through already keep what was written.
pub async fn remind(service: &Service) -> Result<usize, CertificateLifeError> {
    let mut written = 0;
    for empresa in service.store.empresas().await? {
        written += remind_company(service, &empresa).await?;
    }
    Ok(written)
}

async fn remind_company(
    service: &Service,
    empresa: &Empresa,
) -> Result<usize, CertificateLifeError> {
    let choices = service.store.reminder_choices(empresa.id).await?;
    let mut people = service.store.users(empresa.id).await?;
    people.retain(|user| user.active && user.email.is_some() && wants(user, &choices));
    if people.is_empty() {
        return Ok(0);
    }
    let (now, today) = (service.now(), service.today());
    let registros = service.store.registros(empresa.id).await?;
    let certificados = held(service, empresa.id).await?;
    let mut due: Vec<(Digest, Line)> = certificados
        .iter()
        .filter_map(|one| certificate_due(one, &certificados, &registros, now, today))
        .collect();
    let progress = service.store.path_progresses(empresa.id).await?;
    let calendar = service.settings_of(empresa.id).await?.calendar();
    due.extend(progress.iter().filter_map(|one| {
        let registro = registros
            .iter()
            .find(|registro| registro.id == one.registro)?;
        request_due(one, registro, &calendar, today)
    }));
    let ids: Vec<Digest> = due.iter().map(|(id, _)| *id).collect();
    let already = service.store.reminded(empresa.id, &ids).await?;
    due.retain(|(id, _)| already.iter().all(|one| one.id != *id));
    if due.is_empty() {
        return Ok(0);
    }
    let (ids, lines): (Vec<Digest>, Vec<Line>) = due.into_iter().unzip();
    let mails = mails(service, empresa, &people, &lines);
    let written = mails.len();
    let mut unit = Unit::upkeep();
    for id in ids {
        let (empresa, at) = (empresa.id, now);
        unit = unit.create(Reminded { empresa, id, at });
    }
    for mail in mails {
        unit = unit.create(mail);
    }
    match service.store.commit(unit.done()).await {
        Ok(()) => Ok(written),
        // Another server of the same database wrote them.
        Err(CommitError::Taken { what: KeyKind::Id }) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

fn wants(user: &User, choices: &[ReminderChoice]) -> bool {
    let choice = choices.iter().find(|one| one.user == user.id);
    user.role.captures() && choice.map_or(user.role.signs(), |one| one.wanted)
}

/// The reminder of a certificate that is due, if it signs for a registro patronal: one that another
/// took the place of is not worth a mail.
fn certificate_due(
    certificado: &Certificado,
    held: &[Certificado],
    registros: &[Registro],
    now: Timestamp,
    today: Date,
) -> Option<(Digest, Line)> {
    let signs = certificado.assignments.iter().any(|one| {
        signing(held, one.registro, now).is_some_and(|signer| signer.id == certificado.id)
    });
    let last_day = mexico_city_date(certificado.facts.not_after);
    let days_left = last_day.since(today).ok()?.get_days();
    if !signs || days_left < 0 {
        return None;
    }
    let threshold = reached(i64::from(days_left))?;
    let id = Digest::of(format!("certificado {} {threshold}", certificado.id).as_bytes());
    let line = Line::Certificate {
        holder: certificado.facts.holder.clone(),
        registros: numbers(certificado, registros),
        last_day,
        days_left,
    };
    Some((id, line))
}

/// The reminder of a request that is due.
fn request_due(
    progress: &PathProgress,
    registro: &Registro,
    calendar: &imss::calendar::Calendar,
    today: Date,
) -> Option<(Digest, Line)> {
    let asked_on = progress.open_request()?;
    let deadline = calendar.request_deadline(asked_on, today);
    if deadline.is_over {
        return None;
    }
    let is_due = |days: &u32| deadline.days_left <= *days;
    let threshold = REQUEST_REMINDER_DAYS.into_iter().filter(is_due).min()?;
    let key = format!(
        "solicitud {} {} {asked_on} {threshold}",
        progress.registro,
        progress.path.slug()
    );
    let line = Line::Request {
        registro: registro.numero.to_string(),
        path: progress.path,
        last_day: deadline.last_day,
        days_left: deadline.days_left,
    };
    Some((Digest::of(key.as_bytes()), line))
}

//! The mail of each morning, for who wants it: movements that are due within two días hábiles, and refusals
//! that nobody attended.

use std::collections::BTreeSet;

use imss::time::{format_date, mexico_city_date, mexico_city_instant};
use jiff::{SignedDuration, Timestamp};
use model::MovementStatus;
use model::limits::PAGE_MAX_ROWS;

use crate::Service;
use crate::common_error::CommonError;
use crate::ids::{EmpresaId, JobId};
use crate::mail;
use crate::ports::{MailAction, Message};
use crate::records::{Job, MovementRecord, User, Work};
use crate::store::{CommitError, HistoryQuery, Unit};

/// The hour in Mexico City.
const HOUR: i8 = 8;
/// Días hábiles left from which a movement is listed.
const SOON: i32 = 2;
/// Movements listed one by one; the others are counted.
const MOST: usize = 40;

/// Eight o'clock in Mexico City, the next time.
pub(crate) fn next_morning(now: Timestamp) -> Timestamp {
    let today = mexico_city_date(now);
    let tomorrow = today.tomorrow().unwrap_or(today);
    [today, tomorrow]
        .into_iter()
        .filter_map(|day| mexico_city_instant(day, HOUR))
        .find(|at| *at > now)
        .unwrap_or_else(|| now + SignedDuration::from_hours(24))
}

/// Returns the job that writes a company's mails from the next morning on. There is one of it.
pub(crate) fn job(service: &Service, empresa: EmpresaId) -> Job {
    let id = JobId::of_daily_mail(empresa);
    let at = next_morning(service.now());
    Job::due(id, empresa, Work::DailyMail, at)
}

/// Sees to it that the job exists.
pub(crate) async fn begin(service: &Service, empresa: EmpresaId) -> Result<(), CommonError> {
    let unit = Unit::upkeep().create(job(service, empresa)).done();
    match service.store.commit(unit).await {
        Ok(()) | Err(CommitError::Taken { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Writes to everybody of a company who wants it; whether there is anybody. Nothing is written on a day
/// without anything to say, nor on one that is no día hábil.
pub(crate) async fn write(service: &Service, empresa: EmpresaId) -> Result<bool, CommonError> {
    let mut readers = service.store.users(empresa).await?;
    readers.retain(|user| user.active && user.daily_mail && user.email.is_some());
    if readers.is_empty() {
        return Ok(false);
    }
    let rules = service.rules_of(empresa).await?;
    if !rules.calendar().is_business_day(rules.today()) {
        return Ok(true);
    }
    let due = due(service, empresa).await?;
    let refused = refused(service, empresa).await?;
    if due.is_empty() && refused.is_empty() {
        return Ok(true);
    }
    let nombre = service.store.empresa(empresa).await?;
    let nombre = nombre.map(|empresa| empresa.nombre).unwrap_or_default();
    let unit = readers.iter().fold(Unit::upkeep(), |unit, reader| {
        let message = message(service, reader, &nombre, &due, &refused);
        unit.create(mail::letter(service, empresa, message))
    });
    service.store.commit(unit.done()).await?;
    Ok(true)
}

fn message(
    service: &Service,
    reader: &User,
    empresa: &str,
    due: &[String],
    refused: &[String],
) -> Message {
    let part = |title: &str, lines: &[String]| {
        let mut text = format!("{title} ({}):\n", lines.len());
        text.push_str(
            &lines
                .iter()
                .take(MOST)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n"),
        );
        if lines.len() > MOST {
            text.push_str(&format!("\n… y {} más", lines.len() - MOST));
        }
        text
    };
    let mut body = format!("Hola, {}:", reader.nombre);
    if !due.is_empty() {
        body.push_str("\n\n");
        body.push_str(&part(
            "Vencen en dos días hábiles o menos, o ya vencieron",
            due,
        ));
    }
    if !refused.is_empty() {
        body.push_str("\n\n");
        body.push_str(&part(
            "El IMSS los rechazó y nadie los ha atendido",
            refused,
        ));
    }
    body.push_str("\n\nDejas de recibir este correo en «Mi cuenta».");
    Message {
        to: reader.email.clone().unwrap_or_default(),
        subject: format!("Pendientes de hoy · {empresa}"),
        body,
        action: Some(MailAction {
            label: "Abrir Rúbrica".to_owned(),
            url: service.settings.public_url.clone(),
        }),
    }
}

/// A line for each movement that is not with IDSE yet and soon due, the first to be late before the others.
async fn due(service: &Service, empresa: EmpresaId) -> Result<Vec<String>, CommonError> {
    let rules = service.rules_of(empresa).await?;
    let open = [
        MovementStatus::PorAprobar,
        MovementStatus::Listo,
        MovementStatus::Firmado,
    ];
    let mut soon = Vec::new();
    for record in in_states(service, empresa, &open).await? {
        let Some(movimiento) = record.movimiento() else {
            continue;
        };
        let deadline = rules.calendar().deadline_of(movimiento);
        if deadline.days_left(rules.today(), rules.calendar()) <= SOON {
            let words = deadline.in_words(rules.today(), rules.calendar());
            soon.push((deadline.last_day, format!("{}; {words}", line(&record))));
        }
    }
    soon.sort();
    Ok(soon.into_iter().map(|(_, line)| line).collect())
}

/// A line for each refusal that no other movement corrects.
async fn refused(service: &Service, empresa: EmpresaId) -> Result<Vec<String>, CommonError> {
    let records = in_states(service, empresa, &[MovementStatus::Rechazado]).await?;
    let open = records
        .iter()
        .filter(|record| record.corrected_by.is_none());
    Ok(open.map(line).collect())
}

async fn in_states(
    service: &Service,
    empresa: EmpresaId,
    estados: &[MovementStatus],
) -> Result<Vec<MovementRecord>, CommonError> {
    let registros = service.store.registros(empresa).await?;
    let registros = registros.iter().map(|registro| registro.id).collect();
    let mut query = HistoryQuery {
        estados: estados.iter().copied().collect::<BTreeSet<_>>(),
        ..HistoryQuery::of(empresa, registros, PAGE_MAX_ROWS)
    };
    let mut found = Vec::new();
    loop {
        let page = service.store.history(&query).await?;
        let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
        found.extend(service.store.movements(empresa, &ids).await?);
        match page.next {
            Some(next) => query.cursor = Some(next),
            None => return Ok(found),
        }
    }
}

/// Type, day and name: no number of the worker's goes by mail.
fn line(record: &MovementRecord) -> String {
    let draft = record.draft();
    let tipo = draft.tipo.label();
    let name = [&draft.nombre, &draft.paterno].map(|part| part.trim());
    let day = record
        .movimiento()
        .map_or_else(|| draft.fecha.clone(), |it| format_date(it.fecha()));
    format!("- {tipo} del {day}, {}", name.join(" "))
}

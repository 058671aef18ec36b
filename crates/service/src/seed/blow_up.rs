//! A history blown up, for anyone to feel what a million movements are like: copies of what IMSS operated,
//! of other people, on other days. They are written as an import writes, with every look-up and total.

use imss::id::Nss;
use imss::movimiento::{Movimiento, MovimientoDraft};
use imss::time::{format_date, mexico_city_instant};
use jiff::Span;
use model::MovementStatus;

use super::error::{SeedError, wrong};
use crate::Service;
use crate::common_error::CommonError;
use crate::ids::{EmpresaId, MovementId, RegistroId};
use crate::records::{
    Action, Actor, Change, MovementContent, MovementRecord, MovementState, Trabajador,
};
use crate::store::{HistoryQuery, Unit};

/// Movements of one commit.
const AT_ONCE: u64 = 1_000;
/// The most movements that are copied from.
const MODELS: usize = 2_000;
/// Movements of one trabajador.
const PER_TRABAJADOR: u64 = 20;
/// Over how many days, up to today, they are spread.
const DAYS: u64 = 5 * 365;
/// The first nine digits of the numbers: of nobody.
const FIRST_NUMBER: u64 = 490_000_000;

/// Adds movements to the one company of an installation until it has `total`, and answers how many were
/// added. `progress` hears after every commit how many there are.
///
/// # Errors
///
/// [`SeedError::Wrong`] where there is not exactly one company, or nothing to copy from.
pub async fn blow_up(
    service: &Service,
    total: u64,
    progress: impl Fn(u64),
) -> Result<u64, SeedError> {
    let empresa = service.store.only_empresa().await;
    let empresa = empresa.map_err(CommonError::from)?;
    let empresa = empresa.ok_or_else(|| wrong("movements", "there is not exactly one company"))?;
    let registros = service.store.registros(empresa).await;
    let registros = registros.map_err(CommonError::from)?;
    let ids: Vec<RegistroId> = registros.iter().map(|registro| registro.id).collect();
    let counts = service.store.counts(empresa, &ids).await;
    let counts = counts.map_err(CommonError::from)?;
    let before: u64 = counts.iter().map(|count| count.count).sum();
    let models = models(service, empresa, ids).await?;
    if models.is_empty() && before < total {
        return Err(wrong("movements", "there is nothing to copy from"));
    }
    let mut made = before;
    while made < total {
        let upto = total.min(made + AT_ONCE);
        let subject = format!("empresa:{empresa}");
        let entry = service.audit(empresa, Actor::System, Action::Seeded, subject);
        let mut unit = Unit::audited(entry);
        for at in made..upto {
            let model = &models[usize::try_from(at).unwrap_or(0) % models.len()];
            let copy = copy(service, model, &models, at)?;
            if at % PER_TRABAJADOR == 0 {
                unit = unit.create(trabajador(service, &copy)?);
            }
            unit = unit.create(copy);
        }
        service.store.commit(unit).await?;
        made = upto;
        progress(made);
    }
    Ok(made - before)
}

/// What IMSS operated, newest first.
async fn models(
    service: &Service,
    empresa: EmpresaId,
    registros: Vec<RegistroId>,
) -> Result<Vec<MovementRecord>, CommonError> {
    let limit = u32::try_from(AT_ONCE).unwrap_or(u32::MAX);
    let mut query = HistoryQuery {
        estados: [MovementStatus::Operado].into(),
        ..HistoryQuery::of(empresa, registros, limit)
    };
    let mut models = Vec::new();
    loop {
        let page = service.store.history(&query).await?;
        let ids: Vec<MovementId> = page.rows.iter().map(|row| row.id).collect();
        models.extend(service.store.movements(empresa, &ids).await?);
        query.cursor = page.next;
        if query.cursor.is_none() || models.len() >= MODELS {
            return Ok(models);
        }
    }
}

/// A movement of another person, on another day.
fn copy(
    service: &Service,
    model: &MovementRecord,
    models: &[MovementRecord],
    at: u64,
) -> Result<MovementRecord, SeedError> {
    let mut draft = model.draft();
    let person = at / PER_TRABAJADOR;
    name(&mut draft, models, person);
    draft.nss = nss(person)?.to_string();
    let day = Span::new().days(i64::try_from(spread(at) % DAYS).unwrap_or(0));
    let fecha = service.today().saturating_sub(day);
    draft.fecha = format_date(fecha);
    let movimiento = movimiento(&draft)?;
    let when = mexico_city_instant(fecha, 12).unwrap_or_else(|| service.now());
    let by = Actor::System;
    let to = MovementStatus::Operado;
    Ok(MovementRecord {
        id: MovementId::mint(when, service.random.as_ref()),
        version: 1,
        content: MovementContent::Checked(movimiento),
        state: MovementState::Operado {
            at: when,
            extemporaneo: false,
        },
        lote: None,
        corrects: None,
        corrected_by: None,
        origin: None,
        sitting: None,
        source: None,
        previous: None,
        created_at: when,
        log: vec![Change { at: when, by, to }],
        ..model.clone()
    })
}

/// Gives a draft a name made of three models' names.
fn name(draft: &mut MovimientoDraft, models: &[MovementRecord], person: u64) {
    let of = |salt: u64| {
        let place = spread(person.wrapping_add(salt)) % models.len().max(1) as u64;
        models[usize::try_from(place).unwrap_or(0)].draft()
    };
    draft.paterno = of(1 << 40).paterno;
    draft.materno = of(1 << 41).materno;
    draft.nombre = of(1 << 42).nombre;
}

fn movimiento(draft: &MovimientoDraft) -> Result<Movimiento, SeedError> {
    let (movimiento, findings) = draft.parse();
    movimiento.ok_or_else(|| {
        let messages: Vec<String> = findings.into_iter().map(|found| found.message).collect();
        wrong("movements", messages.join("; "))
    })
}

fn trabajador(service: &Service, movement: &MovementRecord) -> Result<Trabajador, SeedError> {
    let movimiento = movimiento(&movement.draft())?;
    let mut trabajador = Trabajador::named_by(&movimiento, movement.empresa, service.now());
    trabajador.operate(movement.registro, &movimiento);
    Ok(trabajador)
}

/// The number of a person in this place, with its check digit.
fn nss(person: u64) -> Result<Nss, SeedError> {
    let first = format!("{:010}", FIRST_NUMBER * 10 + person % 1_000_000_000);
    (0..10)
        .find_map(|digit| Nss::parse(&format!("{first}{digit}")).ok())
        .ok_or_else(|| wrong("movements", "no number has this place"))
}

/// Spreads neighbours apart, always in the same way.
fn spread(at: u64) -> u64 {
    at.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{nss, spread};

    #[test]
    fn every_person_has_a_number_of_their_own() {
        let numbers: BTreeSet<String> = (0..500).map(|at| nss(at).unwrap().to_string()).collect();
        assert_eq!(numbers.len(), 500);
        assert_eq!(nss(3).unwrap(), nss(3).unwrap());
    }

    #[test]
    fn neighbours_are_spread_apart() {
        let days: BTreeSet<u64> = (0..100).map(|at| spread(at) % 1_825).collect();
        assert!(days.len() > 80);
    }
}

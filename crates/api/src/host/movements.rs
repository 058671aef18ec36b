//! Movements: capture and history.

use std::collections::BTreeMap;

use imss::codes;
use model::MovementStatus;
use service::caller::{Caller, FullCaller, Reader as _};
use service::ids::{LoteId, MovementId};
use service::lotes;
use service::movements::{self, HistoryAsk, Item, MovementError, Saved, Typed};
use service::records::{self, MovementRecord};
use service::settings::CompanyRules;
use service::store::HistoryCursor;

use super::failure::{malformed, shown};
use super::numbers::Numbers;
use super::people::People;
use super::{Refusal, Visit, ids};
use crate::ApiError;
use crate::view::movements::{
    CaptureDefaults, CheckMovement, DiscardedOne, Finding, HistoryPage, HistoryRequest, LoteRef,
    MovementCounts, MovementState, MovementVersion, MovementView, RestoredOne, SaveMany,
    SaveMovement, SavedMovement, SavedOne,
};

pub(crate) async fn save(visit: &Visit, request: SaveMovement) -> Result<SavedMovement, Refusal> {
    let caller = visit.full().await?;
    let Item { existing, typed } = item(request)?;
    let saved = movements::save(visit.service(), &caller, existing, typed).await?;
    let movement = match saved.movement {
        Some(record) => Some(view(visit, &Caller::Full(caller), &record).await?),
        None => None,
    };
    Ok(SavedMovement {
        movement,
        findings: saved.findings,
    })
}

pub(crate) async fn save_many(visit: &Visit, request: SaveMany) -> Result<Vec<SavedOne>, Refusal> {
    let caller = visit.full().await?;
    let items = request
        .items
        .into_iter()
        .map(item)
        .collect::<Result<Vec<Item>, Refusal>>()?;
    let results = movements::save_many(visit.service(), &caller, &items).await?;
    let outcome = |result| match result {
        Ok(Saved {
            movement: Some(movement),
            findings,
        }) => Ok(SavedOne::Saved {
            id: movement.id.to_string(),
            version: movement.version,
            findings,
        }),
        Ok(Saved {
            movement: None,
            findings,
        }) => Ok(SavedOne::Refused { findings }),
        Err(MovementError::Imported(id)) => Ok(SavedOne::Imported { id: id.to_string() }),
        Err(error) => Err(error),
    };
    let outcomes = results.into_iter().map(outcome).collect();
    let outcomes = show_errors(visit, caller, outcomes).await?.into_iter();
    Ok(outcomes
        .map(|outcome| outcome.unwrap_or_else(|error| SavedOne::Failed { error }))
        .collect())
}

/// The results of a call about many movements, with the errors as the page sees them: a movement that
/// somebody else changed goes along as it is now. The call as a whole succeeded: its status stays.
async fn show_errors<T>(
    visit: &Visit,
    caller: FullCaller,
    results: Vec<Result<T, MovementError>>,
) -> Result<Vec<Result<T, ApiError>>, Refusal> {
    let changed = results.iter().filter_map(|result| match result {
        Err(MovementError::Changed(record)) => Some((**record).clone()),
        _ => None,
    });
    let changed: Vec<MovementRecord> = changed.collect();
    let current = match changed.is_empty() {
        true => Vec::new(),
        false => views(visit, &Caller::Full(caller), &changed).await?,
    };
    let mut current = current.into_iter();
    let mut in_words = |error: MovementError| ApiError {
        conflict: match &error {
            MovementError::Changed(_) => current.next().map(Box::new),
            _ => None,
        },
        ..shown(visit.service().wire(&error.into()))
    };
    Ok(results
        .into_iter()
        .map(|result| result.map_err(&mut in_words))
        .collect())
}

fn item(request: SaveMovement) -> Result<Item, Refusal> {
    let existing = match &request.existing {
        Some((id, version)) => Some((ids::one::<MovementId>(id, "existing")?, *version)),
        None => None,
    };
    let typed = Typed {
        registro: ids::one(&request.registro, "registro")?,
        draft: request.draft,
        ready: request.ready,
        origin: request.origin,
    };
    Ok(Item { existing, typed })
}

pub(crate) async fn check(visit: &Visit, request: CheckMovement) -> Result<Vec<Finding>, Refusal> {
    let caller = visit.full().await?;
    let existing = match &request.existing {
        Some(id) => Some(ids::one(id, "existing")?),
        None => None,
    };
    let registro = ids::one(&request.registro, "registro")?;
    Ok(movements::check(visit.service(), &caller, existing, registro, request.draft).await?)
}

pub(crate) async fn defaults(visit: &Visit) -> Result<CaptureDefaults, Refusal> {
    let caller = visit.full().await?;
    let found = movements::defaults(visit.service(), &caller).await?;
    Ok(
        found.map_or_else(CaptureDefaults::default, |found| CaptureDefaults {
            registro: Some(found.registro.to_string()),
            drafts: found.drafts,
        }),
    )
}

pub(crate) async fn correct(visit: &Visit, id: String) -> Result<MovementView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let record = movements::correct(visit.service(), &caller, id).await?;
    view(visit, &Caller::Full(caller), &record).await
}

pub(crate) async fn undo(visit: &Visit, id: String, version: u64) -> Result<MovementView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let record = movements::undo(visit.service(), &caller, id, version).await?;
    view(visit, &Caller::Full(caller), &record).await
}

pub(crate) async fn restore(visit: &Visit, id: String) -> Result<MovementView, Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    let record = movements::restore(visit.service(), &caller, id).await?;
    view(visit, &Caller::Full(caller), &record).await
}

pub(crate) async fn get(visit: &Visit, id: String) -> Result<MovementView, Refusal> {
    let caller = visit.caller().await?;
    let id = ids::one(&id, "id")?;
    let record = movements::get(visit.service(), &caller, id).await?;
    view(visit, &caller, &record).await
}

pub(crate) async fn delete(visit: &Visit, id: String, version: u64) -> Result<(), Refusal> {
    let caller = visit.full().await?;
    let id = ids::one(&id, "id")?;
    Ok(movements::delete(visit.service(), &caller, id, version).await?)
}

pub(crate) async fn discard_many(
    visit: &Visit,
    items: Vec<MovementVersion>,
) -> Result<Vec<DiscardedOne>, Refusal> {
    let caller = visit.full().await?;
    let asked = items
        .iter()
        .map(|item| Ok((ids::one(&item.id, "items")?, item.version)))
        .collect::<Result<Vec<_>, Refusal>>()?;
    let results = movements::discard_many(visit.service(), &caller, &asked).await?;
    let results = show_errors(visit, caller, results).await?;
    let outcome = |(item, result): (MovementVersion, _)| match result {
        Ok(()) => DiscardedOne::Discarded { id: item.id },
        Err(error) => DiscardedOne::Failed { id: item.id, error },
    };
    Ok(items.into_iter().zip(results).map(outcome).collect())
}

pub(crate) async fn restore_many(
    visit: &Visit,
    movements: Vec<String>,
) -> Result<Vec<RestoredOne>, Refusal> {
    let caller = visit.full().await?;
    let asked = ids::each(&movements, "movements")?;
    let results = movements::restore_many(visit.service(), &caller, &asked).await?;
    let results = show_errors(visit, caller, results).await?;
    let outcome = |(id, result): (String, Result<MovementRecord, ApiError>)| match result {
        Ok(movement) => RestoredOne::Restored {
            id,
            version: movement.version,
        },
        Err(error) => RestoredOne::Failed { id, error },
    };
    Ok(movements.into_iter().zip(results).map(outcome).collect())
}

/// A movement that somebody else changed, as it is now.
pub(super) async fn current(
    visit: &Visit,
    record: &MovementRecord,
) -> Result<MovementView, Refusal> {
    view(visit, &visit.caller().await?, record).await
}

pub(crate) async fn history(
    visit: &Visit,
    request: HistoryRequest,
) -> Result<HistoryPage, Refusal> {
    let caller = visit.caller().await?;
    let ask = HistoryAsk {
        tipo: request.tipo,
        registros: ids::each(&request.registros, "registros")?,
        from: request.from,
        to: request.to,
        estados: request.estado.into_iter().collect(),
        texto: request.texto,
        cursor: request.cursor.as_deref().map(read_cursor).transpose()?,
        limit: request.limit,
    };
    let page = if request.uncorrected {
        movements::uncorrected(visit.service(), &caller, ask).await?
    } else {
        movements::history(visit.service(), &caller, ask).await?
    };
    let rows = views(visit, &caller, &page.movements).await?;
    Ok(HistoryPage {
        rows,
        next: page.next.map(write_cursor),
    })
}

pub(crate) async fn counts(visit: &Visit) -> Result<MovementCounts, Refusal> {
    let caller = visit.caller().await?;
    let counted = movements::counts(visit.service(), &caller).await?;
    let mut counts = MovementCounts {
        sin_corregir: movements::count_uncorrected(visit.service(), &caller).await?,
        ..MovementCounts::default()
    };
    for one in counted {
        let sum = match one.estado {
            MovementStatus::Borrador => &mut counts.borradores,
            MovementStatus::PorAprobar => &mut counts.por_aprobar,
            MovementStatus::Listo => &mut counts.listos,
            MovementStatus::Firmado | MovementStatus::Enviado | MovementStatus::EnProceso => {
                &mut counts.en_camino
            }
            MovementStatus::Operado => &mut counts.operados,
            MovementStatus::Rechazado => &mut counts.rechazados,
            MovementStatus::Cancelado => continue,
        };
        *sum += one.count;
    }
    Ok(counts)
}

async fn view(
    visit: &Visit,
    caller: &Caller,
    record: &MovementRecord,
) -> Result<MovementView, Refusal> {
    let surroundings = Surroundings::read(visit, caller, std::slice::from_ref(record)).await?;
    Ok(surroundings.view(record))
}

/// Movements as the page shows them, in the order given.
pub(super) async fn views(
    visit: &Visit,
    caller: &Caller,
    records: &[MovementRecord],
) -> Result<Vec<MovementView>, Refusal> {
    let surroundings = Surroundings::read(visit, caller, records).await?;
    Ok(records
        .iter()
        .map(|record| surroundings.view(record))
        .collect())
}

/// What a movement's view names beside the movement.
struct Surroundings {
    numbers: Numbers,
    lotes: BTreeMap<LoteId, u32>,
    people: People,
    rules: CompanyRules,
}

impl Surroundings {
    async fn read(
        visit: &Visit,
        caller: &Caller,
        records: &[MovementRecord],
    ) -> Result<Self, Refusal> {
        let service = visit.service();
        let lotes = lotes::numbers(service, caller, records.iter().filter_map(|r| r.lote)).await;
        Ok(Self {
            numbers: Numbers::read(visit, caller).await?,
            lotes: lotes?,
            people: People::read(visit, caller).await?,
            rules: service.rules_of(caller.scope().empresa).await?,
        })
    }

    fn view(&self, record: &MovementRecord) -> MovementView {
        let draft = record.draft();
        let timing = movements::timing(&self.rules, record);
        let lote = record.lote.and_then(|id| {
            let numero = u64::from(*self.lotes.get(&id)?);
            Some(LoteRef {
                id: id.to_string(),
                numero,
            })
        });
        MovementView {
            id: record.id.to_string(),
            version: record.version,
            registro: record.registro.to_string(),
            numero: self.numbers.of(record.registro),
            lugar: self.numbers.place_of(record.registro),
            tipo: draft.tipo,
            nombre: [&draft.paterno, &draft.materno, &draft.nombre]
                .into_iter()
                .map(|part| part.trim())
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" "),
            fecha: imss::time::parse_date(&draft.fecha).ok(),
            vence: timing.map(|timing| timing.vence),
            // What is done is neither early nor late any more.
            dias_habiles: timing
                .filter(|_| !record.state.status().is_final())
                .map(|timing| i64::from(timing.dias_habiles)),
            estado: state(&record.state),
            lote,
            corrects: record.corrects.map(|id| id.to_string()),
            corrected_by: record.corrected_by.map(|id| id.to_string()),
            undoable: record.previous.is_some()
                && record.state.status().is_editable()
                && record.lote.is_none(),
            history: self.people.of_movement(&record.log),
            draft,
        }
    }
}

fn state(state: &records::MovementState) -> MovementState {
    match state {
        records::MovementState::Borrador => MovementState::Borrador,
        records::MovementState::PorAprobar => MovementState::PorAprobar,
        records::MovementState::Listo => MovementState::Listo,
        records::MovementState::Firmado { .. } => MovementState::Firmado,
        records::MovementState::Enviado { .. } => MovementState::Enviado,
        records::MovementState::EnProceso { .. } => MovementState::EnProceso,
        records::MovementState::Operado { at, extemporaneo } => MovementState::Operado {
            at: *at,
            extemporaneo: *extemporaneo,
        },
        records::MovementState::Rechazado { at, codigo, texto } => MovementState::Rechazado {
            at: *at,
            codigo: codigo.clone(),
            texto: texto.clone(),
            campo: codes::field(codigo),
            ofrece_actualizar: codes::offers_worker_update(codigo),
        },
        records::MovementState::Cancelado { .. } => MovementState::Cancelado,
    }
}

fn write_cursor(cursor: HistoryCursor) -> String {
    format!("{}~{}", cursor.fecha, cursor.id)
}

fn read_cursor(text: &str) -> Result<HistoryCursor, Refusal> {
    let parts = text.split_once('~');
    let read = parts.and_then(|(fecha, id)| {
        Some(HistoryCursor {
            fecha: fecha.parse().ok()?,
            id: id.parse().ok()?,
        })
    });
    read.ok_or_else(|| malformed("cursor"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let cursor = HistoryCursor {
            fecha: jiff::civil::date(2026, 1, 15),
            id: "01J00000000000000000000000".parse().unwrap(),
        };
        assert_eq!(read_cursor(&write_cursor(cursor)).unwrap(), cursor);
        assert!(matches!(
            read_cursor("2026-01-15"),
            Err(Refusal::Malformed { field: "cursor" })
        ));
    }
}

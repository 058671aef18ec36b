//! Movements: capture and history.

use std::collections::BTreeMap;

use imss::codes;
use model::MovementStatus;
use service::CommonError;
use service::caller::{Caller, FullCaller, Reader as _};
use service::ids::{LoteId, MovementId};
use service::lotes;
use service::movements::{self, HistoryAsk, Item, MovementError, Saved, Typed};
use service::records::{self, MovementRecord};
use service::settings::CompanyRules;
use service::store::HistoryCursor;

use super::failure::{malformed, wire_error};
use super::numbers::Numbers;
use super::people::People;
use super::{Visit, ids};
use crate::ApiError;
use crate::view::movements::{
    CaptureDefaults, CheckMovement, Finding, HistoryPage, HistoryRequest, LoteRef, MovementCounts,
    MovementState, MovementView, Origin, SaveMany, SaveMovement, SavedMovement, SavedOne,
};

pub(crate) async fn save(request: SaveMovement) -> Result<SavedMovement, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let Item { existing, typed } = item(request)?;
    let saved = match movements::save(visit.service(), &caller, existing, typed).await {
        Ok(saved) => saved,
        Err(error) => return Err(refuse(&visit, caller, error).await),
    };
    let movement = match saved.movement {
        Some(record) => Some(view(&visit, &Caller::Full(caller), &record).await?),
        None => None,
    };
    Ok(SavedMovement {
        movement,
        findings: saved.findings,
    })
}

pub(crate) async fn save_many(request: SaveMany) -> Result<Vec<SavedOne>, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let items = request
        .items
        .into_iter()
        .map(item)
        .collect::<Result<Vec<Item>, ApiError>>()?;
    let results = movements::save_many(visit.service(), &caller, &items)
        .await
        .map_err(|e| visit.refuse(e))?;
    let mut theirs = theirs(&visit, caller, &results).await?.into_iter();
    let one = |result| match result {
        Ok(Saved {
            movement: Some(movement),
            findings,
        }) => SavedOne::Saved {
            id: movement.id.to_string(),
            version: movement.version,
            findings,
        },
        Ok(Saved {
            movement: None,
            findings,
        }) => SavedOne::Refused { findings },
        Err(MovementError::Imported(id)) => SavedOne::Imported { id: id.to_string() },
        // The call as a whole succeeded: its status stays.
        Err(error) => {
            let conflict = match error {
                MovementError::Changed(_) => theirs.next().map(Box::new),
                _ => None,
            };
            SavedOne::Failed {
                error: ApiError {
                    conflict,
                    ..wire_error(visit.service().wire(error)).1
                },
            }
        }
    };
    Ok(results.into_iter().map(one).collect())
}

/// Of those that somebody else changed, the movements as they are now, in the order of the results.
async fn theirs(
    visit: &Visit,
    caller: FullCaller,
    results: &[Result<Saved, MovementError>],
) -> Result<Vec<MovementView>, ApiError> {
    let changed = results.iter().filter_map(|result| match result {
        Err(MovementError::Changed(record)) => Some((**record).clone()),
        _ => None,
    });
    let changed: Vec<MovementRecord> = changed.collect();
    if changed.is_empty() {
        return Ok(Vec::new());
    }
    views(visit, &Caller::Full(caller), &changed).await
}

fn item(request: SaveMovement) -> Result<Item, ApiError> {
    let existing = match &request.existing {
        Some((id, version)) => Some((ids::one::<MovementId>(id, "existing")?, *version)),
        None => None,
    };
    let typed = Typed {
        registro: ids::one(&request.registro, "registro")?,
        draft: request.draft,
        ready: request.ready,
        origin: request.origin.map(|origin| match origin {
            Origin::Row(row) => movements::Origin::Row(row),
            Origin::Form(word) => movements::Origin::Form(word),
        }),
    };
    Ok(Item { existing, typed })
}

pub(crate) async fn check(request: CheckMovement) -> Result<Vec<Finding>, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let existing = match &request.existing {
        Some(id) => Some(ids::one(id, "existing")?),
        None => None,
    };
    let registro = ids::one(&request.registro, "registro")?;
    movements::check(visit.service(), &caller, existing, registro, request.draft)
        .await
        .map_err(|e| visit.refuse(e))
}

pub(crate) async fn defaults() -> Result<CaptureDefaults, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let found = movements::defaults(visit.service(), &caller)
        .await
        .map_err(|e| visit.refuse(e))?;
    Ok(
        found.map_or_else(CaptureDefaults::default, |found| CaptureDefaults {
            registro: Some(found.registro.to_string()),
            drafts: found.drafts,
        }),
    )
}

pub(crate) async fn correct(id: String) -> Result<MovementView, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let id = ids::one(&id, "id")?;
    match movements::correct(visit.service(), &caller, id).await {
        Ok(record) => view(&visit, &Caller::Full(caller), &record).await,
        Err(error) => Err(refuse(&visit, caller, error).await),
    }
}

pub(crate) async fn undo(id: String, version: u64) -> Result<MovementView, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let id = ids::one(&id, "id")?;
    match movements::undo(visit.service(), &caller, id, version).await {
        Ok(record) => view(&visit, &Caller::Full(caller), &record).await,
        Err(error) => Err(refuse(&visit, caller, error).await),
    }
}

pub(crate) async fn restore(id: String) -> Result<MovementView, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let id = ids::one(&id, "id")?;
    match movements::restore(visit.service(), &caller, id).await {
        Ok(record) => view(&visit, &Caller::Full(caller), &record).await,
        Err(error) => Err(refuse(&visit, caller, error).await),
    }
}

pub(crate) async fn get(id: String) -> Result<MovementView, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.caller().await.map_err(|e| visit.refuse(e))?;
    let id = ids::one(&id, "id")?;
    let record = movements::get(visit.service(), &caller, id)
        .await
        .map_err(|e| visit.refuse(e))?;
    view(&visit, &caller, &record).await
}

pub(crate) async fn delete(id: String, version: u64) -> Result<(), ApiError> {
    let visit = Visit::current()?;
    let caller = visit.full().await.map_err(|e| visit.refuse(e))?;
    let id = ids::one(&id, "id")?;
    match movements::delete(visit.service(), &caller, id, version).await {
        Ok(()) => Ok(()),
        Err(error) => Err(refuse(&visit, caller, error).await),
    }
}

/// A refusal; where somebody else changed the movement, with the movement as it is now.
async fn refuse(visit: &Visit, caller: FullCaller, error: MovementError) -> ApiError {
    let theirs = match &error {
        MovementError::Changed(record) => view(visit, &Caller::Full(caller), record).await.ok(),
        _ => None,
    };
    ApiError {
        conflict: theirs.map(Box::new),
        ..visit.refuse(error)
    }
}

pub(crate) async fn history(request: HistoryRequest) -> Result<HistoryPage, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.caller().await.map_err(|e| visit.refuse(e))?;
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
    let page = movements::history(visit.service(), &caller, ask)
        .await
        .map_err(|e| visit.refuse(e))?;
    let rows = views(&visit, &caller, &page.movements).await?;
    Ok(HistoryPage {
        rows,
        next: page.next.map(write_cursor),
    })
}

pub(crate) async fn counts() -> Result<MovementCounts, ApiError> {
    let visit = Visit::current()?;
    let caller = visit.caller().await.map_err(|e| visit.refuse(e))?;
    let counted = movements::counts(visit.service(), &caller)
        .await
        .map_err(|e| visit.refuse(e))?;
    let mut counts = MovementCounts::default();
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
) -> Result<MovementView, ApiError> {
    let surroundings = Surroundings::read(visit, caller, std::slice::from_ref(record)).await?;
    Ok(surroundings.view(record))
}

/// Movements as the page shows them, in the order given.
pub(super) async fn views(
    visit: &Visit,
    caller: &Caller,
    records: &[MovementRecord],
) -> Result<Vec<MovementView>, ApiError> {
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
    ) -> Result<Self, ApiError> {
        let service = visit.service();
        let lotes = lotes::numbers(service, caller, records.iter().filter_map(|r| r.lote)).await;
        Ok(Self {
            numbers: Numbers::read(visit, caller).await?,
            lotes: lotes.map_err(|e| visit.refuse(e))?,
            people: People::read(visit, caller).await?,
            rules: service
                .rules_of(caller.scope().empresa)
                .await
                .map_err(|e| visit.refuse(CommonError::from(e)))?,
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

fn read_cursor(text: &str) -> Result<HistoryCursor, ApiError> {
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
        assert_eq!(read_cursor("2026-01-15").unwrap_err().code, "malformed");
    }
}

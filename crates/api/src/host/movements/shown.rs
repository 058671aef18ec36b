//! Movements as the page shows them.

use std::collections::BTreeMap;

use imss::codes;
use imss::movimiento::MovimientoDraft;
use model::MASK;
use service::caller::{Caller, FullCaller, Reader as _};
use service::ids::LoteId;
use service::lotes;
use service::movements::{self, MovementError};
use service::records::{self, MovementRecord, Shown};
use service::settings::CompanyRules;

use crate::ApiError;
use crate::host::failure;
use crate::host::numbers::Numbers;
use crate::host::people::People;
use crate::host::{Refusal, Visit};
use crate::view::movements::{LoteRef, MovementState, MovementView, ResultSource};

/// The results of a call about many movements, with the errors as the page sees them: a movement that
/// somebody else changed goes along as it is now. The call as a whole succeeded: its status stays.
pub(super) async fn show_errors<T>(
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
    let mut in_words = |error: MovementError| {
        let now = match &error {
            MovementError::Changed(_) => current.next(),
            _ => None,
        };
        let shown = failure::shown(visit.service().wire(&error.into()));
        match now {
            Some(now) => shown.with_movement(&now),
            None => shown,
        }
    };
    Ok(results
        .into_iter()
        .map(|result| result.map_err(&mut in_words))
        .collect())
}

/// A movement that somebody else changed, as it is now.
pub(in crate::host) async fn current(
    visit: &Visit,
    record: &MovementRecord,
) -> Result<MovementView, Refusal> {
    view(visit, &visit.caller().await?, record).await
}

pub(super) async fn view(
    visit: &Visit,
    caller: &Caller,
    record: &MovementRecord,
) -> Result<MovementView, Refusal> {
    let surroundings = Surroundings::read(visit, caller, std::slice::from_ref(record)).await?;
    Ok(surroundings.view(record))
}

/// Movements as the page shows them, in the order given.
pub(in crate::host) async fn views(
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
    shown: Shown,
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
            shown: caller.scope().shown,
        })
    }

    fn view(&self, record: &MovementRecord) -> MovementView {
        let draft = masked(record.draft(), &self.shown);
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
            estado: state(&record.state, &self.shown),
            lote,
            corrects: record.corrects.map(|id| id.to_string()),
            corrected_by: record.corrected_by.map(|id| id.to_string()),
            undoable: record.previous.is_some()
                && record.state.status().is_editable()
                && record.lote.is_none(),
            // A person's own reason may repeat what is masked.
            source: record
                .source
                .as_ref()
                .filter(|_| !self.shown.masks())
                .map(|source| result_source(record, source)),
            history: self.people.of_movement(&record.log),
            draft,
        }
    }
}

fn result_source(record: &MovementRecord, source: &records::ResultSource) -> ResultSource {
    match source {
        records::ResultSource::Person { reason } => ResultSource::Person {
            reason: reason.clone(),
        },
        records::ResultSource::Receipt { receipt } if record.lote.is_none() => {
            ResultSource::Portal {
                receipt: receipt.to_string(),
            }
        }
        records::ResultSource::Receipt { receipt } => ResultSource::Receipt {
            receipt: receipt.to_string(),
        },
    }
}

/// The fields as a reader is shown them.
fn masked(mut draft: MovimientoDraft, shown: &Shown) -> MovimientoDraft {
    let mask = |field: &mut String, shown: bool| {
        if !shown && !field.trim().is_empty() {
            MASK.clone_into(field);
        }
    };
    mask(&mut draft.sbc, shown.salaries);
    mask(&mut draft.curp, shown.curps);
    draft
}

fn state(state: &records::MovementState, shown: &Shown) -> MovementState {
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
            // IMSS's own words may repeat what is masked.
            texto: match shown.masks() {
                true => codes::describe(codigo),
                false => texto.clone(),
            },
            campo: codes::field(codigo),
            ofrece_actualizar: codes::offers_trabajador_update(codigo),
        },
        records::MovementState::Cancelado { .. } => MovementState::Cancelado,
    }
}

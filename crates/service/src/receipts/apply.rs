//! What a person confirmed of a file is applied: her lotes get their results, and what was filed elsewhere
//! becomes history.

use std::collections::BTreeMap;

use imss::receipt::{ReceiptBlock, ReceiptOutcome};
use jiff::Timestamp;

use super::elsewhere::record;
use super::error::ReceiptError;
use super::matching::match_reading;
use super::store::refuse;
use super::verdict::{MatchedRow, Matching, Reading, Verdict};
use crate::Service;
use crate::caller::FullCaller;
use crate::common_error::CommonError;
use crate::events::Event;
use crate::ids::{LoteId, MovementId, ReceiptId};
use crate::lotes::{Outcomes, contents, file_by_hand, store_outcomes};
use crate::ports::Recibo;
use crate::records::{Action, LoteRecord, MovementState, ReceiptFile, Registro, ResultSource};
use crate::store::{CommitError, KeyKind, Unit};

/// What the person saw and confirmed, in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmed {
    /// Movements that get their result.
    pub settles: usize,
    /// Movements that become history; 0 where she did not want them.
    pub elsewhere: usize,
}

/// What became of a file.
#[derive(Debug, Clone)]
pub struct Applied {
    /// The lotes that changed, as they are now.
    pub lotes: Vec<LoteRecord>,
    /// Movements that got their result.
    pub settled: usize,
    /// Movements that became history.
    pub elsewhere: usize,
}

/// Returns applies a file that is kept. A lote that was not marked as filed by hand is so from here on.
///
/// # Errors
///
/// The role does not sign; no such file; nothing of it applies; it would do something else than what was
/// confirmed; a lote changed at this moment. What was applied before stays, and applying again does the rest.
pub async fn apply(
    service: &Service,
    caller: &FullCaller,
    receipt: ReceiptId,
    reading: &Reading,
    confirmed: Confirmed,
) -> Result<Applied, ReceiptError> {
    caller.must_sign()?;
    let file = service.store.receipt(caller.empresa(), receipt).await?;
    let file = file.ok_or(CommonError::NotFound("ese archivo"))?;
    let matching = match_reading(service, caller, reading).await?;
    let count =
        |is: fn(&Verdict) -> bool| matching.rows.iter().filter(|one| is(&one.verdict)).count();
    let settles = count(|verdict| matches!(verdict, Verdict::Settles(_)));
    let elsewhere = count(|verdict| matches!(verdict, Verdict::Elsewhere(_)));
    if settles == 0 && (elsewhere == 0 || confirmed.elsewhere == 0) {
        return refuse(service, caller, ReceiptError::NothingApplies).await;
    }
    if settles != confirmed.settles || ![0, elsewhere].contains(&confirmed.elsewhere) {
        return Err(ReceiptError::Changed);
    }
    let applying = Applying {
        service,
        caller,
        file: &file,
        reading,
    };
    let lotes = applying.lotes(&matching).await?;
    if confirmed.elsewhere > 0 {
        applying.history(&matching).await?;
    }
    Ok(Applied {
        lotes,
        settled: settles,
        elsewhere: confirmed.elsewhere,
    })
}

struct Applying<'a> {
    service: &'a Service,
    caller: &'a FullCaller,
    file: &'a ReceiptFile,
    reading: &'a Reading,
}

impl Applying<'_> {
    fn source(&self) -> ResultSource {
        ResultSource::Receipt {
            receipt: self.file.id,
        }
    }

    async fn lotes(&self, matching: &Matching) -> Result<Vec<LoteRecord>, ReceiptError> {
        let mut by_lote: BTreeMap<LoteId, Vec<&MatchedRow>> = BTreeMap::new();
        for one in &matching.rows {
            if let Verdict::Settles(movement) = &one.verdict
                && let Some(lote) = movement.lote
            {
                by_lote.entry(lote).or_default().push(one);
            }
        }
        let mut changed = Vec::new();
        for (id, rows) in by_lote {
            let Some(lote) = matching.lotes.get(&id) else {
                continue;
            };
            changed.push(self.lote(lote.clone(), &rows).await?);
        }
        Ok(changed)
    }

    /// Gives one lote its results.
    async fn lote(
        &self,
        lote: LoteRecord,
        rows: &[&MatchedRow],
    ) -> Result<LoteRecord, ReceiptError> {
        let (service, caller) = (self.service, self.caller);
        // IMSS has what it answers for: the lote was filed by hand, whether anybody said so or not.
        let lote = match lote.state.status().takes_results() {
            true => lote,
            false => file_by_hand(service, caller, lote.id, lote.version).await?,
        };
        let now = service.now();
        let contents = contents(service, &lote).await?;
        let states: BTreeMap<MovementId, MovementState> = rows
            .iter()
            .filter_map(|one| match &one.verdict {
                Verdict::Settles(movement) => Some((movement.id, state(&one.row.outcome, now)?)),
                _ => None,
            })
            .collect();
        let block = rows.first().map(|one| &self.reading.blocks[one.block]);
        let outcomes = Outcomes {
            by: caller.by(),
            action: Action::ReceiptApplied,
            source: Some(self.source()),
            states: contents
                .movements
                .iter()
                .map(|id| states.get(id).cloned())
                .collect(),
            recibo: lote
                .state
                .recibo()
                .cloned()
                .or_else(|| block.and_then(recibo)),
            answer: None,
            unread: lote.unread.clone(),
        };
        let stored = store_outcomes(service, lote.clone(), &contents, outcomes).await?;
        Ok(stored.unwrap_or(lote))
    }

    /// Makes history of what was filed elsewhere.
    async fn history(&self, matching: &Matching) -> Result<(), ReceiptError> {
        let (service, caller) = (self.service, self.caller);
        let now = service.now();
        let subject = format!("receipt:{}", self.file.id);
        let action = Action::ReceiptApplied;
        let mut entry = service.audit(caller.empresa(), caller.by(), action, subject);
        let mut records = Vec::new();
        let mut registros: BTreeMap<_, &Registro> = BTreeMap::new();
        for one in &matching.rows {
            let Verdict::Elsewhere(registro) = &one.verdict else {
                continue;
            };
            let Some(state) = state(&one.row.outcome, now) else {
                continue;
            };
            let block = &self.reading.blocks[one.block];
            let word = (state, self.source());
            records.push(record(service, caller, registro, block, &one.row, word).await?);
            registros.insert(registro.id, registro);
        }
        entry.detail = format!("{} movements filed elsewhere", records.len());
        let unit = records.into_iter().fold(Unit::audited(entry), Unit::create);
        match service.store.commit(unit).await {
            // Applied twice at once.
            Err(CommitError::Taken {
                what: KeyKind::ImportedRow,
            }) => return Err(ReceiptError::Changed),
            result => result?,
        }
        for registro in registros.into_keys() {
            service
                .events()
                .publish(caller.empresa(), Event::Movements { registro });
        }
        Ok(())
    }
}

fn state(outcome: &ReceiptOutcome, at: Timestamp) -> Option<MovementState> {
    match outcome {
        ReceiptOutcome::Operado { extemporaneo } => Some(MovementState::Operado {
            at,
            extemporaneo: *extemporaneo,
        }),
        ReceiptOutcome::Rechazado { codigo, texto } => Some(MovementState::Rechazado {
            at,
            codigo: codigo.chars().take(16).collect(),
            texto: texto.chars().take(300).collect(),
        }),
        ReceiptOutcome::Unrecognised { .. } => None,
    }
}

/// What the file says of the lote's reception; `None` where it gives no number.
fn recibo(block: &ReceiptBlock) -> Option<Recibo> {
    let named = !block.folio.is_empty() || !block.id_lote.is_empty();
    named.then(|| Recibo {
        id_lote: block.id_lote.clone(),
        folio: block.folio.clone(),
        fecha: block.fecha.clone(),
        refused: Vec::new(),
        original: None,
    })
}

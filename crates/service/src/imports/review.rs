//! What the server knows of rows that are about to be imported: which of them are held already, and what
//! the history of their workers says.

use std::collections::{BTreeMap, BTreeSet};

use imss::finding::{Code, Finding};
use imss::movimiento::{Movimiento, MovimientoDraft};
use imss::salary::Sbc;
use model::MovementStatus;
use model::limits::REVIEW_MAX_ROWS_PER_CALL;

use super::error::ImportError;
use super::identity::{Identity, held, stands};
use crate::Service;
use crate::caller::FullCaller;
use crate::ids::{MovementId, RegistroId};
use crate::records::{MovementRecord, Registro};
use crate::trabajadores;
use crate::values::Digest;

/// A row as it would be stored.
#[derive(Debug, Clone)]
pub struct ReviewedRow {
    /// The registro patronal it would be filed under.
    pub registro: RegistroId,
    /// What was understood of it.
    pub draft: MovimientoDraft,
}

/// What there is to say of a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RowReview {
    /// The movement that the row is, where one is held. Then there are no findings.
    pub held: Option<HeldMovement>,
    /// What the history of the worker says (codes 48 to 56).
    pub findings: Vec<Finding>,
}

/// The movement that a row already is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldMovement {
    /// Its identity.
    pub id: MovementId,
    /// How far it is.
    pub status: MovementStatus,
    /// Its SBC, where the row has another one.
    pub other_sbc: Option<Sbc>,
}

/// Reviews rows, each with its own answer, in the order given. Nothing is stored.
///
/// # Errors
///
/// The role does not capture; more than [`REVIEW_MAX_ROWS_PER_CALL`]; the repository's.
pub async fn review(
    service: &Service,
    caller: &FullCaller,
    rows: &[ReviewedRow],
) -> Result<Vec<RowReview>, ImportError> {
    caller.must_capture()?;
    if rows.len() > REVIEW_MAX_ROWS_PER_CALL {
        return Err(ImportError::TooMany);
    }
    let empresa = caller.empresa();
    let registros = service.store.registros(empresa).await?;
    let movimientos: Vec<Option<Movimiento>> =
        rows.iter().map(|row| understood(row, &registros)).collect();
    let known = Known::read(service, caller, rows, &movimientos).await?;
    let mut answers: Vec<RowReview> = rows
        .iter()
        .zip(&movimientos)
        .map(|(row, movimiento)| RowReview {
            held: movimiento.as_ref().and_then(|m| known.of(row.registro, m)),
            findings: Vec::new(),
        })
        .collect();
    let mut places = Vec::new();
    let mut new = Vec::new();
    for (place, movimiento) in movimientos.into_iter().enumerate() {
        if let (Some(movimiento), None) = (movimiento, &answers[place].held) {
            places.push(place);
            new.push(movimiento);
        }
    }
    let none = BTreeSet::new();
    for row in trabajadores::about(service, empresa, &registros, &new, &none).await? {
        // Which rows repeat another one is known where the whole file is.
        if row.finding.code != Code::RuleDuplicate {
            answers[places[row.index]].findings.push(row.finding);
        }
    }
    Ok(answers)
}

/// The movement that a row would become; `None` where it cannot be read.
fn understood(row: &ReviewedRow, registros: &[Registro]) -> Option<Movimiento> {
    let registro = registros.iter().find(|held| held.id == row.registro)?;
    let draft = MovimientoDraft {
        registro_patronal: registro.numero.to_string(),
        ..row.draft.clone()
    };
    draft.parse().0
}

/// The movements that rows are already.
struct Known {
    /// By what they would file now.
    same: BTreeMap<Identity, MovementRecord>,
    /// By the row that they came from, whatever was edited since.
    imported: BTreeMap<Digest, MovementRecord>,
}

impl Known {
    async fn read(
        service: &Service,
        caller: &FullCaller,
        rows: &[ReviewedRow],
        movimientos: &[Option<Movimiento>],
    ) -> Result<Self, ImportError> {
        let empresa = caller.empresa();
        let identities: Vec<Identity> = rows
            .iter()
            .zip(movimientos)
            .filter_map(|(row, movimiento)| Some(Identity::of(row.registro, movimiento.as_ref()?)))
            .collect();
        let digests: Vec<Digest> = identities.iter().map(Identity::digest).collect();
        let imported = match digests.is_empty() {
            true => Vec::new(),
            false => service.store.imported(empresa, &digests).await?,
        };
        let held = held(service, empresa, identities).await?;
        let ids: Vec<MovementId> = held.values().map(|row| row.id).collect();
        let records = match ids.is_empty() {
            true => Vec::new(),
            false => service.store.movements(empresa, &ids).await?,
        };
        let records: BTreeMap<MovementId, MovementRecord> = records
            .into_iter()
            .map(|record| (record.id, record))
            .collect();
        Ok(Self {
            same: held
                .into_iter()
                .filter_map(|(identity, row)| Some((identity, records.get(&row.id)?.clone())))
                .collect(),
            imported: imported
                .into_iter()
                .filter(|record| record.corrected_by.is_some() || stands(record.state.status()))
                .filter_map(|record| Some((record.origin?, record)))
                .collect(),
        })
    }

    fn of(&self, registro: RegistroId, movimiento: &Movimiento) -> Option<HeldMovement> {
        let identity = Identity::of(registro, movimiento);
        let record = self
            .same
            .get(&identity)
            .or_else(|| self.imported.get(&identity.digest()))?;
        let sbc = match record.movimiento() {
            Some(held) => held.sbc(),
            None => Sbc::parse(&record.draft().sbc).ok(),
        };
        Some(HeldMovement {
            id: record.id,
            status: record.state.status(),
            other_sbc: sbc.filter(|sbc| movimiento.sbc().is_some_and(|own| own != *sbc)),
        })
    }
}

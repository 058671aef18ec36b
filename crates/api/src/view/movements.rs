//! Movements and their history.

use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::error::ApiError;

pub use super::movement::{Change, LoteRef, MovementState, MovementView, ResultSource};
/// A finding, and the field it stands beside, as they cross the wire.
pub use imss::finding::{Field, Finding};
pub use model::Origin;

/// A movement as it is typed, to be created or changed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SaveMovement {
    /// The one to change, with the version that was read.
    pub existing: Option<(String, u64)>,
    /// Id of the registro patronal.
    pub registro: String,
    /// What was typed.
    pub draft: MovimientoDraft,
    /// Ready for a lote, or a draft to go on with. With error-level findings only a draft is kept.
    pub ready: bool,
    /// What it comes from.
    pub origin: Option<Origin>,
}

/// What became of a [`SaveMovement`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SavedMovement {
    /// The movement as it is held now; `None` where errors kept it from being ready.
    pub movement: Option<MovementView>,
    /// What the server found.
    pub findings: Vec<Finding>,
}

/// Movements saved in one call, at most 500.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SaveMany {
    /// Each as one [`SaveMovement`] would be.
    pub items: Vec<SaveMovement>,
    /// The import that they are rows of, so that it can be undone.
    pub import: Option<ImportName>,
}

/// What the calls that store one import have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportName {
    /// A word of its own, at most 64 bytes.
    pub id: String,
    /// The name of the file, at most 400 bytes.
    pub file: String,
}

/// A deleted movement that can be restored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeletedMovement {
    /// The movement as it was.
    pub movement: MovementView,
    /// Who deleted it.
    pub by: String,
    /// Until when it can be restored.
    pub until: Timestamp,
}

/// A page of deleted movements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeletedPage {
    /// Deleted last first.
    pub rows: Vec<DeletedMovement>,
    /// Pass it to see more; `None` at the end.
    pub next: Option<String>,
}

/// A movement as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementVersion {
    /// Its id.
    pub id: String,
    /// The version that was read.
    pub version: u64,
}

/// What became of one movement of `movements/discard-many`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum DiscardedOne {
    /// It is deleted; `movements/restore-many` restores it, for thirty days.
    Discarded {
        /// Its id.
        id: String,
    },
    /// It is as it was.
    Failed {
        /// Its id.
        id: String,
        /// Why.
        error: ApiError,
    },
}

/// What became of one movement of `movements/restore-many`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum RestoredOne {
    /// It is as it was before it was deleted.
    Restored {
        /// Its id.
        id: String,
        /// Its version now.
        version: u64,
    },
    /// It stays deleted.
    Failed {
        /// Its id.
        id: String,
        /// Why.
        error: ApiError,
    },
}

/// What became of one movement of a [`SaveMany`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum SavedOne {
    /// It is stored.
    Saved {
        /// Its id.
        id: String,
        /// Its version now.
        version: u64,
        /// What the server found.
        findings: Vec<Finding>,
    },
    /// Errors kept it from being ready; nothing of it was stored.
    Refused {
        /// What the server found.
        findings: Vec<Finding>,
    },
    /// It is held already; nothing was stored.
    Imported {
        /// Id of the movement that is held.
        id: String,
    },
    /// It could not be stored: changed by somebody else, in a lote, gone.
    Failed {
        /// The reason, and what to do.
        error: ApiError,
    },
}

/// A movement that is being typed, to be compared with the history.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CheckMovement {
    /// The one that is being changed, which does not count against itself.
    pub existing: Option<String>,
    /// Id of the registro patronal.
    pub registro: String,
    /// What was typed so far.
    pub draft: MovimientoDraft,
}

/// What the person used last, to begin the next form with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureDefaults {
    /// Id of the registro patronal of the last capture.
    pub registro: Option<String>,
    /// Per type, the fields worth repeating: kinds, week, UMF, guía, cause. Never a worker's data.
    pub drafts: Vec<MovimientoDraft>,
}

/// What to look for in the history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryRequest {
    /// Only this type.
    pub tipo: Option<TipoMovimiento>,
    /// Only these registros patronales (ids); empty means every one.
    pub registros: Vec<String>,
    /// Dates of the movement, inclusive.
    pub from: Option<Date>,
    /// Dates of the movement, inclusive.
    pub to: Option<Date>,
    /// Only movements in these states; empty means every one.
    #[serde(default)]
    pub estados: Vec<model::MovementStatus>,
    /// Only movements that IMSS refused and that have no correction yet, of the last year where `from`
    /// names no other day.
    #[serde(default)]
    pub uncorrected: bool,
    /// Only what IMSS refused with this code.
    #[serde(default)]
    pub codigo: Option<String>,
    /// Only what IMSS applied late, or in time.
    #[serde(default)]
    pub extemporaneo: Option<bool>,
    /// Only what this person captured (id); not for consult links.
    #[serde(default)]
    pub by: Option<String>,
    /// Only what stands in no lote.
    #[serde(default)]
    pub in_no_lote: bool,
    /// Only what stands in the lote of this number; for callers who see lotes.
    #[serde(default)]
    pub lote: Option<u32>,
    /// Only what stands in a lote whose receipt carries this folio; for callers who see lotes.
    #[serde(default)]
    pub folio: Option<String>,
    /// Beginnings of words of name, NSS, CURP, RFC or worker's code: 100 characters, 8 words.
    pub texto: String,
    /// Oldest first instead of newest first.
    #[serde(default)]
    pub oldest_first: bool,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200.
    pub limit: u32,
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// In the order asked for.
    pub rows: Vec<MovementView>,
    /// Pass it to see more; `None` at the end. A page that is not full has one where what was looked at
    /// held no more of what is asked for.
    pub next: Option<String>,
}

/// How many movements of each type are found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabCounts {
    /// Altas and reingresos.
    pub reingresos: u64,
    /// Changes of salary.
    pub modificaciones: u64,
    /// Bajas.
    pub bajas: u64,
    /// There are more than these: counting stopped.
    pub more: bool,
    /// Lotes, whatever is looked for; `None` for callers who do not see every one.
    pub lotes: Option<u64>,
}

/// One of the company's people, to look for what they captured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// Opaque id.
    pub id: String,
    /// The name.
    pub name: String,
}

/// Movements that have not gone to IMSS, by the last day to file them in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueView {
    /// The last day.
    pub vence: Date,
    /// Días hábiles left until it; negative once it has passed.
    pub dias_habiles: i64,
    /// The earliest date of a movement of these.
    pub from: Date,
    /// The latest date of a movement of these.
    pub to: Date,
    /// How many movements.
    pub count: u64,
}

/// How many movements a month of their date has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthView {
    /// The first day of the month.
    pub month: Date,
    /// Altas and reingresos that are not cancelled.
    pub reingresos: u64,
    /// Changes of salary that are not cancelled.
    pub modificaciones: u64,
    /// Bajas that are not cancelled.
    pub bajas: u64,
}

/// How many movements are in each state.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementCounts {
    /// Drafts.
    pub borradores: u64,
    /// In a lote that waits for another person's signature.
    pub por_aprobar: u64,
    /// Ready for a lote.
    pub listos: u64,
    /// In a lote, not yet answered.
    pub en_camino: u64,
    /// Accepted.
    pub operados: u64,
    /// Refused.
    pub rechazados: u64,
    /// Refused during the last year, and not corrected yet.
    pub sin_corregir: u64,
}

//! Movements and their history.

use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::ApiError;

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
        /// Why, and what to do.
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

/// A movement as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovementView {
    /// Opaque id.
    pub id: String,
    /// For the next change: tells apart two people's.
    pub version: u64,
    /// Id of the registro patronal.
    pub registro: String,
    /// Its number.
    pub numero: String,
    /// Where the registro patronal is, or whose it is where that is not known.
    pub lugar: String,
    /// 08, 07 or 02.
    pub tipo: TipoMovimiento,
    /// The fields, as they would stand in the form.
    pub draft: MovimientoDraft,
    /// Name in one line.
    pub nombre: String,
    /// Date of the movement.
    pub fecha: Option<Date>,
    /// Last day to file it in time, where the date is known.
    pub vence: Option<Date>,
    /// Días hábiles left until `vence`; negative once it has passed.
    pub dias_habiles: Option<i64>,
    /// Where it stands.
    pub estado: MovementState,
    /// The lote it is in.
    pub lote: Option<LoteRef>,
    /// Id of the rejected movement that this one corrects.
    pub corrects: Option<String>,
    /// Id of the movement that corrects this one.
    pub corrected_by: Option<String>,
    /// The last edit can be taken back.
    pub undoable: bool,
    /// What happened to it, oldest first.
    pub history: Vec<Change>,
}

/// The lote a movement is in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoteRef {
    /// Opaque id.
    pub id: String,
    /// The company's own consecutive number.
    pub numero: u64,
}

/// Where a movement stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "estado", rename_all = "snake_case")]
pub enum MovementState {
    /// Being captured.
    Borrador,
    /// Waiting for a second pair of eyes.
    PorAprobar,
    /// Ready for a lote.
    Listo,
    /// In a lote that is prepared or signed.
    Firmado,
    /// In a lote that IDSE received.
    Enviado,
    /// IDSE is working on it.
    EnProceso,
    /// Accepted and applied.
    Operado {
        /// When IDSE said so.
        at: Timestamp,
        /// Filed late.
        extemporaneo: bool,
    },
    /// Refused.
    Rechazado {
        /// When IDSE said so.
        at: Timestamp,
        /// IMSS's code.
        codigo: String,
        /// IMSS's words, or what the code means.
        texto: String,
        /// The field that caused it, where the code tells.
        campo: Option<Field>,
        /// The answer says that the worker's data are others than IMSS has (codes 59 and 61).
        ofrece_actualizar: bool,
    },
    /// Taken back before it was sent.
    Cancelado,
}

// The name of before, for what still uses it.
pub use self::MovementState as MovementStatus;

impl MovementState {
    /// The bare name of the state.
    pub fn status(&self) -> model::MovementStatus {
        use model::MovementStatus as Status;
        match self {
            Self::Borrador => Status::Borrador,
            Self::PorAprobar => Status::PorAprobar,
            Self::Listo => Status::Listo,
            Self::Firmado => Status::Firmado,
            Self::Enviado => Status::Enviado,
            Self::EnProceso => Status::EnProceso,
            Self::Operado { .. } => Status::Operado,
            Self::Rechazado { .. } => Status::Rechazado,
            Self::Cancelado => Status::Cancelado,
        }
    }
}

/// One step in a movement's or lote's life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub at: Timestamp,
    /// Who: a person's name, or "IDSE", or "Rúbrica".
    pub who: String,
    /// What, in Spanish.
    pub what: String,
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
    /// Only movements in this state
    pub estado: Option<model::MovementStatus>,
    /// Only movements that IMSS refused and that have no correction yet, of the last year where `from`
    /// names no other day; `estado` does not count then.
    #[serde(default)]
    pub uncorrected: bool,
    /// In NSS, CURP or name.
    pub texto: String,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200.
    pub limit: u32,
}

/// A page of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryPage {
    /// Newest first.
    pub rows: Vec<MovementView>,
    /// Pass it to see more; `None` at the end.
    pub next: Option<String>,
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

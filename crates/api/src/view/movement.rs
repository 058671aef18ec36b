//! A movement as the page shows it, and its life.

use imss::finding::Field;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

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
    /// The state it is in.
    pub estado: MovementState,
    /// The lote it is in.
    pub lote: Option<LoteRef>,
    /// Id of the rejected movement that this one corrects.
    pub corrects: Option<String>,
    /// Id of the movement that corrects this one.
    pub corrected_by: Option<String>,
    /// The last edit can be taken back.
    pub undoable: bool,
    /// Whose word its result is, where IDSE did not answer Rúbrica itself.
    pub source: Option<ResultSource>,
    /// What happened to it, oldest first.
    pub history: Vec<Change>,
}

/// Whose word a result is, where IDSE did not answer Rúbrica itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "source", rename_all = "snake_case")]
pub enum ResultSource {
    /// A file of IDSE's, about a movement that was filed elsewhere.
    Portal {
        /// Id of the file.
        receipt: String,
    },
    /// A file of IDSE's.
    Receipt {
        /// Id of the file.
        receipt: String,
    },
    /// A person's.
    Person {
        /// How she knows it, in her words.
        reason: String,
    },
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

impl MovementState {
    /// Returns the bare name of the state.
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
    /// The instant it happened.
    pub at: Timestamp,
    /// Who: a person's name, or "IDSE", or "Rúbrica".
    pub who: String,
    /// What, in Spanish.
    pub what: String,
}

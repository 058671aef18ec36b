//! A movement as it is kept: what is filed, how far it is, and who did what when.

use imss::id::Nss;
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use jiff::Timestamp;
use jiff::civil::Date;
use model::MovementStatus;
use serde::{Deserialize, Serialize};

use super::Actor;
use super::stage::{Change, NotAllowed, Staged, change_state};
use crate::ids::{EmpresaId, LoteId, MovementId, ReceiptId, RegistroId, UserId};
use crate::values::Digest;

/// A movimiento afiliatorio of one worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MovementRecord {
    /// Its identity, for life.
    pub id: MovementId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// The registro patronal it is filed under.
    pub registro: RegistroId,
    /// What is filed.
    pub content: MovementContent,
    /// How far it is.
    pub state: MovementState,
    /// The lote it stands in.
    pub lote: Option<LoteId>,
    /// The movement that this one corrects.
    pub corrects: Option<MovementId>,
    /// The movement that corrects this one.
    #[serde(default)]
    pub corrected_by: Option<MovementId>,
    /// The row of a file, or the form, that it came from, as a digest; one of those becomes one movement.
    #[serde(default)]
    pub origin: Option<Digest>,
    /// The form that saved it last, as a digest; none where no form did. What one form saves is one
    /// sitting, noted once in log and audit while the movement stays a draft.
    #[serde(default)]
    pub sitting: Option<Digest>,
    /// Whose word its result is; `None` while it has none, and where IDSE answered the relay.
    #[serde(default)]
    pub source: Option<ResultSource>,
    /// What the last edit replaced.
    #[serde(default)]
    pub previous: Option<Box<Previous>>,
    /// When it was captured.
    pub created_at: Timestamp,
    /// Every change of state, oldest first.
    pub log: Vec<Change<MovementStatus>>,
}

/// Whose word the result of a movement is, where IDSE did not answer the relay itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "source")]
pub enum ResultSource {
    /// It was read from a file of IDSE's that a person brought. A movement with such a result and
    /// without a lote was filed elsewhere: its origin is the portal.
    Receipt {
        /// The file.
        receipt: ReceiptId,
    },
    /// A person's, with her reason.
    Person {
        /// Why she knows it, in her words.
        reason: String,
    },
}

/// What is filed: a draft may still be incomplete or wrong, what goes further may not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementContent {
    /// As typed so far.
    Draft(MovimientoDraft),
    /// Checked.
    Checked(Movimiento),
}

/// What an edit replaced, so that it can be taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Previous {
    /// The registro patronal.
    pub registro: RegistroId,
    /// What was to be filed.
    pub content: MovementContent,
    /// How far it was; only a state in which a movement can be edited.
    pub state: MovementState,
}

/// How far a movement is, with what is known of it there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "estado")]
pub enum MovementState {
    /// Being captured.
    Borrador,
    /// In a lote that waits for a second pair of eyes.
    PorAprobar,
    /// Checked; can go into a lote, or stands in one that is not signed yet.
    Listo,
    /// Its lote is signed and stored.
    Firmado {
        /// When.
        at: Timestamp,
    },
    /// IMSS took its lote.
    Enviado {
        /// When.
        at: Timestamp,
    },
    /// IMSS is processing its lote.
    EnProceso {
        /// The instant from which it holds.
        since: Timestamp,
    },
    /// IMSS applied it.
    Operado {
        /// When.
        at: Timestamp,
        /// Filed after its deadline.
        extemporaneo: bool,
    },
    /// IMSS refused it.
    Rechazado {
        /// When.
        at: Timestamp,
        /// IMSS's code, as it came.
        codigo: String,
        /// The text beside it, as it came; may be empty.
        texto: String,
    },
    /// Given up by a person.
    Cancelado {
        /// When.
        at: Timestamp,
    },
}

impl MovementState {
    /// Returns the bare name of the state.
    pub fn status(&self) -> MovementStatus {
        match self {
            Self::Borrador => MovementStatus::Borrador,
            Self::PorAprobar => MovementStatus::PorAprobar,
            Self::Listo => MovementStatus::Listo,
            Self::Firmado { .. } => MovementStatus::Firmado,
            Self::Enviado { .. } => MovementStatus::Enviado,
            Self::EnProceso { .. } => MovementStatus::EnProceso,
            Self::Operado { .. } => MovementStatus::Operado,
            Self::Rechazado { .. } => MovementStatus::Rechazado,
            Self::Cancelado { .. } => MovementStatus::Cancelado,
        }
    }
}

impl Staged for MovementState {
    type Status = MovementStatus;

    fn status(&self) -> MovementStatus {
        self.status()
    }
}

impl MovementRecord {
    /// Changes the state, and notes who did so and when.
    ///
    /// # Errors
    ///
    /// [`NotAllowed`] if the movement's present state does not lead there.
    pub fn become_state(
        &mut self,
        state: MovementState,
        at: Timestamp,
        by: Actor,
    ) -> Result<(), NotAllowed<MovementStatus>> {
        change_state(&mut self.state, &mut self.log, state, at, by)
    }

    /// Returns its type.
    pub fn tipo(&self) -> TipoMovimiento {
        match &self.content {
            MovementContent::Checked(movimiento) => movimiento.tipo(),
            MovementContent::Draft(draft) => draft.tipo,
        }
    }

    /// Returns the fields as they would stand in the form.
    pub fn draft(&self) -> MovimientoDraft {
        match &self.content {
            MovementContent::Checked(movimiento) => MovimientoDraft::from(movimiento),
            MovementContent::Draft(draft) => draft.clone(),
        }
    }

    /// Returns the checked movement, unless it is still a draft.
    pub fn movimiento(&self) -> Option<&Movimiento> {
        match &self.content {
            MovementContent::Checked(movimiento) => Some(movimiento),
            MovementContent::Draft(_) => None,
        }
    }
}

/// What lists order and filter movements by: derived from the record, kept beside it in the order
/// of the history, and written in the same commit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryRow {
    /// The movement.
    pub id: MovementId,
    /// The company.
    pub empresa: EmpresaId,
    /// The registro patronal.
    pub registro: RegistroId,
    /// The date the list is ordered by: the movement's own, or that of its capture (in Mexico City)
    /// while a draft has none that can be read.
    pub fecha: Date,
    /// Which kind of movement.
    pub tipo: TipoMovimiento,
    /// How far it is.
    pub estado: MovementStatus,
    /// The lote it stands in.
    pub lote: Option<LoteId>,
    /// The worker, where the number can be read.
    #[serde(default)]
    pub nss: Option<Nss>,
    /// IMSS's code, where it refused it.
    #[serde(default)]
    pub codigo: Option<String>,
    /// IMSS operated it, and late.
    #[serde(default)]
    pub extemporaneo: bool,
    /// Another movement corrects it.
    #[serde(default)]
    pub corregido: bool,
    /// Who captured it, where a person did.
    #[serde(default)]
    pub by: Option<UserId>,
    /// What a text search looks through: folded, space-separated.
    pub busqueda: String,
}

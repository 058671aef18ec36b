//! A movement as it is kept: what is filed, how far it is, and who did what when.

use imss::id::Nss;
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Actor;
use crate::ids::{EmpresaId, LoteId, MovementId, RegistroId};
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
    /// sitting, told once in log and audit while the movement stays a draft.
    #[serde(default)]
    pub sitting: Option<Digest>,
    /// What the last edit replaced.
    #[serde(default)]
    pub previous: Option<Box<Previous>>,
    /// When it was captured.
    pub created_at: Timestamp,
    /// Every change of state, oldest first.
    pub log: Vec<Change<Estado>>,
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

/// Who changed a state, and when.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change<E> {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// The new state.
    pub to: E,
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
        /// Since when.
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

/// The names of the states, to filter and count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the states' own names; MovementState explains each"
)]
pub enum Estado {
    Borrador,
    PorAprobar,
    Listo,
    Firmado,
    Enviado,
    EnProceso,
    Operado,
    Rechazado,
    Cancelado,
}

impl Estado {
    /// Every state, in the order of a movement's life.
    pub const ALL: [Self; 9] = [
        Self::Borrador,
        Self::PorAprobar,
        Self::Listo,
        Self::Firmado,
        Self::Enviado,
        Self::EnProceso,
        Self::Operado,
        Self::Rechazado,
        Self::Cancelado,
    ];

    /// Whether a movement may go from this state to `to`. The one place that says so.
    pub fn may_become(self, to: Self) -> bool {
        use Estado::{
            Borrador, Cancelado, EnProceso, Enviado, Firmado, Listo, Operado, PorAprobar, Rechazado,
        };
        match self {
            Borrador => matches!(to, Borrador | PorAprobar | Listo | Cancelado),
            PorAprobar => matches!(to, Borrador | PorAprobar | Listo | Firmado | Cancelado),
            Listo => matches!(to, Borrador | PorAprobar | Listo | Firmado | Cancelado),
            // Back when IMSS refuses the lote as a whole, or never had it: to be signed again.
            Firmado => matches!(
                to,
                Enviado | EnProceso | Operado | Rechazado | Listo | PorAprobar | Cancelado
            ),
            Enviado => matches!(to, EnProceso | Operado | Rechazado | Listo),
            EnProceso => matches!(to, Operado | Rechazado | Listo),
            // A refusal is answered with a new, corrected movement.
            Operado | Rechazado | Cancelado => false,
        }
    }

    /// Nothing more happens to it.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Operado | Self::Rechazado | Self::Cancelado)
    }

    /// A person may still edit or delete the movement.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Borrador | Self::PorAprobar | Self::Listo)
    }

    /// The name as written in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Borrador => "borrador",
            Self::PorAprobar => "por_aprobar",
            Self::Listo => "listo",
            Self::Firmado => "firmado",
            Self::Enviado => "enviado",
            Self::EnProceso => "en_proceso",
            Self::Operado => "operado",
            Self::Rechazado => "rechazado",
            Self::Cancelado => "cancelado",
        }
    }
}

impl MovementState {
    /// The state's name.
    pub fn estado(&self) -> Estado {
        match self {
            Self::Borrador => Estado::Borrador,
            Self::PorAprobar => Estado::PorAprobar,
            Self::Listo => Estado::Listo,
            Self::Firmado { .. } => Estado::Firmado,
            Self::Enviado { .. } => Estado::Enviado,
            Self::EnProceso { .. } => Estado::EnProceso,
            Self::Operado { .. } => Estado::Operado,
            Self::Rechazado { .. } => Estado::Rechazado,
            Self::Cancelado { .. } => Estado::Cancelado,
        }
    }
}

/// A change of state that is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a movement cannot go from {from:?} to {to:?}")]
pub struct NotAllowed {
    /// The state it is in.
    pub from: Estado,
    /// The state it was to take.
    pub to: Estado,
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
    ) -> Result<(), NotAllowed> {
        let (from, to) = (self.state.estado(), state.estado());
        if !from.may_become(to) {
            return Err(NotAllowed { from, to });
        }
        self.log.push(Change { at, by, to });
        self.state = state;
        Ok(())
    }

    /// Its type.
    pub fn tipo(&self) -> TipoMovimiento {
        match &self.content {
            MovementContent::Checked(movimiento) => movimiento.tipo(),
            MovementContent::Draft(draft) => draft.tipo,
        }
    }

    /// The fields as they would stand in the form.
    pub fn draft(&self) -> MovimientoDraft {
        match &self.content {
            MovementContent::Checked(movimiento) => MovimientoDraft::from(movimiento),
            MovementContent::Draft(draft) => draft.clone(),
        }
    }

    /// The checked movement, unless it is still a draft.
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
    pub estado: Estado,
    /// The lote it stands in.
    pub lote: Option<LoteId>,
    /// The worker, where the number can be read.
    #[serde(default)]
    pub nss: Option<Nss>,
    /// What a text search looks through: folded, space-separated.
    pub busqueda: String,
}

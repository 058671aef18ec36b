//! A lote: movements of one registro patronal and one type that are signed and sent together.

use imss::movimiento::TipoMovimiento;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use model::{InquiryAnswer, LoteDates, LoteStatus};
use serde::{Deserialize, Serialize};

use super::stage::{Change, NotAllowed, Staged, change_state};
use super::{Actor, MovementState};
use crate::ids::{CertificadoId, EmpresaId, LoteId, MovementId, RegistroId};
use crate::ports::Recibo;
use crate::values::{Blob, Digest};

/// A lote over all its attempts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoteRecord {
    /// Its identity.
    pub id: LoteId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// Our number, counted up within the company from 1.
    pub numero: u32,
    /// The registro patronal.
    pub registro: RegistroId,
    /// The one type of its movements.
    pub tipo: TipoMovimiento,
    /// How many movements.
    pub count: u32,
    /// The earliest last day to file one of its movements in time, where it is known.
    pub vence: Option<Date>,
    /// SHA-256 of the DISPMAG of the present attempt.
    pub dispmag_sha256: Digest,
    /// The attempt, from 1. A new one opens only after a final refusal.
    pub attempt: u32,
    /// The certificate that signed the present attempt.
    pub certificado: Option<CertificadoId>,
    /// Who prepared it does not sign it: so the company wanted it when it was prepared.
    #[serde(default)]
    pub second_pair: bool,
    /// How far it is.
    pub state: LoteState,
    /// When IMSS was last asked about it, and what it answered; `None` before the first time.
    #[serde(default)]
    pub inquiry: Option<Inquiry>,
    /// What IMSS said last that could not be understood or bound to a movement, in its words.
    #[serde(default)]
    pub unread: Vec<String>,
    /// When it was prepared.
    pub created_at: Timestamp,
    /// Every change of state, oldest first.
    pub log: Vec<Change<LoteStatus>>,
}

/// What a lote is prepared with; all else of its record begins alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLote {
    /// Its identity.
    pub id: LoteId,
    /// The company.
    pub empresa: EmpresaId,
    /// Our number.
    pub numero: u32,
    /// The registro patronal.
    pub registro: RegistroId,
    /// The one type of its movements.
    pub tipo: TipoMovimiento,
    /// How many movements.
    pub count: u32,
    /// The earliest last day to file one of them in time.
    pub vence: Option<Date>,
    /// SHA-256 of its DISPMAG.
    pub dispmag_sha256: Digest,
    /// When it is prepared.
    pub at: Timestamp,
}

impl NewLote {
    /// Returns the record of a prepared lote, whose log is still empty.
    pub fn record(self) -> LoteRecord {
        LoteRecord {
            id: self.id,
            empresa: self.empresa,
            version: 1,
            numero: self.numero,
            registro: self.registro,
            tipo: self.tipo,
            count: self.count,
            vence: self.vence,
            dispmag_sha256: self.dispmag_sha256,
            attempt: 1,
            certificado: None,
            second_pair: false,
            state: LoteState::Preparado,
            inquiry: None,
            unread: Vec::new(),
            created_at: self.at,
            log: Vec::new(),
        }
    }
}

/// One question to IMSS about a lote that it received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// When it was asked.
    pub at: Timestamp,
    /// What it answered.
    pub answer: InquiryAnswer,
    /// When it gave this answer first, where it has given the same since.
    #[serde(default)]
    pub since: Option<Timestamp>,
}

impl Inquiry {
    /// Returns one more question, asked now and answered so, after the one before.
    pub fn after(before: Option<Self>, at: Timestamp, answer: InquiryAnswer) -> Self {
        let same = before.filter(|before| before.answer == answer);
        let since = same.map_or(at, |before| before.since.unwrap_or(before.at));
        Self {
            at,
            answer,
            since: Some(since),
        }
    }

    /// Returns for how long it has given this answer.
    pub fn lasting(&self) -> SignedDuration {
        self.at.duration_since(self.since.unwrap_or(self.at))
    }
}

/// What a lote holds at one attempt: the movements in the file's order, and the file itself. Apart
/// from [`LoteRecord`], so that a list of lotes carries no files. Never edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LoteContents {
    /// The lote.
    pub lote: LoteId,
    /// The attempt.
    pub attempt: u32,
    /// The company.
    pub empresa: EmpresaId,
    /// The movements in the order of the file.
    pub movements: Vec<MovementId>,
    /// The file's name.
    pub filename: String,
    /// The file.
    pub dispmag: Blob,
    /// SHA-256 of the file.
    pub sha256: Digest,
    /// What was written otherwise than it was typed (accents, Ñ), in Spanish.
    pub notes: Vec<String>,
}

/// How far a lote is, with what is known of it there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "estado")]
pub enum LoteState {
    /// Written as DISPMAG, not signed.
    Preparado,
    /// Signed and stored with its evidence; surely not sent yet.
    Firmado {
        /// When it was stored.
        at: Timestamp,
    },
    /// Somebody is sending it, or died while doing so: it may or may not have gone out.
    Enviando {
        /// Since when.
        since: Timestamp,
        /// Until when the sender may still be at it. Nobody asks or sends before.
        until: Timestamp,
    },
    /// IMSS took it.
    Enviado {
        /// IMSS's receipt; `None` while a person alone vouches for it, until IMSS is asked.
        recibo: Option<Recibo>,
    },
    /// IMSS is processing it.
    EnProceso {
        /// IMSS's receipt.
        recibo: Recibo,
    },
    /// IMSS is done with it.
    Procesado {
        /// IMSS's first receipt; `None` where the lote was filed by hand, or settled by a person.
        recibo: Option<Recibo>,
        /// When, by IMSS's clock.
        at: Timestamp,
        /// Movements applied.
        operados: u32,
        /// Movements refused.
        rechazados: u32,
    },
    /// IMSS refused it as a whole, finally. A new attempt may be prepared.
    Rechazado {
        /// When.
        at: Timestamp,
        /// The portal's reason, as it came.
        reason: String,
    },
    /// Nobody can tell whether IMSS has it. A person decides.
    Dudoso {
        /// The reason, in Spanish.
        why: String,
        /// Since when.
        since: Timestamp,
        /// IMSS's receipt, where there was one before the doubt.
        #[serde(default)]
        recibo: Option<Recibo>,
    },
    /// A person files it in IDSE herself.
    PorFuera {
        /// Since when.
        since: Timestamp,
    },
    /// Given up by a person; its movements are free again.
    Cancelado {
        /// When.
        at: Timestamp,
    },
}

impl LoteState {
    /// Returns the bare name of the state.
    pub fn status(&self) -> LoteStatus {
        match self {
            Self::Preparado => LoteStatus::Preparado,
            Self::Firmado { .. } => LoteStatus::Firmado,
            Self::Enviando { .. } => LoteStatus::Enviando,
            Self::Enviado { .. } => LoteStatus::Enviado,
            Self::EnProceso { .. } => LoteStatus::EnProceso,
            Self::Procesado { .. } => LoteStatus::Procesado,
            Self::Rechazado { .. } => LoteStatus::Rechazado,
            Self::Dudoso { .. } => LoteStatus::Dudoso,
            Self::PorFuera { .. } => LoteStatus::PorFuera,
            Self::Cancelado { .. } => LoteStatus::Cancelado,
        }
    }

    /// Returns IMSS's receipt, once there is one.
    pub fn recibo(&self) -> Option<&Recibo> {
        match self {
            Self::Enviado { recibo }
            | Self::Procesado { recibo, .. }
            | Self::Dudoso { recibo, .. } => recibo.as_ref(),
            Self::EnProceso { recibo } => Some(recibo),
            _ => None,
        }
    }
}

impl Staged for LoteState {
    type Status = LoteStatus;

    fn status(&self) -> LoteStatus {
        self.status()
    }
}

impl LoteRecord {
    /// Returns the numbers under which IMSS knows it: the folio of its receipt, and IMSS's own number of
    /// the lote.
    pub fn folios(&self) -> Vec<&str> {
        let recibo = self.state.recibo().into_iter();
        let mut folios: Vec<&str> = recibo
            .flat_map(|recibo| [recibo.folio.trim(), recibo.id_lote.trim()])
            .filter(|folio| !folio.is_empty())
            .collect();
        folios.dedup();
        folios
    }

    /// Returns when IMSS received the present attempt; `None` before it did.
    pub fn received_at(&self) -> Option<Timestamp> {
        let steps = self.log.iter().rev();
        let attempt = steps.take_while(|change| change.to != LoteStatus::Preparado);
        let received = attempt.filter(|change| change.to == LoteStatus::Enviado);
        received.last().map(|change| change.at)
    }

    /// Returns the instants that a page shows.
    pub fn dates(&self) -> LoteDates {
        LoteDates {
            created_at: self.created_at,
            received_at: self.received_at(),
        }
    }

    /// Returns when the present attempt was prepared.
    pub fn prepared_at(&self) -> Timestamp {
        let prepared = self.log.iter().rev();
        prepared
            .into_iter()
            .find(|change| change.to == LoteStatus::Preparado)
            .map_or(self.created_at, |change| change.at)
    }

    /// Returns who prepared the present attempt.
    pub fn prepared_by(&self) -> Option<Actor> {
        let prepared = self.log.iter().rev();
        prepared
            .into_iter()
            .find(|change| change.to == LoteStatus::Preparado)
            .map(|change| change.by)
    }

    /// Returns what its movements are while it waits for its signature.
    pub fn waiting(&self) -> MovementState {
        if self.second_pair {
            MovementState::PorAprobar
        } else {
            MovementState::Listo
        }
    }

    /// Changes the state, and notes who did so and when.
    ///
    /// # Errors
    ///
    /// [`NotAllowed`] if the lote's present state does not lead there.
    pub fn become_state(
        &mut self,
        state: LoteState,
        at: Timestamp,
        by: Actor,
    ) -> Result<(), NotAllowed<LoteStatus>> {
        change_state(&mut self.state, &mut self.log, state, at, by)
    }
}

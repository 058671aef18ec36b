//! A consult link: read along without a login.

use jiff::Timestamp;
use jiff::civil::Date;
use model::MovementStatus;
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, LinkId, RegistroId, UserId};
use crate::values::PasswordHash;

/// A link that opens part of the history to its holder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConsultLink {
    /// The digest of the token in the link.
    pub id: LinkId,
    /// The company.
    pub empresa: EmpresaId,
    /// Counts its edits.
    pub version: u64,
    /// For whom, as its maker named it.
    pub nombre: String,
    /// The registros patronales it shows; `None`: all of the company's.
    pub registros: Option<Vec<RegistroId>>,
    /// Whether it shows lotes, receipts and evidence; never where anything is masked.
    pub lotes: bool,
    /// What of the movements it shows.
    #[serde(default)]
    pub shown: Shown,
    /// The most times it is opened; `None`: as often as its holder wants.
    #[serde(default)]
    pub max_uses: Option<u32>,
    /// Whether its maker gets a mail when it is first opened.
    #[serde(default)]
    pub notify: bool,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// A PIN asked for besides, hashed like a password.
    pub pin: Option<PasswordHash>,
    /// How often it was opened.
    pub uses: u64,
    /// When it was last opened.
    pub last_used: Option<Timestamp>,
    /// Who made it.
    pub created_by: UserId,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What of the movements within its registros patronales a reader is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// From this date of the movement on, itself included.
    pub from: Option<Date>,
    /// Up to this date of the movement, itself included.
    pub to: Option<Date>,
    /// Movements that are not signed yet, too.
    pub drafts: bool,
    /// Salaries; masked otherwise.
    pub salaries: bool,
    /// CURPs; masked otherwise.
    pub curps: bool,
    /// Whether the list may be taken away as a file.
    pub exports: bool,
}

impl Shown {
    /// What the company's own people are shown.
    pub const EVERYTHING: Self = Self {
        from: None,
        to: None,
        drafts: true,
        salaries: true,
        curps: true,
        exports: true,
    };

    /// Whether something of each movement is masked.
    pub fn masks(&self) -> bool {
        !self.salaries || !self.curps
    }

    /// Whether there are movements that are not shown, whatever their registro patronal.
    pub fn leaves_out(&self) -> bool {
        self.from.is_some() || self.to.is_some() || !self.drafts
    }

    /// Whether a movement of this date and state is shown.
    pub fn holds(&self, fecha: Date, estado: MovementStatus) -> bool {
        self.from.is_none_or(|from| fecha >= from)
            && self.to.is_none_or(|to| fecha <= to)
            && (self.drafts || is_filed(estado))
    }
}

impl Default for Shown {
    fn default() -> Self {
        Self::EVERYTHING
    }
}

/// Whether a movement has been signed: what is captured and prepared is a draft to those who only look.
pub fn is_filed(estado: MovementStatus) -> bool {
    matches!(
        estado,
        MovementStatus::Firmado
            | MovementStatus::Enviado
            | MovementStatus::EnProceso
            | MovementStatus::Operado
            | MovementStatus::Rechazado
    )
}

impl ConsultLink {
    /// Whether the sessions that it opened live at `now`.
    pub fn is_live(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }

    /// Whether it opens another session at `now`.
    pub fn opens(&self, now: Timestamp) -> bool {
        let used_up = self
            .max_uses
            .is_some_and(|most| self.uses >= u64::from(most));
        self.is_live(now) && !used_up
    }

    /// Whether it shows lotes, receipts and evidence, which are whole: they would show what is masked
    /// or left out.
    pub fn shows_lotes(&self) -> bool {
        self.lotes && !self.shown.masks() && !self.shown.leaves_out()
    }
}

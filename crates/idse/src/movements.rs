//! What the portal says about single movements.

/// One movement refused at sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusedMovement {
    /// Its record in the lote, counted from 1; `None` if the portal does not say.
    pub renglon: Option<u32>,
    /// `08`, `07` or `02`, as printed.
    pub tipo: String,
    /// The trabajador's number, as printed.
    pub nss: String,
    /// IMSS's code, such as `03`.
    pub code: String,
    /// The portal's words.
    pub text: String,
}

/// What became of one movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MovementResult {
    /// Its record in the lote, counted from 1, if the portal says so.
    pub renglon: Option<u32>,
    /// `08`, `07` or `02`, as printed.
    pub tipo: String,
    /// The trabajador's number, as printed.
    pub nss: String,
    /// The trabajador's name, as printed; may be empty.
    pub nombre: String,
    /// The movement's date, as printed; may be empty.
    pub fecha: String,
    /// Operado or rechazado.
    pub outcome: Outcome,
    /// Accepted or not, it came late.
    pub extemporaneo: bool,
}

/// The portal's word on one movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Accepted and applied.
    Operado,
    /// Refused.
    Rechazado {
        /// IMSS's code, such as `50`; may be one that is not in any list.
        code: String,
        /// IMSS's words.
        text: String,
    },
    /// Neither word: to be shown as it came.
    Unrecognised {
        /// The cells of outcome, code and words.
        text: String,
    },
}

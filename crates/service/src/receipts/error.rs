//! What can go wrong with files of IDSE's.

use model::limits::{RECEIPT_MAX_BYTES, RECEIPT_MAX_ROWS_PER_CALL};

use crate::common_error::{CommonError, ErrorKind, WireError, carries_common};
use crate::lotes::LoteError;

/// Why a file was not kept, matched or applied.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptError {
    /// More bytes than are kept.
    #[error("too large")]
    TooLarge,
    /// It holds a private key. It was neither stored nor logged.
    #[error("the file holds a private key")]
    HoldsKey,
    /// Its content is not of the kind that it is posted as.
    #[error("not of its kind")]
    OtherKind,
    /// More movements than one call takes.
    #[error("too many rows")]
    TooManyRows,
    /// Nothing of it can be applied.
    #[error("nothing applies")]
    NothingApplies,
    /// It would do something else now than the person confirmed.
    #[error("changed since it was confirmed")]
    Changed,
    /// What can go wrong with the lotes it is applied to.
    #[error(transparent)]
    Lote(#[from] LoteError),
    /// What can go wrong everywhere.
    #[error(transparent)]
    Common(#[from] CommonError),
}

carries_common!(ReceiptError);

impl ReceiptError {
    /// What the audit log calls a file that was refused.
    pub(super) fn refusal(&self) -> Option<&'static str> {
        match self {
            Self::TooLarge => Some("too large"),
            Self::HoldsKey => Some("holds a private key"),
            Self::OtherKind => Some("not of its kind"),
            Self::NothingApplies => Some("nothing applies"),
            Self::TooManyRows | Self::Changed | Self::Lote(_) | Self::Common(_) => None,
        }
    }

    pub(crate) fn wire(&self) -> WireError {
        let invalid = |code, message: String| WireError::new(ErrorKind::Invalid, code, message);
        match self {
            Self::TooLarge => invalid(
                "receipt-too-large",
                format!("El archivo pesa más de {} MB. No se guardó.", RECEIPT_MAX_BYTES >> 20),
            )
            .hint("Descarga de IDSE la constancia o el CSV de un solo lote y elige ése."),
            Self::HoldsKey => invalid(
                "holds-key",
                "El archivo contiene una llave privada. No se guardó.".to_owned(),
            )
            .hint("Elige la constancia o el CSV de IDSE; las llaves nunca salen de tu navegador."),
            Self::OtherKind => invalid(
                "receipt-other-kind",
                "El archivo no es lo que dice ser: ni CSV, ni PDF, ni página de IDSE. No se guardó.".to_owned(),
            )
            .hint("Descárgalo de IDSE otra vez."),
            Self::TooManyRows => invalid(
                "receipt-too-many-rows",
                format!("Se aplican {RECEIPT_MAX_ROWS_PER_CALL} movimientos a la vez cuando mucho."),
            )
            .hint("Descarga de IDSE el resultado de cada lote por separado."),
            Self::NothingApplies => WireError::new(
                ErrorKind::Conflict,
                "receipt-nothing-applies",
                "Nada de este archivo se puede aplicar: no se guardó ningún resultado.",
            )
            .hint("Revisa, renglón por renglón, por qué no corresponde."),
            Self::Changed => WireError::new(
                ErrorKind::Conflict,
                "receipt-changed",
                "Algo cambió mientras revisabas: no se aplicó nada.",
            )
            .hint("Revisa otra vez cómo queda y confirma de nuevo."),
            Self::Lote(error) => error.wire(),
            Self::Common(error) => error.wire(),
        }
    }
}

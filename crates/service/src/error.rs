//! The one error that leaves the use cases: each feature's own enum goes into [`ServiceError`], and
//! [`Service::wire`] turns that into what the page may see.

use std::error::Error;

use crate::Service;
use crate::accounts::AccountError;
use crate::certificate_life::CertificateLifeError;
use crate::certificates::CertificateError;
use crate::common_error::{CommonError, WireError};
use crate::departure::DepartureError;
use crate::imports::ImportError;
use crate::links::LinkError;
use crate::lotes::LoteError;
use crate::movements::MovementError;
use crate::receipts::ReceiptError;
use crate::registros::RegistroError;
use crate::settings::SettingsError;
use crate::trabajadores::TrabajadorError;

/// What a use case can answer instead of its result.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "one variant per feature, named after it")]
pub enum ServiceError {
    #[error(transparent)]
    Common(#[from] CommonError),
    #[error(transparent)]
    Account(#[from] AccountError),
    #[error(transparent)]
    Registro(#[from] RegistroError),
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error(transparent)]
    CertificateLife(#[from] CertificateLifeError),
    #[error(transparent)]
    Movement(#[from] MovementError),
    #[error(transparent)]
    Lote(#[from] LoteError),
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error(transparent)]
    Trabajador(#[from] TrabajadorError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Departure(#[from] DepartureError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error(transparent)]
    Receipt(#[from] ReceiptError),
}

impl ServiceError {
    /// The cause inside, if this is one that must be logged and never shown.
    fn internal(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        let (Self::Common(common)
        | Self::Account(AccountError::Common(common))
        | Self::Registro(RegistroError::Common(common))
        | Self::Certificate(CertificateError::Common(common))
        | Self::CertificateLife(CertificateLifeError::Common(common))
        | Self::Movement(MovementError::Common(common))
        | Self::Lote(LoteError::Common(common))
        | Self::Link(LinkError::Common(common))
        | Self::Trabajador(TrabajadorError::Common(common))
        | Self::Settings(SettingsError::Common(common))
        | Self::Departure(DepartureError::Common(common))
        | Self::Import(ImportError::Common(common))
        | Self::Receipt(
            ReceiptError::Common(common) | ReceiptError::Lote(LoteError::Common(common)),
        )) = self
        else {
            return None;
        };
        match common {
            CommonError::Internal(cause) => Some(cause.as_ref()),
            _ => None,
        }
    }

    fn wire(&self) -> WireError {
        match self {
            Self::Common(e) => e.wire(),
            Self::Account(e) => e.wire(),
            Self::Registro(e) => e.wire(),
            Self::Certificate(e) => e.wire(),
            Self::CertificateLife(e) => e.wire(),
            Self::Movement(e) => e.wire(),
            Self::Lote(e) => e.wire(),
            Self::Link(e) => e.wire(),
            Self::Trabajador(e) => e.wire(),
            Self::Settings(e) => e.wire(),
            Self::Departure(e) => e.wire(),
            Self::Import(e) => e.wire(),
            Self::Receipt(e) => e.wire(),
        }
    }
}

impl Service {
    /// Returns what the page may see of an error. An internal cause is logged, with its sources, under a
    /// new name, which goes along in its place.
    pub fn wire(&self, error: &ServiceError) -> WireError {
        let mut wire = error.wire();
        if let Some(cause) = error.internal() {
            let mut bytes = [0; 6];
            self.random.fill(&mut bytes);
            let incident = hex::encode(bytes);
            let cause = with_sources(cause);
            tracing::error!(incident, cause, "internal error");
            wire.incident = Some(incident);
        }
        wire
    }
}

/// An error and what caused it, in one line.
fn with_sources(error: &(dyn Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        line.push_str(": ");
        line.push_str(&error.to_string());
        source = error.source();
    }
    line
}

//! What Inicio looks at.

use api::view::certificates::CertificateView;
use api::view::lotes::LoteView;
use api::view::movements::DueView;
use api::view::registros::RegistroView;
use imss::assistants::Occasion;
use jiff::civil::Date;

/// What Inicio looks at.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// Every registro patronal.
    pub registros: Vec<RegistroView>,
    /// Every certificate of the company.
    pub certificates: Vec<CertificateView>,
    /// The open lotes.
    pub lotes: Vec<LoteView>,
    /// What has not gone to IMSS, by its last day; for those who capture.
    pub due: Vec<DueView>,
    /// What comes around with the calendar, with its last day; for those who capture.
    pub occasions: Vec<(Occasion, Date)>,
}

/// Numbers of the registros patronales for which nothing signs.
#[must_use]
pub fn unsigned(registros: &[RegistroView]) -> Vec<&str> {
    registros
        .iter()
        .filter(|one| one.certificado.is_none())
        .map(|one| one.data.numero.as_str())
        .collect()
}

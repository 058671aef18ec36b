//! The warning of a company without any certificate, to a person who could assign one.

use super::overview::Overview;
use crate::messages::home as text;

/// What stands above the rest of the page after a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateWarning {
    /// A certificate is asked for.
    Asks,
    /// It was put off: what is not available meanwhile.
    PutOff,
}

impl CertificateWarning {
    /// Returns the warning; `None` where a registro patronal has its certificate, where there is none to assign
    /// one to, or for a person who assigns none.
    #[must_use]
    pub fn of(overview: &Overview, signs: bool, put_off: bool) -> Option<Self> {
        let bare = overview
            .registros
            .iter()
            .all(|registro| registro.certificado.is_none());
        if !signs || overview.registros.is_empty() || !bare {
            return None;
        }
        Some(if put_off { Self::PutOff } else { Self::Asks })
    }

    /// Returns its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Asks => text::CERTIFICATE_ASKED_TITLE,
            Self::PutOff => text::CERTIFICATE_PUT_OFF_TITLE,
        }
    }

    /// Returns its words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Asks => text::CERTIFICATE_ASKED_TEXT,
            Self::PutOff => text::CERTIFICATE_PUT_OFF_TEXT,
        }
    }
}

#[cfg(test)]
mod tests {
    use api::view::certificates::AssignmentState;
    use api::view::registros::{RegistroCertificado, RegistroData, RegistroView};

    use super::CertificateWarning;
    use crate::home::overview::Overview;

    fn overview(registros: usize) -> Overview {
        let registro = |number: usize| RegistroView {
            id: number.to_string(),
            version: 1,
            data: RegistroData::default(),
            certificado: None,
            plantilla: None,
        };
        Overview {
            registros: (0..registros).map(registro).collect(),
            certificates: Vec::new(),
            lotes: Vec::new(),
            due: Vec::new(),
            occasions: Vec::new(),
        }
    }

    #[test]
    fn a_company_without_any_certificate_is_asked() {
        let asked = CertificateWarning::of(&overview(2), true, false);
        assert_eq!(asked, Some(CertificateWarning::Asks));
        let put_off = CertificateWarning::of(&overview(2), true, true);
        assert_eq!(put_off, Some(CertificateWarning::PutOff));
    }

    #[test]
    fn nobody_is_asked_who_can_do_nothing_about_it() {
        assert_eq!(CertificateWarning::of(&overview(2), false, false), None);
        assert_eq!(CertificateWarning::of(&overview(0), true, false), None);
    }

    #[test]
    fn one_certificate_ends_the_warning() {
        let mut overview = overview(2);
        overview.registros[1].certificado = Some(RegistroCertificado {
            id: "c1".to_owned(),
            holder: "Empresa".to_owned(),
            days_left: 300,
            state: AssignmentState::SinConfirmar,
        });
        assert_eq!(CertificateWarning::of(&overview, true, true), None);
    }
}

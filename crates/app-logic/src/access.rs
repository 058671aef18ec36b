//! What the pages about access to a company decide.

use api::ApiError;
use api::view::settings::CompanyView;

use crate::account::forms;
use crate::form::FieldError;
use crate::messages::{access as text, account};
use crate::shown::Tone;

/// Code of the server's answer to the registration of a company that is here already.
const RFC_KNOWN: &str = "rfc-known";

/// Whether a registration was refused because the company is here already: it leads to asking for access.
#[must_use]
pub fn leads_to_asking(error: &ApiError) -> bool {
    error.code == RFC_KNOWN
}

/// Returns what is wrong with the form that asks for access.
#[must_use]
pub fn asking(rfc: &str, name: &str, email: &str) -> Vec<FieldError> {
    let mut wrong = forms::missing(&[
        ("rfc", rfc, text::RFC_MISSING),
        ("name", name, account::NAME_MISSING),
    ]);
    wrong.extend(forms::email(email));
    wrong
}

/// Returns the words and the tone of the badge beside a company's RFC; `None` where there is no RFC.
#[must_use]
pub fn proof(company: &CompanyView) -> Option<(&'static str, Tone)> {
    company.rfc.as_ref()?;
    Some(match company.rfc_proven {
        Some(_) => (text::PROVEN, Tone::Success),
        None => (text::NOT_PROVEN, Tone::Warning),
    })
}

#[cfg(test)]
mod tests {
    use api::ApiError;
    use api::view::settings::CompanyView;

    use super::{asking, leads_to_asking, proof};

    #[test]
    fn every_empty_field_of_a_request_is_named() {
        let fields: Vec<_> = asking(" ", "", "luis")
            .into_iter()
            .map(|wrong| wrong.field)
            .collect();
        assert_eq!(fields, ["rfc", "name", "email"]);
        assert!(asking("EKU9003173C9", "Luis", "luis@example.mx").is_empty());
    }

    #[test]
    fn only_a_known_rfc_leads_to_asking() {
        assert!(leads_to_asking(&ApiError::new("rfc-known", "")));
        assert!(!leads_to_asking(&ApiError::new("bad-field", "").at("rfc")));
    }

    #[test]
    fn a_company_without_an_rfc_has_nothing_to_prove() {
        let mut company = CompanyView {
            name: "Empresa".to_owned(),
            rfc: None,
            rfc_proven: None,
        };
        assert_eq!(proof(&company), None);
        company.rfc = Some("EKU9003173C9".to_owned());
        let unproven = proof(&company).unwrap();
        company.rfc_proven = Some(jiff::Timestamp::UNIX_EPOCH);
        assert_ne!(proof(&company).unwrap(), unproven);
    }
}

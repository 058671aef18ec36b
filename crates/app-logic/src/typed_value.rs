//! What is typed or pasted into a field, after what programs do to values was undone.

use imss::finding::{Field, Finding};
use imss::normalise::normalise;
use jiff::civil::Date;

/// A value as it is understood, where that is not how it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedValue {
    /// The text to go on with.
    pub text: String,
    /// What was done, each as a sentence.
    pub notes: Vec<String>,
    /// Why it cannot be understood.
    pub error: Option<String>,
}

/// Returns how a value is understood; `None` where it is understood as it was typed.
pub fn understood(field: Field, typed: &str) -> Option<TypedValue> {
    // A date field gives the ISO form, and shows no other.
    if field == Field::Fecha && typed.parse::<Date>().is_ok() {
        return None;
    }
    let normalised = normalise(field, typed);
    if normalised.text == typed && normalised.findings.is_empty() {
        return None;
    }
    let (errors, notes): (Vec<_>, Vec<_>) =
        normalised.findings.into_iter().partition(Finding::is_error);
    let sentence = |finding: Finding| finding.message;
    Some(TypedValue {
        text: normalised.text.into_owned(),
        notes: notes.into_iter().map(sentence).collect(),
        error: errors.into_iter().map(sentence).next(),
    })
}

#[cfg(test)]
mod tests {
    use imss::finding::Field;

    use super::understood;

    #[test]
    fn leaves_the_date_of_a_date_field_as_it_is() {
        assert_eq!(understood(Field::Fecha, "2026-11-30"), None);
        let typed = understood(Field::Fecha, "30-nov-2026").unwrap();
        assert_eq!(typed.text, "30/11/2026");
    }

    #[test]
    fn undoes_what_spreadsheets_do_and_says_so() {
        assert_eq!(understood(Field::Nss, "92919084431"), None);
        let nss = understood(Field::Nss, "92919084431.0").unwrap();
        assert_eq!(nss.text, "92919084431");
        assert!(!nss.notes.is_empty());
        let lost = understood(Field::Nss, "9.29191E+10").unwrap();
        assert!(lost.error.is_some(), "digits are lost");
    }
}

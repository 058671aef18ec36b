//! Identifiers that a spreadsheet took for numbers.

use crate::finding::{Field, Finding, catalogue};
use crate::id::Nss;

/// An NSS without the decimals and commas of a number, with the zeros that a number loses where its
/// last digit confirms them; `None` leaves the text to the parser.
pub(super) fn nss(text: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let digits = whole_number(Field::Nss, text, findings)?;
    let missing = 11_usize.saturating_sub(digits.len());
    if (1..=2).contains(&missing) {
        let padded = format!("{digits:0>11}");
        // Without that, any digit may be the one that is missing.
        let agrees = Nss::parse(&padded).is_ok_and(|nss| nss.findings().is_empty());
        if agrees {
            findings.push(catalogue::nss_zeros());
            return Some(padded);
        }
    }
    (digits != text).then_some(digits)
}

/// A code of digits or letters, which may stand as a number.
pub(super) fn code(field: Field, text: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let digits = whole_number(field, text, findings)?;
    (digits != text).then_some(digits)
}

/// A UMF, which may be called so: `UMF 21`, `T21`.
pub(super) fn umf(text: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let upper = text.to_uppercase();
    let (name, number) = upper.split_at(upper.find(|c: char| c.is_ascii_digit())?);
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let known = matches!(
        name.as_str(),
        "" | "UMF" | "T" | "NO" | "NUM" | "UMFNO" | "UMFNUM" | "CLINICA" | "CLÍNICA" | "UMFT"
    );
    if !known {
        return None;
    }
    let number = whole_number(Field::Umf, number, findings)?;
    (number != text).then_some(number)
}

/// The digits of a number that is a code: without `.0` and commas between thousands. `None` of
/// anything else, and of scientific notation that lost digits.
fn whole_number(field: Field, text: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(text) {
        return Some(text.to_owned());
    }
    if is_scientific(text) {
        let whole = unscientific(text);
        findings.push(match &whole {
            Some(_) => catalogue::value_decimals(field, text),
            None => catalogue::number_scientific(field, text),
        });
        return whole;
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if !decimals.bytes().all(|b| b == b'0') || (decimals.is_empty() && whole.len() != text.len()) {
        return None;
    }
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = (1..=3).contains(&first.len())
        && whole.contains(',')
        && groups.all(|group| group.len() == 3);
    let number = if grouped {
        whole.replace(',', "")
    } else {
        whole.to_owned()
    };
    if !digits(&number) {
        return None;
    }
    findings.push(catalogue::value_decimals(field, text));
    Some(number)
}

/// Whether a text is a number in scientific notation, `1.23457E+10`. `12E5` may be a code.
pub(super) fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    // `1E-05` may be a code.
    let signed = exponent.starts_with('+');
    let exponent = exponent.trim_start_matches(['+', '-']);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    whole.len() == 1
        && digits(whole)
        && digits(exponent)
        && exponent.len() <= 3
        && (signed || !decimals.is_empty())
        && decimals.bytes().all(|b| b.is_ascii_digit())
}

/// The whole number, where every digit of it stands in the mantissa: shorter ones were cut.
fn unscientific(text: &str) -> Option<String> {
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let exponent: usize = exponent.trim_start_matches('+').parse().ok()?;
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, ""));
    (decimals.len() == exponent && exponent > 0).then(|| format!("{whole}{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read = fn(&str, &mut Vec<Finding>) -> Option<String>;

    fn read(reader: Read, text: &str) -> (Option<String>, Vec<&'static str>) {
        let mut findings = Vec::new();
        let read = reader(text, &mut findings);
        (read, findings.iter().map(|one| one.code.as_str()).collect())
    }

    #[test]
    fn an_nss_that_became_a_number_comes_back() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            read(nss, "1234567897.0"),
            (some("01234567897"), vec!["value-decimals", "nss-zeros"])
        );
        assert_eq!(
            read(nss, "1234567897"),
            (some("01234567897"), vec!["nss-zeros"])
        );
        assert_eq!(
            read(nss, "92,919,084,431"),
            (some("92919084431"), vec!["value-decimals"])
        );
        assert_eq!(
            read(nss, "9.2919084431E+10"),
            (some("92919084431"), vec!["value-decimals"])
        );
    }

    #[test]
    fn an_nss_that_lost_a_digit_is_not_completed() {
        // The last digit of 92919084431 is missing: a zero before it would be another worker.
        assert_eq!(read(nss, "9291908443"), (None, vec![]));
        assert_eq!(read(nss, "9.29191E+10"), (None, vec!["number-scientific"]));
        assert_eq!(read(nss, "1,23457E+10"), (None, vec!["number-scientific"]));
        assert_eq!(read(nss, "9291-90-8443-1"), (None, vec![]));
    }

    #[test]
    fn codes_lose_their_decimals_and_keep_their_letters() {
        let clave: Read = |text, findings| code(Field::Clave, text, findings);
        assert_eq!(
            read(clave, "1234.0"),
            (Some("1234".to_owned()), vec!["value-decimals"])
        );
        for text in ["E0001", "12E5", "1.5", "A-1.0", "0004"] {
            assert_eq!(read(clave, text), (None, vec![]), "{text}");
        }
        assert_eq!(read(clave, "1.23457E+10").1, ["number-scientific"]);
    }

    #[test]
    fn a_clinic_is_read_with_its_name() {
        for text in ["UMF 21", "UMF No. 21", "T21", "T-21"] {
            assert_eq!(read(umf, text), (Some("21".to_owned()), vec![]), "{text}");
        }
        assert_eq!(read(umf, "21.0").0.as_deref(), Some("21"));
        assert_eq!(read(umf, "HGZ 21"), (None, vec![]));
    }
}

//! Salaries as people and programs write them.

use super::identifiers::is_scientific;
use crate::finding::{Field, Finding, catalogue};

/// Significant digits that a spreadsheet shows of a number; those behind them are binary noise.
const SHOWN_DIGITS: usize = 15;

/// The amount with a decimal point and nothing else; `None` leaves the text to the parser.
pub(super) fn normalise(text: &str, findings: &mut Vec<Finding>) -> Option<String> {
    let number = without_currency(text);
    if is_scientific(number) {
        findings.push(catalogue::number_scientific(Field::Sbc, text));
        return None;
    }
    let plain = with_point(number)?;
    if with_decimal_comma(number) {
        findings.push(catalogue::sbc_comma(text, &plain));
    }
    let shown = without_noise(&plain);
    if let Some(shown) = &shown {
        findings.push(catalogue::value_noise(&plain, shown));
    }
    let amount = shown.unwrap_or(plain);
    (amount != text).then_some(amount)
}

/// Returns an amount of more than two decimals rounded to centavos, halves up; `None` of what is no
/// amount.
#[must_use]
pub fn rounded_to_centavos(text: &str) -> Option<String> {
    let plain = with_point(without_currency(text.trim()))?;
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let pesos: u64 = whole.parse().ok()?;
    let digit = |at: usize| {
        decimals
            .as_bytes()
            .get(at)
            .map_or(0, |b| u64::from(b - b'0'))
    };
    let up = u64::from(digit(2) >= 5);
    let centavos = pesos.checked_mul(100)? + digit(0) * 10 + digit(1) + up;
    Some(format!("{}.{:02}", centavos / 100, centavos % 100))
}

/// The number without the signs and words of pesos around it.
fn without_currency(text: &str) -> &str {
    const BEFORE: [&str; 5] = ["MXN", "MX$", "MX", "$", "M.N."];
    const BEHIND: [&str; 8] = ["MXN", "M.N.", "M.N", "MN", "PESOS", "PESO", "MXP", "$"];
    let mut rest = text.trim();
    loop {
        let before = rest;
        for sign in BEFORE {
            if let Some(start) = rest.get(..sign.len())
                && start.eq_ignore_ascii_case(sign)
            {
                rest = rest[sign.len()..].trim_start();
            }
        }
        for sign in BEHIND {
            let at = rest.len().saturating_sub(sign.len());
            if let Some(end) = rest.get(at..)
                && end.eq_ignore_ascii_case(sign)
            {
                rest = rest[..at].trim_end();
            }
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

/// The number with a point before its decimals and without what groups its thousands. Commas that may
/// be either are thousands only before three digits, and points only decimals, unless both are there.
fn with_point(number: &str) -> Option<String> {
    let decimal = decimal_sign(number);
    let (whole, decimals) = match decimal.and_then(|sign| number.rsplit_once(sign)) {
        Some((whole, decimals)) => (whole, decimals),
        None => (number, ""),
    };
    if !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let grouping = |c: char| matches!(c, ',' | '.' | ' ' | '\'' | '’') && Some(c) != decimal;
    let groups: Vec<&str> = whole.split(grouping).collect();
    let signs: Vec<char> = whole.chars().filter(|c| grouping(*c)).collect();
    let grouped_well = groups.len() == 1
        || ((1..=3).contains(&groups[0].len())
            && groups[1..].iter().all(|group| group.len() == 3)
            && signs.iter().all(|sign| *sign == signs[0]));
    let digits = groups.concat();
    if !grouped_well || digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(if decimals.is_empty() {
        digits
    } else {
        format!("{digits}.{decimals}")
    })
}

/// What stands before the decimals.
fn decimal_sign(number: &str) -> Option<char> {
    let last = |sign| number.rfind(sign);
    match (last('.'), last(',')) {
        (Some(point), Some(comma)) if comma > point => Some(','),
        (Some(_), _) => Some('.'),
        (None, Some(comma)) => {
            let behind = number.len() - comma - 1;
            (number.matches(',').count() == 1 && (1..=2).contains(&behind)).then_some(',')
        }
        (None, None) => None,
    }
}

fn with_decimal_comma(number: &str) -> bool {
    decimal_sign(number) == Some(',')
}

/// The number rounded to the digits that a spreadsheet shows; `None` where it has no more.
fn without_noise(plain: &str) -> Option<String> {
    let (_, decimals) = plain.split_once('.')?;
    let significant = plain
        .trim_start_matches(['0', '.'])
        .bytes()
        .filter(u8::is_ascii_digit)
        .count();
    if significant <= SHOWN_DIGITS || decimals.trim_end_matches('0').len() <= 2 {
        return None;
    }
    let value: f64 = plain.parse().ok()?;
    let shown: f64 = format!("{value:.*e}", SHOWN_DIGITS - 1).parse().ok()?;
    Some(shown.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<String>, Vec<&'static str>) {
        let mut findings = Vec::new();
        let read = normalise(text, &mut findings);
        (read, findings.iter().map(|one| one.code.as_str()).collect())
    }

    #[test]
    fn amounts_lose_their_currency_and_thousands() {
        for text in [
            "$ 1,173.90",
            "$1,173.90",
            "MXN 1,173.90",
            "1,173.90 M.N.",
            "1 173.90",
            "1'173.90",
            "1173.90 pesos",
            "$1173.90 MXN",
        ] {
            assert_eq!(read(text), (Some("1173.90".to_owned()), vec![]), "{text}");
        }
        assert_eq!(read("1,173"), (Some("1173".to_owned()), vec![]));
    }

    #[test]
    fn amounts_are_rounded_to_centavos() {
        for (text, rounded) in [
            ("687.7049", "687.70"),
            ("687.7050", "687.71"),
            ("$ 1,173.999", "1174.00"),
            ("687", "687.00"),
        ] {
            assert_eq!(
                rounded_to_centavos(text).as_deref(),
                Some(rounded),
                "{text}"
            );
        }
        assert_eq!(rounded_to_centavos("mucho"), None);
    }

    #[test]
    fn decimal_commas_are_read_with_a_note() {
        assert_eq!(
            read("1.173,90"),
            (Some("1173.90".to_owned()), vec!["sbc-comma"])
        );
        assert_eq!(
            read("687,70"),
            (Some("687.70".to_owned()), vec!["sbc-comma"])
        );
        // It may be a thousand and more, or one and some: the parser says that it has three decimals.
        assert_eq!(read("1.173"), (None, vec![]));
    }

    #[test]
    fn binary_noise_goes_and_real_decimals_stay() {
        assert_eq!(
            read("492.09000000000003"),
            (Some("492.09".to_owned()), vec!["value-noise"])
        );
        assert_eq!(
            read("1173.8999999999999"),
            (Some("1173.9".to_owned()), vec!["value-noise"])
        );
        assert_eq!(read("492.0912"), (None, vec![]));
        assert_eq!(read("492.0900000000000000"), (None, vec![]));
    }

    #[test]
    fn what_lost_digits_or_is_no_amount_is_not_guessed() {
        assert_eq!(read("1.17E+03"), (None, vec!["number-scientific"]));
        for text in [
            "-5",
            "12,34.56",
            "1,17,3.90",
            "6e2x",
            "(687.70)",
            "$",
            "1.2.3",
            "1,173 90",
        ] {
            assert_eq!(read(text).0, None, "{text}");
        }
    }
}

//! Amounts of money as people type them, and percentages of them.

/// Reads an amount as people write it, `687.7` or `$1,234.50`, in centavos.
pub fn parse_cents(typed: &str) -> Option<u64> {
    let typed: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '$' | ','))
        .collect();
    let (whole, fraction) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 2 {
        return None;
    }
    let fraction: u64 = format!("{fraction:0<2}").parse().ok()?;
    let whole: u64 = whole.parse().ok()?;
    whole.checked_mul(100)?.checked_add(fraction)
}

/// Writes centavos as a field of the form holds an amount, `687.70`.
pub fn to_field(cents: u64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// Reads a percentage, `5`, `5.5 %`, `-3` or `4,25`, in hundredths of a percent.
pub fn parse_percentage(typed: &str) -> Option<i64> {
    let typed = typed.trim().trim_end_matches('%').trim().replace(',', ".");
    let (sign, digits) = match typed.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, typed.strip_prefix('+').unwrap_or(&typed)),
    };
    let value = i64::try_from(parse_cents(digits)?).ok()?;
    Some(sign * value)
}

/// Returns an amount raised by hundredths of a percent, to the nearest centavo; `None` where that is
/// less than nothing.
pub fn raised(cents: u64, percentage: i64) -> Option<u64> {
    const WHOLE: i128 = 10_000;
    let factor = WHOLE + i128::from(percentage);
    let raised = (i128::from(cents) * factor + WHOLE / 2) / WHOLE;
    u64::try_from(raised).ok()
}

#[cfg(test)]
mod tests {
    use super::{parse_cents, parse_percentage, raised, to_field};

    #[test]
    fn rounds_raise_to_the_centavo() {
        assert_eq!(parse_percentage("5.5 %"), Some(550));
        assert_eq!(parse_percentage("-3"), Some(-300));
        assert_eq!(parse_percentage("4,25"), Some(425));
        assert_eq!(parse_percentage("mucho"), None);
        assert_eq!(raised(68_770, 550), Some(72_552));
        assert_eq!(raised(10_001, 50), Some(10_051));
        assert_eq!(
            raised(10_000, -10_100),
            None,
            "no salary is less than nothing"
        );
    }

    #[test]
    fn reads_amount_as_people_write_it() {
        assert_eq!(parse_cents("$1,234.50"), Some(123_450));
        assert_eq!(parse_cents("687.7"), Some(68_770));
        assert_eq!(parse_cents("1.234,50"), None);
        assert_eq!(parse_cents(""), None);
        assert_eq!(to_field(68_770), "687.70");
    }
}

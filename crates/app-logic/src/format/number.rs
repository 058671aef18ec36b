//! Numbers: `1,234.56`.

/// Returns a count: `12,345`.
#[must_use]
pub fn count(number: u64) -> String {
    grouped(&number.to_string())
}

/// Returns an amount in cents as pesos: `1,234.56`.
#[must_use]
pub fn pesos(cents: u64) -> String {
    format!("{}.{:02}", grouped(&(cents / 100).to_string()), cents % 100)
}

/// Returns a decimal number as it was typed, `1234.5`, as `1,234.50`; as it came where it is none.
#[must_use]
pub fn amount(typed: &str) -> String {
    let typed = typed.trim();
    let (whole, fraction) = typed.split_once('.').unwrap_or((typed, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) || fraction.len() > 2 {
        return typed.to_owned();
    }
    format!("{}.{fraction:0<2}", grouped(whole))
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{amount, count, pesos};

    #[test]
    fn thousands_are_set_apart_by_commas() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_000), "1,000");
        assert_eq!(count(1_234_567), "1,234,567");
    }

    #[test]
    fn pesos_have_two_decimals() {
        assert_eq!(pesos(123_456), "1,234.56");
        assert_eq!(pesos(5), "0.05");
    }

    #[test]
    fn an_amount_is_written_out_and_anything_else_left_as_it_came() {
        assert_eq!(amount("687.7"), "687.70");
        assert_eq!(amount("1234"), "1,234.00");
        for strange in ["", "12,5", "1.234", "-3", "x"] {
            assert_eq!(amount(strange), strange);
        }
    }
}

//! How a salary changes, and which changes are asked about.

use crate::format::number;

/// A change larger than this many hundredths of a percent is asked about: ±25 %.
const USUAL: i64 = 2_500;

/// The difference between a new SBC and the one that IMSS has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SalaryChange {
    /// New less old, in centavos a day.
    pub cents: i64,
    /// The same in hundredths of a percent; `None` where the old SBC is zero.
    pub percentage: Option<i64>,
}

impl SalaryChange {
    /// Returns the change from one SBC to another, in centavos.
    pub fn between(now: u64, new: u64) -> Self {
        let cents = i128::from(new) - i128::from(now);
        let percentage = (now > 0).then(|| {
            let whole = i128::from(now);
            let scaled = cents * 10_000;
            let half = if scaled < 0 { -whole / 2 } else { whole / 2 };
            clamped((scaled + half) / whole)
        });
        Self {
            cents: clamped(cents),
            percentage,
        }
    }

    /// Whether a person is asked about it: a salary that falls, or moves by more than 25 %.
    pub fn is_unusual(self) -> bool {
        self.cents < 0 || self.percentage.is_none_or(is_unusual_percentage)
    }

    /// Writes it as `+34.38 (+5.00 %)`.
    pub fn in_words(self) -> String {
        let pesos = signed_pesos(self.cents);
        match self.percentage {
            Some(percentage) => format!("{pesos} ({} %)", signed_pesos(percentage)),
            None => pesos,
        }
    }
}

/// Whether a percentage for everybody is asked about: negative, or more than 25 %.
pub fn is_unusual_percentage(percentage: i64) -> bool {
    !(0..=USUAL).contains(&percentage)
}

/// Writes an amount with its sign, `+1,234.50` or `−3.00`.
pub fn signed_pesos(cents: i64) -> String {
    let amount = number::pesos(cents.unsigned_abs());
    match cents {
        0 => amount,
        1.. => format!("+{amount}"),
        _ => format!("−{amount}"),
    }
}

fn clamped(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::{SalaryChange, is_unusual_percentage};

    #[test]
    fn writes_difference_in_pesos_and_percent() {
        let raise = SalaryChange::between(68_770, 72_552);
        assert_eq!(raise.in_words(), "+37.82 (+5.50 %)");
        let cut = SalaryChange::between(70_000, 63_000);
        assert_eq!(cut.in_words(), "−70.00 (−10.00 %)");
        assert_eq!(SalaryChange::between(0, 100).in_words(), "+1.00");
    }

    #[test]
    fn asks_about_large_and_negative_changes() {
        assert!(!SalaryChange::between(100_000, 125_000).is_unusual());
        assert!(SalaryChange::between(100_000, 125_100).is_unusual());
        assert!(SalaryChange::between(100_000, 99_999).is_unusual());
        assert!(!is_unusual_percentage(2_500));
        assert!(is_unusual_percentage(2_501));
        assert!(is_unusual_percentage(-1));
    }
}

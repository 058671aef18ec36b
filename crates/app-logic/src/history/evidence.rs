//! The months whose evidence can be taken away as one folder.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::messages::assistants::month;
use crate::shown::Choice;

/// The law has records kept for five years (LSS 15-II).
const MONTHS: i64 = 60;

/// Returns the months, this one first; the value of each is `AAAA-MM`.
pub fn months(today: Date) -> Vec<Choice> {
    let this = today.first_of_month();
    (0..=MONTHS)
        .map(|behind| {
            let day = this.saturating_sub(behind.months());
            Choice::new(day.strftime("%Y-%m").to_string(), month(day))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::months;

    #[test]
    fn offers_five_years_of_months() {
        let all = months(date(2026, 1, 31));
        assert_eq!(all.len(), 61);
        assert_eq!(
            (all[1].value.as_str(), all[1].label.as_str()),
            ("2025-12", "diciembre de 2025")
        );
        assert_eq!(all[60].value, "2021-01");
    }
}

//! Months and bimestres to choose from. A list holds each as its first day.

use imss::assistants::Bimestre;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::format::date;
use crate::messages::assistants as text;
use crate::shown::Choice;

/// Months ahead of this one, and behind it.
const AROUND: i64 = 2;
/// Bimestres before the one that runs.
const BEHIND: usize = 3;

/// Returns the months around a day.
pub fn months(today: Date) -> Vec<Choice> {
    (-AROUND..=AROUND)
        .map(|ahead| {
            let day = today.first_of_month().saturating_add(ahead.months());
            Choice::new(month_value(day), text::month(day))
        })
        .collect()
}

/// Returns the value of a month in its list.
pub fn month_value(day: Date) -> String {
    date::to_field(day.first_of_month())
}

/// Returns year and month of a value of the list.
pub fn parse_month(value: &str) -> Option<(i16, i8)> {
    let day = date::from_field(value)?;
    Some((day.year(), day.month()))
}

/// Returns the bimestre that runs and those before it, the latest first.
pub fn bimestres(today: Date) -> Vec<Choice> {
    let mut all = vec![Bimestre::of(today)];
    for _ in 0..BEHIND {
        all.extend(all.last().map(|one| one.before()));
    }
    all.into_iter()
        .map(|one| Choice::new(bimestre_value(one), text::bimestre(one)))
        .collect()
}

/// Returns the value of a bimestre in its list.
pub fn bimestre_value(one: Bimestre) -> String {
    date::to_field(one.first())
}

/// Returns the bimestre of a value of the list.
pub fn parse_bimestre(value: &str) -> Option<Bimestre> {
    date::from_field(value).map(Bimestre::of)
}

/// Returns the bimestre whose salaries are likely to be filed: the one that ended, or in its last days
/// the one that runs.
pub fn likely_bimestre(today: Date) -> Bimestre {
    const NEAR: i32 = 5;
    let runs = Bimestre::of(today);
    let left = runs
        .last()
        .since(today)
        .map_or(NEAR, |span| span.get_days());
    if left < NEAR { runs } else { runs.before() }
}

#[cfg(test)]
mod tests {
    use imss::assistants::Bimestre;
    use jiff::civil::date;

    use super::{bimestre_value, bimestres, likely_bimestre, months, parse_bimestre, parse_month};

    #[test]
    fn offers_months_across_the_turn_of_a_year() {
        let all = months(date(2026, 1, 31));
        let values: Vec<_> = all
            .iter()
            .filter_map(|one| parse_month(&one.value))
            .collect();
        assert_eq!(
            values,
            [(2025, 11), (2025, 12), (2026, 1), (2026, 2), (2026, 3)]
        );
        assert_eq!(all[2].label, "enero de 2026");
    }

    #[test]
    fn bimestre_survives_its_list() {
        let all = bimestres(date(2026, 1, 31));
        assert_eq!(all.len(), 4);
        assert_eq!(all[1].label, "noviembre y diciembre de 2025");
        let one = Bimestre::of(date(2026, 6, 1));
        assert_eq!(parse_bimestre(&bimestre_value(one)), Some(one));
    }

    #[test]
    fn proposes_ended_bimestre_until_next_nears_its_end() {
        let spring = Bimestre::of(date(2026, 3, 1));
        let summer = Bimestre::of(date(2026, 5, 1));
        assert_eq!(likely_bimestre(date(2026, 5, 4)), spring);
        assert_eq!(likely_bimestre(date(2026, 6, 20)), spring);
        assert_eq!(likely_bimestre(date(2026, 6, 28)), summer);
        assert_eq!(likely_bimestre(date(2026, 7, 1)), summer);
    }
}

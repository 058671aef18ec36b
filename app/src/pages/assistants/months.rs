//! Months and bimestres to choose from, as a list holds them.

use imss::assistants::Bimestre;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::components::Choice;
use crate::format::date;
use crate::messages::assistants as text;

/// Months ahead of this one, and behind it.
const AROUND: i64 = 2;
/// Bimestres before the one that runs.
const BEHIND: usize = 3;

/// The months around a day.
pub(super) fn months(today: Date) -> Vec<Choice> {
    (-AROUND..=AROUND)
        .map(|ahead| {
            let day = today.first_of_month().saturating_add(ahead.months());
            Choice::new(month_value(day), text::month(day))
        })
        .collect()
}

/// A month as the list names it: its first day.
pub(super) fn month_value(day: Date) -> String {
    date::to_field(day.first_of_month())
}

/// Year and month of such a value.
pub(super) fn month_of(value: &str) -> Option<(i16, i8)> {
    let day = date::from_field(value)?;
    Some((day.year(), day.month()))
}

/// The bimestre that runs and those before it, the latest first.
pub(super) fn bimestres(today: Date) -> Vec<Choice> {
    let mut all = vec![Bimestre::of(today)];
    for _ in 0..BEHIND {
        all.extend(all.last().map(|one| one.before()));
    }
    all.into_iter()
        .map(|one| Choice::new(bimestre_value(one), text::bimestre(one)))
        .collect()
}

/// A bimestre as the list names it: its first day.
pub(super) fn bimestre_value(one: Bimestre) -> String {
    date::to_field(one.first())
}

/// The bimestre of such a value.
pub(super) fn bimestre_of(value: &str) -> Option<Bimestre> {
    date::from_field(value).map(Bimestre::of)
}

#[cfg(test)]
mod tests {
    use imss::assistants::Bimestre;
    use jiff::civil::date;

    use super::{bimestre_of, bimestre_value, bimestres, month_of, months};

    #[test]
    fn the_months_around_a_day_are_offered_over_the_turn_of_a_year() {
        let all = months(date(2026, 1, 31));
        let values: Vec<_> = all.iter().filter_map(|one| month_of(&one.value)).collect();
        assert_eq!(
            values,
            [(2025, 11), (2025, 12), (2026, 1), (2026, 2), (2026, 3)]
        );
        assert_eq!(all[2].label, "enero de 2026");
    }

    #[test]
    fn a_bimestre_survives_its_list() {
        let all = bimestres(date(2026, 1, 31));
        assert_eq!(all.len(), 4);
        assert_eq!(all[1].label, "noviembre y diciembre de 2025");
        let one = Bimestre::of(date(2026, 6, 1));
        assert_eq!(bimestre_of(&bimestre_value(one)), Some(one));
    }
}

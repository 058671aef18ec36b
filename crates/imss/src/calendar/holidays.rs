//! The obligatory holidays of Ley Federal del Trabajo, article 74.

use jiff::civil::{Date, Weekday, date};

/// The holidays of a year with their names, in order.
pub(super) fn of_year(year: i16) -> Vec<(Date, &'static str)> {
    let mut days = vec![
        (date(year, 1, 1), "Año Nuevo"),
        (nth_monday(year, 2, 1), "Día de la Constitución"),
        (nth_monday(year, 3, 3), "Natalicio de Benito Juárez"),
        (date(year, 5, 1), "Día del Trabajo"),
        (date(year, 9, 16), "Día de la Independencia"),
    ];
    if is_handover(year) {
        days.push((date(year, 10, 1), "Transmisión del Poder Ejecutivo Federal"));
    }
    days.push((nth_monday(year, 11, 3), "Día de la Revolución"));
    days.push((date(year, 12, 25), "Navidad"));
    days
}

pub(super) fn is_lft_holiday(day: Date) -> bool {
    let nth_monday_is =
        |nth: i8| day.weekday() == Weekday::Monday && (day.day() - 1) / 7 + 1 == nth;
    match (day.month(), day.day()) {
        (1 | 5, 1) | (9, 16) | (12, 25) => true,
        (10, 1) => is_handover(day.year()),
        (2, _) => nth_monday_is(1),
        (3 | 11, _) => nth_monday_is(3),
        _ => false,
    }
}

/// The federal executive changes on 1 October every six years from 2024 (domain facts `[B]`).
fn is_handover(year: i16) -> bool {
    year >= 2024 && (year - 2024) % 6 == 0
}

fn nth_monday(year: i16, month: i8, nth: i8) -> Date {
    date(year, month, 1)
        .nth_weekday_of_month(nth, Weekday::Monday)
        .expect("every month has three Mondays")
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[test]
    fn the_list_and_the_test_agree_on_every_day_of_ten_years() {
        let mut day = date(2023, 1, 1);
        while day < date(2033, 1, 1) {
            let listed = of_year(day.year())
                .iter()
                .any(|(holiday, _)| *holiday == day);
            assert_eq!(listed, is_lft_holiday(day), "{day}");
            day = day.saturating_add(1.day());
        }
    }
}

//! The days on which IMSS's term does not run: the law's and the company's own.

use imss::calendar::{Calendar, Holiday};
use jiff::civil::{Date, Weekday};
use model::CompanySettings;

use super::sourced::Sourced;
use crate::form::FieldError;
use crate::format::date;
use crate::messages::settings as text;

/// Returns the closed days of a year, in order.
pub fn closed_days(own: &[Holiday], year: i16) -> Vec<Sourced<Holiday>> {
    let of_law = Calendar::lft().holidays(year);
    let own: Vec<_> = own.iter().filter(|day| day.date.year() == year).collect();
    let mut days: Vec<_> = of_law
        .into_iter()
        .filter(|day| own.iter().all(|one| one.date != day.date))
        .map(|what| Sourced { what, own: false })
        .collect();
    days.extend(own.into_iter().map(|day| Sourced {
        what: day.clone(),
        own: true,
    }));
    days.sort_by_key(|day| day.what.date);
    days
}

/// Returns the years to choose from: last, this and the next two, and every one that has a day of its
/// own.
pub fn years(own: &[Holiday], today: Date) -> Vec<i16> {
    let mut years: Vec<i16> = (-1..=2).map(|ahead| today.year() + ahead).collect();
    years.extend(own.iter().map(|day| day.date.year()));
    years.sort_unstable();
    years.dedup();
    years
}

/// Reads the day that is typed.
///
/// # Errors
///
/// Every field that is wrong: no date, a weekend, a day that is closed already, no name.
pub fn parse_closed_day(
    fecha: &str,
    name: &str,
    settings: &CompanySettings,
) -> Result<Holiday, Vec<FieldError>> {
    let day = date::from_field(fecha)
        .ok_or(text::DAY_MISSING)
        .and_then(|day| {
            if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                Err(text::DAY_WEEKEND)
            } else if settings.calendar().is_business_day(day) {
                Ok(day)
            } else {
                Err(text::DAY_KNOWN)
            }
        });
    let name = name.trim();
    match (day, name.is_empty()) {
        (Ok(date), false) => Ok(Holiday {
            date,
            name: name.to_owned(),
        }),
        (day, unnamed) => {
            let day = day.err().map(|why| FieldError::new("dia", why));
            let name = unnamed.then(|| FieldError::new("nombre", text::DAY_NAME_MISSING));
            Err(day.into_iter().chain(name).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use imss::calendar::Holiday;
    use jiff::civil::date;
    use model::CompanySettings;

    use super::{closed_days, parse_closed_day, years};

    fn thursday() -> Holiday {
        Holiday {
            date: date(2026, 4, 2),
            name: "Jueves Santo".to_owned(),
        }
    }

    #[test]
    fn lists_days_of_law_and_company_in_order() {
        let days = closed_days(&[thursday()], 2026);
        let names: Vec<_> = days.iter().map(|day| day.what.name.as_str()).collect();
        assert_eq!(names[2..4], ["Natalicio de Benito Juárez", "Jueves Santo"]);
        assert_eq!(days.iter().filter(|day| day.own).count(), 1);
        assert!(closed_days(&[thursday()], 2027).iter().all(|day| !day.own));
        assert_eq!(years(&[], date(2026, 6, 1)), [2025, 2026, 2027, 2028]);
    }

    #[test]
    fn names_every_wrong_field_of_a_day() {
        let mut settings = CompanySettings::default();
        let typed = |fecha: &str, name: &str, settings: &CompanySettings| {
            parse_closed_day(fecha, name, settings)
                .map_err(|errors| errors.iter().map(|error| error.field).collect::<Vec<_>>())
        };
        assert_eq!(
            typed("2026-04-02", " Jueves Santo ", &settings),
            Ok(thursday())
        );
        assert_eq!(typed("2026-04-04", "Sábado", &settings), Err(vec!["dia"]));
        assert_eq!(typed("2026-05-01", "Trabajo", &settings), Err(vec!["dia"]));
        assert_eq!(typed("", " ", &settings), Err(vec!["dia", "nombre"]));
        assert_eq!(typed("2026-04-02", " ", &settings), Err(vec!["nombre"]));
        settings.holidays.push(thursday());
        assert_eq!(typed("2026-04-02", "Otra vez", &settings), Err(vec!["dia"]));
    }
}

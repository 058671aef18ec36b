//! Which days and wages are whose, and what may be added to them.

use api::view::settings::Settings;
use imss::calendar::{Calendar, Holiday};
use imss::salary::Sbc;
use imss::wages::{MinimumWage, Uma, Wages};
use jiff::civil::{Date, Weekday};
use model::limits::LOTE_MAX_MOVEMENTS;

use crate::format::date;
use crate::messages::settings as text;

/// Something with its source: the law and what was published, or the company itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sourced<T> {
    pub(super) what: T,
    pub(super) own: bool,
}

/// The closed days of a year, in order.
pub(super) fn days_of(own: &[Holiday], year: i16) -> Vec<Sourced<Holiday>> {
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

/// The years to choose from: last, this and the next two, and every one that has a day of its own.
pub(super) fn years(own: &[Holiday], today: Date) -> Vec<i16> {
    let mut years: Vec<i16> = (-1..=2).map(|ahead| today.year() + ahead).collect();
    years.extend(own.iter().map(|day| day.date.year()));
    years.sort_unstable();
    years.dedup();
    years
}

/// Minimum wages, the newest first.
pub(super) fn minimum_of(own: &[MinimumWage]) -> Vec<Sourced<MinimumWage>> {
    let wages = own
        .iter()
        .fold(Wages::published(), |wages, one| wages.with_minimum(*one));
    let sourced = |what: MinimumWage| Sourced {
        own: own.contains(&what),
        what,
    };
    wages.every_minimum().into_iter().map(sourced).collect()
}

/// UMA, the newest first.
pub(super) fn uma_of(own: &[Uma]) -> Vec<Sourced<Uma>> {
    let wages = own
        .iter()
        .fold(Wages::published(), |wages, one| wages.with_uma(*one));
    let sourced = |what: Uma| Sourced {
        own: own.contains(&what),
        what,
    };
    wages.every_uma().into_iter().map(sourced).collect()
}

/// What is wrong with something that is typed: beside which field, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) field: &'static str,
    pub(super) message: String,
}

fn wrong(field: &'static str, message: impl Into<String>) -> Wrong {
    Wrong {
        field,
        message: message.into(),
    }
}

/// The day that is typed.
pub(super) fn new_day(fecha: &str, name: &str, settings: &Settings) -> Result<Holiday, Wrong> {
    let day = date::from_field(fecha).ok_or_else(|| wrong("dia", text::DAY_MISSING))?;
    if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return Err(wrong("dia", text::DAY_WEEKEND));
    }
    if !settings.calendar().is_business_day(day) {
        return Err(wrong("dia", text::DAY_KNOWN));
    }
    let name = name.trim();
    if name.is_empty() {
        return Err(wrong("nombre", text::DAY_NAME_MISSING));
    }
    Ok(Holiday {
        date: day,
        name: name.to_owned(),
    })
}

/// The minimum wage that is typed.
pub(super) fn new_minimum(from: &str, general: &str, frontera: &str) -> Result<MinimumWage, Wrong> {
    Ok(MinimumWage {
        from: date::from_field(from).ok_or_else(|| wrong("minimo-desde", text::FROM_MISSING))?,
        general: amount("general", general)?,
        frontera_norte: amount("frontera", frontera)?,
    })
}

/// The UMA that is typed.
pub(super) fn new_uma(from: &str, value: &str) -> Result<Uma, Wrong> {
    Ok(Uma {
        from: date::from_field(from).ok_or_else(|| wrong("uma-desde", text::FROM_MISSING))?,
        value: amount("uma-valor", value)?,
    })
}

fn amount(field: &'static str, typed: &str) -> Result<Sbc, Wrong> {
    Sbc::parse(typed).map_err(|error| wrong(field, error.into_finding().message))
}

/// The size of a lote that is typed.
pub(super) fn most(typed: &str) -> Option<u32> {
    let digits = typed.trim().replace(',', "");
    let most: u32 = digits.parse().ok()?;
    (1..=LOTE_MAX_MOVEMENTS).contains(&most).then_some(most)
}

#[cfg(test)]
mod tests {
    use api::view::settings::Settings;
    use imss::calendar::Holiday;
    use imss::wages::Uma;
    use jiff::civil::date;

    use super::{days_of, most, new_day, new_minimum, new_uma, uma_of, years};

    fn thursday() -> Holiday {
        Holiday {
            date: date(2026, 4, 2),
            name: "Jueves Santo".to_owned(),
        }
    }

    #[test]
    fn the_days_of_the_law_stand_beside_the_company_s_own_in_their_order() {
        let days = days_of(&[thursday()], 2026);
        let names: Vec<_> = days.iter().map(|day| day.what.name.as_str()).collect();
        assert_eq!(names[2..4], ["Natalicio de Benito Juárez", "Jueves Santo"]);
        assert_eq!(days.iter().filter(|day| day.own).count(), 1);
        assert!(days_of(&[thursday()], 2027).iter().all(|day| !day.own));
        assert_eq!(years(&[], date(2026, 6, 1)), [2025, 2026, 2027, 2028]);
    }

    #[test]
    fn a_day_is_added_once_with_its_name_and_never_on_a_weekend() {
        let mut settings = Settings::default();
        let typed = |fecha: &str, name: &str, settings: &Settings| {
            new_day(fecha, name, settings).map_err(|wrong| wrong.field)
        };
        assert_eq!(
            typed("2026-04-02", " Jueves Santo ", &settings),
            Ok(thursday())
        );
        assert_eq!(typed("2026-04-04", "Sábado", &settings), Err("dia"));
        assert_eq!(typed("2026-05-01", "Trabajo", &settings), Err("dia"));
        assert_eq!(typed("", "Jueves Santo", &settings), Err("dia"));
        assert_eq!(typed("2026-04-02", " ", &settings), Err("nombre"));
        settings.holidays.push(thursday());
        assert_eq!(typed("2026-04-02", "Otra vez", &settings), Err("dia"));
    }

    #[test]
    fn a_wage_says_from_when_it_counts_and_what_it_is() {
        assert!(new_minimum("2027-01-01", "350", "$480.50").is_ok());
        let field = |from, general, frontera| {
            new_minimum(from, general, frontera).map_err(|wrong| wrong.field)
        };
        assert_eq!(field("", "350", "480"), Err("minimo-desde"));
        assert_eq!(field("2027-01-01", "mucho", "480"), Err("general"));
        assert_eq!(field("2027-01-01", "350", ""), Err("frontera"));
        assert!(new_uma("2027-02-01", "120.00").is_ok());
    }

    #[test]
    fn an_own_value_takes_the_place_of_the_published_one() {
        let own = Uma {
            from: date(2026, 2, 1),
            value: "117.40".parse().unwrap(),
        };
        let all = uma_of(&[own]);
        assert_eq!((all[0].what, all[0].own), (own, true));
        assert!(all[1..].iter().all(|one| !one.own));
        assert_eq!(all.len(), 3);
    }

    #[test]
    fn a_lote_takes_from_one_to_five_thousand() {
        assert_eq!(most("5,000"), Some(5_000));
        for wrong in ["0", "5001", "", "muchos", "-3"] {
            assert_eq!(most(wrong), None, "{wrong}");
        }
    }
}

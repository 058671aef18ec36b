//! What the form of a link checks before it asks the server.

use api::ApiError;
use api::view::links::{CreateLink, LinkShows};
use model::limits::{LINK_MAX_DAYS, LINK_MAX_USES, LINK_PIN_MAX_DIGITS, LINK_PIN_MIN_DIGITS};

use crate::format::date;
use crate::messages::links as text;

/// What was typed for a new link.
pub struct TypedLink {
    /// For whom it is.
    pub label: String,
    /// Every registro patronal, whatever `registros` holds.
    pub all: bool,
    /// Ids of the registros patronales.
    pub registros: Vec<String>,
    /// As a date field holds it.
    pub from: String,
    /// As a date field holds it.
    pub to: String,
    /// What is not signed yet, too.
    pub drafts: bool,
    /// Salaries.
    pub salaries: bool,
    /// CURPs.
    pub curps: bool,
    /// The list as a file.
    pub exports: bool,
    /// Constancias.
    pub lotes: bool,
    /// Days until it ends.
    pub days: String,
    /// The PIN; may be empty.
    pub pin: String,
    /// The most openings; may be empty.
    pub max_uses: String,
    /// A mail at the first opening.
    pub notify: bool,
    /// The address that it is mailed to; may be empty.
    pub email: String,
}

/// Returns the request.
///
/// # Errors
/// Every field that is missing or wrong, in the order of the form.
pub fn request(typed: TypedLink) -> Result<CreateLink, Vec<ApiError>> {
    let mut wrong = Vec::new();
    let mut refuse = |code: &str, message: &str, field: &str| {
        wrong.push(ApiError::new(code, message).at(field));
    };
    let label = typed.label.trim();
    if label.is_empty() {
        refuse("missing", text::LABEL_MISSING, "label");
    }
    // An empty list would mean every one: never what an unfinished choice may become.
    if !typed.all && typed.registros.is_empty() {
        refuse("missing", text::REGISTROS_MISSING, "registros");
    }
    let (from, to) = (date::from_field(&typed.from), date::from_field(&typed.to));
    if from.zip(to).is_some_and(|(from, to)| from > to) {
        refuse("invalid", text::DATES_WRONG, "to");
    }
    let masks = !typed.salaries || !typed.curps;
    let leaves_out = from.is_some() || to.is_some() || !typed.drafts;
    if typed.lotes && (masks || leaves_out) {
        refuse("invalid", text::LOTES_WRONG, "lotes");
    }
    let days = number(&typed.days, u32::from(LINK_MAX_DAYS));
    if days.is_none() {
        refuse("invalid", text::DAYS_WRONG, "days");
    }
    let pin = typed.pin.trim();
    let well_formed = (LINK_PIN_MIN_DIGITS..=LINK_PIN_MAX_DIGITS).contains(&pin.len())
        && pin.bytes().all(|byte| byte.is_ascii_digit());
    if !pin.is_empty() && !well_formed {
        refuse("invalid", text::PIN_WRONG, "pin");
    }
    let max_uses = number(&typed.max_uses, LINK_MAX_USES);
    if max_uses.is_none() && !typed.max_uses.trim().is_empty() {
        refuse("invalid", text::MAX_USES_WRONG, "max_uses");
    }
    let email = typed.email.trim();
    let days = days.and_then(|days| u16::try_from(days).ok());
    let (Some(days), true) = (days, wrong.is_empty()) else {
        return Err(wrong);
    };
    Ok(CreateLink {
        label: label.to_owned(),
        registros: if typed.all {
            Vec::new()
        } else {
            typed.registros
        },
        shows: LinkShows {
            from,
            to,
            drafts: typed.drafts,
            salaries: typed.salaries,
            curps: typed.curps,
            exports: typed.exports,
            lotes: typed.lotes,
        },
        days,
        pin: (!pin.is_empty()).then(|| pin.to_owned()),
        max_uses,
        notify: typed.notify,
        email: (!email.is_empty()).then(|| email.to_owned()),
    })
}

/// A whole number from 1 to `most`.
fn number(typed: &str, most: u32) -> Option<u32> {
    let number = typed.trim().parse().ok()?;
    (1..=most).contains(&number).then_some(number)
}

/// Returns the days typed to extend a link by.
#[must_use]
pub fn days(typed: &str) -> Option<u16> {
    number(typed, u32::from(LINK_MAX_DAYS)).and_then(|days| u16::try_from(days).ok())
}

#[cfg(test)]
mod tests {
    use super::{TypedLink, request};

    fn typed() -> TypedLink {
        TypedLink {
            label: " Despacho ".to_owned(),
            all: true,
            registros: vec!["left over".to_owned()],
            from: String::new(),
            to: String::new(),
            drafts: true,
            salaries: true,
            curps: true,
            exports: true,
            lotes: false,
            days: "30".to_owned(),
            pin: String::new(),
            max_uses: String::new(),
            notify: false,
            email: " despacho@example.mx ".to_owned(),
        }
    }

    fn fields(typed: TypedLink) -> Vec<String> {
        let wrong = request(typed).err().unwrap_or_default();
        wrong.into_iter().filter_map(|error| error.field).collect()
    }

    #[test]
    fn all_registros_are_an_empty_list() {
        let made = request(typed()).ok().unwrap();
        assert_eq!(
            (made.label.as_str(), made.days, made.pin, made.max_uses),
            ("Despacho", 30, None, None)
        );
        assert!(made.registros.is_empty());
        assert_eq!(made.email.as_deref(), Some("despacho@example.mx"));
    }

    #[test]
    fn choosing_none_never_becomes_all() {
        let none = TypedLink {
            all: false,
            registros: Vec::new(),
            ..typed()
        };
        assert_eq!(fields(none), ["registros"]);
    }

    #[test]
    fn everything_wrong_is_shown_at_once() {
        let wrong = TypedLink {
            label: String::new(),
            from: "2026-02-01".to_owned(),
            to: "2026-01-01".to_owned(),
            days: "0".to_owned(),
            pin: "1234".to_owned(),
            max_uses: "cero".to_owned(),
            ..typed()
        };
        assert_eq!(fields(wrong), ["label", "to", "days", "pin", "max_uses"]);
    }

    #[test]
    fn days_are_1_to_366() {
        for days in ["", "0", "367", "-1", "treinta"] {
            let wrong = TypedLink {
                days: days.to_owned(),
                ..typed()
            };
            assert_eq!(fields(wrong), ["days"], "{days:?}");
        }
        let longest = TypedLink {
            days: "366".to_owned(),
            ..typed()
        };
        assert!(fields(longest).is_empty());
    }

    #[test]
    fn a_pin_is_6_to_12_digits_or_nothing() {
        for pin in ["12345", "1234567890123", "12a456"] {
            let wrong = TypedLink {
                pin: pin.to_owned(),
                ..typed()
            };
            assert_eq!(fields(wrong), ["pin"], "{pin:?}");
        }
        let right = TypedLink {
            pin: "123456".to_owned(),
            ..typed()
        };
        assert_eq!(request(right).ok().unwrap().pin.as_deref(), Some("123456"));
    }

    #[test]
    fn constancias_are_whole_or_not_shown() {
        let with = |change: fn(&mut TypedLink)| {
            let mut typed = TypedLink {
                lotes: true,
                ..typed()
            };
            change(&mut typed);
            fields(typed)
        };
        assert!(with(|_| ()).is_empty());
        assert_eq!(with(|typed| typed.curps = false), ["lotes"]);
        assert_eq!(with(|typed| typed.drafts = false), ["lotes"]);
        assert_eq!(
            with(|typed| typed.from = "2026-01-01".to_owned()),
            ["lotes"]
        );
    }
}

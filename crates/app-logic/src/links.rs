//! What the pages of consult links decide: what the form checks, the state of a link, its address.

use api::ApiError;
use api::view::links::{CreateLink, LinkView};
use jiff::Timestamp;
use model::limits::LINK_MAX_DAYS;

use crate::address::Address;
use crate::messages::links as text;
use crate::shown::Tone;

/// What was typed for a new link.
pub struct TypedLink {
    /// For whom it is.
    pub label: String,
    /// Every registro patronal, whatever `registros` holds.
    pub all: bool,
    /// Ids of the registros patronales.
    pub registros: Vec<String>,
    /// Days until it ends.
    pub days: String,
    /// The PIN; may be empty.
    pub pin: String,
}

/// Returns the request.
///
/// # Errors
/// The first field that is missing or wrong.
pub fn request(typed: TypedLink) -> Result<CreateLink, ApiError> {
    let label = typed.label.trim();
    if label.is_empty() {
        return Err(ApiError::new("missing", text::LABEL_MISSING).at("label"));
    }
    // An empty list would mean every one: never what an unfinished choice may become.
    if !typed.all && typed.registros.is_empty() {
        return Err(ApiError::new("missing", text::REGISTROS_MISSING).at("registros"));
    }
    let days = typed
        .days
        .trim()
        .parse()
        .ok()
        .filter(|days| (1..=LINK_MAX_DAYS).contains(days));
    let Some(days) = days else {
        return Err(ApiError::new("invalid", text::DAYS_WRONG).at("days"));
    };
    let pin = typed.pin.trim();
    let well_formed = (4..=8).contains(&pin.len()) && pin.bytes().all(|byte| byte.is_ascii_digit());
    if !pin.is_empty() && !well_formed {
        return Err(ApiError::new("invalid", text::PIN_WRONG).at("pin"));
    }
    Ok(CreateLink {
        label: label.to_owned(),
        registros: if typed.all {
            Vec::new()
        } else {
            typed.registros
        },
        days,
        pin: (!pin.is_empty()).then(|| pin.to_owned()),
    })
}

/// Returns the whole address of a link. The token is in the fragment, which browsers send to no server.
#[must_use]
pub fn address(origin: &str, token: &str) -> String {
    format!("{origin}{}#{token}", Address::Consult)
}

/// Whether a link still opens anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It opens.
    Live,
    /// Its time is over.
    Ended,
    /// An administrator ended it.
    Revoked,
}

impl LinkState {
    /// Returns the state of a link at a moment.
    #[must_use]
    pub fn of(link: &LinkView, now: Timestamp) -> Self {
        if link.revoked_at.is_some() {
            Self::Revoked
        } else if link.expires_at <= now {
            Self::Ended
        } else {
            Self::Live
        }
    }

    /// Returns the state in a word.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Live => text::LIVE,
            Self::Ended => text::ENDED,
            Self::Revoked => text::REVOKED,
        }
    }

    /// Returns the tone of the state's badge.
    #[must_use]
    pub fn tone(self) -> Option<Tone> {
        (self == Self::Live).then_some(Tone::Success)
    }
}

#[cfg(test)]
mod tests {
    use api::view::links::LinkView;
    use jiff::Timestamp;

    use super::{LinkState, TypedLink, address, request};

    fn typed() -> TypedLink {
        TypedLink {
            label: " Despacho ".to_owned(),
            all: true,
            registros: vec!["left over".to_owned()],
            days: "30".to_owned(),
            pin: String::new(),
        }
    }

    fn field(typed: TypedLink) -> Option<String> {
        request(typed).err().and_then(|error| error.field)
    }

    #[test]
    fn all_registros_are_an_empty_list() {
        let made = request(typed()).ok().unwrap();
        assert_eq!(
            (made.label.as_str(), made.days, made.pin),
            ("Despacho", 30, None)
        );
        assert!(made.registros.is_empty());
    }

    #[test]
    fn choosing_none_never_becomes_all() {
        let none = TypedLink {
            all: false,
            registros: Vec::new(),
            ..typed()
        };
        assert_eq!(field(none).as_deref(), Some("registros"));
    }

    #[test]
    fn days_are_1_to_366() {
        for days in ["", "0", "367", "-1", "treinta"] {
            let wrong = TypedLink {
                days: days.to_owned(),
                ..typed()
            };
            assert_eq!(field(wrong).as_deref(), Some("days"), "{days:?}");
        }
        let longest = TypedLink {
            days: "366".to_owned(),
            ..typed()
        };
        assert_eq!(field(longest), None);
    }

    #[test]
    fn a_pin_is_4_to_8_digits_or_nothing() {
        for pin in ["123", "123456789", "12a4"] {
            let wrong = TypedLink {
                pin: pin.to_owned(),
                ..typed()
            };
            assert_eq!(field(wrong).as_deref(), Some("pin"), "{pin:?}");
        }
        let right = TypedLink {
            pin: "1234".to_owned(),
            ..typed()
        };
        assert_eq!(request(right).ok().unwrap().pin.as_deref(), Some("1234"));
    }

    #[test]
    fn the_token_stands_in_the_fragment() {
        assert_eq!(
            address("https://rubrica.example", "abc"),
            "https://rubrica.example/consulta#abc"
        );
    }

    #[test]
    fn a_revoked_link_is_revoked_even_after_its_end() {
        let at = |second| Timestamp::from_second(second).unwrap();
        let mut link = LinkView {
            id: "1".to_owned(),
            label: String::new(),
            registros: Vec::new(),
            created_at: at(0),
            expires_at: at(100),
            revoked_at: None,
            uses: 0,
            has_pin: false,
        };
        assert_eq!(LinkState::of(&link, at(99)), LinkState::Live);
        assert_eq!(LinkState::of(&link, at(100)), LinkState::Ended);
        link.revoked_at = Some(at(50));
        assert_eq!(LinkState::of(&link, at(200)), LinkState::Revoked);
    }
}

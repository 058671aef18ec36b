//! What the pages before a session say about registering a company.

use api::view::accounts::PortalState;
use model::Registration;

use crate::messages::entry as text;

/// What the page says about registering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registering {
    /// The way to the form: what the link says, and the lead of the form.
    Open {
        /// The words of the link.
        link: &'static str,
        /// The lead of the form.
        lead: &'static str,
    },
    /// No form: why, and where a user comes from.
    Closed {
        /// The sentence.
        why: &'static str,
    },
}

impl Registering {
    /// Returns what an installation allows.
    #[must_use]
    pub fn at(state: &PortalState) -> Self {
        match (state.registration, state.registration_open) {
            (Registration::First, true) => Self::Open {
                link: text::REGISTER_LINK,
                lead: text::REGISTER_LEAD,
            },
            (_, true) => Self::Open {
                link: text::REGISTER_ANY_LINK,
                lead: text::REGISTER_ANY_LEAD,
            },
            (Registration::Invite, false) => Self::Closed {
                why: text::REGISTER_BY_INVITATION,
            },
            (_, false) => Self::Closed {
                why: text::REGISTER_CLOSED_HELP,
            },
        }
    }

    /// Whether there is a form.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open { .. })
    }
}

/// Whether a company may be registered after somebody entered: the first one was it.
#[must_use]
pub fn open_after_entering(registration: Registration) -> bool {
    registration == Registration::Open
}

#[cfg(test)]
mod tests {
    use api::view::accounts::PortalState;
    use model::Registration;

    use super::{Registering, open_after_entering};

    fn at(registration: Registration, registration_open: bool) -> Registering {
        Registering::at(&PortalState {
            version: "1".to_owned(),
            registration,
            registration_open,
            simulator: false,
            only_email: None,
            trust_configured: false,
            now: jiff::Timestamp::UNIX_EPOCH,
            session: None,
        })
    }

    #[test]
    fn each_way_to_register_has_words_of_its_own() {
        let all = [
            at(Registration::First, true),
            at(Registration::First, false),
            at(Registration::Invite, false),
            at(Registration::Open, true),
        ];
        for (n, one) in all.iter().enumerate() {
            assert!(!all[..n].contains(one), "{one:?}");
        }
        assert!(all[0].is_open() && all[3].is_open());
        assert!(!all[1].is_open() && !all[2].is_open());
    }

    #[test]
    fn only_an_open_installation_registers_a_second_company() {
        assert!(open_after_entering(Registration::Open));
        assert!(!open_after_entering(Registration::First));
        assert!(!open_after_entering(Registration::Invite));
    }
}

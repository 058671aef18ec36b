//! Which assistants there are.

use imss::assistants::Occasion;

use crate::address::Address;
use crate::messages::assistants as text;

pub use crate::address::AssistantKind;

impl AssistantKind {
    /// Returns the address of its page.
    #[must_use]
    pub fn href(self) -> String {
        Address::Assistant { kind: self }.href()
    }

    /// Returns its name.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Minimum => text::MINIMUM,
            Self::Cap => text::CAP,
            Self::Variable => text::VARIABLE,
            Self::Anniversaries => text::ANNIVERSARIES,
            Self::Transfer => text::TRANSFER,
        }
    }

    /// Returns what it does, in a sentence.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Minimum => text::MINIMUM_TEXT,
            Self::Cap => text::CAP_TEXT,
            Self::Variable => text::VARIABLE_TEXT,
            Self::Anniversaries => text::ANNIVERSARIES_TEXT,
            Self::Transfer => text::TRANSFER_TEXT,
        }
    }

    /// Returns the assistant that an occasion calls for.
    #[must_use]
    pub fn of(occasion: Occasion) -> Self {
        match occasion {
            Occasion::Minimum(_) => Self::Minimum,
            Occasion::Cap(_) => Self::Cap,
            Occasion::Variable(_) => Self::Variable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AssistantKind;

    #[test]
    fn every_assistant_is_found_by_its_slug() {
        for kind in AssistantKind::ALL {
            assert_eq!(AssistantKind::from_slug(kind.slug()), Some(kind));
        }
        assert_eq!(AssistantKind::from_slug("otro"), None);
    }
}

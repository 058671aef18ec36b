//! Which assistants there are.

use imss::assistants::Occasion;

use crate::address::Address;
use crate::messages::assistants as text;

/// An assistant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AssistantKind {
    /// A new minimum wage.
    Minimum,
    /// A new UMA.
    Cap,
    /// The variable part of a bimestre.
    Variable,
    /// Another year of service.
    Anniversaries,
    /// From one registro patronal to another.
    Transfer,
}

impl AssistantKind {
    /// Every assistant, in the order of their page.
    pub const ALL: [Self; 5] = [
        Self::Minimum,
        Self::Cap,
        Self::Variable,
        Self::Anniversaries,
        Self::Transfer,
    ];

    /// Returns the last segment of its address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Minimum => "salario-minimo",
            Self::Cap => "tope",
            Self::Variable => "variables",
            Self::Anniversaries => "aniversarios",
            Self::Transfer => "traspaso",
        }
    }

    /// Returns the address of its page.
    #[must_use]
    pub fn href(self) -> String {
        Address::Assistant { kind: self }.href()
    }

    /// Returns the assistant whose address ends so.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
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

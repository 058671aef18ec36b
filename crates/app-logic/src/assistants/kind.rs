//! Which assistants there are.

use imss::assistants::Occasion;

use crate::messages::assistants as text;

const FOLDER: &str = "/asistentes/";

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
    /// Every assistant, in the order of the page that lists them.
    pub const ALL: [Self; 5] = [
        Self::Minimum,
        Self::Cap,
        Self::Variable,
        Self::Anniversaries,
        Self::Transfer,
    ];

    /// Finds the assistant whose address ends in `slug`.
    pub fn by_slug(slug: &str) -> Option<Self> {
        let ends = |kind: &Self| kind.href().strip_prefix(FOLDER) == Some(slug);
        Self::ALL.into_iter().find(ends)
    }

    /// Returns the address of its page.
    pub fn href(self) -> &'static str {
        match self {
            Self::Minimum => "/asistentes/salario-minimo",
            Self::Cap => "/asistentes/tope",
            Self::Variable => "/asistentes/variables",
            Self::Anniversaries => "/asistentes/aniversarios",
            Self::Transfer => "/asistentes/traspaso",
        }
    }

    /// Returns its name.
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
    pub fn text(self) -> &'static str {
        match self {
            Self::Minimum => text::MINIMUM_TEXT,
            Self::Cap => text::CAP_TEXT,
            Self::Variable => text::VARIABLE_TEXT,
            Self::Anniversaries => text::ANNIVERSARIES_TEXT,
            Self::Transfer => text::TRANSFER_TEXT,
        }
    }

    /// Returns the assistant that helps with an occasion.
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
    fn finds_every_assistant_by_its_address() {
        for kind in AssistantKind::ALL {
            let slug = kind.href().rsplit('/').next().unwrap();
            assert_eq!(AssistantKind::by_slug(slug), Some(kind));
            assert!(api::routes::is_page(kind.href()));
        }
        assert_eq!(AssistantKind::by_slug("otro"), None);
    }
}

//! Which assistants there are.

use imss::assistants::Occasion;

use crate::messages::assistants as text;

const FOLDER: &str = "/asistentes/";

/// An assistant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
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

impl Kind {
    pub(super) const ALL: [Self; 5] = [
        Self::Minimum,
        Self::Cap,
        Self::Variable,
        Self::Anniversaries,
        Self::Transfer,
    ];

    /// The one whose address ends so.
    pub(super) fn called(slug: &str) -> Option<Self> {
        let ends = |kind: &Self| kind.href().strip_prefix(FOLDER) == Some(slug);
        Self::ALL.into_iter().find(ends)
    }

    /// Its address.
    pub(crate) fn href(self) -> &'static str {
        match self {
            Self::Minimum => "/asistentes/salario-minimo",
            Self::Cap => "/asistentes/tope",
            Self::Variable => "/asistentes/variables",
            Self::Anniversaries => "/asistentes/aniversarios",
            Self::Transfer => "/asistentes/traspaso",
        }
    }

    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Minimum => text::MINIMUM,
            Self::Cap => text::CAP,
            Self::Variable => text::VARIABLE,
            Self::Anniversaries => text::ANNIVERSARIES,
            Self::Transfer => text::TRANSFER,
        }
    }

    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Minimum => text::MINIMUM_TEXT,
            Self::Cap => text::CAP_TEXT,
            Self::Variable => text::VARIABLE_TEXT,
            Self::Anniversaries => text::ANNIVERSARIES_TEXT,
            Self::Transfer => text::TRANSFER_TEXT,
        }
    }

    /// The one that an occasion calls for.
    pub(crate) fn of(occasion: Occasion) -> Self {
        match occasion {
            Occasion::Minimum(_) => Self::Minimum,
            Occasion::Cap(_) => Self::Cap,
            Occasion::Variable(_) => Self::Variable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_assistant_is_found_by_its_address() {
        for kind in Kind::ALL {
            let slug = kind.href().rsplit('/').next().unwrap();
            assert_eq!(Kind::called(slug), Some(kind));
            assert!(api::routes::is_page(kind.href()));
        }
        assert_eq!(Kind::called("otro"), None);
    }
}

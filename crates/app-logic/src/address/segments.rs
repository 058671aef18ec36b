//! What a segment of an address names, and how it is spelled there.

use imss::movimiento::TipoMovimiento;

use crate::certificate_life::{CertificatePath, Page};

/// A change that is made to many trabajadores at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkKind {
    /// New salaries.
    Salaries,
    /// Bajas.
    Bajas,
}

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

/// A tab of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryTab {
    /// Movements of a type, or of all.
    Movements(Option<TipoMovimiento>),
    /// Lotes.
    Lotes,
}

impl BulkKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Salaries, Self::Bajas];

    /// Returns the last segment of its address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Salaries => "salarios",
            Self::Bajas => "bajas",
        }
    }

    /// Returns the kind whose address ends so.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
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

    /// Returns the assistant whose address ends so.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

impl HistoryTab {
    /// Every tab, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Movements(Some(TipoMovimiento::Reingreso)),
        Self::Movements(Some(TipoMovimiento::Modificacion)),
        Self::Movements(Some(TipoMovimiento::Baja)),
        Self::Movements(None),
        Self::Lotes,
    ];

    /// Returns the last segment of its address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Movements(Some(TipoMovimiento::Reingreso)) => "reingresos",
            Self::Movements(Some(TipoMovimiento::Modificacion)) => "modificaciones",
            Self::Movements(Some(TipoMovimiento::Baja)) => "bajas",
            Self::Movements(None) => "todos",
            Self::Lotes => "lotes",
        }
    }

    /// Returns the tab whose address ends so.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tab| tab.slug() == slug)
    }
}

/// Returns a movement's type as an address writes it.
#[must_use]
pub fn type_slug(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Reingreso => "reingreso",
        TipoMovimiento::Modificacion => "modificacion",
        TipoMovimiento::Baja => "baja",
    }
}

/// Returns the type that an address names.
#[must_use]
pub fn type_from_slug(slug: &str) -> Option<TipoMovimiento> {
    let mut types = TipoMovimiento::ALL.iter().copied();
    types.find(|tipo| type_slug(*tipo) == slug)
}

/// What a segment of an address is read into.
pub(super) trait Segment: Sized {
    /// Returns the segment, not encoded.
    fn to_segment(&self) -> String;
    /// Reads a decoded segment; `None` where it names nothing.
    fn from_segment(segment: &str) -> Option<Self>;
    /// Returns one that exists.
    fn sample() -> Self;
}

impl Segment for String {
    fn to_segment(&self) -> String {
        self.clone()
    }

    fn from_segment(segment: &str) -> Option<Self> {
        (!segment.is_empty()).then(|| segment.to_owned())
    }

    fn sample() -> Self {
        "01J0ABC".to_owned()
    }
}

macro_rules! segments {
    ($($Type:ty: $slug:expr, $parse:expr, $sample:expr;)*) => {
        $(impl Segment for $Type {
            fn to_segment(&self) -> String {
                $slug(*self).to_owned()
            }

            fn from_segment(segment: &str) -> Option<Self> {
                $parse(segment)
            }

            fn sample() -> Self {
                $sample
            }
        })*
    };
}

segments! {
    TipoMovimiento: type_slug, type_from_slug, TipoMovimiento::Baja;
    BulkKind: BulkKind::slug, BulkKind::from_slug, BulkKind::Salaries;
    AssistantKind: AssistantKind::slug, AssistantKind::from_slug, AssistantKind::Cap;
    HistoryTab: HistoryTab::slug, HistoryTab::from_slug, HistoryTab::Movements(None);
    Page: Page::slug, Page::parse, Page::Path(CertificatePath::First);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slug_is_read_back() {
        for tab in HistoryTab::ALL {
            assert_eq!(HistoryTab::from_slug(tab.slug()), Some(tab));
        }
        for kind in BulkKind::ALL {
            assert_eq!(BulkKind::from_slug(kind.slug()), Some(kind));
        }
        for tipo in TipoMovimiento::ALL {
            assert_eq!(type_from_slug(type_slug(*tipo)), Some(*tipo));
        }
    }
}

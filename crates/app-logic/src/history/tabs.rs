//! The tabs of the history.

use imss::movimiento::TipoMovimiento;

use super::filters::Filters;
use crate::address::Address;
use crate::messages::history as text;
use crate::shown::Tab;

/// A tab of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryTab {
    /// Movements of a type, or of all.
    Movements(Option<TipoMovimiento>),
    /// Lotes.
    Lotes,
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

    /// Returns the tab an address names; lotes only for those who see them.
    #[must_use]
    pub fn named(name: &str, sees_lotes: bool) -> Option<Self> {
        Self::from_slug(name).filter(|tab| sees_lotes || *tab != Self::Lotes)
    }

    fn label(self) -> &'static str {
        match self {
            Self::Movements(Some(TipoMovimiento::Reingreso)) => text::REINGRESOS,
            Self::Movements(Some(TipoMovimiento::Modificacion)) => text::MODIFICACIONES,
            Self::Movements(Some(TipoMovimiento::Baja)) => text::BAJAS,
            Self::Movements(None) => text::TODOS,
            Self::Lotes => text::LOTES,
        }
    }
}

/// The row of tabs. Each keeps what the person looks for.
#[must_use]
pub fn tabs(sees_lotes: bool, filters: &Filters) -> Vec<Tab> {
    HistoryTab::ALL
        .into_iter()
        .filter(|tab| sees_lotes || *tab != HistoryTab::Lotes)
        .map(|tab| {
            let path = Address::HistoryTab { tab }.href();
            Tab::new(filters.address(&path), tab.label())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use imss::movimiento::TipoMovimiento;

    use super::{HistoryTab, tabs};
    use crate::history::filters::Filters;

    #[test]
    fn shows_no_lotes_to_those_who_only_read() {
        assert_eq!(HistoryTab::named("lotes", true), Some(HistoryTab::Lotes));
        assert_eq!(HistoryTab::named("lotes", false), None);
        let nothing = Filters::default();
        assert_eq!(tabs(true, &nothing).len(), 5);
        assert_eq!(tabs(false, &nothing).len(), 4);
    }

    #[test]
    fn every_tab_keeps_the_filters() {
        let filters = Filters {
            texto: "peña".to_owned(),
            desde: "2026-01-05".to_owned(),
            ..Filters::default()
        };
        for tab in tabs(true, &filters) {
            let kept = tab.href.ends_with("?texto=pe%C3%B1a&desde=2026-01-05");
            assert!(kept, "{}", tab.href);
        }
    }

    #[test]
    fn finds_no_unknown_tab() {
        assert_eq!(HistoryTab::named("altas", true), None);
        assert_eq!(
            HistoryTab::named("bajas", false),
            Some(HistoryTab::Movements(Some(TipoMovimiento::Baja)))
        );
    }
}

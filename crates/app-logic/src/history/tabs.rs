//! The tabs of the history.

use api::view::movements::TabCounts;
use imss::movimiento::TipoMovimiento;

use super::filters::Filters;
use crate::address::Address;
use crate::messages::history as text;
use crate::shown::Tab;

pub use crate::address::HistoryTab;

impl HistoryTab {
    /// Returns the tab an address names; lotes only for those who see them.
    #[must_use]
    pub fn named(name: &str, sees_lotes: bool) -> Option<Self> {
        Self::from_slug(name).filter(|tab| sees_lotes || *tab != Self::Lotes)
    }

    /// Returns the tab that a path opens; `None` for a page outside the history.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        match Address::parse(path)? {
            Address::History => Some(Self::Movements(None)),
            Address::HistoryTab { tab } => Some(tab),
            _ => None,
        }
    }

    /// Returns its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Movements(Some(TipoMovimiento::Reingreso)) => text::REINGRESOS,
            Self::Movements(Some(TipoMovimiento::Modificacion)) => text::MODIFICACIONES,
            Self::Movements(Some(TipoMovimiento::Baja)) => text::BAJAS,
            Self::Movements(None) => text::TODOS,
            Self::Lotes => text::LOTES,
        }
    }
}

impl HistoryTab {
    fn count(self, counts: &TabCounts) -> Option<u64> {
        match self {
            Self::Movements(Some(TipoMovimiento::Reingreso)) => Some(counts.reingresos),
            Self::Movements(Some(TipoMovimiento::Modificacion)) => Some(counts.modificaciones),
            Self::Movements(Some(TipoMovimiento::Baja)) => Some(counts.bajas),
            Self::Movements(None) => Some(counts.reingresos + counts.modificaciones + counts.bajas),
            Self::Lotes => counts.lotes,
        }
    }
}

/// Returns the row of tabs. Each keeps what the person looks for, and says how many of it there are,
/// once that is known.
#[must_use]
pub fn tabs(sees_lotes: bool, filters: &Filters, counts: Option<&TabCounts>) -> Vec<Tab> {
    HistoryTab::ALL
        .into_iter()
        .filter(|tab| sees_lotes || *tab != HistoryTab::Lotes)
        .map(|tab| {
            let path = Address::HistoryTab { tab }.href();
            let count = counts.and_then(|counts| Some((tab.count(counts)?, counts.more)));
            let count = count.map_or_else(String::new, |(count, more)| {
                text::counted(count, more && tab != HistoryTab::Lotes)
            });
            Tab::new(filters.address(&path), tab.label()).counted(count)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use api::view::movements::TabCounts;
    use imss::movimiento::TipoMovimiento;

    use super::{HistoryTab, tabs};
    use crate::history::filters::Filters;

    #[test]
    fn shows_no_lotes_to_those_who_only_read() {
        assert_eq!(HistoryTab::named("lotes", true), Some(HistoryTab::Lotes));
        assert_eq!(HistoryTab::named("lotes", false), None);
        let nothing = Filters::default();
        assert_eq!(tabs(true, &nothing, None).len(), 5);
        assert_eq!(tabs(false, &nothing, None).len(), 4);
    }

    #[test]
    fn every_tab_keeps_the_filters() {
        let filters = Filters {
            texto: "peña".to_owned(),
            desde: "2026-01-05".to_owned(),
            ..Filters::default()
        };
        for tab in tabs(true, &filters, None) {
            let kept = tab.href.ends_with("?texto=pe%C3%B1a&desde=2026-01-05");
            assert!(kept, "{}", tab.href);
        }
    }

    #[test]
    fn a_path_outside_the_history_opens_no_tab() {
        let baja = HistoryTab::Movements(Some(TipoMovimiento::Baja));
        assert_eq!(HistoryTab::of_path("/historial/bajas"), Some(baja));
        let all = Some(HistoryTab::Movements(None));
        assert_eq!(HistoryTab::of_path("/historial"), all);
        assert_eq!(HistoryTab::of_path("/lotes"), None);
    }

    #[test]
    fn every_tab_says_how_many_there_are() {
        let counts = TabCounts {
            reingresos: 1_200,
            modificaciones: 30,
            bajas: 4,
            more: true,
            lotes: Some(7),
        };
        let labels = tabs(true, &Filters::default(), Some(&counts));
        let labels: Vec<_> = labels
            .into_iter()
            .map(|tab| format!("{} {}", tab.label, tab.count.unwrap_or_default()))
            .collect();
        assert_eq!(
            labels,
            [
                "Reingresos 1,200+",
                "Mod. Salarios 30+",
                "Bajas 4+",
                "Todos 1,234+",
                "Lotes 7"
            ]
        );
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

//! The tabs of the history.

use imss::movimiento::TipoMovimiento;

use super::filters::Filters;
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

const TABS: [(&str, &str, HistoryTab); 5] = [
    (
        "reingresos",
        text::REINGRESOS,
        HistoryTab::Movements(Some(TipoMovimiento::Reingreso)),
    ),
    (
        "modificaciones",
        text::MODIFICACIONES,
        HistoryTab::Movements(Some(TipoMovimiento::Modificacion)),
    ),
    (
        "bajas",
        text::BAJAS,
        HistoryTab::Movements(Some(TipoMovimiento::Baja)),
    ),
    ("todos", text::TODOS, HistoryTab::Movements(None)),
    ("lotes", text::LOTES, HistoryTab::Lotes),
];

impl HistoryTab {
    /// The tab an address names; lotes only for those who see them.
    #[must_use]
    pub fn named(name: &str, sees_lotes: bool) -> Option<Self> {
        TABS.into_iter()
            .find(|(known, ..)| *known == name)
            .map(|(.., tab)| tab)
            .filter(|tab| sees_lotes || *tab != Self::Lotes)
    }
}

/// The row of tabs. Each keeps what the person looks for.
#[must_use]
pub fn tabs(sees_lotes: bool, filters: &Filters) -> Vec<Tab> {
    TABS.into_iter()
        .filter(|(.., tab)| sees_lotes || *tab != HistoryTab::Lotes)
        .map(|(name, label, _)| Tab::new(filters.address(&format!("/historial/{name}")), label))
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

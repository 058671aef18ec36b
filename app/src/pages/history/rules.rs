//! The history's tabs, and its filters as they stand in the address.

use api::view::movements::HistoryRequest;
use imss::movimiento::TipoMovimiento;
use model::MovementStatus;

use crate::components::Tab as TabLink;
use crate::format::date;
use crate::messages::history as text;
use crate::shell::paths;

/// Rows asked for at once.
const PAGE: u32 = 50;

/// A tab of the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    /// Movements of a type, or of all.
    Movements(Option<TipoMovimiento>),
    Lotes,
}

const TABS: [(&str, &str, Tab); 5] = [
    (
        "reingresos",
        text::REINGRESOS,
        Tab::Movements(Some(TipoMovimiento::Reingreso)),
    ),
    (
        "modificaciones",
        text::MODIFICACIONES,
        Tab::Movements(Some(TipoMovimiento::Modificacion)),
    ),
    (
        "bajas",
        text::BAJAS,
        Tab::Movements(Some(TipoMovimiento::Baja)),
    ),
    ("todos", text::TODOS, Tab::Movements(None)),
    ("lotes", text::LOTES, Tab::Lotes),
];

impl Tab {
    /// The tab an address names; lotes only for whoever sees them.
    pub(super) fn named(name: &str, sees_lotes: bool) -> Option<Self> {
        TABS.into_iter()
            .find(|(known, ..)| *known == name)
            .map(|(.., tab)| tab)
            .filter(|tab| sees_lotes || *tab != Self::Lotes)
    }
}

/// The row of tabs.
pub(super) fn tabs(sees_lotes: bool) -> Vec<TabLink> {
    TABS.into_iter()
        .filter(|(.., tab)| sees_lotes || *tab != Tab::Lotes)
        .map(|(name, label, _)| TabLink::new(format!("/historial/{name}"), label))
        .collect()
}

/// What the person looks for, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    pub(super) texto: String,
    /// Id of a registro patronal; empty means every one.
    pub(super) registro: String,
    /// Name of a state; empty means every one.
    pub(super) estado: String,
    /// As a date field holds it.
    pub(super) desde: String,
    pub(super) hasta: String,
}

impl Filters {
    /// Reads an address's query through `value`.
    pub(super) fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| value(name).unwrap_or_default();
        Self {
            texto: value("texto"),
            registro: value("registro"),
            estado: value("estado"),
            desde: value("desde"),
            hasta: value("hasta"),
        }
    }

    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The path with these filters in its query.
    pub(super) fn address(&self, path: &str) -> String {
        let all = [
            ("texto", self.texto.trim()),
            ("registro", self.registro.as_str()),
            ("estado", self.estado.as_str()),
            ("desde", self.desde.as_str()),
            ("hasta", self.hasta.as_str()),
        ];
        let query: Vec<_> = all
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", paths::encode(value)))
            .collect();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", query.join("&"))
        }
    }

    /// What the server is asked.
    pub(super) fn request(
        &self,
        tipo: Option<TipoMovimiento>,
        cursor: Option<String>,
    ) -> HistoryRequest {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        HistoryRequest {
            tipo,
            registros: given(&self.registro).into_iter().collect(),
            from: date::from_field(&self.desde),
            to: date::from_field(&self.hasta),
            estado: MovementStatus::from_name(&self.estado),
            texto: self.texto.trim().to_owned(),
            cursor,
            limit: PAGE,
        }
    }
}

#[cfg(test)]
mod tests {
    use imss::movimiento::TipoMovimiento;

    use super::{Filters, Tab, tabs};

    #[test]
    fn whoever_only_reads_has_no_lotes() {
        assert_eq!(Tab::named("lotes", true), Some(Tab::Lotes));
        assert_eq!(Tab::named("lotes", false), None);
        assert_eq!(tabs(true).len(), 5);
        assert_eq!(tabs(false).len(), 4);
    }

    #[test]
    fn an_unknown_tab_is_none() {
        assert_eq!(Tab::named("altas", true), None);
        assert_eq!(
            Tab::named("bajas", false),
            Some(Tab::Movements(Some(TipoMovimiento::Baja)))
        );
    }

    #[test]
    fn filters_stand_in_the_address_and_are_encoded() {
        let filters = Filters {
            texto: " peña & hijos ".to_owned(),
            estado: "operado".to_owned(),
            ..Filters::default()
        };
        assert_eq!(
            filters.address("/historial/todos"),
            "/historial/todos?texto=pe%C3%B1a%20%26%20hijos&estado=operado"
        );
        assert_eq!(
            Filters::default().address("/historial/todos"),
            "/historial/todos"
        );
    }

    #[test]
    fn a_query_is_read_back_and_nonsense_dates_are_left_out() {
        let filters = Filters::read(|name| match name {
            "desde" => Some("2026-01-05".to_owned()),
            "hasta" => Some("ayer".to_owned()),
            _ => None,
        });
        let request = filters.request(None, None);
        assert!(request.from.is_some());
        assert_eq!(request.to, None);
        assert!(request.registros.is_empty());
    }
}

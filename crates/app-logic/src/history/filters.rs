//! What a person looks for in the history. The filters are in the address, so that going back finds
//! them again.

use api::view::movements::HistoryRequest;
use imss::movimiento::TipoMovimiento;
use model::MovementStatus;

use crate::address::with_query;
use crate::format::date;
use crate::messages::history as text;

/// Rows asked for at once.
const PAGE: u32 = 50;

/// The name, among those of the states, of refused movements that nobody has corrected.
pub const UNCORRECTED: &str = "sin_corregir";
/// Address of the list of those movements.
pub const UNCORRECTED_ADDRESS: &str = "/historial/todos?estado=sin_corregir";

/// What the person looks for, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// In NSS, CURP or name.
    pub texto: String,
    /// Id of a registro patronal; empty means every one.
    pub registro: String,
    /// Name of a state; empty means every one.
    pub estado: String,
    /// As a date field holds it.
    pub desde: String,
    /// As a date field holds it.
    pub hasta: String,
}

impl Filters {
    /// Reads an address's query through `value`.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| value(name).unwrap_or_default();
        Self {
            texto: value("texto"),
            registro: value("registro"),
            estado: value("estado"),
            desde: value("desde"),
            hasta: value("hasta"),
        }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Why nothing can match, where the dates are in the wrong order.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let (from, to) = (
            date::from_field(&self.desde)?,
            date::from_field(&self.hasta)?,
        );
        (from > to).then_some(text::INVERTED_DATES)
    }

    /// The path with these filters in its query.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        let all = [
            ("texto", self.texto.trim()),
            ("registro", self.registro.as_str()),
            ("estado", self.estado.as_str()),
            ("desde", self.desde.as_str()),
            ("hasta", self.hasta.as_str()),
        ];
        with_query(path, &all)
    }

    /// What the server is asked.
    #[must_use]
    pub fn request(&self, tipo: Option<TipoMovimiento>, cursor: Option<String>) -> HistoryRequest {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        HistoryRequest {
            tipo,
            registros: given(&self.registro).into_iter().collect(),
            from: date::from_field(&self.desde),
            to: date::from_field(&self.hasta),
            estado: MovementStatus::from_name(&self.estado),
            uncorrected: self.estado == UNCORRECTED,
            texto: self.texto.trim().to_owned(),
            cursor,
            limit: PAGE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Filters, UNCORRECTED, UNCORRECTED_ADDRESS};

    #[test]
    fn encodes_filters_in_the_address() {
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
    fn leaves_out_dates_that_are_none() {
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

    #[test]
    fn says_that_the_dates_are_inverted() {
        let between = |desde: &str, hasta: &str| {
            let filters = Filters {
                desde: desde.to_owned(),
                hasta: hasta.to_owned(),
                ..Filters::default()
            };
            filters.problem().is_some()
        };
        assert!(between("2026-01-06", "2026-01-05"));
        assert!(!between("2026-01-05", "2026-01-05"));
        assert!(!between("2026-01-06", ""));
    }

    #[test]
    fn refusals_without_correction_are_a_filter_of_their_own() {
        let filters = Filters {
            estado: UNCORRECTED.to_owned(),
            ..Filters::default()
        };
        let request = filters.request(None, None);
        assert!(request.uncorrected);
        assert_eq!(request.estado, None);
        assert_eq!(filters.address("/historial/todos"), UNCORRECTED_ADDRESS);
    }
}

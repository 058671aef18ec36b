//! What a person looks for in the history. All of it is in the address, so that going back, loading the page
//! again and a copied address show the same.

use api::view::movements::HistoryRequest;
use imss::movimiento::TipoMovimiento;
use model::limits::{SEARCH_MAX_CHARACTERS, SEARCH_MAX_WORDS};

use super::states;
pub use super::states::UNCORRECTED;
use crate::address::{FROM, STATE, TO, with_query};
use crate::format::date;
use crate::messages::history as text;

/// Rows asked for at once.
const PAGE: u32 = 50;

/// Address of the list of those movements.
pub const UNCORRECTED_ADDRESS: &str = "/historial/todos?estado=sin_corregir";
/// The query parameter that holds the order.
pub const ORDER: &str = "orden";
/// The name of the order that begins with the oldest date.
pub const OLDEST_FIRST: &str = "viejos";
/// The name of what IMSS applied late.
pub const LATE: &str = "si";
/// The name of what IMSS applied in time.
pub const IN_TIME: &str = "no";

/// What the person looks for, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Beginnings of words of name, NSS, CURP, RFC or clave.
    pub texto: String,
    /// Id of a registro patronal; empty means every one.
    pub registro: String,
    /// Name of a state, or of several together; empty means every one.
    pub estado: String,
    /// As a date field holds it.
    pub desde: String,
    /// As a date field holds it.
    pub hasta: String,
    /// Number of a lote.
    pub lote: String,
    /// Folio of a receipt of IMSS's.
    pub folio: String,
    /// Code with which IMSS refused.
    pub codigo: String,
    /// [`LATE`] or [`IN_TIME`]; empty means both.
    pub extemporaneo: String,
    /// Id of who captured.
    pub captura: String,
    /// [`OLDEST_FIRST`]; empty means newest first.
    pub orden: String,
}

/// What is wrong with one field, in words.
pub type Problem = &'static str;

impl Filters {
    /// The names of the fields in the address, each with its value.
    fn named(&self) -> [(&'static str, &str); 11] {
        [
            ("texto", self.texto.trim()),
            ("registro", &self.registro),
            (STATE, &self.estado),
            (FROM, &self.desde),
            (TO, &self.hasta),
            ("lote", self.lote.trim()),
            ("folio", self.folio.trim()),
            ("codigo", self.codigo.trim()),
            ("extemporaneo", &self.extemporaneo),
            ("captura", &self.captura),
            (ORDER, &self.orden),
        ]
    }

    /// Reads an address's query through `value`.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| value(name).unwrap_or_default();
        Self {
            texto: value("texto"),
            registro: value("registro"),
            estado: value(STATE),
            desde: value(FROM),
            hasta: value(TO),
            lote: value("lote"),
            folio: value("folio"),
            codigo: value("codigo"),
            extemporaneo: value("extemporaneo"),
            captura: value("captura"),
            orden: value(ORDER),
        }
    }

    /// Whether nothing is looked for; the order aside.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        let order = |name: &str| name == ORDER;
        let mut named = self.named().into_iter();
        named.all(|(name, value)| value.is_empty() || order(name))
    }

    /// Whether something is looked for that the form keeps folded away at first.
    #[must_use]
    pub fn looks_further(&self) -> bool {
        let further = [
            &self.lote,
            &self.folio,
            &self.codigo,
            &self.extemporaneo,
            &self.captura,
            &self.orden,
        ];
        further.into_iter().any(|value| !value.trim().is_empty())
    }

    /// Returns what is wrong with the text: it is longer than a search may be.
    #[must_use]
    pub fn text_problem(&self) -> Option<Problem> {
        let typed = self.texto.trim();
        let too_much = typed.chars().count() > SEARCH_MAX_CHARACTERS
            || typed.split_whitespace().count() > SEARCH_MAX_WORDS;
        too_much.then_some(text::TOO_MUCH_TEXT)
    }

    /// Returns why nothing can match, where the dates are in the wrong order.
    #[must_use]
    pub fn date_problem(&self) -> Option<Problem> {
        let (from, to) = (
            date::from_field(&self.desde)?,
            date::from_field(&self.hasta)?,
        );
        (from > to).then_some(text::INVERTED_DATES)
    }

    /// Returns what the list leaves out without being asked to.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        let from_any_day = date::from_field(&self.desde).is_none();
        (self.estado == UNCORRECTED && from_any_day).then_some(text::LAST_YEAR)
    }

    /// Returns what is wrong with the number of a lote.
    #[must_use]
    pub fn lote_problem(&self) -> Option<Problem> {
        let typed = self.lote.trim();
        let number = typed.parse::<u32>().is_ok_and(|number| number > 0);
        (!typed.is_empty() && !number).then_some(text::NO_LOTE_NUMBER)
    }

    /// Whether anything is wrong.
    #[must_use]
    pub fn has_problem(&self) -> bool {
        let problems = [
            self.text_problem(),
            self.date_problem(),
            self.lote_problem(),
        ];
        problems.iter().any(Option::is_some)
    }

    /// Returns the path with these filters in its query.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        with_query(path, &self.named())
    }

    /// Returns what the server is asked.
    #[must_use]
    pub fn request(&self, tipo: Option<TipoMovimiento>, cursor: Option<String>) -> HistoryRequest {
        let given = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
        HistoryRequest {
            tipo,
            registros: given(&self.registro).into_iter().collect(),
            from: date::from_field(&self.desde),
            to: date::from_field(&self.hasta),
            estados: states::of_name(&self.estado),
            uncorrected: self.estado == UNCORRECTED,
            codigo: given(&self.codigo),
            extemporaneo: match self.extemporaneo.as_str() {
                LATE => Some(true),
                IN_TIME => Some(false),
                _ => None,
            },
            by: given(&self.captura),
            in_no_lote: states::in_no_lote(&self.estado),
            lote: self.lote.trim().parse().ok(),
            folio: given(&self.folio),
            texto: self.texto.trim().to_owned(),
            oldest_first: self.orden == OLDEST_FIRST,
            cursor,
            limit: PAGE,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Filters, LATE, OLDEST_FIRST, UNCORRECTED, UNCORRECTED_ADDRESS};

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
    fn the_address_keeps_everything_that_is_looked_for() {
        let filters = Filters {
            texto: "peña".to_owned(),
            registro: "r1".to_owned(),
            estado: "en_camino".to_owned(),
            desde: "2026-01-05".to_owned(),
            hasta: "2026-01-31".to_owned(),
            lote: "12".to_owned(),
            folio: "8837161".to_owned(),
            codigo: "48".to_owned(),
            extemporaneo: LATE.to_owned(),
            captura: "u1".to_owned(),
            orden: OLDEST_FIRST.to_owned(),
        };
        let address = filters.address("/historial/todos");
        assert!(api::pages::is_page_address(&address), "{address}");
        let (_, query) = address.split_once('?').unwrap();
        let read = Filters::read(|name| {
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            let value = pairs.find(|(found, _)| *found == name)?.1;
            Some(value.replace("%C3%B1", "ñ"))
        });
        assert_eq!(read, filters);
        let request = filters.request(None, None);
        assert_eq!(request.lote, Some(12));
        assert_eq!(request.extemporaneo, Some(true));
        assert_eq!(request.estados.len(), 3);
        assert!(request.oldest_first);
        assert!(filters.looks_further());
        assert!(!filters.is_nothing());
    }

    #[test]
    fn says_what_cannot_be_looked_for() {
        let long = Filters {
            texto: "a b c d e f g h i".to_owned(),
            ..Filters::default()
        };
        assert!(long.text_problem().is_some());
        let lote = |typed: &str| Filters {
            lote: typed.to_owned(),
            ..Filters::default()
        };
        assert!(lote("doce").has_problem());
        assert!(lote("0").has_problem());
        assert!(!lote(" 12 ").has_problem());
        let ordered = Filters {
            orden: OLDEST_FIRST.to_owned(),
            ..Filters::default()
        };
        assert!(ordered.is_nothing(), "an order looks for nothing");
    }

    #[test]
    fn says_that_the_dates_are_inverted() {
        let between = |desde: &str, hasta: &str| {
            let filters = Filters {
                desde: desde.to_owned(),
                hasta: hasta.to_owned(),
                ..Filters::default()
            };
            filters.has_problem()
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
        assert!(request.estados.is_empty());
        assert_eq!(filters.address("/historial/todos"), UNCORRECTED_ADDRESS);
        assert_eq!(filters.note(), Some(crate::messages::history::LAST_YEAR));
        let since = Filters {
            desde: "2024-01-01".to_owned(),
            ..filters
        };
        assert_eq!(since.note(), None);
        assert_eq!(Filters::default().note(), None);
    }
}

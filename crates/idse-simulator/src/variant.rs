//! How a portal may differ from the plain one: everything that nobody outside IMSS knows of the real one,
//! turned. One value, set by the switches; the plain portal is its default.

use serde::{Deserialize, Serialize};

/// What differs. All of it is deterministic: chance comes from `seed` alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own, and any of them may be on with any other"
)]
pub struct Variant {
    /// Where chance begins.
    pub seed: u64,
    /// Of a hundred lotes, how many are received and their answer lost.
    pub answers_lost: u8,
    /// Of a hundred requests, how many are answered 500 without being looked at.
    pub requests_failed: u8,
    /// A received lote is listed, and known when asked about, only after so many seconds.
    pub listed_after_seconds: u32,
    /// How a session that is none is answered.
    pub ended_session: EndedSession,
    /// Every answer within a session sets another cookie, and the one before is worth nothing.
    pub rotating_cookies: bool,
    /// The portal's first page sends to another one.
    pub home_redirects: bool,
    /// Every request is answered with a page that says that the portal is closed.
    pub maintenance: bool,
    /// Every page ends in its middle.
    pub half_pages: bool,
    /// The pages of lotes and results.
    pub layout: Layout,
    /// Rows of a lote's results whose number is a multiple of this are missing; 0, none.
    pub missing_rows: usize,
    /// Dates are written out: "15 de enero de 2026".
    pub dates_in_words: bool,
    /// The form that sends.
    pub form: FormVariant,
    /// Answers take so many seconds, where the simulator can wait.
    pub slow_seconds: u32,
}

/// How a session that is none is answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndedSession {
    /// With the marker `#01001` among the words.
    #[default]
    Marker,
    /// By a redirect to the portal's first page.
    Redirect,
    /// With the login page.
    LoginPage,
}

/// The pages of lotes and results.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// Tables with headings.
    #[default]
    Plain,
    /// Tables within a table, without heading cells, the columns in the order that public scripts find.
    Striped,
    /// Words that nobody has seen: such a page must not be understood.
    Foreign,
}

/// The form that sends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormVariant {
    /// On the module's page, multipart.
    #[default]
    Plain,
    /// Its fields have other names, the registro patronal and the type are lists, it goes elsewhere.
    Renamed,
    /// On a page that the module's page leads to.
    Linked,
    /// The message travels as text, in base64.
    UrlEncoded,
    /// It has a field that must be filled in and that nobody knows.
    RequiredUnknown,
    /// It asks for the key's password.
    AsksPassword,
    /// The module's page has none.
    Missing,
}

impl Variant {
    /// A date as this portal prints it; `fecha` is `AAAA-MM-DD`, with or without a time.
    pub(crate) fn date(&self, fecha: &str) -> String {
        const MONTHS: [&str; 12] = [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ];
        let parts = fecha
            .get(..10)
            .map(|day| day.split('-').collect::<Vec<_>>());
        let Some([year, month, day]) = parts.as_deref() else {
            return fecha.to_owned();
        };
        let name = month
            .parse::<usize>()
            .ok()
            .and_then(|month| MONTHS.get(month.checked_sub(1)?));
        match name.filter(|_| self.dates_in_words) {
            Some(name) => format!("{} de {name} de {year}", day.trim_start_matches('0')),
            None => fecha.to_owned(),
        }
    }

    /// Whether a row, counted from 1, is there.
    pub(crate) fn has_row(&self, renglon: usize) -> bool {
        self.missing_rows == 0 || !renglon.is_multiple_of(self.missing_rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_rows_differ_where_asked() {
        let plain = Variant::default();
        assert_eq!(plain.date("2026-01-05 10:00"), "2026-01-05 10:00");
        assert!(plain.has_row(2));
        let other = Variant {
            dates_in_words: true,
            missing_rows: 2,
            ..plain
        };
        assert_eq!(other.date("2026-01-05 10:00"), "5 de enero de 2026");
        assert!(other.has_row(1) && !other.has_row(2));
    }
}

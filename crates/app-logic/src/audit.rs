//! What the audit log's page decides: what is looked for, and the log as a file.

use api::view::audit::{AuditRequest, AuditRow};
use export_protocol::{Cell, Column, ColumnKind, FileKind, Note, Table};
use imss::time::mexico_city;
use jiff::Timestamp;

use crate::address::{Address, with_query};
use crate::format::date;
use crate::messages::{audit as text, export};

/// Entries asked for at once.
const PAGE: u32 = 50;

/// What the person looks for, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilters {
    /// As a date field holds it.
    pub desde: String,
    /// As a date field holds it.
    pub hasta: String,
    /// Id of a user; empty means everybody.
    pub quien: String,
    /// Name of a kind of entry; empty means every one.
    pub que: String,
    /// Words of a record; empty means every one.
    pub sobre: String,
}

impl AuditFilters {
    /// Reads an address's query through `value`.
    pub fn read(value: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name| value(name).unwrap_or_default();
        Self {
            desde: value("desde"),
            hasta: value("hasta"),
            quien: value("quien"),
            que: value("que"),
            sobre: value("sobre"),
        }
    }

    /// Returns why nothing can match, where the dates are in the wrong order.
    #[must_use]
    pub fn problem(&self) -> Option<&'static str> {
        let (from, to) = (
            date::from_field(&self.desde)?,
            date::from_field(&self.hasta)?,
        );
        (from > to).then_some(text::DATES_WRONG)
    }

    /// Returns the page's address with these filters.
    #[must_use]
    pub fn address(&self) -> String {
        let all = [
            ("desde", self.desde.as_str()),
            ("hasta", self.hasta.as_str()),
            ("quien", self.quien.as_str()),
            ("que", self.que.as_str()),
            ("sobre", self.sobre.as_str()),
        ];
        with_query(&Address::Audit.href(), &all)
    }

    /// Returns what the server is asked.
    #[must_use]
    pub fn request(&self, cursor: Option<String>) -> AuditRequest {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        AuditRequest {
            from: date::from_field(&self.desde),
            to: date::from_field(&self.hasta),
            user: given(&self.quien),
            action: given(&self.que),
            about: given(self.sobre.trim()),
            cursor,
            limit: PAGE,
        }
    }
}

/// Returns the way an entry came by: a session or a consult link, with the beginning of the session's id.
#[must_use]
pub fn through(row: &AuditRow) -> String {
    let way = if row.by_link {
        text::BY_LINK
    } else {
        text::BY_SESSION
    };
    match (row.by_link, row.session.as_str()) {
        (true, "") => way.to_owned(),
        (false, "") => text::NOBODY.to_owned(),
        (_, session) => text::by(way, session),
    }
}

/// Returns the table that a file of the log is, without its rows.
#[must_use]
pub fn table(kind: FileKind) -> Table {
    let column = |heading: &str, kind, width| Column {
        heading: heading.to_owned(),
        kind,
        width,
    };
    Table {
        kind,
        sheet: text::SHEET.to_owned(),
        notes_sheet: export::NOTES_SHEET.to_owned(),
        columns: vec![
            column(text::WHEN, ColumnKind::Moment, 18),
            column(text::WHO, ColumnKind::Text, 30),
            column(text::THROUGH, ColumnKind::Text, 28),
            column(text::FROM_WHERE, ColumnKind::Text, 24),
            column(text::WHAT, ColumnKind::Text, 36),
            column(text::SUBJECT, ColumnKind::Text, 40),
            column(text::DETAIL, ColumnKind::Text, 50),
        ],
    }
}

/// Returns an entry's row, a cell for each column of [`table`].
#[must_use]
pub fn row(entry: &AuditRow) -> Vec<Cell> {
    vec![
        Cell::Moment(mexico_city(entry.at)),
        Cell::text(&entry.who),
        Cell::text(&through(entry)),
        Cell::text(&entry.address),
        Cell::text(&entry.what),
        Cell::text(&entry.subject),
        Cell::text(&entry.detail),
    ]
}

/// Returns the lines of the second sheet.
#[must_use]
pub fn notes(filters: &AuditFilters, rows: u32, empresa: &str, at: Timestamp) -> Vec<Note> {
    let note = |label: &str, value: Cell| Note {
        label: label.to_owned(),
        value,
    };
    let day = |typed: &str| match date::from_field(typed) {
        Some(day) => Cell::text(&date::date(day)),
        None => Cell::text(export::NO_LIMIT),
    };
    vec![
        note(export::COMPANY, Cell::text(empresa)),
        note(export::MADE_AT, Cell::text(&date::instant(at))),
        note(text::FROM, day(&filters.desde)),
        note(text::TO, day(&filters.hasta)),
        note(text::SUBJECT, Cell::text(&filters.sobre)),
        note(text::ENTRIES, Cell::Whole(i64::from(rows))),
    ]
}

/// Returns the name of a file: `bitacora-2026-01-15.xlsx`.
#[must_use]
pub fn file_name(kind: FileKind, at: Timestamp) -> String {
    let day = date::to_field(date::in_mexico(at));
    format!("{}-{day}.{}", text::FILE, kind.extension())
}

#[cfg(test)]
mod tests {
    use api::view::audit::AuditRow;
    use export_protocol::{Cell, FileKind};
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::{AuditFilters, row, table};

    #[test]
    fn the_address_keeps_what_is_looked_for() {
        let filters = AuditFilters {
            desde: "2026-01-05".to_owned(),
            que: "link_opened".to_owned(),
            sobre: "Lote 12".to_owned(),
            ..AuditFilters::default()
        };
        assert_eq!(
            filters.address(),
            "/bitacora?desde=2026-01-05&que=link_opened&sobre=Lote%2012"
        );
        let all = AuditFilters {
            hasta: "2026-01-31".to_owned(),
            quien: "u1".to_owned(),
            ..filters.clone()
        };
        assert!(api::pages::is_page_address(&all.address()));
        let request = filters.request(None);
        assert_eq!(request.from, Some(date(2026, 1, 5)));
        assert_eq!((request.user, request.to), (None, None));
        assert_eq!(request.about.as_deref(), Some("Lote 12"));
    }

    #[test]
    fn dates_in_the_wrong_order_are_said() {
        let filters = AuditFilters {
            desde: "2026-02-05".to_owned(),
            hasta: "2026-01-05".to_owned(),
            ..AuditFilters::default()
        };
        assert!(filters.problem().is_some());
    }

    #[test]
    fn every_column_has_a_cell() {
        let entry = AuditRow {
            id: "1".to_owned(),
            at: "2026-01-16T05:30:00Z".parse::<Timestamp>().unwrap(),
            who: "Ana".to_owned(),
            by_link: false,
            what: "Ingresó".to_owned(),
            subject: String::new(),
            detail: String::new(),
            address: "203.0.113.7".to_owned(),
            session: "1a2b3c4d".to_owned(),
        };
        let cells = row(&entry);
        assert_eq!(cells.len(), table(FileKind::Csv).columns.len());
        assert_eq!(cells[0], Cell::Moment(date(2026, 1, 15).at(23, 30, 0, 0)));
        assert_eq!(cells[2], Cell::text("Sesión 1a2b3c4d"));
        assert_eq!(cells[3], Cell::text("203.0.113.7"));
        assert_eq!(cells[5], Cell::Empty);
    }
}

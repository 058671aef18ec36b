//! A tolerant reader of the portal's pages: tables, messages and visible text.
//!
//! Not an HTML parser: it looks for what the portal's answers hold and forgives the rest. Linear
//! in the input, without recursion, and never panics, whatever the text (a property test holds it).

mod references;
mod tokens;

use self::references::unescape;
use self::tokens::{Token, Tokens, attribute};
use crate::text::{fold, one_line, shorten};

/// What one page holds.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The tables, in the order in which they end; a nested one is a table of its own.
    pub(crate) tables: Vec<Table>,
    /// The words of the portal's error element, if it has any.
    pub(crate) error: Option<String>,
    /// The page holds a password field.
    pub(crate) asks_for_password: bool,
    /// The page holds the login's field of the user, `idUsuario` (domain facts `[B]`).
    pub(crate) asks_for_user: bool,
    /// All visible text, on one line.
    pub(crate) text: String,
}

/// One table with its rows; a heading row is a row whose cells are all headings.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The nearest heading (h1–h6, caption) before it.
    pub(crate) title: String,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// One cell.
#[derive(Debug, Default, Clone)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) heading: bool,
    pub(crate) links: Vec<Link>,
}

/// One `<a href>`.
#[derive(Debug, Default, Clone)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
}

impl Page {
    pub(crate) fn parse(html: &str) -> Self {
        let mut reader = Reader::default();
        for token in (Tokens { rest: html }) {
            match token {
                Token::Text(text) => reader.text(&unescape(text)),
                Token::Open { name, attributes } => reader.open(&name, attributes),
                Token::Close { name } => reader.close(&name),
            }
        }
        reader.finish()
    }

    /// The page in a few words, to be shown when nothing better was understood.
    pub(crate) fn summary(&self) -> Option<String> {
        (!self.text.is_empty()).then(|| shorten(&self.text, 300))
    }
}

impl Table {
    /// The column whose heading is one of `names` (folded), by the first row.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        let first = self.rows.first()?;
        first
            .iter()
            .position(|cell| names.contains(&fold(&cell.text).as_str()))
    }

    /// In a table of two columns, the value beside the first cell called `name` (folded).
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.rows.iter().find_map(|row| match row.as_slice() {
            [key, value, ..] if fold(&key.text) == name => Some(value.text.as_str()),
            _ => None,
        })
    }
}

/// The ids the portal gives the element that holds its error messages `[C]`.
const ERROR_IDS: [&str; 2] = ["imsgerrors", "imsgerror"];

#[derive(Default)]
struct Reader {
    page: Page,
    open_tables: Vec<OpenTable>,
    title: String,
    in_title: bool,
    /// Name and depth of the element whose text is the error message.
    error: Option<(String, usize)>,
    error_text: String,
}

#[derive(Default)]
struct OpenTable {
    table: Table,
    row: Option<Vec<Cell>>,
    cell: Option<Cell>,
    in_link: bool,
}

impl Reader {
    fn text(&mut self, text: &str) {
        self.page.text.push_str(text);
        if self.in_title {
            self.title.push_str(text);
        }
        if self.error.is_some() {
            self.error_text.push_str(text);
        }
        let Some(open) = self.open_tables.last_mut() else {
            return;
        };
        let Some(cell) = &mut open.cell else { return };
        cell.text.push_str(text);
        if open.in_link
            && let Some(link) = cell.links.last_mut()
        {
            link.text.push_str(text);
        }
    }

    fn open(&mut self, name: &str, attributes: &str) {
        self.page.text.push(' ');
        match &mut self.error {
            Some((element, depth)) if element == name => *depth += 1,
            Some(_) => self.error_text.push(' '),
            None if is_error_element(attributes) => self.error = Some((name.to_owned(), 1)),
            None => {}
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" => {
                self.title.clear();
                self.in_title = true;
            }
            "input" => {
                let is = |key, value: &str| {
                    attribute(attributes, key).is_some_and(|v| v.eq_ignore_ascii_case(value))
                };
                self.page.asks_for_password |= is("name", "password") || is("type", "password");
                self.page.asks_for_user |= is("name", "idUsuario") || is("id", "idUsuario");
            }
            "table" => self.open_tables.push(OpenTable {
                table: Table {
                    title: one_line(&self.title),
                    rows: Vec::new(),
                },
                ..OpenTable::default()
            }),
            "tr" => self.in_table(|open| {
                open.end_row();
                open.row = Some(Vec::new());
            }),
            "td" | "th" => self.in_table(|open| {
                open.end_cell();
                open.cell = Some(Cell {
                    heading: name == "th",
                    ..Cell::default()
                });
            }),
            "a" => self.in_table(|open| {
                let (Some(cell), Some(href)) = (&mut open.cell, attribute(attributes, "href"))
                else {
                    return;
                };
                cell.links.push(Link {
                    href: unescape(href).into_owned(),
                    text: String::new(),
                });
                open.in_link = true;
            }),
            _ => self.in_table(|open| {
                if let Some(cell) = &mut open.cell {
                    cell.text.push(' ');
                }
            }),
        }
    }

    fn close(&mut self, name: &str) {
        self.page.text.push(' ');
        if let Some((element, depth)) = &mut self.error
            && element == name
        {
            *depth -= 1;
            if *depth == 0 {
                self.end_error();
            }
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" => self.in_title = false,
            "table" => self.end_table(),
            "tr" => self.in_table(OpenTable::end_row),
            "td" | "th" => self.in_table(OpenTable::end_cell),
            "a" => self.in_table(|open| open.in_link = false),
            _ => {}
        }
    }

    fn in_table(&mut self, change: impl FnOnce(&mut OpenTable)) {
        if let Some(open) = self.open_tables.last_mut() {
            change(open);
        }
    }

    fn end_table(&mut self) {
        if let Some(mut open) = self.open_tables.pop() {
            open.end_row();
            self.page.tables.push(open.table);
        }
    }

    fn end_error(&mut self) {
        self.error = None;
        let text = one_line(&std::mem::take(&mut self.error_text));
        if !text.is_empty() && self.page.error.is_none() {
            self.page.error = Some(shorten(&text, 600));
        }
    }

    fn finish(mut self) -> Page {
        while !self.open_tables.is_empty() {
            self.end_table();
        }
        self.end_error();
        self.page.text = one_line(&self.page.text);
        self.page
    }
}

impl OpenTable {
    fn end_cell(&mut self) {
        self.in_link = false;
        let Some(mut cell) = self.cell.take() else {
            return;
        };
        cell.text = one_line(&cell.text);
        for link in &mut cell.links {
            link.text = one_line(&link.text);
        }
        self.row.get_or_insert_default().push(cell);
    }

    fn end_row(&mut self) {
        self.end_cell();
        if let Some(row) = self.row.take()
            && !row.is_empty()
        {
            self.table.rows.push(row);
        }
    }
}

fn is_error_element(attributes: &str) -> bool {
    attribute(attributes, "id")
        .is_some_and(|id| ERROR_IDS.contains(&id.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_table_is_read_with_its_title_headings_and_links() {
        let page = Page::parse(
            "<h2>Lotes procesados</h2><TABLE class=x><tr><th>Lote<th>Archivo\
             <tr><td>&nbsp;123</td><td><a href='D.idse?a=1&amp;b=2'>CSV</a></td></table>",
        );
        let table = &page.tables[0];
        assert_eq!(table.title, "Lotes procesados");
        assert_eq!(table.column(&["archivo"]), Some(1));
        assert_eq!(table.rows[1][0].text, "123");
        assert_eq!(table.rows[1][1].links[0].href, "D.idse?a=1&b=2");
        assert_eq!(table.rows[1][1].links[0].text, "CSV");
    }

    #[test]
    fn nested_tables_keep_apart() {
        let page = Page::parse(
            "<table><tr><td>a<table><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
        );
        assert_eq!(page.tables.len(), 2);
        assert_eq!(page.tables[0].rows[0][0].text, "b");
        assert_eq!(page.tables[1].rows[0][1].text, "c");
    }

    #[test]
    fn the_error_element_is_found_and_scripts_are_not_text() {
        let page = Page::parse(
            "<script>if (a < b) document.write('<table>')</script><style>p{}</style>\
             <div id=\"imsgErrors\">Usuario <div>o contrase&ntilde;a</div> err&oacute;neos</div>\
             <input type='password' name=password><!-- <table> -->fin",
        );
        assert_eq!(page.error.as_deref(), Some("Usuario o contraseña erróneos"));
        assert!(page.asks_for_password);
        assert!(page.tables.is_empty());
        assert!(page.text.ends_with("fin"));
    }

    #[test]
    fn an_empty_error_element_is_no_error() {
        assert!(Page::parse("<div id=imsgErrors> </div>").error.is_none());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(html in ".{0,300}") {
            Page::parse(&html);
        }

        #[test]
        fn no_broken_markup_makes_it_panic(
            parts in proptest::collection::vec(prop_oneof![
                Just("<table"), Just("<tr>"), Just("<td a="), Just("</table>"), Just(">"),
                Just("'"), Just("\""), Just("<a href="), Just("&#x1"), Just(";"), Just("ñ"),
                Just("<div id=imsgErrors>"), Just("</div>"), Just("<!--"), Just("<script>"),
                Just("</scr"), Just("/"), Just("="), Just("&"), Just("<"),
            ], 0..60)
        ) {
            let html: String = parts.concat();
            Page::parse(&html);
        }
    }
}

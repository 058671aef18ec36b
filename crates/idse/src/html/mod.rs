//! What the portal's pages hold: tables, forms, links, messages and visible text.
//!
//! The tree is the parser's (`html-tree`); which of it counts is decided here. Never panics, whatever the
//! text (a property test holds it).

mod form;
mod outline;

use html_tree::{NodeId, Tree};

pub(crate) use self::form::{Encoding, Field, FieldKind, Form};
use crate::text::{fold, one_line, shorten};

/// What one page holds.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The tables, in the order in which they begin; a nested one is a table of its own.
    pub(crate) tables: Vec<Table>,
    /// The forms with their fields, in the order of the page.
    pub(crate) forms: Vec<Form>,
    /// Every link, in the order of the page.
    pub(crate) links: Vec<Link>,
    /// The words of the portal's error element, if it has any.
    pub(crate) error: Option<String>,
    /// The page holds a password field.
    pub(crate) asks_for_password: bool,
    /// The page holds the login's field of the user, `idUsuario` (domain facts `[B]`).
    pub(crate) asks_for_user: bool,
    /// All visible text, on one line.
    pub(crate) text: String,
    /// The page without its values: what it is made of, one line each.
    pub(crate) outline: Vec<String>,
}

/// One table with its rows; a heading row is a row whose cells are all headings.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// Its caption, or the nearest heading (h1–h6) before it.
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

/// The ids the portal gives the element that holds its error messages `[C]`.
const ERROR_IDS: [&str; 2] = ["imsgerrors", "imsgerror"];

/// Elements whose text nobody sees.
fn is_visible(name: &str) -> bool {
    !matches!(name, "script" | "style" | "noscript" | "template")
}

impl Page {
    pub(crate) fn parse(html: &str) -> Self {
        let tree = Tree::parse(html);
        let mut page = Self {
            text: one_line(&tree.text_below(Tree::ROOT, is_visible)),
            forms: form::forms(&tree),
            outline: outline::of(&tree),
            ..Self::default()
        };
        let mut title = String::new();
        for node in tree.walk(Tree::ROOT, is_visible) {
            page.note_error(&tree, node);
            match tree.name(node) {
                Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => title = words(&tree, node),
                Some("table") => page.tables.push(Table::read(&tree, node, &title)),
                Some("a") => page.links.extend(Link::read(&tree, node)),
                Some("input") => {
                    let is = |key, wanted: &str| {
                        let value = tree.attribute(node, key);
                        value.is_some_and(|value| value.eq_ignore_ascii_case(wanted))
                    };
                    page.asks_for_password |= is("name", "password") || is("type", "password");
                    page.asks_for_user |= is("name", "idUsuario") || is("id", "idUsuario");
                }
                _ => {}
            }
        }
        page
    }

    /// The page in a few words, to be shown when nothing better was understood.
    pub(crate) fn summary(&self) -> Option<String> {
        (!self.text.is_empty()).then(|| shorten(&self.text, 300))
    }

    fn note_error(&mut self, tree: &Tree, node: NodeId) {
        let id = tree.attribute(node, "id").unwrap_or_default();
        if self.error.is_some() || !ERROR_IDS.contains(&id.to_ascii_lowercase().as_str()) {
            return;
        }
        let text = words(tree, node);
        if !text.is_empty() {
            self.error = Some(shorten(&text, 600));
        }
    }
}

impl Table {
    fn read(tree: &Tree, table: NodeId, before: &str) -> Self {
        let mut read = Self {
            title: before.to_owned(),
            rows: Vec::new(),
        };
        let own = |name: &str| name != "table" && is_visible(name);
        for node in tree.walk(table, own) {
            match tree.name(node) {
                Some("caption") => read.title = words(tree, node),
                Some("tr") => {
                    let cells = tree.children(node).iter();
                    let row: Vec<Cell> = cells.filter_map(|cell| Cell::read(tree, *cell)).collect();
                    if !row.is_empty() {
                        read.rows.push(row);
                    }
                }
                _ => {}
            }
        }
        read
    }

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

impl Cell {
    fn read(tree: &Tree, node: NodeId) -> Option<Self> {
        let name = tree
            .name(node)
            .filter(|name| matches!(*name, "td" | "th"))?;
        let own = |name: &str| name != "table" && is_visible(name);
        let inside = tree.walk(node, own);
        Some(Self {
            text: one_line(&tree.text_below(node, own)),
            heading: name == "th",
            links: inside
                .into_iter()
                .filter_map(|node| Link::read(tree, node))
                .collect(),
        })
    }
}

impl Link {
    fn read(tree: &Tree, node: NodeId) -> Option<Self> {
        if tree.name(node) != Some("a") {
            return None;
        }
        Some(Self {
            href: tree.attribute(node, "href")?.to_owned(),
            text: words(tree, node),
        })
    }
}

/// The visible text below a node, on one line.
fn words(tree: &Tree, node: NodeId) -> String {
    one_line(&tree.text_below(node, is_visible))
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
        assert_eq!(page.links.len(), 1);
    }

    #[test]
    fn nested_tables_keep_apart() {
        let page = Page::parse(
            "<table><tr><td>a<table><caption>dentro</caption><tr><td>b</td></tr></table></td><td>c</td></tr></table>",
        );
        assert_eq!(page.tables.len(), 2);
        let outer: Vec<&str> = page.tables[0].rows[0]
            .iter()
            .map(|cell| cell.text.as_str())
            .collect();
        assert_eq!(outer, ["a", "c"]);
        assert_eq!(page.tables[1].title, "dentro");
        assert_eq!(page.tables[1].rows[0][0].text, "b");
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
                Just("<form action=x>"), Just("<select name=a>"), Just("<option>"), Just("<input name=b>"),
                Just("</scr"), Just("/"), Just("="), Just("&"), Just("<"),
            ], 0..60)
        ) {
            let html: String = parts.concat();
            Page::parse(&html);
        }
    }
}

//! A page of IDSE's, saved from the browser.

mod dom;

use imss::receipt::ReceiptBlock;

use self::dom::{Dom, Node, NodeId, NodeKind};
use crate::columns::{Columns, Line};
use crate::facts::{Counts, Fact, labelled};
use crate::sections::Section;
use crate::text::{decode, one_line};
use crate::{Found, MAX_ROWS, ReadError};

/// Reads every table of movements.
pub(crate) fn read(bytes: &[u8]) -> Result<Found, ReadError> {
    let nodes = Dom::parse(&decode(bytes));
    let mut reader = Reader::default();
    // Depth first, in the order of the page, without recursion.
    let mut waiting = vec![0];
    while let Some(node) = waiting.pop() {
        if reader.block.rows.len() > MAX_ROWS {
            return Err(ReadError::TooManyRows);
        }
        match name(&nodes, node) {
            Some("script" | "style" | "noscript" | "template") => {}
            Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "legend") => {
                reader.heading(&text(&nodes, node));
            }
            Some("table") => {
                reader.table(&nodes, node);
                // A table inside a cell is a table of its own.
                waiting.extend(inside(&nodes, node).into_iter().rev());
            }
            Some("p" | "li" | "dt" | "dd" | "label") => reader.words(&text(&nodes, node)),
            _ => waiting.extend(nodes[node].children.iter().rev()),
        }
    }
    Ok(reader.finish())
}

#[derive(Default)]
struct Reader {
    found: Found,
    block: ReceiptBlock,
    section: Option<Section>,
    counts: Counts,
}

impl Reader {
    fn heading(&mut self, text: &str) {
        self.section = Section::of_heading(text);
        self.words(text);
    }

    fn words(&mut self, text: &str) {
        if let Some((fact, value)) = labelled(text) {
            self.fact(fact, value);
        }
    }

    fn fact(&mut self, fact: Fact, value: &str) {
        if fact.differs(&self.block, value) {
            self.end_block();
        }
        fact.put(&mut self.block, value);
    }

    fn table(&mut self, nodes: &[Node], table: NodeId) {
        let mut columns: Option<Columns> = None;
        for row in rows(nodes, table) {
            let cells: Vec<String> = row.iter().map(|cell| own_text(nodes, *cell)).collect();
            if let Some(found) = Columns::find(&cells) {
                columns = Some(found);
                continue;
            }
            let Some(columns) = &columns else {
                if !self.counts.take(&cells)
                    && let [label, value, ..] = cells.as_slice()
                    && let Some(fact) = Fact::of_label(label)
                {
                    self.fact(fact, value);
                }
                continue;
            };
            match columns.read(&cells, self.section) {
                Line::Movement(row) => self.block.rows.push(row),
                Line::Unread => self.found.unread.push(cells.join(" ")),
                Line::Other => {}
            }
        }
    }

    fn end_block(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        block.counted = self.counts.end();
        self.found.blocks.push(block);
    }

    fn finish(mut self) -> Found {
        self.end_block();
        self.found
    }
}

fn name(nodes: &[Node], node: NodeId) -> Option<&str> {
    match &nodes[node].kind {
        NodeKind::Element(name) => Some(&*name.local),
        NodeKind::Other | NodeKind::Text(_) => None,
    }
}

/// The rows of a table, each with its cells; those of a table inside are not among them.
fn rows(nodes: &[Node], table: NodeId) -> Vec<Vec<NodeId>> {
    let mut rows = Vec::new();
    let mut waiting: Vec<NodeId> = nodes[table].children.iter().rev().copied().collect();
    while let Some(node) = waiting.pop() {
        match name(nodes, node) {
            Some("tr") => {
                let cells = nodes[node].children.iter().copied();
                rows.push(
                    cells
                        .filter(|cell| matches!(name(nodes, *cell), Some("td" | "th")))
                        .collect(),
                );
            }
            Some("thead" | "tbody" | "tfoot") => {
                waiting.extend(nodes[node].children.iter().rev());
            }
            _ => {}
        }
    }
    rows
}

/// The tables in the cells of a table, outermost first.
fn inside(nodes: &[Node], table: NodeId) -> Vec<NodeId> {
    let mut tables = Vec::new();
    let mut waiting: Vec<NodeId> = nodes[table].children.iter().rev().copied().collect();
    while let Some(node) = waiting.pop() {
        if name(nodes, node) == Some("table") {
            tables.push(node);
        } else {
            waiting.extend(nodes[node].children.iter().rev());
        }
    }
    tables
}

/// All text below a node.
fn text(nodes: &[Node], node: NodeId) -> String {
    gather(nodes, node, |_| true)
}

/// The text of a cell, without that of tables inside.
fn own_text(nodes: &[Node], cell: NodeId) -> String {
    gather(nodes, cell, |name| name != "table")
}

fn gather(nodes: &[Node], node: NodeId, enters: impl Fn(&str) -> bool) -> String {
    let mut gathered = String::new();
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        match &nodes[node].kind {
            NodeKind::Text(text) => gathered.push_str(text),
            NodeKind::Element(name) if !enters(&name.local) => {}
            NodeKind::Element(name) => {
                // A letter in bold is no word of its own; a line or a cell is.
                if !matches!(
                    &*name.local,
                    "b" | "i" | "em" | "strong" | "span" | "font" | "a" | "u"
                ) {
                    gathered.push(' ');
                }
                waiting.extend(nodes[node].children.iter().rev());
            }
            NodeKind::Other => waiting.extend(nodes[node].children.iter().rev()),
        }
    }
    one_line(&gathered)
}

#[cfg(test)]
mod tests {
    use imss::receipt::{Counted, ReceiptOutcome};
    use proptest::prelude::*;

    use super::*;

    const PAGE: &str = "<!doctype html><html><head><script>var t='<table><tr><td>92919084431'</script></head>
        <body><h1>Resultado del lote</h1><table><tr><th>Lote<td>987654321<tr><th>Folio<td>1234
        <tr><th>Registro&nbsp;patronal<td>Y6087828106</table>
        <table><tr><td>Movimiento<td>Recibidos<td>Operados<td>Rechazados<tr><td>Reingresos<td>2<td>1<td>1</table>
        <h2>Movimientos operados</h2><div><table class='table-striped'><thead><tr><th>Tipo<th>NSS<th>Nombre<th>Fecha
        <th>Extempor&aacute;neo</thead><tbody><tr class=x><td>08<td>9291<b>9084431</b><td>FUENTE NOLASCO KARLA
        <td>15/01/2026<td>SI</table></div>
        <h2>Movimientos rechazados</h2><table><tr><th>Tipo<th>NSS<th>Nombre<th>Fecha<th>C&oacute;digo
        <tr><td>08<td>72795608040<td>NÚÑEZ<td>15/01/2026<td>48<tr><td colspan=5>Total: 1</table>";

    #[test]
    fn reads_tables_under_their_headings() {
        let found = read(PAGE.as_bytes()).unwrap();
        let [block] = found.blocks.as_slice() else {
            panic!("{:?}", found.blocks)
        };
        assert_eq!(
            (block.registro.as_str(), block.id_lote.as_str()),
            ("Y6087828106", "987654321")
        );
        assert_eq!(
            block.counted,
            Some(Counted {
                operados: 1,
                rechazados: 1
            })
        );
        assert_eq!(block.rows.len(), 2);
        assert_eq!(block.rows[0].nss, "92919084431");
        assert_eq!(
            block.rows[0].outcome,
            ReceiptOutcome::Operado { extemporaneo: true }
        );
        assert!(
            matches!(&block.rows[1].outcome, ReceiptOutcome::Rechazado { codigo, .. } if codigo == "48")
        );
        assert_eq!(block.rows[1].nombre, "NÚÑEZ");
    }

    #[test]
    fn another_lote_on_the_page_is_another_block() {
        let two = format!(
            "{PAGE}<p>Lote: 111222333</p>{}",
            PAGE.replace("987654321", "111222333")
        );
        let found = read(two.as_bytes()).unwrap();
        let lotes: Vec<_> = found
            .blocks
            .iter()
            .map(|block| block.id_lote.as_str())
            .collect();
        assert_eq!(lotes, ["987654321", "111222333"]);
    }

    #[test]
    fn tables_nested_a_thousand_deep_are_read() {
        let deep = format!("{}{PAGE}", "<table><tr><td>".repeat(1_000));
        assert_eq!(
            read(deep.as_bytes())
                .unwrap()
                .blocks
                .iter()
                .map(|b| b.rows.len())
                .sum::<usize>(),
            2
        );
    }

    proptest! {
        #[test]
        fn no_markup_makes_it_panic(
            parts in proptest::collection::vec(prop_oneof![
                Just("<table>"), Just("<tr>"), Just("<td>"), Just("</table>"), Just("<th>NSS"),
                Just("<th>Fecha"), Just("<template>"), Just("</template>"), Just("<select>"), Just("<b>"),
                Just("</b>"), Just("<p>"), Just("92919084431"), Just("<!--"), Just("<script>"), Just("<svg>"),
                Just("<frameset>"), Just("<form>"), Just("<a>"), Just("</"), Just("&"), Just("\0"),
            ], 0..60)
        ) {
            let html: String = parts.concat();
            let _ = read(html.as_bytes());
        }
    }
}

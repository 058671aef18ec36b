//! The lines of a constancia: blocks of one patrón each, with their facts, counts and movements.

use imss::receipt::ReceiptBlock;

use super::lines::{Cell, Line as TextLine};
use crate::Found;
use crate::columns::{Columns, Line};
use crate::facts::{Counts, Fact, labelled};
use crate::sections::Section;
use crate::text::is_nss;

/// What is read of a constancia, line by line.
#[derive(Default)]
pub(super) struct Constancia {
    found: Found,
    block: ReceiptBlock,
    section: Option<Section>,
    counts: Counts,
    table: Option<Table>,
}

/// A table of movements: its headings with their places.
struct Table {
    columns: Columns,
    headings: Vec<Cell>,
}

impl Constancia {
    /// Reads the next line.
    pub(super) fn line(&mut self, line: &TextLine) {
        let texts: Vec<String> = line.iter().map(|cell| cell.text.clone()).collect();
        if let Some(columns) = Columns::find(&texts) {
            self.table = Some(Table {
                columns,
                headings: line.clone(),
            });
            return;
        }
        let whole = texts.join(" ");
        if let Some(section) = Section::of_heading(&whole) {
            self.section = Some(section);
            self.table = None;
            return;
        }
        if self.counts.take(&texts) || self.facts(&texts) {
            return;
        }
        let names_worker = texts.iter().any(|text| text.split(' ').any(is_nss));
        let Some(table) = &self.table else {
            if names_worker {
                self.found.unread.push(whole);
            }
            return;
        };
        match table.columns.read(&table.row(line), self.section) {
            Line::Movement(row) => self.block.rows.push(row),
            Line::Unread => self.found.unread.push(whole),
            Line::Other if names_worker => self.found.unread.push(whole),
            Line::Other => {}
        }
    }

    /// `Folio: 123` in one cell or in two; whether the line holds any.
    fn facts(&mut self, texts: &[String]) -> bool {
        let mut any = false;
        for (at, text) in texts.iter().enumerate() {
            let beside = texts.get(at + 1).map(String::as_str);
            let fact = labelled(text).or_else(|| {
                let fact = Fact::of_label(text).filter(|_| text.ends_with(':'))?;
                Some((fact, beside?))
            });
            if let Some((fact, value)) = fact {
                any = true;
                if fact.differs(&self.block, value) {
                    self.end_block();
                }
                fact.put(&mut self.block, value);
            }
        }
        any
    }

    fn end_block(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        block.counted = self.counts.end();
        self.found.blocks.push(block);
        self.section = None;
        self.table = None;
    }

    /// What was read.
    pub(super) fn finish(mut self) -> Found {
        self.end_block();
        self.found
    }
}

impl Table {
    /// The cells of a line under the headings that they stand below.
    fn row(&self, line: &TextLine) -> Vec<String> {
        let mut row = vec![String::new(); self.headings.len()];
        for cell in line {
            let nearest = (0..self.headings.len()).min_by(|a, b| {
                distance(&self.headings[*a], cell).total_cmp(&distance(&self.headings[*b], cell))
            });
            if let Some(at) = nearest {
                if !row[at].is_empty() {
                    row[at].push(' ');
                }
                row[at].push_str(&cell.text);
            }
        }
        row
    }
}

/// How far a cell is from standing below a heading: what overlaps is nearest, by how much; else the gap.
fn distance(heading: &Cell, cell: &Cell) -> f64 {
    let overlap = heading.end.min(cell.end) - heading.x.max(cell.x);
    if overlap > 0.0 {
        -overlap
    } else {
        -overlap + 1.0
    }
}

//! Files of IDSE's that a person brings back: what is asked of the server, and what its answer means.

use api::view::receipts::{MatchedReceipt, MatchedRow, ReceiptReading, RowVerdict};
use imss::receipt::{Counted, Receipt, ReceiptBlock, ReceiptOutcome, ReceiptRow, printed_tipo};
use model::limits::RECEIPT_MAX_ROWS_PER_CALL;

use crate::messages::{bring_results as text, movements};

/// Returns the questions that a file becomes: no more movements in one than the server takes.
#[must_use]
pub fn parts(receipt: &Receipt, lote: Option<&str>) -> Vec<ReceiptReading> {
    let mut parts: Vec<ReceiptReading> = Vec::new();
    let mut room = 0;
    for block in &receipt.blocks {
        for rows in block.rows.chunks(RECEIPT_MAX_ROWS_PER_CALL) {
            if rows.len() > room {
                parts.push(ReceiptReading {
                    lote: lote.map(str::to_owned),
                    blocks: Vec::new(),
                });
                room = RECEIPT_MAX_ROWS_PER_CALL;
            }
            room -= rows.len();
            if let Some(part) = parts.last_mut() {
                part.blocks.push(ReceiptBlock {
                    rows: rows.to_vec(),
                    ..block.clone()
                });
            }
        }
    }
    parts
}

/// Returns the warnings where a file's own counts differ from what was read of it.
#[must_use]
pub fn miscounted(receipt: &Receipt) -> Vec<String> {
    let numbers = |counted: Counted| [counted.operados, counted.rechazados];
    let differing = receipt.blocks.iter().filter_map(|block| {
        let counted = block.counted.filter(|counted| *counted != block.read())?;
        Some(text::miscounted(
            &block.id_lote,
            numbers(counted),
            numbers(block.read()),
        ))
    });
    differing.collect()
}

/// How many movements of a file do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Get their result.
    pub settles: usize,
    /// Have it already.
    pub known: usize,
    /// Were filed elsewhere.
    pub elsewhere: usize,
    /// Do nothing.
    pub not: usize,
}

impl Summary {
    /// Counts what a part of a file would do.
    #[must_use]
    pub fn of(matched: &MatchedReceipt) -> Self {
        let mut summary = Self::default();
        for row in &matched.rows {
            match row.verdict {
                RowVerdict::Settles { .. } => summary.settles += 1,
                RowVerdict::Known => summary.known += 1,
                RowVerdict::Elsewhere => summary.elsewhere += 1,
                RowVerdict::Not { .. } => summary.not += 1,
            }
        }
        summary
    }

    /// Returns both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            settles: self.settles + other.settles,
            known: self.known + other.known,
            elsewhere: self.elsewhere + other.elsewhere,
            not: self.not + other.not,
        }
    }

    /// Whether anything can be applied.
    #[must_use]
    pub fn applies(self) -> bool {
        self.settles > 0 || self.elsewhere > 0
    }
}

/// Returns the rows of a file as they are shown: what does nothing first, what is known last.
#[must_use]
pub fn in_order(matched: &[MatchedReceipt]) -> Vec<MatchedRow> {
    let mut rows: Vec<MatchedRow> = matched.iter().flat_map(|part| part.rows.clone()).collect();
    rows.sort_by_key(|row| match row.verdict {
        RowVerdict::Not { .. } => 0,
        RowVerdict::Settles { .. } => 1,
        RowVerdict::Elsewhere => 2,
        RowVerdict::Known => 3,
    });
    rows
}

/// Returns the type of a movement in words; where they are not understood, what the file prints.
#[must_use]
pub fn tipo(row: &ReceiptRow) -> String {
    match printed_tipo(&row.tipo) {
        Some(tipo) => movements::tipo(tipo).to_owned(),
        None => row.tipo.clone(),
    }
}

/// Returns what IDSE says became of a movement.
#[must_use]
pub fn said(outcome: &ReceiptOutcome) -> String {
    match outcome {
        ReceiptOutcome::Operado { extemporaneo: true } => text::EXTEMPORANEO.to_owned(),
        ReceiptOutcome::Operado { .. } => text::OPERADO.to_owned(),
        ReceiptOutcome::Rechazado { codigo, texto } => text::rechazado(codigo, texto),
        ReceiptOutcome::Unrecognised { text: words } => text::unknown(words),
    }
}

/// Returns what a row does in Rúbrica.
#[must_use]
pub fn does(verdict: &RowVerdict) -> String {
    match verdict {
        RowVerdict::Settles { lote, .. } => text::settles(*lote),
        RowVerdict::Known => text::KNOWN.to_owned(),
        RowVerdict::Elsewhere => text::ELSEWHERE.to_owned(),
        RowVerdict::Not { why } => why.clone(),
    }
}

#[cfg(test)]
mod tests {
    use imss::receipt::{ReceiptKind, ReceiptRow};

    use super::*;

    fn receipt(rows: &[usize]) -> Receipt {
        let block = |(at, count): (usize, &usize)| ReceiptBlock {
            id_lote: at.to_string(),
            rows: vec![ReceiptRow::default(); *count],
            ..ReceiptBlock::default()
        };
        Receipt {
            kind: ReceiptKind::Csv,
            blocks: rows.iter().enumerate().map(block).collect(),
            unread: Vec::new(),
        }
    }

    #[test]
    fn no_part_asks_more_than_the_server_takes() {
        let parts = parts(&receipt(&[600, 600, 2_300]), Some("l1"));
        let sizes: Vec<usize> = parts
            .iter()
            .map(|part| part.blocks.iter().map(|block| block.rows.len()).sum())
            .collect();
        assert_eq!(sizes.iter().sum::<usize>(), 3_500);
        assert!(sizes.iter().all(|size| *size <= RECEIPT_MAX_ROWS_PER_CALL));
        assert!(parts.iter().all(|part| part.lote.as_deref() == Some("l1")));
        assert_eq!(parts[1].blocks[0].id_lote, "1");
    }

    #[test]
    fn a_count_that_differs_is_reported() {
        let mut receipt = receipt(&[0]);
        receipt.blocks[0].counted = Some(Counted {
            operados: 2,
            rechazados: 0,
        });
        assert!(miscounted(&receipt)[0].contains("dice 2 operados y 0 rechazados"));
        receipt.blocks[0].counted = Some(Counted::default());
        assert!(miscounted(&receipt).is_empty());
    }

    #[test]
    fn a_type_is_shown_in_words() {
        for (printed, words) in [("08", "Reingreso"), ("BAJAS", "Baja"), ("09", "09")] {
            let row = ReceiptRow {
                tipo: printed.to_owned(),
                ..ReceiptRow::default()
            };
            assert_eq!(tipo(&row), words);
        }
    }

    #[test]
    fn what_does_nothing_comes_first() {
        let row = |verdict| MatchedRow {
            registro: String::new(),
            row: ReceiptRow::default(),
            verdict,
        };
        let not = || RowVerdict::Not {
            why: "no".to_owned(),
        };
        let matched = MatchedReceipt {
            rows: vec![
                row(RowVerdict::Known),
                row(not()),
                row(RowVerdict::Elsewhere),
            ],
            lotes: Vec::new(),
        };
        let summary = Summary::of(&matched);
        assert_eq!((summary.known, summary.not, summary.elsewhere), (1, 1, 1));
        assert!(summary.applies());
        let order: Vec<String> = in_order(&[matched])
            .iter()
            .map(|row| does(&row.verdict))
            .collect();
        assert_eq!(order, ["no", text::ELSEWHERE, text::KNOWN]);
    }
}

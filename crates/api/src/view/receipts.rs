//! Files of IDSE's: what was read of one, and what it does.

use imss::receipt::{ReceiptBlock, ReceiptRow};
use serde::{Deserialize, Serialize};

use super::lotes::LoteView;

/// What a browser read of a file, at most 1,000 movements; a longer file goes in parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptReading {
    /// Id of the lote that it was brought for.
    pub lote: Option<String>,
    /// What stands in the file.
    pub blocks: Vec<ReceiptBlock>,
}

/// What a file would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedReceipt {
    /// One entry a movement, in the order of the file.
    pub rows: Vec<MatchedRow>,
    /// The lotes that get results.
    pub lotes: Vec<LoteView>,
}

/// A movement of a file, and what it would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchedRow {
    /// The registro patronal as printed; empty where the file does not say.
    pub registro: String,
    /// What stands in the file.
    pub row: ReceiptRow,
    /// What it would do.
    pub verdict: RowVerdict,
}

/// What a movement of a file would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum RowVerdict {
    /// Settle a movement of the company's.
    Settles {
        /// The worker's name in Rúbrica.
        nombre: String,
        /// The number of its lote.
        lote: u64,
    },
    /// Nothing: it is known so already.
    Known,
    /// Become history: it was filed elsewhere.
    Elsewhere,
    /// Nothing.
    Not {
        /// Why, in Spanish.
        why: String,
    },
}

/// What a person confirmed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyReceipt {
    /// Id of the file, as the relay keeps it.
    pub receipt: String,
    /// What was read of it.
    pub reading: ReceiptReading,
    /// How many movements get their result.
    pub settles: u32,
    /// How many become history; 0 where she does not want them.
    pub elsewhere: u32,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedReceipt {
    /// The lotes that changed.
    pub lotes: Vec<LoteView>,
    /// Movements that got their result.
    pub settled: u32,
    /// Movements that became history.
    pub elsewhere: u32,
}

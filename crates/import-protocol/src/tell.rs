//! What the worker answers the page.

use imss::finding::{Field, Severity};
use imss::movimiento::MovimientoDraft;
use imss::receipt::Receipt;
use serde::{Deserialize, Serialize};

use crate::{ColumnView, Kind, Question, RequestId, RowFinding, Slot};

/// Worker → page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "kebab-case")]
pub enum Tell {
    /// The first message of a worker.
    Ready {
        /// [`VERSION`](crate::VERSION) of the worker's messages.
        version: u32,
    },
    /// How far a long reading has come.
    Progress {
        /// Whose.
        request: RequestId,
        /// Bytes of the file, or rows, done.
        done: u64,
        /// Of how many.
        total: u64,
        /// Rows read so far.
        rows: u32,
    },
    /// A file was looked at.
    Opened {
        /// Pairs the answer.
        request: RequestId,
        /// What it is.
        opened: Box<Opened>,
    },
    /// Every row was read and checked.
    Checked {
        /// Pairs the answer.
        request: RequestId,
        /// How many of what.
        tally: Tally,
    },
    /// Some rows.
    Rows {
        /// Pairs the answer.
        request: RequestId,
        /// The rows, in the file's order.
        rows: Vec<RowView>,
        /// How many the filter lets through.
        total: u32,
    },
    /// A row changed.
    Changed {
        /// Pairs the answer.
        request: RequestId,
        /// The row as it is now.
        row: Box<RowView>,
        /// How many of what there are now.
        tally: Tally,
    },
    /// Several rows changed at once.
    MendedAll {
        /// Pairs the answer.
        request: RequestId,
        /// How many rows changed.
        rows: u32,
        /// How many of what there are now.
        tally: Tally,
    },
    /// Rows to store.
    Drafts {
        /// Pairs the answer.
        request: RequestId,
        /// The rows.
        batch: Batch,
    },
    /// How many of what there are now.
    Settled {
        /// Pairs the answer.
        request: RequestId,
        /// How many of what.
        tally: Tally,
    },
    /// A file to save.
    File {
        /// Pairs the answer.
        request: RequestId,
        /// The name to save it under.
        name: String,
        /// `ArrayBuffer` with its bytes.
        content: Slot,
    },
    /// What a file of IDSE's says.
    Receipt {
        /// Pairs the answer.
        request: RequestId,
        /// What was read.
        receipt: Box<Receipt>,
    },
    /// What was asked could not be done.
    Failed {
        /// Pairs the answer; `None` where the message itself could not be read.
        request: Option<RequestId>,
        /// Why.
        error: Failure,
    },
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// Its format.
    pub kind: Kind,
    /// The sheets of a workbook; none of another file.
    pub sheets: Vec<SheetView>,
    /// The sheet that was looked at.
    pub sheet: u32,
    /// Its columns; none where they are fixed.
    pub columns: Vec<ColumnView>,
    /// How the bytes of a file of text are read, `windows-1252`; `None` of a workbook.
    pub encoding: Option<String>,
    /// What can be read in more than one way.
    pub questions: Vec<Question>,
    /// Rows with data below the headings, without those that the file hides.
    pub rows: u32,
    /// Rows with data that the file hides, by a filter or by hand.
    pub hidden_rows: u32,
    /// What is wrong, or only odd, with the file as a whole.
    pub findings: Vec<RowFinding>,
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetView {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
}

/// How many rows of each sort. Every row is in exactly one of `ready`, `errors`, `left_out` and
/// `stored`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Rows in all.
    pub rows: u32,
    /// Will be stored.
    pub ready: u32,
    /// Have an error: they are not stored.
    pub errors: u32,
    /// Of the ready ones, those with a warning.
    pub warnings: u32,
    /// Left out by the person.
    pub left_out: u32,
    /// Stored by this import or an earlier one.
    pub stored: u32,
    /// Of the stored ones, those of an earlier import.
    pub known: u32,
    /// Of the ready ones: reingresos, modificaciones, bajas.
    pub by_tipo: [u32; 3],
    /// Every finding of the rows that are not left out, the heaviest and most frequent first.
    pub findings: Vec<FindingCount>,
    /// What there is to say of the file as a whole.
    pub file: Vec<RowFinding>,
}

/// How often a finding was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingCount {
    /// Stable, kebab-case.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The field it belongs beside.
    pub field: Option<Field>,
    /// Its sentence in the first row that has it.
    pub example: String,
    /// How many rows have it.
    pub rows: u32,
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// Which, counted from 0.
    pub row: u32,
    /// Its line or row in the file, counted from 1 as the file's own program does.
    pub line: u32,
    /// What was understood: dates as 15/01/2026, codes without their labels, no currency signs.
    pub draft: MovimientoDraft,
    /// Tax key; only of a plantilla.
    pub rfc: String,
    /// Everything there is to say of it.
    pub findings: Vec<RowFinding>,
    /// The person left it out.
    pub left_out: bool,
    /// The person mended it.
    pub mended: bool,
    /// Stored by this import or an earlier one.
    pub stored: bool,
    /// Spanish: what became of it earlier.
    pub known: Option<String>,
    /// Whether it would be stored as it is.
    pub ready: bool,
    /// Fields whose text in the file is not what `draft` says.
    pub read: Vec<FieldRead>,
}

/// A field as the file has it; what was done to it is among the row's findings, of the same field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldRead {
    /// Which.
    pub field: Field,
    /// Its text.
    pub text: String,
}

/// Rows that will be stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The rows.
    pub rows: Vec<BatchRow>,
    /// Where to go on; `None` at the end.
    pub next: Option<u32>,
}

/// One row that will be stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchRow {
    /// Which, counted from 0.
    pub row: u32,
    /// Its line in the file.
    pub line: u32,
    /// What it says.
    pub draft: MovimientoDraft,
    /// The draft before it was mended and completed, where that differs.
    pub came: Option<Box<MovimientoDraft>>,
    /// Tax key; only of a plantilla.
    pub rfc: String,
}

/// A failure, in the words the person reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Stable, kebab-case.
    pub code: String,
    /// Spanish: what is wrong.
    pub message: String,
    /// Spanish: what to do next.
    pub hint: String,
}

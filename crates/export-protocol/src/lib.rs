//! The messages between the page and the export worker, and nothing else: no logic. `app` (the page's
//! client) and `export` (what the worker does) share it; neither sees the other.
//!
//! # Shape on the wire
//! A message is one JavaScript object, `{ message, parts }`, posted with `postMessage`: `message` is the
//! JSON text of an [`Ask`] (page → worker) or a [`Tell`] (worker → page), and `parts` an array of
//! transferred `ArrayBuffer`s. A [`Slot`] inside the JSON is an index into `parts`.
//!
//! # Order
//! The page posts nothing before [`Tell::Ready`]. Every [`Ask`] is answered by one [`Tell`] with the same
//! [`RequestId`]. One table at a time: [`Ask::Begin`], any number of [`Ask::Rows`], [`Ask::Finish`]. There
//! is no message to cancel: the page ends the worker, which holds nothing that has to be saved.

mod table;

pub use table::{Cell, Column, ColumnKind, FileKind, Note, Table};

use serde::{Deserialize, Serialize};

/// Version of these messages, sent in [`Tell::Ready`]: a difference means a half-updated cache.
pub const VERSION: u32 = 1;

/// The most rows below the headings that a sheet of a workbook holds.
pub const WORKBOOK_MAX_ROWS: u32 = 1_048_575;

/// An index into the `parts` that travel beside the JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slot(pub u32);

/// Pairs an answer with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub u32);

/// Page → worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Ask {
    /// Begin a file. Whatever was begun before is forgotten. Answered by `Taken`.
    Begin {
        /// Pairs the answer.
        request: RequestId,
        /// What the file is to be.
        table: Table,
    },
    /// More rows, in their order. Answered by `Taken`.
    Rows {
        /// Pairs the answer.
        request: RequestId,
        /// A cell for each column.
        rows: Vec<Vec<Cell>>,
    },
    /// Write the end. Answered by `File`.
    Finish {
        /// Pairs the answer.
        request: RequestId,
        /// What the second sheet of a workbook says; a CSV file has none.
        notes: Vec<Note>,
    },
}

/// Worker → page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "kebab-case")]
pub enum Tell {
    /// The first message.
    Ready {
        /// [`VERSION`].
        version: u32,
    },
    /// What was sent is written.
    Taken {
        /// Pairs the answer.
        request: RequestId,
        /// Rows written so far.
        rows: u32,
    },
    /// The whole file.
    File {
        /// Pairs the answer.
        request: RequestId,
        /// Its bytes.
        content: Slot,
    },
    /// It did not work; what was begun is forgotten.
    Failed {
        /// Pairs the answer; `None` where the question could not be read.
        request: Option<RequestId>,
        /// Why.
        error: Failure,
    },
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

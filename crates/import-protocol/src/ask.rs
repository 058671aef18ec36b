//! What the page asks of the worker.

use imss::movimiento::MovimientoDraft;
use serde::{Deserialize, Serialize};

use crate::{Defaults, Filter, Purpose, RequestId, Rules, Slot};

/// Page → worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum Ask {
    /// Look at a file: what it is, its sheets and its headings. Answered by `Opened` or `Failed`.
    /// Whatever was open before is forgotten.
    Open {
        /// Pairs the answer.
        request: RequestId,
        /// `File` handles; the first is the one to import, a second may be SUA's other file.
        files: Vec<Slot>,
        /// What its rows shall become.
        purpose: Purpose,
    },
    /// Look at another sheet of the file. Answered by `Opened`.
    Sheet {
        /// Pairs the answer.
        request: RequestId,
        /// Which, counted from 0.
        sheet: u32,
    },
    /// Read every row and check it. Answered by `Checked`, after some `Progress`.
    Check {
        /// Pairs the answer.
        request: RequestId,
        /// What each column is, by its number; not looked at where columns are fixed.
        columns: Vec<Option<imss::finding::Field>>,
        /// What stands for an empty field.
        defaults: Defaults,
        /// What rows are checked against.
        rules: Rules,
    },
    /// A few rows. Answered by `Rows`.
    Rows {
        /// Pairs the answer.
        request: RequestId,
        /// Which rows.
        filter: Filter,
        /// How many of them to pass over.
        offset: u32,
        /// How many are wanted.
        limit: u32,
    },
    /// A row as the person mended it. Answered by `Changed`.
    Mend {
        /// Pairs the answer.
        request: RequestId,
        /// Which, counted from 0.
        row: u32,
        /// What it shall say.
        draft: Box<MovimientoDraft>,
        /// Tax key; only of a plantilla.
        rfc: String,
    },
    /// Leave a row out, or take it back in. Answered by `Changed`.
    Leave {
        /// Pairs the answer.
        request: RequestId,
        /// Which, counted from 0.
        row: u32,
        /// Out, or in again.
        out: bool,
    },
    /// Rows that will be stored, some at a time. Answered by `Drafts`.
    Drafts {
        /// Pairs the answer.
        request: RequestId,
        /// The first row to look at, counted from 0.
        from: u32,
        /// How many are wanted.
        limit: u32,
    },
    /// What the server said of rows. Answered by `Settled`.
    Settle {
        /// Pairs the answer.
        request: RequestId,
        /// Rows that are stored now.
        stored: Vec<u32>,
        /// Rows that an earlier import stored.
        known: Vec<u32>,
        /// Rows that the server did not take, and why.
        refused: Vec<Refused>,
    },
    /// A workbook of the rows that will not be stored, each with its reason. Answered by `File`.
    Rejected {
        /// Pairs the answer.
        request: RequestId,
    },
    /// An empty workbook with the headings we know best. Answered by `File`.
    Template {
        /// Pairs the answer.
        request: RequestId,
        /// For what.
        purpose: Purpose,
    },
}

/// A row that the server did not take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Which, counted from 0.
    pub row: u32,
    /// Spanish: why, and what to do.
    pub message: String,
}

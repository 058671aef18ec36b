//! What the page asks of the worker.

use imss::finding::Field;
use imss::movimiento::MovimientoDraft;
use serde::{Deserialize, Serialize};

use crate::{ColumnUse, Defaults, Filter, Purpose, RequestId, RowFinding, Rules, Slot};

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
        /// What its rows are to become.
        purpose: Purpose,
    },
    /// Look at another sheet of the file. Answered by `Opened`.
    Sheet {
        /// Pairs the answer.
        request: RequestId,
        /// Which, counted from 0.
        sheet: u32,
    },
    /// Answer a question of the file. Answered by `Opened`: headings and samples may be others now.
    Answer {
        /// Pairs the answer.
        request: RequestId,
        /// The question's `id`.
        question: u32,
        /// The option, counted from 0.
        option: u32,
    },
    /// Read every row and check it. Answered by `Checked`, after some `Progress`.
    Check {
        /// Pairs the answer.
        request: RequestId,
        /// What each column is read as, by its number; ignored where columns are fixed.
        columns: Vec<Option<ColumnUse>>,
        /// What an empty field is filled with.
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
        /// What it is to say.
        draft: Box<MovimientoDraft>,
        /// Tax key; only of a plantilla.
        rfc: String,
    },
    /// Give one field of every row with a finding one value. Answered by `MendedAll`.
    MendAll {
        /// Pairs the answer.
        request: RequestId,
        /// The finding's code.
        code: String,
        /// The field.
        field: Field,
        /// Its value.
        value: String,
    },
    /// Round every salary of more than two decimals to centavos. Answered by `MendedAll`.
    RoundSalaries {
        /// Pairs the answer.
        request: RequestId,
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
    /// What the server knows of rows. Answered by `Settled`.
    Settle {
        /// Pairs the answer.
        request: RequestId,
        /// Rows that are stored now.
        stored: Vec<u32>,
        /// Rows that are stored since earlier.
        known: Vec<Known>,
        /// Findings of the directory and the history; they replace those noted before.
        noted: Vec<Noted>,
        /// Rows that the server did not take, and why.
        refused: Vec<Refused>,
    },
    /// A workbook of the rows that will not be stored, each with its reason. Answered by `File`.
    Rejected {
        /// Pairs the answer.
        request: RequestId,
    },
    /// Read a file of IDSE's. Answered by `Receipt`; what was open before stays so.
    Receipt {
        /// Pairs the answer.
        request: RequestId,
        /// The `File` handle.
        file: Slot,
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

/// A row that is stored since earlier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Which, counted from 0.
    pub row: u32,
    /// Spanish: what became of it, as "Ya está listo.".
    pub words: String,
}

/// What the server found in a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted {
    /// Which, counted from 0.
    pub row: u32,
    /// They count as the worker's own.
    pub findings: Vec<RowFinding>,
}

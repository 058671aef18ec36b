//! What was read of a file, and what each row of it would do.

use std::collections::BTreeMap;

use imss::receipt::{ReceiptBlock, ReceiptRow};
use model::MovementStatus;

use crate::ids::LoteId;
use crate::records::{LoteRecord, MovementRecord, Registro};

/// What a person's browser read of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The lote that she brought it for: what names no registro patronal is about this one.
    pub lote: Option<LoteId>,
    /// What stands in the file.
    pub blocks: Vec<ReceiptBlock>,
}

/// What a file would do.
#[derive(Debug, Clone, Default)]
pub struct Matching {
    /// One entry a row, in the order of the file.
    pub rows: Vec<MatchedRow>,
    /// The lotes that it is about.
    pub lotes: BTreeMap<LoteId, LoteRecord>,
}

/// A row, and what it would do.
#[derive(Debug, Clone)]
pub struct MatchedRow {
    /// The place of its block.
    pub block: usize,
    /// What stands in the file.
    pub row: ReceiptRow,
    /// What it would do.
    pub verdict: Verdict,
}

/// What a row would do.
#[derive(Debug, Clone)]
pub enum Verdict {
    /// Settle this movement.
    Settles(Box<MovementRecord>),
    /// Nothing: it is known so already.
    Known,
    /// Become history: it was filed elsewhere, under this registro patronal.
    Elsewhere(Box<Registro>),
    /// Nothing, and why.
    Not(WhyNot),
}

/// Why a row does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyNot {
    /// The file does not say whose it is, and it was not brought for a lote.
    NoRegistro,
    /// The registro patronal is not one of the company's.
    ForeignRegistro,
    /// The NSS, the type or the date cannot be read.
    Unreadable,
    /// What became of it is not understood.
    UnknownOutcome,
    /// More than one movement fits.
    Ambiguous,
    /// Two rows say different things of one movement.
    Twice,
    /// The movement has the other result already.
    Contradicts(MovementStatus),
    /// It is captured, and in no lote.
    NotInLote,
    /// Its lote is being sent at this moment.
    BeingSent,
    /// IMSS received this before the lote was prepared.
    BeforeLote,
    /// No movement of the lote fits.
    NoMovement,
}

//! A value that was written with other letters than it was given.

use serde::{Deserialize, Serialize};

use crate::finding::Field;

/// A text written with other letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Transliteration {
    /// The movement, counted from 0.
    pub index: usize,
    /// The field.
    pub field: Field,
    /// As given: `MUÑOZ`.
    pub from: String,
    /// As written: `MUNOZ`.
    pub to: String,
}

//! The errors of writing a file.

use crate::finding::Field;

/// Why a file cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A value is longer than its field once written: never cut.
    #[error(
        "en el movimiento {}, «{value}» no cabe en {} ({width} caracteres): abrévialo",
        index + 1,
        field.label()
    )]
    DoesNotFit {
        /// The movement, counted from 0.
        index: usize,
        /// The field.
        field: Field,
        /// The value as it would be written.
        value: String,
        /// The characters the field has.
        width: usize,
    },
    /// More movements than a trailer can count.
    #[error(
        "el archivo lleva {count} movimientos y el último renglón solo cuenta 999,999: divídelo"
    )]
    TooMany {
        /// How many there are.
        count: usize,
    },
}

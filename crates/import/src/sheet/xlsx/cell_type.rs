//! The type of a cell.

/// What a cell's value is (`t` of `c`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum CellType {
    #[default]
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Date,
    Error,
}

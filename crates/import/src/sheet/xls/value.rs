//! The value of a cell.

/// What a cell holds.
#[derive(Debug)]
pub(super) enum Value {
    Text(Box<str>),
    /// A place among the strings that cells share.
    Shared(u32),
    Number {
        value: f64,
        style: u16,
    },
    Bool(bool),
    /// An error's code.
    Error(u8),
    /// A formula without its value.
    NotComputed,
}

//! Values that are published or the company's own.

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub what: T,
    /// Whether the company added it; otherwise the law or IMSS published it.
    pub own: bool,
}

//! Values that are published or the company's own, and what is wrong with one that is typed.

/// A value with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub what: T,
    /// Whether the company added it; otherwise the law or IMSS published it.
    pub own: bool,
}

/// Why a typed value is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub field: &'static str,
    /// The sentence beside it.
    pub message: String,
}

impl FieldError {
    pub(super) fn new(field: &'static str, message: impl Into<String>) -> Self {
        Self {
            field,
            message: message.into(),
        }
    }
}

/// Returns the sentence that belongs beside a field.
pub fn message_at(errors: &[FieldError], field: &str) -> Option<String> {
    let error = errors.iter().find(|error| error.field == field)?;
    Some(error.message.clone())
}

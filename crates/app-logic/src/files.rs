//! Files that the person picked before and that the browser keeps a handle of.

/// Why a file that was picked before cannot be opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileUnavailable {
    /// The person, or the browser, did not permit reading it.
    Refused,
    /// It was moved, renamed or deleted, or its device is not connected.
    Gone,
}

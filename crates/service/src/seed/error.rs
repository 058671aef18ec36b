//! The errors of loading a document.

use crate::common_error::CommonError;
use crate::store::CommitError;

/// Why a document was not loaded; nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A company is registered already.
    #[error("a company is registered already: a seed is loaded only into an empty installation")]
    NotEmpty,
    /// Something in the document is wrong.
    #[error("{place}: {what}")]
    Wrong {
        /// Where, as a path into the document.
        place: String,
        /// What.
        what: String,
    },
    /// The repository failed.
    #[error(transparent)]
    Common(#[from] CommonError),
}

impl From<CommitError> for SeedError {
    fn from(error: CommitError) -> Self {
        Self::Common(error.into())
    }
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "called with sentences and with errors, mostly straight from map_err"
)]
pub(super) fn wrong(place: impl Into<String>, what: impl ToString) -> SeedError {
    SeedError::Wrong {
        place: place.into(),
        what: what.to_string(),
    }
}

//! What a movement comes from: that it comes from there once, however often it is asked for.

use crate::ids::{RegistroId, UserId};
use crate::imports::row_digest;
use crate::values::Digest;

/// What a movement comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The row of a file, as it came. One row becomes one movement.
    Row(String),
    /// A form, by a word that the page made up for it. A form that tries again, since it never heard the
    /// answer, changes the movement that it made the first time; and all it saves while it is open is one
    /// sitting.
    Form(String),
}

/// The longest origin, in bytes.
const LONGEST: usize = 4_000;

impl Origin {
    pub(super) fn is_too_long(&self) -> bool {
        let (Self::Row(text) | Self::Form(text)) = self;
        text.len() > LONGEST
    }

    /// What it is recognised by. A form is its user's own.
    pub(super) fn digest(&self, registro: RegistroId, user: UserId) -> Digest {
        match self {
            Self::Row(row) => row_digest(registro, row),
            Self::Form(word) => Digest::of(format!("form|{user}|{word}").as_bytes()),
        }
    }
}

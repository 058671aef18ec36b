//! What a movement's origin is recognised by.

use model::Origin;

use crate::ids::{RegistroId, UserId};
use crate::imports::row_digest;
use crate::values::Digest;

/// The longest origin, in bytes.
const LONGEST: usize = 4_000;

pub(super) fn is_too_long(origin: &Origin) -> bool {
    let (Origin::Row(text) | Origin::Form(text)) = origin;
    text.len() > LONGEST
}

/// What an origin is recognised by. A form is its user's own.
pub(super) fn digest(origin: &Origin, registro: RegistroId, user: UserId) -> Digest {
    match origin {
        Origin::Row(row) => row_digest(registro, row),
        Origin::Form(word) => Digest::of(format!("form|{user}|{word}").as_bytes()),
    }
}

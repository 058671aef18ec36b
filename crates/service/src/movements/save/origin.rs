//! What a movement's origin is recognised by.

use model::Origin;

use crate::ids::{RegistroId, UserId};
use crate::imports::Identity;
use crate::values::Digest;

/// The longest origin, in bytes.
const LONGEST: usize = 4_000;

pub(super) fn is_too_long(origin: &Origin) -> bool {
    match origin {
        Origin::Row => false,
        Origin::Proposal(text) | Origin::Form(text) => text.len() > LONGEST,
    }
}

/// Returns what an origin is recognised by; `None` for a row that could not be read. A form is its
/// user's own; case and spacing at the edges do not make another proposal.
pub(super) fn digest(
    origin: &Origin,
    row: Option<&Identity>,
    registro: RegistroId,
    user: UserId,
) -> Option<Digest> {
    match origin {
        Origin::Row => row.map(Identity::digest),
        Origin::Proposal(proposal) => {
            let proposal = proposal.trim().to_uppercase();
            Some(Digest::of(format!("{registro}|{proposal}").as_bytes()))
        }
        Origin::Form(word) => Some(Digest::of(format!("form|{user}|{word}").as_bytes())),
    }
}

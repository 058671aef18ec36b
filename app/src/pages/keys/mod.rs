//! Opening a key and saying what it is: shared by the pages that sign.

mod facts;
mod open;
mod rules;

pub(crate) use facts::KeyFacts;
pub(crate) use open::OpenKey;
pub(crate) use rules::{mismatches, refused};

//! Opening a key and saying what it is, shared by the pages that sign; and `/certificados/convertir`,
//! where its files are written anew.

mod attempt;
mod convert;
mod facts;
mod open;
mod picked;
mod reopen;
mod rules;
mod saved;
mod several;

pub use convert::Convert;
pub(crate) use facts::KeyFacts;
pub(crate) use open::OpenKey;
pub(crate) use rules::{meant_for, mismatches, refused};

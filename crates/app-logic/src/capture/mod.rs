//! What the form of one movement decides.

pub mod checker;
pub mod choices;
pub mod differences;
pub mod field_findings;
pub mod fields;
pub mod left_draft;
pub mod search;
pub mod source;
pub mod standing;
pub mod starting_draft;

//! What the form of one movement decides.

pub mod checker;
pub mod choices;
pub mod differences;
pub mod field_findings;
pub mod source;
pub mod starting_draft;

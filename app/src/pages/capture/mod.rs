//! `/capturar`: one movement, checked as it is typed.

mod choose;
mod conflict;
mod editor;
mod fields;
mod form;
mod history;
mod keeping;
mod outcome;
mod refusal;
mod sections;
mod worker;

pub use choose::Choose;
pub use form::Capture;

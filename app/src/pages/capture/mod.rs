//! `/capturar`: one movement, checked as it is typed.

mod choose;
mod fields;
mod form;
mod outcome;
mod rules;
mod sections;

pub use choose::Choose;
pub use form::Capture;

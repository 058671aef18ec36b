//! `/capturar`: one movement, checked as it is typed.

mod cancel;
mod choose;
mod conflict;
mod directory;
mod draft_fields;
mod editor;
mod form;
mod history;
mod keeping;
mod left;
mod outcome;
mod refusal;
mod save;
mod sections;
mod standing;
mod state;

pub use choose::Choose;
pub use form::Capture;

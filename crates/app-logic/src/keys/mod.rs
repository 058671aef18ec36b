//! Opening a key: where errors belong, what is odd about a choice, and which of several files are taken.

pub mod form;
pub mod picked;

//! A sheet of many movements: rows with a wish, findings, pasted values, saving in parts, outcomes.
//!
//! `bulk` and `assistants` are both sheets: each implements [`row::Row`] and keeps what only it knows.

pub mod amount;
pub mod outcome;
pub mod pasted;
pub mod row;
pub mod salary_change;
pub mod totals;

//! `/capturar/varios/:what`: one salary change for many workers, or bajas for many.

mod controls;
mod page;
mod rules;
mod saving;
mod sheet;
mod table;

pub use page::Many;
pub(crate) use rules::{as_typed, cents, pasted};

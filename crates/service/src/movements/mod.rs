//! Movements: captured, checked again by IMSS's rules, edited, deleted, listed, counted.

mod edit;
mod error;
mod read;

pub use edit::{Saved, Typed, delete, save};
pub(crate) use edit::{checked, moved};
pub use error::MovementError;
pub use read::{HistoryAsk, MovementPage, Timing, counts, get, history, timing};

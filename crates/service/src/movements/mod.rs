//! Movements: captured, checked again by IMSS's rules, edited, taken back, deleted, corrected after a
//! refusal, listed, counted.

mod check;
mod correct;
mod defaults;
mod discard;
mod error;
mod follow;
mod read;
mod save;
mod typed;
mod undo;

pub use check::check;
pub use correct::correct;
pub use defaults::defaults;
pub use discard::{delete, discard_many, restore, restore_many};
pub use error::MovementError;
pub(crate) use follow::{checked, moved};
pub use read::{
    HistoryAsk, MovementPage, Timing, count_uncorrected, counts, get, history, timing, uncorrected,
};
pub use save::{Item, Saved, save, save_many};
pub use typed::Typed;
pub use undo::undo;

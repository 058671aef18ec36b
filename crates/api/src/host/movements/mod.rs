//! Movements: capture and history.

mod changing;
mod deleted;
mod history;
mod saving;
mod shown;

pub(crate) use changing::{correct, delete, discard_many, restore, restore_many, undo};
pub(crate) use deleted::deleted;
pub(crate) use history::{by_month, counts, due, export, get, history, people, tabs};
pub(crate) use saving::{check, defaults, save, save_many};
pub(super) use shown::{current, views};

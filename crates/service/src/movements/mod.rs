//! Movements: captured, checked again by IMSS's rules, edited, taken back, deleted, corrected after a
//! refusal, listed, counted; imports undone.

mod check;
mod correct;
mod defaults;
mod deleted;
mod discard;
mod error;
mod export;
mod figures;
mod follow;
mod imported;
mod masked_search;
mod reach;
mod read;
mod save;
mod search;
mod typed;
mod undo;

pub use check::check;
pub use correct::correct;
pub use defaults::defaults;
pub use deleted::{DeletedPage, deleted};
pub use discard::{delete, discard_many, restore, restore_many};
pub use error::MovementError;
pub use export::export;
pub use figures::{DueGroup, Tabs, count_uncorrected, counts, due, months, tabs};
pub(crate) use follow::{checked, moved};
pub use imported::{ImportName, StoredImport, UndonePart, imports, undo_import};
pub use read::{Timing, get, timing};
pub use save::{Item, Saved, import_many, save, save_many};
pub use search::{HistoryAsk, MovementPage, history, uncorrected_from};
pub use typed::Typed;
pub use undo::undo;

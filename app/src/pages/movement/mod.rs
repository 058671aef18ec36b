//! Shared views of movements and lotes: the table, the badges, one movement in a dialog
//! and on a page of its own. What is decided
//! is in `app_logic::movement`.

mod aftermath;
mod details;
mod page;
mod restoring;
mod state;
mod table;
mod ticked;

pub(crate) use details::Details;
pub(crate) use page::MovementPage;
pub(crate) use restoring::{restore_all, restored_notice};
pub(crate) use state::{happenings, lote_badge};
pub(crate) use table::{MovementTable, TableUse};
pub(crate) use ticked::{Ticked, TickedActions};

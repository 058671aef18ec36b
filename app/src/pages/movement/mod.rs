//! Shared views of movements and lotes: the table, the badges, one movement in a dialog. What is decided
//! is in `app_logic::movement`.

mod aftermath;
mod details;
mod state;
mod table;
mod ticked;

pub(crate) use app_logic::movement::form_address::{edit_path, trabajador_path};
pub(crate) use details::Details;
pub(crate) use state::{happenings, lote_badge};
pub(crate) use table::{MovementTable, TableUse};
pub(crate) use ticked::{Ticked, TickedActions};

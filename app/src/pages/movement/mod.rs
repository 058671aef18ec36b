//! What several pages show of movements and lotes: the table, the states, one movement whole.

mod aftermath;
mod details;
mod state;
mod table;

pub(crate) use details::Details;
pub(crate) use state::{happenings, lote_badge};
pub(crate) use table::{MovementTable, TableUse, edit_path, slug, tipo_of, worker_path};

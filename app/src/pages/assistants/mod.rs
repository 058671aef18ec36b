//! `/asistentes`: assistants that propose movements and send none. One page each, all of one shape:
//! what is chosen, a table of proposals, "Crear borradores".

mod controls;
mod entries;
mod entry_days;
mod index;
mod inputs;
mod load;
mod page;
mod table;

pub use index::Assistants;
pub use page::Assistant;

//! `/asistentes`: assistants that propose movements and send none. One page each, all of one shape:
//! what to reckon with, a table of proposals, "Crear borradores".

mod controls;
mod entries;
mod ground;
mod index;
mod kind;
mod months;
mod page;
mod proposals;
mod saving;
mod sheet;
mod table;

pub use index::Assistants;
pub(crate) use kind::Kind;
pub use page::Assistant;

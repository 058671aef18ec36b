//! `/importar` and `/importar/plantilla`: a file → its rows, reviewed → movements or workers.
//!
//! The worker (`crate::import`) keeps the rows; these pages show a few at a time. `session` holds what
//! is under way and does it, `rules` decides, the rest shows one stage each.

mod columns;
mod mend;
mod page;
mod pick;
mod preview;
mod rows;
mod rules;
mod session;
mod slices;
mod storing;

pub use page::{ImportMovements, ImportPlantilla};

//! `/importar` and `/importar/plantilla`: a file → its rows, reviewed → movements or trabajadores.
//!
//! The import worker (`crate::import`) keeps the rows; these pages show a few at a time. `session` holds
//! the state of one import and does its work; `app_logic::import` decides; every other file here shows
//! one stage.

mod columns;
mod confirm;
mod correct;
mod done;
mod findings;
mod page;
mod pick;
mod progress;
mod questions;
mod recent;
mod review;
mod rows;
mod session;
mod slices;
mod undo;

pub use page::{ImportMovements, ImportPlantilla};

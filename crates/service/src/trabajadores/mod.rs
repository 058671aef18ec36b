//! The directory of workers: filled from captures, imports and what IMSS operates; searched, saved,
//! and (with a plantilla) asked who is vigente.
//!
//! `movements` and `lotes` call [`captured`], [`operated`] and [`about`]; nothing here changes a
//! movement.

mod error;
mod follow;
mod known;
mod plantilla;
mod read;
mod save;
mod typed;

pub use error::TrabajadorError;
pub use plantilla::{Line, Loaded, finish_plantilla, load_plantilla};
pub(crate) use read::current;
pub use read::{Detail, Search, get, search};
pub use save::{Saved, delete, save};
pub use typed::TypedTrabajador;

pub(crate) use follow::{captured, operated};
pub(crate) use known::about;

//! `/trabajadores`: the directory; `/trabajadores/:nss`: one worker with what was filed of them.

mod edit;
mod list;
mod one;

pub use list::Trabajadores;
pub use one::TrabajadorPage;

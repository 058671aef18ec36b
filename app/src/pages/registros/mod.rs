//! Registros patronales: the list, and the form that adds or changes one.

mod form;
mod list;

pub use form::{Edit, New};
pub use list::List;

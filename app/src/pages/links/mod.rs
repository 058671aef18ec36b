//! Consult links: the list, and the form that makes one.

mod created;
mod extend;
mod list;
mod new;

pub use list::List;
pub use new::New;

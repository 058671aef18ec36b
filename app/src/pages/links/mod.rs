//! Consult links: the list, and the form that makes one.

mod list;
mod new;

pub use list::List;
pub use new::New;

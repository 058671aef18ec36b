//! The companies of one person, and the consult links that she keeps.

mod keep;
mod list;

pub use keep::KeepLink;
pub use list::MyCompanies;

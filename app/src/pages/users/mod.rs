//! The company's people: who enters, what each may do, and who is invited.

mod invite;
mod list;
mod one;
mod requests;

pub use invite::Invite;
pub use list::List;
pub use one::One;

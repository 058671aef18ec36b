//! What the pages before a session decide.

pub mod form;
pub mod remembered_users;

//! What the pages before a session decide.

pub mod consult_start;
pub mod form;
pub mod registration;
pub mod remembered_users;

//! What the pages of a person's account decide: recovery, invitation, her own data.

pub mod forms;
pub mod strength;

//! What the assistants decide: which there are, whom they look at, what they propose.

pub mod kind;
pub mod periods;
pub mod person;
pub mod proposals;
pub mod row;

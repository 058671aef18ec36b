//! What the history decides: its tabs, and its filters as the address keeps them.

pub mod export;
pub mod filters;
pub mod states;
pub mod tabs;

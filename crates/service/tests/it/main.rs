//! The use cases against the repository in memory, with a fixed clock and a scripted portal.

mod memory;

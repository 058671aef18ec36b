//! The use cases against the repository in memory, with a fixed clock and a scripted portal.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod accounts;
mod approval;
mod certificates;
mod forms;
mod imports;
mod links;
mod lotes;
mod memory;
mod movements;
mod portal;
mod seed;
mod sending;
mod settings;
mod signing;
mod tenants;
mod trabajadores;
mod world;

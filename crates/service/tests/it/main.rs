//! The use cases against the repository in memory, with a fixed clock and a scripted portal.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails where it stands"
)]

mod access;
mod accounts;
mod approval;
mod audit;
mod certificate_life;
mod certificates;
mod daily;
mod departure;
mod forms;
mod guessing;
mod imports;
mod link_reach;
mod links;
mod lotes;
mod memory;
mod movements;
mod people;
mod portal;
mod receipts;
mod recovery;
mod seed;
mod sending;
mod settings;
mod signing;
mod tenants;
mod trabajadores;
mod world;

//! The use cases against the repository in memory, with a fixed clock and a scripted portal.

mod accounts;
mod certificates;
mod links;
mod lotes;
mod memory;
mod movements;
mod portal;
mod seed;
mod sending;
mod signing;
mod tenants;
mod world;

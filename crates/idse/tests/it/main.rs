//! The client against a portal over real HTTP, with signatures made by the openssl command line.

#![expect(
    clippy::unwrap_used,
    reason = "in a test a panic is the failure; helpers are not marked as tests"
)]

mod doubt;
mod login;
mod lote;
mod pki;
mod portal;
mod records;
mod talk;
mod transport;

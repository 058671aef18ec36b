//! The portal as HTTP, without the client: what any visitor meets.

#![expect(
    clippy::unwrap_used,
    reason = "in a test a panic is the failure; helpers are not marked as tests"
)]

mod portal;
mod switches;
mod visitor;

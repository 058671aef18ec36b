//! The server as a browser meets it: the whole router over an in-memory repository, a clock that
//! stands, and a portal that is out of reach.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot set itself up has failed"
)]

mod access;
mod answers;
mod app;
mod bodies;
mod calendar;
mod commands;
mod company_export;
mod compression;
mod contents;
mod cross_site;
mod events;
mod headers;
mod health;
mod journey;
mod mail;
mod routes;
mod sessions;
mod smtp;
mod tenancy;

#[path = "../support/mod.rs"]
mod support;

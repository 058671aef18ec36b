//! The composition root: settings, listeners, routes, jobs, and the real clock, chance, portal,
//! mail and database that the use cases are handed.
//!
//! `main` calls [`commands::run`]; tests put a server together out of [`http::router`] with ports
//! of their own. Nothing else may depend on this crate. It holds no rule of the field: what is
//! allowed and what happens is decided in `service`.

pub mod cli;
pub mod commands;
pub mod config;
pub mod http;
pub mod jobs;
mod listen;
mod logs;
pub mod mail;
pub mod operator;
pub mod portal;
pub mod secret;
pub mod shutdown;
pub mod system;
pub mod trust;

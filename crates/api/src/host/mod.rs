//! Bodies of the server functions: who calls, what `service` does, what the page receives.
//!
//! One file per feature, beside [`context`] (what a call is given), [`cookies`] (the session's
//! cookie) and [`failure`] (the one place that turns an error into a status). The server's own relay
//! routes use the same three. Nothing here decides: rules live in `service`.

pub mod accounts;
pub mod certificates;
mod context;
mod cookies;
mod failure;
mod ids;
pub mod imports;
pub mod links;
pub mod lotes;
pub mod movements;
mod numbers;
mod people;
pub mod registros;
pub mod settings;
pub mod trabajadores;

pub use context::{Host, Visit};
pub use cookies::{CookieKind, Cookies};
pub use failure::Refusal;

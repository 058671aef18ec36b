//! Bodies of the server functions: who calls, what `service` does, what the page receives.
//!
//! One file per feature, beside [`context`] (what a call is given), [`cookies`] (the session's
//! cookie), [`failure`] (why a call was refused) and [`answer`] (the status and error that the page gets). The server's own relay
//! routes use the same four. Nothing here decides: rules live in `service`.

pub mod accounts;
mod answer;
pub mod audit;
pub mod certificate_life;
pub mod certificates;
mod context;
mod cookies;
pub mod departure;
mod failure;
mod ids;
pub mod imports;
pub mod links;
pub mod lotes;
pub mod mailed;
pub mod movements;
mod numbers;
mod people;
pub mod profile;
pub mod receipts;
pub mod registros;
pub mod settings;
pub mod trabajadores;
pub mod users;

pub use context::{Host, Visit};
pub use cookies::{CookieKind, Cookies};
pub use failure::Refusal;

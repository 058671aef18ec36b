//! The use cases of Rúbrica, and the traits of what they need.
//!
//! One folder per feature: [`accounts`], [`registros`], [`certificates`],
//! [`certificate_life`], [`trabajadores`],
//! [`movements`], [`imports`], [`lotes`], [`links`], [`settings`], [`departure`], [`jobs`], [`audit`]. Each is a
//! set of functions over a [`Service`], which holds what was handed in: repository, clock, chance,
//! portal, mail. Callers are types ([`caller`]).
//!
//! The server and the `api` crate call it. It knows no HTTP, no database and no network, and takes
//! the time and chance it needs from [`ports`].

pub mod accounts;
mod attempts;
pub mod audit;
pub mod caller;
pub mod certificate_life;
pub mod certificates;
mod common_error;
mod daily;
pub mod departure;
mod error;
pub mod events;
pub mod ids;
pub mod imports;
pub mod jobs;
pub mod links;
pub mod lotes;
mod mail;
#[cfg(any(test, feature = "testing"))]
pub mod memory;
pub mod movements;
pub mod operator;
mod password;
mod portal_sessions;
pub mod ports;
mod random;
pub mod receipts;
pub mod records;
pub mod registros;
pub mod seal;
pub mod seed;
mod service;
pub mod settings;
pub mod store;
#[cfg(any(test, feature = "testing"))]
pub mod suite;
pub mod trabajadores;
pub mod values;
mod waiting_room;

pub use common_error::{CommonError, ErrorKind, WireError};
pub use error::ServiceError;
pub use model::Registration;
pub use service::{Parts, Service, ServiceConfig};

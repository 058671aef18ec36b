//! What crosses the wire, one file per feature. Instants are UTC (`jiff::Timestamp`; those of [`accounts`] as
//! milliseconds), dates are America/Mexico_City's (`jiff::civil::Date`), ids are opaque strings.

pub mod accounts;
pub mod audit;
pub mod certificate_life;
pub mod certificates;
pub mod departure;
pub mod error;
pub mod imports;
mod instant;
pub mod links;
pub mod lotes;
pub mod mailed;
pub mod movement;
pub mod movements;
pub mod profile;
pub mod receipts;
pub mod registros;
pub mod settings;
pub mod trabajadores;
pub mod users;

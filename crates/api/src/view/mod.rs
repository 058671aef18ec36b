//! What crosses the wire, one file per feature. Instants are UTC (`jiff::Timestamp`), dates are
//! America/Mexico_City's (`jiff::civil::Date`), ids are opaque strings.

pub mod accounts;
pub mod certificates;
pub mod imports;
pub mod links;
pub mod lotes;
pub mod movements;
pub mod registros;
pub mod settings;
pub mod trabajadores;

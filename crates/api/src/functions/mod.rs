//! The server functions, one file per feature. Paths are `/api/<feature>/<verb>`, JSON both ways.

pub mod accounts;
pub mod certificates;
pub mod links;
pub mod lotes;
pub mod movements;
pub mod registros;

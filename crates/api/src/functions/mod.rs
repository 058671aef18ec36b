//! The server functions, one file per feature. Paths are `/api/<feature>/<verb>`, JSON both ways.
#![expect(
    missing_docs,
    reason = "the macro makes a struct of each function's arguments"
)]

pub mod accounts;
pub mod certificates;
pub mod imports;
pub mod links;
pub mod lotes;
pub mod movements;
pub mod registros;
pub mod settings;
pub mod trabajadores;

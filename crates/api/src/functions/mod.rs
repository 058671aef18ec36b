//! The operations, one file per feature: `/api/<feature>/<verb>`, JSON both ways.
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

use crate::routes::Route;

/// The routes of every operation, feature by feature.
pub(crate) const OPERATIONS: &[&[Route]] = &[
    accounts::OPERATIONS,
    registros::OPERATIONS,
    certificates::OPERATIONS,
    movements::OPERATIONS,
    lotes::OPERATIONS,
    trabajadores::OPERATIONS,
    imports::OPERATIONS,
    settings::OPERATIONS,
    links::OPERATIONS,
];

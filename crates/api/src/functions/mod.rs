//! The operations, one file per feature: `/api/<feature>/<verb>`, JSON both ways.
#![expect(
    missing_docs,
    reason = "the macro makes a struct of each function's arguments"
)]

pub mod accounts;
pub mod audit;
pub mod certificate_life;
pub mod certificates;
pub mod departure;
pub mod imports;
pub mod links;
pub mod lotes;
pub mod mailed;
pub mod movements;
pub mod profile;
pub mod receipts;
pub mod registros;
pub mod settings;
pub mod trabajadores;
pub mod users;

use crate::route::Route;

/// The routes of every operation, feature by feature.
pub(crate) const OPERATIONS: &[&[Route]] = &[
    accounts::OPERATIONS,
    registros::OPERATIONS,
    certificates::OPERATIONS,
    certificate_life::OPERATIONS,
    movements::OPERATIONS,
    lotes::OPERATIONS,
    receipts::OPERATIONS,
    trabajadores::OPERATIONS,
    imports::OPERATIONS,
    settings::OPERATIONS,
    departure::OPERATIONS,
    links::OPERATIONS,
    audit::OPERATIONS,
    mailed::OPERATIONS,
    users::OPERATIONS,
    profile::OPERATIONS,
];

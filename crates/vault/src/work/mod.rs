//! What a request has done: files opened and converted, challenges and lotes checked and prepared for
//! signing, failures put into words. Nothing in here knows of requests, effects or what is open.

pub(crate) mod challenge;
pub(crate) mod convert;
pub(crate) mod failure;
mod file_name;
pub(crate) mod identify;
pub(crate) mod lote;
pub(crate) mod new_password;
pub(crate) mod open;
pub(crate) mod scrub;
pub(crate) mod sign;
pub(crate) mod summary;

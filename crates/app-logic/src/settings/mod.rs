//! What the page of the company decides: its closed days, wages, benefits and lotes.

pub mod benefits;
pub mod closed_days;
pub mod composition;
pub mod lote_size;
pub mod sourced;
pub mod wages;

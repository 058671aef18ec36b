//! `/capturar/varios/:what`: one salary change for many, or bajas for many. A sheet of everybody vigente
//! with a registro patronal.

mod controls;
mod load;
mod page;
mod table;

pub use page::Many;

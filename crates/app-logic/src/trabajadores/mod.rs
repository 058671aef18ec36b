//! What the directory of trabajadores decides.

pub mod fields;
pub mod relacion;

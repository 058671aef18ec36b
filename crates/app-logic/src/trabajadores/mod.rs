//! What the directory of trabajadores decides.

pub mod career;
pub mod fields;
pub mod relacion;

//! What the directory of trabajadores decides.

pub mod relacion;

//! What the pages of registros patronales decide.

pub mod fields;
pub mod zona;

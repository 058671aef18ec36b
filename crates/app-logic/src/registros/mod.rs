//! What the pages of registros patronales decide.

pub mod zona;

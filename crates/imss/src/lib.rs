//! imss

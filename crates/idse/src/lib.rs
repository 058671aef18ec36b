//! idse

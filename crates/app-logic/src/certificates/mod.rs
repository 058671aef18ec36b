//! Certificates: what signs for a registro patronal, how long it serves, and what an assignment asks for.

pub mod assigning;
pub mod calendar_file;
pub mod expiry_notice;
pub mod registro_signer;
pub mod waiting;

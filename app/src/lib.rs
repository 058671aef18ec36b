//! app

pub mod signer;

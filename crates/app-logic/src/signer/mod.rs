//! The page's view of the signer worker: what it can answer, and why it may not.

mod error;

pub use error::SignerError;

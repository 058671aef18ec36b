//! The public half of RSA: keys, signature verification, and the arithmetic that checks a private key.
//!
//! Knows neither certificates nor key files: `certificate`, `key`, `cms` and `trust` are built on it.

mod natural;
mod public;
mod verify;

pub(crate) use natural::Natural;
pub use public::RsaPublic;
pub(crate) use verify::{SignatureHash, verify};

/// Shortest modulus that may sign, in bits.
pub(crate) const MIN_BITS: usize = 2048;

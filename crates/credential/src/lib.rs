//! Opens `.cer`, `.key` and `.pfx` files, says what they are and what is wrong with them, and
//! signs and verifies CMS.
//!
//! Called by the vault (opening and signing, in the browser's worker), by the relay (verifying),
//! and by the examples. Pure: no clock, no ambient randomness, no I/O; time and randomness are
//! handed in. It knows nothing of movements, portals or pages.
//!
//! Secrets live in types without `Debug`, `Clone` or `Serialize`, and are wiped on drop.
//!
//! # Layers
//! Each uses only those before it: `asn1`; `error`, `warning` and `file`; `rsa`; `encryption`;
//! `certificate` and `key`; `pfx`; `open`, `cms`, `trust` and `issue`.

mod asn1;
pub mod certificate;
pub mod cms;
mod detect;
mod encryption;
mod error;
mod file;
#[cfg(feature = "issue")]
pub mod issue;
pub mod key;
pub mod open;
pub mod pfx;
pub mod rsa;
pub mod trust;
mod warning;

pub use detect::contains_private_key;
pub use encryption::{MAX_ROUNDS, MAX_SCRYPT_MEMORY};

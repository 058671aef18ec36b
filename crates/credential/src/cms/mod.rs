//! CMS SignedData (RFC 5652): signed in two steps, verified in one.
//!
//! Signing is split because the browser's WebCrypto holds the key: [`ChallengeToSign`] and
//! [`CadesToSign`] give the octets to sign, and take the signature back. RSASSA-PKCS1-v1_5 with
//! SHA-256, nothing else. [`verify`] is what the relay runs over what it receives.

mod attributes;
mod error;
mod parse;
mod sign;
mod verify;

pub use crate::key::SignError;
pub use attributes::Attribute;
pub use error::VerifyError;
pub use sign::{CadesToSign, ChallengeToSign, Placement, PlainToSign, Wrapping, pem_one_line};
pub use verify::{Verified, VerifyOptions, verify};

/// Largest CMS looked at, in bytes: some 300,000 movements.
pub const MAX_CMS: usize = 64 * 1024 * 1024;

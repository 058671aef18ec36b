//! CMS SignedData (RFC 5652): signed in two steps, verified in one.
//!
//! Signing is split because the browser's WebCrypto holds the key: [`ChallengeToSign`] and
//! [`CadesToSign`] give the octets to sign, and take the signature back. RSASSA-PKCS1-v1_5 with
//! SHA-256, nothing else. [`verify`] is what the relay runs over what it receives.

mod parse;
mod sign;
mod verify;

pub use crate::key::SignError;
pub use sign::{CadesToSign, ChallengeToSign, Placement, PlainToSign, pem_one_line};
pub use verify::{Attribute, MAX_CMS, Verified, VerifyError, VerifyOptions, verify};

//! Credentials as people bring them, compared with OpenSSL, Java and other people's readers.

#![expect(
    clippy::unwrap_used,
    reason = "a test may end where it finds something else"
)]

mod certificates;
mod cms;
mod examples;
mod hostile;
mod keys;
mod material;
mod passwords;
mod pfx_from_elsewhere;
mod pfx_of_ours;
mod private_keys_in_bodies;
mod trust;
mod wrappings;

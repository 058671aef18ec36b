//! The domain, seen from outside.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests may stop where they stand"
)]

mod bytes;
mod drafts;
mod every_finding;
mod examples;
mod lenient;
mod properties;
mod strict;
mod tool;
mod wire;

//! What the signer worker does, as a state machine without I/O.
//!
//! The worker's adapter (`signer-worker`) hands every message and every outcome to
//! [`Vault::handle`] with the time, and carries out the [`Effect`]s it answers: read these files,
//! import this key, sign this, post that. So what is opened, refused, signed and forgotten is decided
//! here, runs natively, and is tested without a browser. Nobody else may call it.
//!
//! It holds itself to three rules. **It signs nothing it has not read**: a challenge of the one shape in
//! `work::challenge`, or a lote in which it read what the person confirmed (`work::lote`); there is no
//! third way to [`Effect::Sign`]. **It keeps no key**: the plaintext goes out once, in [`Effect::ImportKey`], and
//! what stays is the certificate. And **no key leaves it in the open**: files that it writes for the
//! person (`work::convert`) are encrypted under a password of hers, and nothing stays of them.
//!
//! `requests` takes in messages and outcomes, one file for each kind of request, and knows what is open and
//! under way. `work` is what a request has done, without any of that: it opens, signs, converts.

mod effect;
mod requests;
mod work;

pub use effect::{Effect, Input, Part, Pieces};
pub use requests::{Config, Vault};
pub use work::challenge::MAX_CHALLENGE_BYTES;

/// Largest file read as a certificate or key. They have a few KB.
pub const MAX_FILE_BYTES: u64 = 1024 * 1024;

/// Largest lote signed: 190,000 records, many times what anybody sends at once.
pub const MAX_LOTE_BYTES: usize = 32 * 1024 * 1024;

/// Longest password tried, in bytes of UTF-8. An e.firma's has at most 255 characters.
pub const MAX_PASSWORD_BYTES: usize = 1024;

/// How many credentials are open, or being opened, at once.
pub const MAX_OPEN: usize = 32;

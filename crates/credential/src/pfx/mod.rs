//! PKCS#12 (.pfx, .p12), read and written.
//!
//! Reading takes DER and BER, every encryption and MAC that programs have written, several keys and
//! certificates. Keys and certificates are matched by public key, never by localKeyID alone.

mod mac;
mod outer;
mod read;
mod write;

pub(crate) use outer::holds_bare_key;
pub use outer::{MAX_PFX_FILE, Protection, protection};
pub use read::{PfxContents, PfxOptions, read};
#[cfg(any(test, feature = "issue"))]
pub(crate) use write::encrypted_key_info;
pub use write::{KeyForm, PfxForm, encrypt_key, write};

#[cfg(all(test, feature = "issue"))]
mod tests;

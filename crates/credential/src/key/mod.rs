//! Private keys: reading, matching, and signing as the reference.
//!
//! Used by `open`, `pfx` and `cms`, and by whoever holds an opened credential. A [`PrivateKey`]
//! has no Debug, Clone or Serialize, and is wiped on drop; reading one makes no big-integer copies
//! outside wiped buffers.

mod arithmetic;
mod private;
mod read;
mod traditional;

pub(crate) use private::MIN_BITS;
pub use private::{PrivateKey, SignError};
pub use read::MAX_KEY_FILE;
pub(crate) use read::{encryption, from_pkcs8, read};

//! Private keys: reading, matching, and signing as the reference.
//!
//! Used by `pfx`, `open` and `cms`, and by callers that hold an opened credential. A [`PrivateKey`]
//! has no Debug, Clone or Serialize, and is wiped on drop. Reading one makes no big-integer copies
//! outside wiped buffers.

mod private;
mod read;
mod read_key;
mod traditional;

pub use private::{PrivateKey, SignError};
pub use read::MAX_KEY_FILE;
pub(crate) use read::{encryption, from_pkcs8, is_bare, read};

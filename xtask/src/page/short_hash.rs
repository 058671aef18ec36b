//! The hash in the name of a file of the page.
use sha2::{Digest, Sha256};

/// Returns enough of a hash to distinguish the files of two builds.
pub(super) fn short_hash(content: &[u8]) -> String {
    let mut hash = hex::encode(Sha256::digest(content));
    hash.truncate(16);
    hash
}

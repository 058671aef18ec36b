//! A private key as its file was read.

use super::private::PrivateKey;
use crate::rsa::MIN_BITS;
use crate::warning::{PasswordEncoding, Warning};

/// A key, and how its file protected it.
pub(crate) struct ReadKey {
    pub(crate) key: PrivateKey,
    /// Scheme, for people; `None`: not encrypted.
    pub(crate) encryption: Option<String>,
    /// The form of the password that opened it.
    pub(crate) encoding: PasswordEncoding,
    /// Bytes before or after it were left out.
    pub(crate) stray_bytes: bool,
}

impl ReadKey {
    /// What a person should know about the file.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        let bits = self.key.public().bits();
        let encoding = self.encoding;
        [
            self.stray_bytes.then_some(Warning::StrayBytes),
            self.encryption.is_none().then_some(Warning::NotEncrypted),
            (encoding != PasswordEncoding::AsTyped)
                .then_some(Warning::OddPasswordEncoding { encoding }),
            (bits < MIN_BITS).then_some(Warning::WeakKey { bits }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

//! What goes into the vault and what comes out of it.

use std::rc::Rc;

use jiff::Timestamp;
use vault_protocol::{Ask, CredentialHandle, RequestId, Tell};
use zeroize::Zeroizing;

/// Something that travelled beside a message.
pub enum Part {
    /// A file that was picked, not read yet.
    File {
        /// As the person knows it; only ever shown back to her.
        name: String,
        /// Bytes, as the browser tells without reading it.
        size: u64,
    },
    /// Bytes that were transferred; wiped on drop, since one of them is a password.
    Buffer(Zeroizing<Vec<u8>>),
}

/// Something happened.
pub enum Input {
    /// The page asks.
    Asked {
        /// What.
        ask: Ask,
        /// What its slots mean.
        parts: Vec<Part>,
    },
    /// The page posted what is no [`Ask`].
    Unreadable,
    /// The files of [`Effect::ReadFiles`], in its order.
    FilesRead {
        /// Whose.
        request: RequestId,
        /// Their bytes.
        contents: Vec<Zeroizing<Vec<u8>>>,
    },
    /// One of the files could not be read: it was moved, or its device was unplugged.
    FilesUnreadable {
        /// Whose.
        request: RequestId,
    },
    /// The key of [`Effect::ImportKey`] can sign now.
    KeyImported {
        /// Whose.
        request: RequestId,
        /// The key's name.
        credential: CredentialHandle,
    },
    /// The key of [`Effect::ImportKey`] was not taken.
    KeyRefused {
        /// Whose.
        request: RequestId,
    },
    /// The digest of [`Effect::Digest`].
    Digested {
        /// Whose.
        request: RequestId,
        /// The very bytes that were handed out: a digest of others, asked for earlier under the same id,
        /// must never be signed.
        bytes: Rc<Vec<u8>>,
        /// Their SHA-256.
        digest: [u8; 32],
    },
    /// There is no digest for [`Effect::Digest`].
    DigestFailed {
        /// Whose.
        request: RequestId,
    },
    /// The signature of [`Effect::Sign`].
    SignatureMade {
        /// Whose.
        request: RequestId,
        /// RSASSA-PKCS1-v1_5 with SHA-256.
        signature: Vec<u8>,
    },
    /// There is no signature for [`Effect::Sign`].
    SignatureFailed {
        /// Whose.
        request: RequestId,
    },
    /// The time of [`Effect::WakeAt`] has come; harmless at any other.
    Tick,
}

/// Something is to be done. Effects are carried out in their order.
pub enum Effect {
    /// Read files of the message just handed in; answered by `FilesRead` or `FilesUnreadable`.
    ReadFiles {
        /// Whose.
        request: RequestId,
        /// Indices into the message's parts; each is a [`Part::File`] whose size was checked.
        parts: Vec<usize>,
    },
    /// Import a key that signs and cannot be exported, and wipe these bytes; answered by `KeyImported`
    /// or `KeyRefused`.
    ImportKey {
        /// Whose.
        request: RequestId,
        /// The key's name from now on.
        credential: CredentialHandle,
        /// `PrivateKeyInfo`, DER.
        pkcs8: Zeroizing<Vec<u8>>,
    },
    /// Hash with SHA-256; answered by `Digested` or `DigestFailed`. What the browser hashes it hashes
    /// several times as fast as wasm, and while the vault reads the same bytes.
    Digest {
        /// Whose.
        request: RequestId,
        /// What.
        bytes: Rc<Vec<u8>>,
    },
    /// Sign, RSASSA-PKCS1-v1_5 with SHA-256; answered by `SignatureMade` or `SignatureFailed`.
    Sign {
        /// Whose.
        request: RequestId,
        /// With which key.
        credential: CredentialHandle,
        /// What.
        bytes: Vec<u8>,
    },
    /// Forget one key.
    DropKey {
        /// Which.
        credential: CredentialHandle,
    },
    /// Forget every key, and whatever else is held.
    Wipe,
    /// Hand in a [`Input::Tick`] at this time, and no longer at any earlier said one.
    WakeAt {
        /// When; `None`: never.
        at: Option<Timestamp>,
    },
    /// Post to the page.
    Post {
        /// What.
        tell: Tell,
        /// Buffers to transfer, by slot.
        parts: Vec<Pieces>,
    },
}

/// What becomes one buffer: its pieces, in order. A lote of megabytes is not copied to be wrapped.
pub struct Pieces(Vec<Rc<Vec<u8>>>);

impl Pieces {
    pub(crate) fn new(pieces: impl IntoIterator<Item = Rc<Vec<u8>>>) -> Self {
        Self(pieces.into_iter().collect())
    }

    /// Returns the pieces.
    pub fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(|piece| piece.as_slice())
    }

    /// Bytes in all.
    #[must_use]
    pub fn total(&self) -> usize {
        self.iter().map(<[u8]>::len).sum()
    }

    /// One copy of all.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        self.iter().collect::<Vec<_>>().concat()
    }
}

impl From<Vec<u8>> for Pieces {
    fn from(whole: Vec<u8>) -> Self {
        Self(vec![Rc::new(whole)])
    }
}

//! Files that the worker wrote, on their way to the person's device. There is no way from here to the
//! server: what is got out of a [`NewFile`] is a `Blob` to be saved.

use js_sys::{Array, Uint8Array};
use vault_protocol::{CredentialSummary, FileKind};
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag};
use zeroize::Zeroizing;

/// What a conversion gave.
pub struct Converted {
    /// One .pfx, a .cer and its .key, or one .key.
    pub files: Vec<NewFile>,
    /// Public facts of the certificate; `None` where a .key came alone. What an opening would refuse it
    /// for is among its warnings.
    pub summary: Option<Box<CredentialSummary>>,
}

/// A file to be saved. Its bytes are wiped when it is dropped; it cannot be printed or copied, and its
/// bytes go nowhere but into a `Blob`.
pub struct NewFile {
    kind: FileKind,
    name: String,
    bytes: Zeroizing<Vec<u8>>,
}

impl NewFile {
    pub(super) fn new(kind: FileKind, name: String, bytes: Vec<u8>) -> Self {
        Self {
            kind,
            name,
            bytes: Zeroizing::new(bytes),
        }
    }

    /// Returns what it is.
    pub fn kind(&self) -> FileKind {
        self.kind
    }

    /// Returns the name to save it under.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its size in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Returns what an `<a download>` or a file handle saves.
    ///
    /// # Errors
    /// The browser's, where it has no room.
    pub fn blob(&self) -> Result<Blob, JsValue> {
        let kind = BlobPropertyBag::new();
        kind.set_type(match self.kind {
            FileKind::Cer => "application/pkix-cert",
            FileKind::Key => "application/pkcs8-encrypted",
            FileKind::Pfx => "application/x-pkcs12",
        });
        let copy = Uint8Array::from(self.bytes.as_slice());
        let blob = Blob::new_with_u8_array_sequence_and_options(&Array::of1(&copy), &kind);
        // The blob has its own.
        copy.fill(0, 0, copy.length());
        blob
    }
}

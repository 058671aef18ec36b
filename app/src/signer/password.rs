//! A password on its way from the field to the worker.

use js_sys::{ArrayBuffer, Uint8Array};
use web_sys::HtmlInputElement;
use zeroize::{Zeroize, Zeroizing};

/// The bytes of a password, wiped when dropped. It cannot be printed, copied or stored.
///
/// The browser's own copies of what was typed cannot be wiped: JavaScript strings are its own. The
/// field is emptied at once, and nothing of ours keeps the text.
pub struct Password(Zeroizing<Vec<u8>>);

impl Password {
    /// Takes what was typed, and empties the field.
    pub fn take(field: &HtmlInputElement) -> Self {
        let typed = Self(Zeroizing::new(field.value().into_bytes()));
        field.set_value("");
        typed
    }

    /// From UTF-8 bytes, which are taken over and wiped in the end.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A buffer to be transferred; ours is wiped here, the transfer takes that one from the page.
    pub(super) fn into_buffer(mut self) -> ArrayBuffer {
        let buffer = Uint8Array::from(self.0.as_slice()).buffer();
        self.0.zeroize();
        buffer
    }
}

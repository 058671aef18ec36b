//! A password on its way from the field to the worker.

use app_logic::keys::form::PasswordShape;
use js_sys::{ArrayBuffer, JsString, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
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

    /// Whether the same stands in both fields; compared where the browser has it.
    pub fn same(one: &HtmlInputElement, other: &HtmlInputElement) -> bool {
        let typed = |field: &HtmlInputElement| Reflect::get(field, &"value".into());
        matches!((typed(one), typed(other)), (Ok(one), Ok(other)) if one == other)
    }

    /// Looks at what stands in a field; nothing of it is copied out of the browser's own string.
    pub fn shape(field: &HtmlInputElement) -> PasswordShape {
        let typed = Reflect::get(field, &"value".into())
            .ok()
            .and_then(|value| value.dyn_into::<JsString>().ok());
        let Some(typed) = typed else {
            return PasswordShape::default();
        };
        let plain = |code: u16| u8::try_from(code).is_ok_and(|byte| byte.is_ascii_alphanumeric());
        PasswordShape {
            length: typed.length(),
            plain: typed.iter().all(plain),
        }
    }

    /// Makes one of UTF-8 bytes, which are taken over and wiped in the end.
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

//! The few things asked of the browser itself, in one place.

use std::time::Duration;

use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlAnchorElement, Url};

/// How long a file that is being saved can still be read from the page.
const KEPT_FOR_SAVING: Duration = Duration::from_secs(60);

/// Returns the device's clock, in milliseconds. Only differences of it are used ([`super::Portal::now`]).
#[must_use]
pub fn milliseconds() -> f64 {
    js_sys::Date::now()
}

/// Returns a word that nobody else makes up, 128 random bits in hexadecimal; `None` where the browser has
/// no chance to give.
#[must_use]
pub fn unique_word() -> Option<String> {
    let mut bits = [0; 16];
    let crypto = window().crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bits).ok()?;
    Some(bits.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Prints the page.
pub fn print() {
    // Fails only where the browser prints nothing at all.
    let _ = window().print();
}

/// Copies a text; false where the browser refuses or cannot.
pub async fn copy(text: &str) -> bool {
    // Absent outside secure contexts, so asked for by name instead of through web-sys, which would
    // throw.
    let clipboard = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("clipboard"));
    let Some(clipboard) = clipboard.ok().filter(JsValue::is_object) else {
        return false;
    };
    let Ok(write) = js_sys::Reflect::get(&clipboard, &JsValue::from_str("writeText")) else {
        return false;
    };
    let Ok(write) = write.dyn_into::<js_sys::Function>() else {
        return false;
    };
    let Ok(promise) = write.call1(&clipboard, &JsValue::from_str(text)) else {
        return false;
    };
    JsFuture::from(js_sys::Promise::resolve(&promise))
        .await
        .is_ok()
}

/// Whether the person has just selected text, to copy it.
#[must_use]
pub fn selects_text() -> bool {
    let window = window();
    let selection = js_sys::Reflect::get(&window, &JsValue::from_str("getSelection"))
        .and_then(JsCast::dyn_into::<js_sys::Function>)
        .and_then(|ask| ask.call0(&window))
        .and_then(|selection| js_sys::Reflect::get(&selection, &JsValue::from_str("isCollapsed")));
    selection.is_ok_and(|collapsed| collapsed.as_bool() == Some(false))
}

/// Moves the focus to the first field marked wrong, once the page is drawn again.
pub fn focus_first_invalid() {
    focus("main [aria-invalid=true]");
}

/// Moves the focus to the page's content, once the page is drawn again: the element that had it is gone.
pub fn focus_content() {
    focus("main");
}

/// Moves the focus to a field, by its name, once the page is drawn again.
pub fn focus_field(name: impl Into<String>) {
    let name = name.into();
    request_animation_frame(move || {
        let named = document().get_element_by_id(&name);
        // A group of choices takes the focus at its first one.
        let first = named
            .as_ref()
            .filter(|named| named.tag_name() == "FIELDSET");
        let first = first.and_then(|group| group.query_selector("input").ok().flatten());
        if let Some(field) = first.or(named)
            && let Ok(field) = field.dyn_into::<web_sys::HtmlElement>()
        {
            // Fails only where the field has left the document.
            let _ = field.focus();
        }
    });
}

fn focus(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // Fails only where the element has left the document.
            let _ = found.focus();
        }
    });
}

/// Saves a file that was made in the browser; false where the browser cannot.
pub fn save(name: &str, content: &js_sys::Uint8Array) -> bool {
    let parts = js_sys::Array::of1(content);
    Blob::new_with_u8_array_sequence(&parts).is_ok_and(|blob| save_blob(&blob, name))
}

/// Saves a file to the person's device, as a tap on a download does; false where the browser cannot.
/// Nothing goes over the network: the address names the page's own memory, and is taken back.
pub fn save_blob(blob: &Blob, name: &str) -> bool {
    let Ok(address) = Url::create_object_url_with_blob(blob) else {
        return false;
    };
    let link = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    let saved = link.map(|link| {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    });
    // Not at once: the download reads it after this tap was answered.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        KEPT_FOR_SAVING,
    );
    saved.is_some()
}

/// Returns where the page was served from: `https://rubrica.example`.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// Takes the fragment off the address bar and the history entry, and answers it without its `#`.
#[must_use]
pub fn take_fragment() -> Option<String> {
    let location = window().location();
    let fragment = location.hash().ok()?;
    let fragment = fragment.strip_prefix('#').filter(|it| !it.is_empty())?;
    let clean = location.pathname().ok()?;
    let history = window().history().ok()?;
    history
        .replace_state_with_url(&JsValue::NULL, "", Some(&clean))
        .ok()?;
    Some(fragment.to_owned())
}

//! What travels between page and worker: `{ message, parts }` (`import_protocol` gives its shape).

use import::Answer;
use import_protocol::{Ask, Slot};
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, DedicatedWorkerGlobalScope};

use crate::file::PickedFile;

/// What a message asks, with the files it names.
pub(crate) fn read(data: &JsValue) -> Option<(Ask, Vec<PickedFile>)> {
    let text = field(data, "message").as_string()?;
    let ask: Ask = serde_json::from_str(&text).ok()?;
    let parts: Array = field(data, "parts").dyn_into().ok()?;
    let slots: &[Slot] = match &ask {
        Ask::Open { files, .. } => files,
        Ask::Receipt { file, .. } => std::slice::from_ref(file),
        _ => &[],
    };
    let files = slots
        .iter()
        .map(|slot| PickedFile::new(parts.get(slot.0).dyn_into::<Blob>().ok()?).ok())
        .collect::<Option<_>>()?;
    Some((ask, files))
}

/// Posts an answer; its buffers are transferred.
pub(crate) fn post(scope: &DedicatedWorkerGlobalScope, answer: &Answer) {
    let Ok(text) = serde_json::to_string(&answer.tell) else {
        return;
    };
    let buffers: Array = answer
        .parts
        .iter()
        .map(|part| Uint8Array::from(part.as_slice()).buffer())
        .collect();
    let message = Object::new();
    // A fresh, ordinary object takes any field; posting to a page that is gone has nobody to fail.
    let _ = Reflect::set(&message, &"message".into(), &text.into());
    let _ = Reflect::set(&message, &"parts".into(), &buffers);
    let _ = scope.post_message_with_transfer(&message, &buffers);
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

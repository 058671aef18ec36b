//! What travels between page and worker: `{ message, parts }` (`vault_protocol` gives its shape).

use js_sys::{Array, ArrayBuffer, Object, Promise, Reflect, Uint8Array};
use vault::{Input, MAX_FILE_BYTES, Part, Pieces};
use vault_protocol::{Ask, RequestId, Tell};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;
use zeroize::Zeroizing;

/// What a message asks, and its parts as they came, with the files still unread.
pub(crate) fn parse(data: &JsValue) -> (Input, Array) {
    let parts = field(data, "parts").dyn_into::<Array>().unwrap_or_default();
    let ask = field(data, "message")
        .as_string()
        .and_then(|text| serde_json::from_str::<Ask>(&text).ok());
    let input = match (ask, parts.iter().map(|part| take(&part)).collect()) {
        (Some(ask), Some(taken)) => Input::Asked { ask, parts: taken },
        (None, _) | (_, None) => Input::Unreadable,
    };
    (input, parts)
}

/// The message, and what of it is transferred.
pub(crate) fn write(tell: &Tell, parts: &[Pieces]) -> Option<(Object, Array)> {
    let text = serde_json::to_string(tell).ok()?;
    let buffers: Array = parts.iter().map(join).collect::<Option<_>>()?;
    let message = Object::new();
    Reflect::set(&message, &"message".into(), &text.into()).ok()?;
    Reflect::set(&message, &"parts".into(), &buffers).ok()?;
    Some((message, buffers))
}

/// One buffer of the browser's; `None` where it would not fit into any.
fn join(pieces: &Pieces) -> Option<ArrayBuffer> {
    let whole = Uint8Array::new_with_length(u32::try_from(pieces.total()).ok()?);
    let mut at = 0;
    for piece in pieces.iter() {
        // Whole, so each part of it fits.
        let end = at + u32::try_from(piece.len()).ok()?;
        whole.subarray(at, end).copy_from(piece);
        at = end;
    }
    Some(whole.buffer())
}

/// The files at `indices` of a message's parts.
pub(crate) fn files(parts: &Array, indices: Vec<usize>) -> Vec<File> {
    indices
        .into_iter()
        .filter_map(|index| u32::try_from(index).ok())
        .filter_map(|index| parts.get(index).dyn_into::<File>().ok())
        .collect()
}

/// Starts at once.
pub(crate) fn read(request: RequestId, files: &[File]) -> impl Future<Output = Input> + use<> {
    // All are begun before the first is waited for: each asks another process of the browser's.
    let reading: Vec<Promise> = files.iter().map(|file| file.array_buffer()).collect();
    async move {
        let mut contents = Vec::with_capacity(reading.len());
        for buffer in reading {
            let Ok(buffer) = JsFuture::from(buffer).await else {
                return Input::FilesUnreadable { request };
            };
            contents.push(drain(&buffer));
        }
        Input::FilesRead { request, contents }
    }
}

/// What travelled beside a message: a file stays unread, a buffer is emptied.
fn take(part: &JsValue) -> Option<Part> {
    if let Some(file) = part.dyn_ref::<File>() {
        return Some(Part::File {
            name: file.name(),
            // A size is a whole number that a double holds exactly.
            size: file.size() as u64,
        });
    }
    part.is_instance_of::<ArrayBuffer>()
        .then(|| Part::Buffer(drain(part)))
}

/// Copies a buffer here, and clears the browser's where it may hold a password or a key. A lote can be
/// larger than any such, and is none.
fn drain(buffer: &JsValue) -> Zeroizing<Vec<u8>> {
    let view = Uint8Array::new(buffer);
    let bytes = Zeroizing::new(view.to_vec());
    if u64::from(view.length()) <= MAX_FILE_BYTES {
        view.fill(0, 0, view.length());
    }
    bytes
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

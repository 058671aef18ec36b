//! The export worker's adapter: reads messages for `export`, and posts its answers. It decides nothing,
//! names nothing of Leptos, and knows of no key and of no foreign file: signer and importer are other
//! workers, of other files.
//!
//! Its one caller is `frontend/src/bin/export.rs`.

use std::cell::RefCell;

use export::{Answer, Exporter};
use export_protocol::Ask;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Listens in `scope`, and reports to the page that it does.
pub fn start(scope: &DedicatedWorkerGlobalScope) {
    let exporter = RefCell::new(Exporter::default());
    let to_page = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let answer = match read(&event.data()) {
            Some(ask) => exporter.borrow_mut().handle(ask),
            None => Exporter::unreadable(),
        };
        post(&to_page, &answer);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    post(scope, &Exporter::ready());
}

/// What a message asks.
fn read(data: &JsValue) -> Option<Ask> {
    let text = Reflect::get(data, &"message".into()).ok()?.as_string()?;
    serde_json::from_str(&text).ok()
}

/// Posts an answer; its buffers are transferred.
fn post(scope: &DedicatedWorkerGlobalScope, answer: &Answer) {
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

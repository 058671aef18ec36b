//! The signer worker's adapter: carries out with the browser what `vault` decides. It decides nothing
//! itself, names nothing of Leptos, and takes the clock from who starts it: `frontend/src/bin/signer.rs`,
//! its one caller.
//!
//! `worker` carries the effects out, `keys` and `chance` are all that touches WebCrypto, `message` reads
//! and writes what travels between page and worker. A crate of its own, so that its tests, which run in a
//! browser, do not compile the page.

mod chance;
mod keys;
mod message;
mod worker;

pub use keys::Keys;
pub use worker::{Post, Worker};

use jiff::Timestamp;
use js_sys::{Array, Object};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// Listens in `scope`, and tells the page that it does.
pub fn start(scope: &DedicatedWorkerGlobalScope, now: fn() -> Timestamp) {
    let to_page = scope.clone();
    let post = move |message: &Object, transferred: &Array| {
        // Posting to a page that is gone has nobody to fail.
        let _ = to_page.post_message_with_transfer(message, transferred);
    };
    let worker = Worker::new(scope.clone(), now, Box::new(post));

    let heard = worker.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        heard.heard(&event.data());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();

    worker.tell_ready();
}

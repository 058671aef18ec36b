//! The import worker's adapter: reads messages and files for `import`, and posts its answers. It decides
//! nothing, names nothing of Leptos, and knows of no key: the signer is another worker, of another file,
//! and nothing of it is in here.
//!
//! Its one caller is `frontend/src/bin/import.rs`. Everything is done within the message's event: the
//! page receives progress, and ends the worker when the person cancels.

mod file;
mod message;

use std::cell::RefCell;

use import::Importer;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use file::PickedFile;

/// Listens in `scope`, and tells the page that it does.
pub fn start(scope: &DedicatedWorkerGlobalScope) {
    let importer = RefCell::new(Importer::<PickedFile>::default());
    let to_page = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let answer = match message::read(&event.data()) {
            Some((ask, files)) => importer.borrow_mut().handle(ask, files, &mut |progress| {
                message::post(&to_page, &progress.into());
            }),
            None => Importer::<PickedFile>::unreadable(),
        };
        message::post(&to_page, &answer);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    message::post(scope, &Importer::<PickedFile>::ready());
}

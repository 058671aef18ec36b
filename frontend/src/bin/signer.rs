//! The signer worker: carries out with the browser what `vault` decides (docs/page-bundle.md tells how
//! it is started). It decides nothing itself, and names nothing of Leptos.

use std::alloc::System;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use jiff::Timestamp;
use js_sys::{Array, ArrayBuffer, Date, Object, Promise, Reflect, Uint8Array};
use vault::{Config, Effect, Input, Part, Vault};
use vault_protocol::{Ask, CredentialHandle, RequestId, Tell};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{CryptoKey, DedicatedWorkerGlobalScope, File, MessageEvent, SubtleCrypto};
use zeroize::Zeroizing;
use zeroizing_alloc::ZeroAlloc;

/// wasm memory is never given back and never cleared: whatever is freed is cleared first.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

/// What SAT's and IMSS's certificates sign with (RFC 8017, 8.2).
const ALGORITHM: &str = "RSASSA-PKCS1-v1_5";

fn main() {
    // Started anywhere but in a worker it does nothing.
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let worker = Rc::new(Worker {
        scope,
        vault: RefCell::new(Vault::new(Config::default())),
        keys: RefCell::default(),
        alarm: Cell::default(),
        on_alarm: RefCell::default(),
    });

    let heard = worker.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        heard.heard(&event.data());
    });
    worker
        .scope
        .set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();

    let rang = worker.clone();
    let on_alarm = Closure::<dyn FnMut()>::new(move || rang.hand_in(Input::Tick, &Array::new()));
    worker.on_alarm.replace(Some(on_alarm));

    worker.carry_out(Vault::ready(), &Array::new());
}

struct Worker {
    scope: DedicatedWorkerGlobalScope,
    vault: RefCell<Vault>,
    // Non-extractable: the browser signs with them and gives them to nobody, us included.
    keys: RefCell<HashMap<CredentialHandle, CryptoKey>>,
    alarm: Cell<Option<i32>>,
    on_alarm: RefCell<Option<Closure<dyn FnMut()>>>,
}

impl Worker {
    fn heard(self: &Rc<Self>, data: &JsValue) {
        let parts = field(data, "parts").dyn_into::<Array>().unwrap_or_default();
        let ask = field(data, "message")
            .as_string()
            .and_then(|text| serde_json::from_str::<Ask>(&text).ok());
        let input = match (ask, parts.iter().map(|part| take(&part)).collect()) {
            (Some(ask), Some(taken)) => Input::Asked { ask, parts: taken },
            (None, _) | (_, None) => Input::Unreadable,
        };
        self.hand_in(input, &parts);
    }

    fn hand_in(self: &Rc<Self>, input: Input, parts: &Array) {
        let mut vault = self.vault.borrow_mut();
        // Effects only start what ends later, so the vault is never called while it works.
        vault.handle(now(), input, &mut |effect| self.carry_out(effect, parts));
    }

    /// `parts`: those of the message that is being handled.
    fn carry_out(self: &Rc<Self>, effect: Effect, parts: &Array) {
        match effect {
            Effect::ReadFiles {
                request,
                parts: indices,
            } => {
                let files = indices
                    .into_iter()
                    .filter_map(|index| u32::try_from(index).ok())
                    .filter_map(|index| parts.get(index).dyn_into::<File>().ok())
                    .collect();
                self.then(read(request, files));
            }
            Effect::ImportKey {
                request,
                credential,
                pkcs8,
            } => self.import(request, credential, &pkcs8),
            Effect::Sign {
                request,
                credential,
                bytes,
            } => self.sign(request, credential, &bytes),
            Effect::DropKey { credential } => {
                self.keys.borrow_mut().remove(&credential);
            }
            Effect::Wipe => self.keys.borrow_mut().clear(),
            Effect::WakeAt { at } => self.wake_at(at),
            Effect::Post { tell, parts } => self.post(&tell, &parts),
        }
    }

    fn import(
        self: &Rc<Self>,
        request: RequestId,
        credential: CredentialHandle,
        pkcs8: &Zeroizing<Vec<u8>>,
    ) {
        let importing = self.subtle().and_then(|subtle| {
            let copy = Uint8Array::from(pkcs8.as_slice());
            let importing = start_import(&subtle, &copy);
            // importKey has taken a copy of the bytes when the call returns (WebCrypto API).
            copy.fill(0, 0, copy.length());
            importing
        });
        let worker = self.clone();
        self.then(async move {
            let key = match importing {
                Ok(importing) => JsFuture::from(importing).await,
                Err(error) => Err(error),
            };
            match key.map(JsCast::unchecked_into) {
                Ok(key) => {
                    // Before the vault hears of it: it may answer by having it dropped.
                    worker.keys.borrow_mut().insert(credential, key);
                    Input::KeyImported {
                        request,
                        credential,
                    }
                }
                Err(_) => Input::KeyRefused { request },
            }
        });
    }

    fn sign(self: &Rc<Self>, request: RequestId, credential: CredentialHandle, bytes: &[u8]) {
        let keys = self.keys.borrow();
        let signing = self.subtle().and_then(|subtle| {
            let key = keys.get(&credential).ok_or(JsValue::UNDEFINED)?;
            subtle.sign_with_str_and_u8_array(ALGORITHM, key, bytes)
        });
        self.then(async move {
            let signature = match signing {
                Ok(signing) => JsFuture::from(signing).await,
                Err(error) => Err(error),
            };
            match signature {
                Ok(signature) => Input::SignatureMade {
                    request,
                    signature: Uint8Array::new(&signature).to_vec(),
                },
                Err(_) => Input::SignatureFailed { request },
            }
        });
    }

    /// Hands in what something that was started ends with.
    fn then(self: &Rc<Self>, started: impl Future<Output = Input> + 'static) {
        let worker = self.clone();
        spawn_local(async move {
            let input = started.await;
            worker.hand_in(input, &Array::new());
        });
    }

    fn wake_at(&self, at: Option<Timestamp>) {
        if let Some(alarm) = self.alarm.take() {
            self.scope.clear_timeout_with_handle(alarm);
        }
        let on_alarm = self.on_alarm.borrow();
        let (Some(at), Some(on_alarm)) = (at, on_alarm.as_ref()) else {
            return;
        };
        // Rounded up, so that it does not ring before its time and find nothing to do.
        let wait = at.as_millisecond() - now().as_millisecond() + 1;
        let wait = i32::try_from(wait).unwrap_or(i32::MAX).max(0);
        let alarm = self
            .scope
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                on_alarm.as_ref().unchecked_ref(),
                wait,
            );
        self.alarm.set(alarm.ok());
    }

    fn post(&self, tell: &Tell, parts: &[Vec<u8>]) {
        let Ok(text) = serde_json::to_string(tell) else {
            return;
        };
        let buffers: Array = parts
            .iter()
            .map(|part| Uint8Array::from(part.as_slice()).buffer())
            .collect();
        let message = Object::new();
        // A fresh, ordinary object takes any field, and posting one to the page that is gone has
        // nobody to fail.
        let _ = Reflect::set(&message, &"message".into(), &text.into());
        let _ = Reflect::set(&message, &"parts".into(), &buffers);
        let _ = self.scope.post_message_with_transfer(&message, &buffers);
    }

    fn subtle(&self) -> Result<SubtleCrypto, JsValue> {
        self.scope.crypto().map(|crypto| crypto.subtle())
    }
}

fn start_import(subtle: &SubtleCrypto, pkcs8: &Uint8Array) -> Result<Promise, JsValue> {
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &ALGORITHM.into())?;
    Reflect::set(&algorithm, &"hash".into(), &"SHA-256".into())?;
    let usages = Array::of1(&"sign".into());
    subtle.import_key_with_object("pkcs8", pkcs8, &algorithm, false, &usages)
}

async fn read(request: RequestId, files: Vec<File>) -> Input {
    let mut contents = Vec::with_capacity(files.len());
    for file in files {
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return Input::FilesUnreadable { request };
        };
        contents.push(drain(&buffer));
    }
    Input::FilesRead { request, contents }
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

/// Copies a buffer here and clears the browser's.
fn drain(buffer: &JsValue) -> Zeroizing<Vec<u8>> {
    let view = Uint8Array::new(buffer);
    let bytes = Zeroizing::new(view.to_vec());
    view.fill(0, 0, view.length());
    bytes
}

fn now() -> Timestamp {
    // The browser's clock counts whole milliseconds, within ±8.64e15.
    Timestamp::from_millisecond(Date::now() as i64).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

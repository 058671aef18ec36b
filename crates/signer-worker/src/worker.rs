//! Carries the vault's effects out.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use jiff::Timestamp;
use js_sys::{Array, Object};
use vault::{Config, Effect, Input, Vault};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::DedicatedWorkerGlobalScope;

use crate::chance::Chance;
use crate::keys::Keys;
use crate::message;

/// Posts a message with the buffers that are transferred with it.
pub type Post = Box<dyn Fn(&Object, &Array)>;

/// A vault, its keys and its alarm.
pub struct Worker {
    scope: DedicatedWorkerGlobalScope,
    now: fn() -> Timestamp,
    post: Post,
    vault: RefCell<Vault>,
    keys: Rc<Keys>,
    alarm: Cell<Option<i32>>,
    on_alarm: RefCell<Option<Closure<dyn FnMut()>>>,
}

impl Worker {
    /// Makes a worker that lives as long as its scope: its alarm holds it.
    #[must_use]
    pub fn new(scope: DedicatedWorkerGlobalScope, now: fn() -> Timestamp, post: Post) -> Rc<Self> {
        let chance = Box::new(Chance(scope.clone()));
        let worker = Rc::new(Self {
            keys: Keys::new(scope.clone()),
            scope,
            now,
            post,
            vault: RefCell::new(Vault::new(Config::default(), chance)),
            alarm: Cell::default(),
            on_alarm: RefCell::default(),
        });
        let rang = worker.clone();
        let on_alarm =
            Closure::<dyn FnMut()>::new(move || rang.hand_in(Input::Tick, &Array::new()));
        worker.on_alarm.replace(Some(on_alarm));
        worker
    }

    /// Posts the first message.
    pub fn tell_ready(self: &Rc<Self>) {
        self.carry_out(Vault::ready(), &Array::new());
    }

    /// The page posted `data`.
    pub fn heard(self: &Rc<Self>, data: &JsValue) {
        let (input, parts) = message::parse(data);
        self.hand_in(input, &parts);
    }

    /// Returns what it signs with.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    fn hand_in(self: &Rc<Self>, input: Input, parts: &Array) {
        let mut vault = self.vault.borrow_mut();
        // Effects only start what ends later, so the vault is never called while it works.
        vault.handle((self.now)(), input, &mut |effect| {
            self.carry_out(effect, parts);
        });
    }

    /// `parts`: those of the message that is being handled.
    fn carry_out(self: &Rc<Self>, effect: Effect, parts: &Array) {
        match effect {
            Effect::ReadFiles {
                request,
                parts: indices,
            } => {
                let files = message::files(parts, indices);
                self.then(message::read(request, &files));
            }
            Effect::ImportKey {
                request,
                credential,
                pkcs8,
            } => {
                let importing = self.keys.import(credential, &pkcs8);
                self.then(async move {
                    // Held before the vault hears of it: it may answer by having it dropped.
                    match importing.await {
                        Ok(()) => Input::KeyImported {
                            request,
                            credential,
                        },
                        Err(_) => Input::KeyRefused { request },
                    }
                });
            }
            Effect::Digest { request, bytes } => {
                let digesting = self.keys.digest(&bytes);
                self.then(async move {
                    match digesting.await {
                        Ok(digest) => Input::Digested {
                            request,
                            bytes,
                            digest,
                        },
                        Err(_) => Input::DigestFailed { request },
                    }
                });
            }
            Effect::Sign {
                request,
                credential,
                bytes,
            } => {
                let signing = self.keys.sign(credential, &bytes);
                self.then(async move {
                    match signing.await {
                        Ok(signature) => Input::SignatureMade { request, signature },
                        Err(_) => Input::SignatureFailed { request },
                    }
                });
            }
            Effect::DropKey { credential } => self.keys.forget(credential),
            Effect::Wipe => self.keys.forget_all(),
            Effect::WakeAt { at } => self.wake_at(at),
            Effect::Post { tell, parts } => {
                if let Some((message, buffers)) = message::write(&tell, &parts) {
                    (self.post)(&message, &buffers);
                }
            }
        }
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
        let wait = at.as_millisecond() - (self.now)().as_millisecond() + 1;
        let wait = i32::try_from(wait).unwrap_or(i32::MAX).max(0);
        let alarm = self
            .scope
            .set_timeout_with_callback_and_timeout_and_arguments_0(
                on_alarm.as_ref().unchecked_ref(),
                wait,
            );
        self.alarm.set(alarm.ok());
    }
}

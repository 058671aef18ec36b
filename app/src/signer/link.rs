//! The worker itself: started when first needed, spoken to by `postMessage`, ended for good
//! (docs/page-bundle.md tells how it starts).

use futures::channel::oneshot;
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array, WebAssembly};
use vault_protocol::{Ask, VERSION};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};

use super::book::{Book, Status};
use super::{Signer, SignerError};

/// What lives behind a [`Signer`].
#[derive(Default)]
pub(super) struct Link {
    pub(super) book: Book,
    /// The company's setting; told to every worker that starts.
    pub(super) idle_minutes: Option<u32>,
    running: Option<Running>,
    // Told when the worker being started is ready, or why not.
    awaiting: Vec<oneshot::Sender<Result<(), SignerError>>>,
    // Counts workers: what was begun for one that is gone must not touch the next.
    generation: u32,
}

/// A worker and the listeners on it; dropping it ends the worker, and with it all it held.
struct Running {
    worker: Worker,
    bootstrap: Option<oneshot::Sender<Result<(), SignerError>>>,
    ready: Option<oneshot::Sender<Result<(), SignerError>>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

impl Link {
    /// Ends the worker, if there is one.
    pub(super) fn end(&mut self, status: Status, why: &SignerError) {
        self.generation = self.generation.wrapping_add(1);
        self.running = None;
        self.book.end(status, why);
        for awaiting in self.awaiting.drain(..) {
            let _ = awaiting.send(Err(why.clone()));
        }
    }

    /// Whether there is a worker to post to.
    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Posts a message; its parts that are buffers are transferred.
    pub(super) fn post(&self, ask: &Ask, parts: &Array) -> Result<(), SignerError> {
        let running = self.running.as_ref().ok_or(SignerError::Stopped)?;
        let text = serde_json::to_string(ask).map_err(|_| SignerError::Stopped)?;
        let message = object(&[("message", &text.into()), ("parts", parts)]);
        let transfer: Array = parts
            .iter()
            .filter(JsCast::has_type::<ArrayBuffer>)
            .collect();
        running
            .worker
            .post_message_with_transfer(&message, &transfer)
            .map_err(|_| SignerError::Stopped)
    }

    fn settle_bootstrap(&mut self, outcome: Result<(), SignerError>) {
        if let Some(sender) = self.running.as_mut().and_then(|run| run.bootstrap.take()) {
            let _ = sender.send(outcome);
        }
    }

    pub(super) fn settle_ready(&mut self, version: u32) {
        let outcome = if version == VERSION {
            Ok(())
        } else {
            Err(SignerError::Outdated)
        };
        if let Some(sender) = self.running.as_mut().and_then(|run| run.ready.take()) {
            let _ = sender.send(outcome);
        }
    }
}

/// Waits until there is a worker that answers; starts one where there is none.
pub(super) async fn ensure(signer: Signer) -> Result<(), SignerError> {
    secure_context()?;
    let receiver = signer.with_link(|link| {
        if link.book.status == Status::Ready {
            return None;
        }
        let (sender, receiver) = oneshot::channel();
        link.awaiting.push(sender);
        if link.book.status != Status::Starting {
            link.book.status = Status::Starting;
            link.generation = link.generation.wrapping_add(1);
            let generation = link.generation;
            // A task of its own: the page that asked first may be left while another waits.
            wasm_bindgen_futures::spawn_local(async move {
                let outcome = start(signer, generation).await;
                started(signer, generation, outcome);
            });
        }
        Some(receiver)
    });
    match receiver {
        None => Err(SignerError::Stopped),
        Some(None) => Ok(()),
        Some(Some(receiver)) => receiver.await.unwrap_or(Err(SignerError::Stopped)),
    }
}

/// Browsers offer WebCrypto on protected pages alone, and loopback counts as one.
pub(super) fn secure_context() -> Result<(), SignerError> {
    let secure = web_sys::window().is_some_and(|window| window.is_secure_context());
    if secure {
        Ok(())
    } else {
        Err(SignerError::Insecure)
    }
}

fn started(signer: Signer, generation: u32, outcome: Result<(), SignerError>) {
    signer.with_link(|link| {
        if link.generation != generation {
            return;
        }
        match outcome {
            Ok(()) => {
                link.book.status = Status::Ready;
                if let Some(minutes) = link.idle_minutes {
                    let _ = link.post(&Ask::SetIdle { minutes }, &Array::new());
                }
                for awaiting in link.awaiting.drain(..) {
                    let _ = awaiting.send(Ok(()));
                }
            }
            Err(error) => link.end(Status::Absent, &error),
        }
    });
}

async fn start(signer: Signer, generation: u32) -> Result<(), SignerError> {
    let script = named("signer-worker").ok_or(SignerError::NotLoaded)?;
    let module = named("signer-wasm").ok_or(SignerError::NotLoaded)?;
    let worker = Worker::new(&script).map_err(|_| SignerError::NotStarted)?;
    let (bootstrap_sender, bootstrap) = oneshot::channel();
    let (ready_sender, ready) = oneshot::channel();
    let on_message = Closure::new(move |event: MessageEvent| heard(signer, generation, &event));
    let on_error = Closure::new(move |_: Event| broke(signer, generation));
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    let posting = worker.clone();
    let running = Running {
        worker,
        bootstrap: Some(bootstrap_sender),
        ready: Some(ready_sender),
        _on_message: on_message,
        _on_error: on_error,
    };
    let kept = signer.with_link(|link| {
        let current = link.generation == generation;
        if current {
            link.running = Some(running);
        }
        current
    });
    if kept != Some(true) {
        return Err(SignerError::Stopped);
    }

    let (module, bootstrap) = futures::join!(compile(&module), bootstrap);
    bootstrap.unwrap_or(Err(SignerError::Stopped))?;
    posting
        .post_message(&object(&[("module", &module?)]))
        .map_err(|_| SignerError::NotStarted)?;
    ready.await.unwrap_or(Err(SignerError::Stopped))
}

/// The worker may fetch nothing, so the page compiles its module.
async fn compile(url: &str) -> Result<JsValue, SignerError> {
    let window = web_sys::window().ok_or(SignerError::NotLoaded)?;
    let compiling = WebAssembly::compile_streaming(&window.fetch_with_str(url));
    JsFuture::from(compiling)
        .await
        .map_err(|_| SignerError::NotLoaded)
}

fn heard(signer: Signer, generation: u32, event: &MessageEvent) {
    let data = event.data();
    signer.with_link(|link| {
        if link.generation != generation {
            return;
        }
        if !field(&data, "ready").is_undefined() {
            link.settle_bootstrap(Ok(()));
        } else if !field(&data, "failed").is_undefined() {
            let why = match link.book.status {
                Status::Starting => SignerError::NotStarted,
                Status::Absent | Status::Ready | Status::Locked { .. } => SignerError::Stopped,
            };
            link.end(Status::Absent, &why);
        } else if let Some((tell, parts)) = read(&data) {
            signer.told(link, tell, parts);
        }
    });
}

fn broke(signer: Signer, generation: u32) {
    signer.with_link(|link| {
        if link.generation == generation {
            let why = match link.book.status {
                Status::Starting => SignerError::NotLoaded,
                Status::Absent | Status::Ready | Status::Locked { .. } => SignerError::Stopped,
            };
            link.end(Status::Absent, &why);
        }
    });
}

fn read(data: &JsValue) -> Option<(vault_protocol::Tell, Vec<Vec<u8>>)> {
    let text = field(data, "message").as_string()?;
    let tell = serde_json::from_str(&text).ok()?;
    let parts = field(data, "parts")
        .dyn_into::<Array>()
        .map(|parts| {
            parts
                .iter()
                .map(|part| Uint8Array::new(&part).to_vec())
                .collect()
        })
        .unwrap_or_default();
    Some((tell, parts))
}

/// The address that the build wrote into the page.
fn named(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let element = document
        .query_selector(&format!("meta[name=\"{name}\"]"))
        .ok()??;
    element.get_attribute("content")
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn object(fields: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A fresh, ordinary object takes any field.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

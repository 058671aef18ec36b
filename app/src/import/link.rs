//! The worker itself: started when first needed, spoken to by `postMessage`, ended for good
//! (docs/page-bundle.md tells how it starts).

use std::collections::BTreeMap;

use futures::channel::oneshot;
use import_protocol::{Ask, RequestId, Tell, VERSION};
use js_sys::{Array, Object, Reflect, Uint8Array, WebAssembly};
use leptos::prelude::{Set, document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};

use super::{ImportError, ImportWorker, Progress};

/// What the worker answered, with the buffers beside it.
pub(super) type Reply = Result<(Tell, Vec<Uint8Array>), ImportError>;

type Started = Result<(), ImportError>;

/// What lives behind an [`ImportWorker`].
#[derive(Default)]
pub(super) struct Link {
    running: Option<Running>,
    waiting: BTreeMap<RequestId, oneshot::Sender<Reply>>,
    // Told when the worker being started answers, or why not.
    awaiting: Vec<oneshot::Sender<Started>>,
    last: u32,
    // Counts workers: what was begun for one that is gone must not touch the next.
    generation: u32,
}

/// A worker and the listeners on it; dropping it ends the worker.
struct Running {
    worker: Worker,
    bootstrap: Option<oneshot::Sender<Started>>,
    ready: Option<oneshot::Sender<Started>>,
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
    pub(super) fn end(&mut self, why: &ImportError) {
        self.generation = self.generation.wrapping_add(1);
        if let Some(mut running) = self.running.take() {
            for starting in [running.bootstrap.take(), running.ready.take()] {
                let _ = starting.map(|starting| starting.send(Err(why.clone())));
            }
        }
        for (_, waiting) in std::mem::take(&mut self.waiting) {
            let _ = waiting.send(Err(why.clone()));
        }
        self.tell_awaiting(&Err(why.clone()));
    }

    fn tell_awaiting(&mut self, outcome: &Started) {
        for awaiting in self.awaiting.drain(..) {
            let _ = awaiting.send(outcome.clone());
        }
    }

    /// Posts a message; its answer comes through what is returned.
    pub(super) fn ask(
        &mut self,
        ask: impl FnOnce(RequestId) -> Ask,
        parts: &Array,
    ) -> Result<oneshot::Receiver<Reply>, ImportError> {
        let running = self.running.as_ref().ok_or(ImportError::Cancelled)?;
        self.last = self.last.wrapping_add(1);
        let request = RequestId(self.last);
        let text = serde_json::to_string(&ask(request)).map_err(|_| ImportError::Stopped)?;
        let message = object(&[("message", &text.into()), ("parts", parts)]);
        running
            .worker
            .post_message(&message)
            .map_err(|_| ImportError::Stopped)?;
        let (sender, receiver) = oneshot::channel();
        self.waiting.insert(request, sender);
        Ok(receiver)
    }

    fn settle(&mut self, place: fn(&mut Running) -> Option<oneshot::Sender<Started>>, to: Started) {
        if let Some(sender) = self.running.as_mut().and_then(place) {
            let _ = sender.send(to);
        }
    }

    fn is_starting(&self) -> bool {
        self.running.as_ref().is_some_and(|run| run.ready.is_some())
    }
}

/// Waits until there is a worker that answers; starts one where there is none.
pub(super) async fn ensure(client: ImportWorker) -> Result<(), ImportError> {
    enum Next {
        Go,
        Wait(oneshot::Receiver<Started>),
        Start(u32),
    }
    let next = client.with_link(|link| {
        if link.is_starting() {
            let (sender, receiver) = oneshot::channel();
            link.awaiting.push(sender);
            return Next::Wait(receiver);
        }
        if link.running.is_some() {
            return Next::Go;
        }
        link.generation = link.generation.wrapping_add(1);
        Next::Start(link.generation)
    });
    match next.ok_or(ImportError::Cancelled)? {
        Next::Go => Ok(()),
        Next::Wait(started) => started.await.unwrap_or(Err(ImportError::Cancelled)),
        Next::Start(generation) => {
            let outcome = start(client, generation).await;
            client.with_link(|link| {
                if link.generation != generation {
                    return;
                }
                match &outcome {
                    Ok(()) => link.tell_awaiting(&Ok(())),
                    Err(error) => link.end(error),
                }
            });
            outcome
        }
    }
}

async fn start(client: ImportWorker, generation: u32) -> Result<(), ImportError> {
    let script = named("import-worker").ok_or(ImportError::NotLoaded)?;
    let module = named("import-wasm").ok_or(ImportError::NotLoaded)?;
    let worker = Worker::new(&script).map_err(|_| ImportError::NotStarted)?;
    let (bootstrap_sender, bootstrap) = oneshot::channel();
    let (ready_sender, ready) = oneshot::channel();
    let on_message = Closure::new(move |event: MessageEvent| heard(client, generation, &event));
    let on_error = Closure::new(move |_: Event| broke(client, generation));
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
    let kept = client.with_link(|link| {
        let current = link.generation == generation;
        if current {
            link.running = Some(running);
        }
        current
    });
    if kept != Some(true) {
        return Err(ImportError::Cancelled);
    }
    let (module, bootstrap) = futures::join!(compile(&module), bootstrap);
    bootstrap.unwrap_or(Err(ImportError::Cancelled))?;
    posting
        .post_message(&object(&[("module", &module?)]))
        .map_err(|_| ImportError::NotStarted)?;
    ready.await.unwrap_or(Err(ImportError::Cancelled))
}

/// The worker may fetch nothing, so the page compiles its module.
async fn compile(url: &str) -> Result<JsValue, ImportError> {
    let compiling = WebAssembly::compile_streaming(&window().fetch_with_str(url));
    JsFuture::from(compiling)
        .await
        .map_err(|_| ImportError::NotLoaded)
}

fn heard(client: ImportWorker, generation: u32, event: &MessageEvent) {
    let data = event.data();
    let mut progress = None;
    client.with_link(|link| {
        if link.generation != generation {
            return;
        }
        if !field(&data, "ready").is_undefined() {
            link.settle(|run| run.bootstrap.take(), Ok(()));
        } else if !field(&data, "failed").is_undefined() {
            let why = ended(link.is_starting(), &ImportError::NotStarted);
            link.end(&why);
        } else if let Some((tell, parts)) = read(&data) {
            progress = told(link, tell, parts);
        }
    });
    if let Some(progress) = progress {
        client.progress.set(Some(progress));
    }
}

fn told(link: &mut Link, tell: Tell, parts: Vec<Uint8Array>) -> Option<Progress> {
    let request = match &tell {
        Tell::Ready { version } => {
            let outcome = if *version == VERSION {
                Ok(())
            } else {
                Err(ImportError::Outdated)
            };
            link.settle(|run| run.ready.take(), outcome);
            return None;
        }
        Tell::Progress {
            done, total, rows, ..
        } => {
            return Some(Progress {
                share: *done as f64 / (*total).max(1) as f64,
                rows: *rows,
            });
        }
        Tell::Failed { request, .. } => (*request)?,
        Tell::Opened { request, .. }
        | Tell::Checked { request, .. }
        | Tell::Rows { request, .. }
        | Tell::Changed { request, .. }
        | Tell::Drafts { request, .. }
        | Tell::Settled { request, .. }
        | Tell::File { request, .. } => *request,
    };
    let reply = match tell {
        Tell::Failed { error, .. } => Err(ImportError::Refused(error)),
        other => Ok((other, parts)),
    };
    if let Some(waiting) = link.waiting.remove(&request) {
        let _ = waiting.send(reply);
    }
    None
}

fn broke(client: ImportWorker, generation: u32) {
    client.with_link(|link| {
        if link.generation == generation {
            let why = ended(link.is_starting(), &ImportError::NotLoaded);
            link.end(&why);
        }
    });
}

fn ended(starting: bool, at_start: &ImportError) -> ImportError {
    if starting {
        at_start.clone()
    } else {
        ImportError::Stopped
    }
}

fn read(data: &JsValue) -> Option<(Tell, Vec<Uint8Array>)> {
    let text = field(data, "message").as_string()?;
    let tell = serde_json::from_str(&text).ok()?;
    let parts = field(data, "parts")
        .dyn_into::<Array>()
        .map(|parts| parts.iter().map(|part| Uint8Array::new(&part)).collect())
        .unwrap_or_default();
    Some((tell, parts))
}

/// The address that the build wrote into the page.
fn named(name: &str) -> Option<String> {
    let element = document()
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

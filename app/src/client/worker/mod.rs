//! One of our workers: started when first needed, spoken to by `postMessage`, ended for good
//! (docs/page-bundle.md tells how it starts). `crate::signer` and `crate::import` each keep a
//! [`WorkerLink`] and say what its messages mean; nobody else speaks to a worker.

mod replies;

use futures::channel::oneshot;
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array, WebAssembly};
use serde::Serialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, MessageEvent, Worker};

pub(crate) use replies::Replies;

/// Who keeps a worker.
pub(crate) trait Keeper: Copy + 'static {
    /// Why its worker does not answer.
    type Error: Clone + From<Trouble> + 'static;

    /// The name of the worker's files: `index.html` tells where `NAME-worker` and `NAME-wasm` are.
    const NAME: &'static str;

    /// Reaches the link; `None` once the page that kept it is gone.
    fn with_worker<T>(self, act: impl FnOnce(&mut WorkerLink<Self::Error>) -> T) -> Option<T>;

    /// A worker is being started.
    fn starting(self) {}

    /// It answers from now on; those who wait are resumed after this.
    fn started(self) {}

    /// A message came: its JSON text, and the buffers that travelled beside it.
    fn heard(self, text: &str, parts: Vec<Uint8Array>);

    /// It did not start, or ended unexpectedly. It has to be [ended](WorkerLink::end) here.
    fn broke(self, why: &Self::Error);
}

/// Why a worker does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// Its files could not be had: no network, most often.
    NotLoaded,
    /// Its files came, and it does not start here.
    NotStarted,
    /// The browser has no memory for it.
    NoMemory,
    /// It ended unexpectedly: out of memory while at work, or a defect of ours.
    Stopped,
    /// Page and worker are of two releases: half of the site came from a cache.
    Outdated,
    /// Its owner ended it, or is gone.
    Gone,
}

/// A worker, where there is one, and who waits for it.
pub(crate) struct WorkerLink<E> {
    stage: Stage,
    running: Option<Running>,
    // Resolved when the worker being started answers, or with the reason why not.
    awaiting: Vec<oneshot::Sender<Result<(), E>>>,
    // Counts workers: what was begun for one that is gone must not touch the next.
    generation: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Absent,
    Starting,
    Ready,
}

/// A worker that does not answer yet.
struct Begun<E> {
    answering: oneshot::Receiver<Result<(), E>>,
    /// The generation of the one to start, where nobody has begun to.
    start: Option<u32>,
}

/// A worker and the listeners on it; dropping it ends the worker, and with it all it held.
struct Running {
    worker: Worker,
    bootstrap: Option<oneshot::Sender<()>>,
    ready: Option<oneshot::Sender<Result<(), Trouble>>>,
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

impl<E> Default for WorkerLink<E> {
    fn default() -> Self {
        Self {
            stage: Stage::Absent,
            running: None,
            awaiting: Vec::new(),
            generation: 0,
        }
    }
}

impl<E: Clone> WorkerLink<E> {
    /// Whether there is a worker to post to.
    pub(crate) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// Posts a message as JSON, with its parts beside it; those that are buffers are transferred.
    pub(crate) fn post(&self, message: &impl Serialize, parts: &Array) -> Result<(), Trouble> {
        let running = self.running.as_ref().ok_or(Trouble::Gone)?;
        let text = serde_json::to_string(message).map_err(|_| Trouble::Stopped)?;
        let message = object(&[("message", &text.into()), ("parts", parts)]);
        let transfer: Array = parts
            .iter()
            .filter(JsCast::has_type::<ArrayBuffer>)
            .collect();
        running
            .worker
            .post_message_with_transfer(&message, &transfer)
            .map_err(|_| Trouble::Stopped)
    }

    /// The worker said its first word: whether its messages are of our version.
    pub(crate) fn answers(&mut self, in_our_version: bool) {
        let outcome = if in_our_version {
            Ok(())
        } else {
            Err(Trouble::Outdated)
        };
        if let Some(ready) = self.running.as_mut().and_then(|run| run.ready.take()) {
            let _ = ready.send(outcome);
        }
    }

    /// Ends the worker, if there is one; those who wait get the reason.
    pub(crate) fn end(&mut self, why: &E) {
        self.generation = self.generation.wrapping_add(1);
        self.stage = Stage::Absent;
        self.running = None;
        self.tell_awaiting(&Err(why.clone()));
    }

    fn tell_awaiting(&mut self, outcome: &Result<(), E>) {
        for awaiting in self.awaiting.drain(..) {
            let _ = awaiting.send(outcome.clone());
        }
    }

    /// Waits for one that is started, or begins to start one; `None` where there is one that answers.
    fn begin(&mut self) -> Option<Begun<E>> {
        if self.stage == Stage::Ready {
            return None;
        }
        let (sender, receiver) = oneshot::channel();
        self.awaiting.push(sender);
        let first = self.stage == Stage::Absent;
        if first {
            self.stage = Stage::Starting;
            self.generation = self.generation.wrapping_add(1);
        }
        Some(Begun {
            answering: receiver,
            start: first.then_some(self.generation),
        })
    }
}

/// Waits until there is a worker that answers; starts one where there is none.
pub(crate) async fn ensure<K: Keeper>(keeper: K) -> Result<(), K::Error> {
    let begun = keeper.with_worker(WorkerLink::begin).ok_or(Trouble::Gone)?;
    let Some(Begun {
        answering,
        start: new,
    }) = begun
    else {
        return Ok(());
    };
    if let Some(generation) = new {
        keeper.starting();
        // A task of its own: the page that asked first may be left while another waits.
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = start(keeper, generation).await;
            settle(keeper, generation, outcome);
        });
    }
    answering.await.unwrap_or(Err(Trouble::Gone.into()))
}

async fn start<K: Keeper>(keeper: K, generation: u32) -> Result<(), Trouble> {
    let script = address(K::NAME, "worker").ok_or(Trouble::NotLoaded)?;
    let module = address(K::NAME, "wasm").ok_or(Trouble::NotLoaded)?;
    let worker = Worker::new(&script).map_err(|_| Trouble::NotStarted)?;
    let (bootstrap_sender, bootstrap) = oneshot::channel();
    let (ready_sender, ready) = oneshot::channel();
    let on_message = Closure::new(move |event: MessageEvent| heard(keeper, generation, &event));
    let on_error = Closure::new(move |_: Event| broke(keeper, generation, Trouble::NotLoaded));
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
    let kept = keeper.with_worker(|link| {
        let current = link.generation == generation;
        if current {
            link.running = Some(running);
        }
        current
    });
    if kept != Some(true) {
        return Err(Trouble::Gone);
    }
    let (module, bootstrap) = futures::join!(compile(&module), bootstrap);
    bootstrap.map_err(|_| Trouble::Gone)?;
    posting
        .post_message(&object(&[("module", &module?)]))
        .map_err(|_| Trouble::NotStarted)?;
    ready.await.unwrap_or(Err(Trouble::Gone))
}

fn settle<K: Keeper>(keeper: K, generation: u32, outcome: Result<(), Trouble>) {
    let current = keeper.with_worker(|link| {
        let current = link.generation == generation;
        if current && outcome.is_ok() {
            link.stage = Stage::Ready;
        }
        current
    });
    if current != Some(true) {
        return;
    }
    match outcome {
        Ok(()) => {
            keeper.started();
            keeper.with_worker(|link| link.tell_awaiting(&Ok(())));
        }
        Err(why) => keeper.broke(&why.into()),
    }
}

/// The worker may fetch nothing, so the page compiles its module.
async fn compile(url: &str) -> Result<JsValue, Trouble> {
    let window = web_sys::window().ok_or(Trouble::NotLoaded)?;
    let compiling = WebAssembly::compile_streaming(&window.fetch_with_str(url));
    JsFuture::from(compiling).await.map_err(|error| {
        if error.is_instance_of::<js_sys::RangeError>() {
            Trouble::NoMemory
        } else {
            Trouble::NotLoaded
        }
    })
}

fn heard<K: Keeper>(keeper: K, generation: u32, event: &MessageEvent) {
    if keeper.with_worker(|link| link.generation == generation) != Some(true) {
        return;
    }
    let data = event.data();
    if !field(&data, "ready").is_undefined() {
        let bootstrap = keeper.with_worker(|link| link.running.as_mut()?.bootstrap.take());
        if let Some(bootstrap) = bootstrap.flatten() {
            let _ = bootstrap.send(());
        }
    } else if let Some(what) = field(&data, "failed").as_string() {
        let at_start = if what == "memory" {
            Trouble::NoMemory
        } else {
            Trouble::NotStarted
        };
        broke(keeper, generation, at_start);
    } else if let Some(text) = field(&data, "message").as_string() {
        let parts = field(&data, "parts")
            .dyn_into::<Array>()
            .map(|parts| parts.iter().map(|part| Uint8Array::new(&part)).collect())
            .unwrap_or_default();
        keeper.heard(&text, parts);
    }
}

fn broke<K: Keeper>(keeper: K, generation: u32, at_start: Trouble) {
    let why = keeper.with_worker(|link| match link.stage {
        _ if link.generation != generation => None,
        Stage::Starting => Some(at_start),
        Stage::Absent | Stage::Ready => Some(Trouble::Stopped),
    });
    if let Some(why) = why.flatten() {
        keeper.broke(&why.into());
    }
}

/// The address that the build wrote into the page.
fn address(name: &str, what: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let element = document
        .query_selector(&format!("meta[name=\"{name}-{what}\"]"))
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

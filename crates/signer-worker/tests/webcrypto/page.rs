//! The page's side of a worker: posts messages as the page does, and reads what comes back.

use std::rc::Rc;

use futures::StreamExt as _;
use futures::channel::mpsc::{UnboundedReceiver, unbounded};
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array};
use signer_worker::Worker;
use vault_protocol::{
    Ask, Convert, ConvertTo, CredentialHandle, CredentialSummary, Expected, Failure, Form,
    LoteSeen, Open, PickedFile, RequestId, Slot, Tell, WrittenFile,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, File};

use super::material::{Files, now};

/// The worker that these tests run in.
pub(super) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global()
        .dyn_into()
        .expect("the tests run in a worker")
}

pub(super) struct Page {
    pub(super) worker: Rc<Worker>,
    posted: UnboundedReceiver<(Tell, Vec<Vec<u8>>)>,
    last_request: u32,
}

impl Page {
    pub(super) fn new() -> Self {
        let (sender, posted) = unbounded();
        let post = move |message: &Object, transferred: &Array| {
            let parts = field(message, "parts").dyn_into::<Array>().unwrap();
            assert_eq!(parts.length(), transferred.length());
            let parts = parts.iter().map(|part| {
                assert!(part.is_instance_of::<ArrayBuffer>());
                Uint8Array::new(&part).to_vec()
            });
            let tell = field(message, "message").as_string().unwrap();
            let tell = serde_json::from_str(&tell).unwrap();
            // A page that ended listens no more.
            let _ = sender.unbounded_send((tell, parts.collect()));
        };
        Self {
            worker: Worker::new(scope(), now, Box::new(post)),
            posted,
            last_request: 0,
        }
    }

    pub(super) fn next_request(&mut self) -> RequestId {
        self.last_request += 1;
        RequestId(self.last_request)
    }

    pub(super) fn ask(&self, ask: &Ask, parts: &Array) {
        let message = Object::new();
        let text = serde_json::to_string(ask).unwrap();
        Reflect::set(&message, &"message".into(), &text.into()).unwrap();
        Reflect::set(&message, &"parts".into(), parts).unwrap();
        self.worker.heard(&message);
    }

    /// The next message that is more than news of time and progress.
    pub(super) async fn next_message(&mut self) -> (Tell, Vec<Vec<u8>>) {
        loop {
            let (tell, parts) = self.posted.next().await.expect("the worker lives");
            if !matches!(tell, Tell::LocksAt { .. } | Tell::Progress { .. }) {
                return (tell, parts);
            }
        }
    }

    /// Picks files and types a password.
    pub(super) async fn open(
        &mut self,
        files: &Files,
        password: &ArrayBuffer,
        trust: &[&[u8]],
    ) -> Result<(CredentialHandle, CredentialSummary), Failure> {
        let request = self.next_request();
        let parts = Array::new();
        let put = |part: &JsValue| Slot(parts.push(part) - 1);
        let ask = Ask::Open(Open {
            request,
            files: files
                .files
                .iter()
                .map(|(name, bytes)| PickedFile::unread(put(&file(name, bytes))))
                .collect(),
            password: put(password),
            expected: Expected::default(),
            trust: trust.iter().map(|der| put(&buffer(der))).collect(),
            accept_without_mac: false,
        });
        self.ask(&ask, &parts);
        match self.next_message().await.0 {
            Tell::Opened {
                request: answered,
                credential,
                summary,
                ..
            } => {
                assert_eq!(answered, request);
                Ok((credential, *summary))
            }
            Tell::Failed { error, .. } => Err(error),
            other => panic!("neither opened nor refused: {other:?}"),
        }
    }

    /// Writes files under another password.
    pub(super) async fn convert(
        &mut self,
        files: &Files,
        new_password: &ArrayBuffer,
        (to, form): (ConvertTo, Form),
    ) -> Vec<(WrittenFile, Vec<u8>)> {
        let request = self.next_request();
        let parts = Array::new();
        let put = |part: &JsValue| Slot(parts.push(part) - 1);
        let ask = Ask::Convert(Convert {
            request,
            files: files
                .files
                .iter()
                .map(|(name, bytes)| PickedFile::unread(put(&file(name, bytes))))
                .collect(),
            password: put(&buffer(files.password.as_bytes())),
            new_password: put(new_password),
            to,
            form,
            accept_without_mac: false,
        });
        self.ask(&ask, &parts);
        match self.next_message().await {
            (Tell::Converted { files, .. }, parts) => files.into_iter().zip(parts).collect(),
            (other, _) => panic!("not converted: {other:?}"),
        }
    }

    /// The CMS that was asked for.
    pub(super) async fn sign(&mut self, ask: &Ask, parts: &Array) -> (Vec<u8>, Option<LoteSeen>) {
        self.ask(ask, parts);
        match self.next_message().await {
            (Tell::Signed { cms, seen, .. }, mut parts) => (parts.remove(cms.0 as usize), seen),
            (other, _) => panic!("not signed: {other:?}"),
        }
    }
}

pub(super) fn buffer(bytes: &[u8]) -> ArrayBuffer {
    Uint8Array::from(bytes).buffer()
}

fn file(name: &str, bytes: &[u8]) -> File {
    let bits = Array::of1(&Uint8Array::from(bytes));
    File::new_with_u8_array_sequence(&bits, name).unwrap()
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap()
}

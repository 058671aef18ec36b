//! The messages between the page and the signer worker, and nothing else: no logic, no dependency but
//! serde. `app` (the page's client) and `vault` (what the worker does) share it; neither sees the other.
//!
//! # Shape on the wire
//! A message is one JavaScript object, `{ message, parts }`, posted with `postMessage`:
//! `message` is the JSON text of an [`Ask`] (page → worker) or a [`Tell`] (worker → page), and `parts`
//! an array of `File` handles and of `ArrayBuffer`s, the latter transferred, not copied. A [`Slot`]
//! inside the JSON is an index into `parts`. So no password, file or signature is ever JSON text:
//! JavaScript strings cannot be wiped.
//!
//! # The door
//! [`Ask`] is all that a page can have done with a key: two kinds of signature, over what the worker has
//! read itself, and [`Convert`], which writes a person's own files in another form from those files and their
//! password. No message answers a key in the clear, signs arbitrary bytes, or works on a key that was
//! opened before otherwise than by signing.
//!
//! # Order
//! The page posts nothing before the worker's [`Tell::Ready`]. Every [`Ask`] that carries a
//! [`RequestId`] of its own is answered by one [`Tell`] with the same id, `Progress` aside. Ids are the page's to
//! choose, and must not be used twice, nor again for another worker of the same page. After
//! [`Tell::Locked`] the worker answers nothing any more: the page ends it, and starts a new one when it
//! is next needed.

mod ask;
mod tell;

pub use ask::{
    Ask, Convert, ConvertTo, Expected, ExpectedLote, Form, Identify, Inspect, Open, PickedFile,
    Place, SignChallenge, SignLote, TryPassword,
};
pub use tell::{
    ChainStatus, CredentialKind, CredentialSummary, Failure, FailureField, FileKind,
    IdentifiedFile, Inspected, KeyProtection, LockReason, LoteSeen, Tell, Warning, WrittenFile,
};

use serde::{Deserialize, Serialize};

/// Version of these messages. The worker tells it in [`Tell::Ready`]; page and worker come from one
/// build, so a difference means a half-updated cache: the page asks to be reloaded.
pub const VERSION: u32 = 5;

/// An index into the `parts` that travel beside the JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slot(pub u32);

/// Pairs an answer with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub u32);

/// Names an opened credential, as long as the worker that opened it lives: the number of the
/// [`RequestId`] that opened it. So a name kept from an ended worker means nothing to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CredentialHandle(pub u32);

/// How many movements of each type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Type 08.
    pub reingresos: u32,
    /// Type 07.
    pub modificaciones: u32,
    /// Type 02.
    pub bajas: u32,
}

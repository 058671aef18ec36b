//! The messages between the page and the import worker, and nothing else: no logic. `app` (the page's
//! client) and `import` (what the worker does) share it; neither sees the other.
//!
//! # Shape on the wire
//! A message is one JavaScript object, `{ message, parts }`, posted with `postMessage`: `message` is the
//! JSON text of an [`Ask`] (page → worker) or a [`Tell`] (worker → page), and `parts` an array of `File`
//! handles and of transferred `ArrayBuffer`s. A [`Slot`] inside the JSON is an index into `parts`.
//!
//! # Order
//! The page posts nothing before [`Tell::Ready`]. Every [`Ask`] is answered by one [`Tell`] with the same
//! [`RequestId`], `Progress` aside. There is no message to cancel: the page ends the worker, which holds
//! nothing that has to be saved.

mod ask;
mod columns;
mod question;
mod tell;
mod values;

pub use ask::{Ask, Known, Noted, Refused};
pub use columns::{
    ColumnUse, ColumnView, UnknownColumnUse, Why, field_from, is_mappable, mappable, text_mut,
};
pub use question::{About, Question, ReadingOption, Sample};
pub use tell::{
    Batch, BatchRow, Failure, FieldRead, FindingCount, Opened, RowView, SheetView, Tally, Tell,
};
pub use values::{Defaults, Filter, Kind, Purpose, Registro, RowFinding, Rules};

use serde::{Deserialize, Serialize};

/// Version of these messages, sent in [`Tell::Ready`]: a difference means a half-updated cache.
pub const VERSION: u32 = 3;

/// Most rows of a [`Tell::Rows`] or a [`Tell::Drafts`].
pub const MAX_ROWS_A_MESSAGE: u32 = 1_000;

/// An index into the `parts` that travel beside the JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slot(pub u32);

/// Pairs an answer with what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RequestId(pub u32);

//! Files of movements and of workers → drafts of `imss`, checked row by row.
//!
//! [`Importer`] answers the messages of `import_protocol` about one file: `import-worker` feeds it in the
//! browser, tests and the example feed it natively. It is pure: what it reads comes through
//! `Read + Seek`, what day it is comes with the question.
//!
//! Files come from anywhere, so every reader is bounded (`limits`): what a zip may inflate to, how long
//! an element may be, how many rows and columns are looked at. No memory is reserved by a number that
//! a file claims. `.xls` alone is read whole, and so is small by its limit.
//!
//! A file is judged whole before its cells are: `text` finds its encoding, `survey` its headings, the order
//! of its dates and what else can be read in two ways, which is asked once. A cell that is there and cannot
//! be read is never blank, and an end that was not reached is damage.
//!
//! What is kept of a file: of one that can be read from the middle (CSV, DISPMAG, SUA) only where every
//! few hundred rows begin; of a workbook the text of its cells, packed. Beside that a few bytes for each
//! row, and what the person mended.

mod columns;
mod csv_text;
mod error;
mod findings;
mod identity;
mod importer;
mod interpret;
mod limits;
mod lines;
mod packed;
mod row;
mod sheet;
mod sniff;
mod source;
mod survey;
#[cfg(feature = "testing")]
pub mod testing;
mod text;
mod written;

pub use error::ReadError;
pub use importer::{Answer, Importer};

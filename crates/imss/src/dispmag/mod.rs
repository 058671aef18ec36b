//! DISPMAG, the file of movements: records of 168 bytes, CR LF (domain facts, section 2 `[A]`).
//!
//! Writing is strict: a value that does not fit is an error and is never cut. Reading is lenient
//! in what vendors do differently (line ends, encodings, blank guides) and says so; whatever it
//! reads as something that would be written otherwise carries a finding. [`Summary`] is the
//! strict reading a signer makes: every byte must belong to a record written as we write it.

mod encoding;
mod fields;
mod layout;
mod line;
mod plain;
mod read;
mod record;
mod summary;
mod trailer;
mod transliteration;
mod write;
mod write_error;

pub(crate) use encoding::decode_line;
pub use encoding::{Encoding, decode_text};
pub use layout::{FieldSpan, layout, trailer_layout};
pub use read::{ReadOptions, Reader, Reading, read};
pub use record::{FieldText, Record};
pub use summary::{Summary, SummaryError, looks_like_dispmag};
pub use transliteration::Transliteration;
pub use write::{WriteOptions, Written, write};
pub use write_error::WriteError;

/// The bytes of a record, without its line end.
pub const RECORD_LEN: usize = 168;

/// What ends every record.
pub const LINE_END: &[u8; 2] = b"\r\n";

//! Files of IDSE's → what they say about movements.
//!
//! [`read`] takes the CSV of IDSE's results page, a constancia in PDF, or a page saved from the browser. It
//! is pure and bounded, and knows nothing of the company: whose movements these are is for the relay to say.
//!
//! Each reader makes tables of text, and `columns` finds in them what a movement's row says. What cannot be
//! read is kept as it stands and never guessed.

mod columns;
mod csv_file;
mod error;
mod facts;
mod html;
mod pdf;
mod sections;
mod text;

pub use error::ReadError;
use imss::receipt::{Receipt, ReceiptBlock, ReceiptKind};

/// The most bytes of a file.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The most movements that are read of a file.
const MAX_ROWS: usize = 20_000;
/// The most lines that are kept as unread.
const MAX_UNREAD: usize = 100;

/// Reads a file of IDSE's.
///
/// # Errors
/// Too large, of no kind that is known, damaged, or without a single movement.
pub fn read(bytes: &[u8]) -> Result<Receipt, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge);
    }
    let kind = ReceiptKind::of_content(bytes).ok_or(ReadError::UnknownKind)?;
    let found = match kind {
        ReceiptKind::Csv => csv_file::read(bytes)?,
        ReceiptKind::Html => html::read(bytes)?,
        ReceiptKind::Pdf => pdf::read(bytes)?,
    };
    let Found {
        mut blocks,
        mut unread,
    } = found;
    blocks.retain(|block| !block.rows.is_empty());
    if blocks.is_empty() && unread.is_empty() {
        return Err(ReadError::NoMovements);
    }
    if blocks.iter().map(|block| block.rows.len()).sum::<usize>() > MAX_ROWS {
        return Err(ReadError::TooManyRows);
    }
    unread.truncate(MAX_UNREAD);
    Ok(Receipt {
        kind,
        blocks,
        unread,
    })
}

/// What a reader found.
#[derive(Debug, Default)]
struct Found {
    blocks: Vec<ReceiptBlock>,
    unread: Vec<String>,
}

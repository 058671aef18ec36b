//! A constancia in PDF.
//!
//! What a PDF stores is pieces of text with their places; their order is that of the program that wrote
//! it. `page` finds the pieces, `lines` puts them into the lines that a person sees, and `constancia` reads
//! those.

mod cmap;
mod constancia;
mod font;
mod glyphs;
mod lines;
mod page;

use hayro_syntax::{LoadPdfError, Pdf};

use self::constancia::Constancia;
use crate::{Found, ReadError};

/// The most pages: a lote of 5,000 movements has some 150.
const MAX_PAGES: usize = 400;
/// The most pieces of text of all pages.
const MAX_PIECES: usize = 1_000_000;

/// Reads every movement of every patrón.
pub(crate) fn read(bytes: &[u8]) -> Result<Found, ReadError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => ReadError::Encrypted,
        LoadPdfError::Invalid => ReadError::Damaged,
    })?;
    let pages = pdf.pages();
    if pages.len() > MAX_PAGES {
        return Err(ReadError::TooManyPages {
            pages: pages.len(),
            limit: MAX_PAGES,
        });
    }
    let mut constancia = Constancia::default();
    let (mut pieces, mut lost) = (0, false);
    for page in pages.iter() {
        let found = page::pieces(page, MAX_PIECES - pieces)?;
        pieces += found.pieces.len();
        lost |= found.lost;
        for line in lines::lines(found.pieces) {
            constancia.line(&line);
        }
    }
    let found = constancia.finish();
    let nothing = found.blocks.iter().all(|block| block.rows.is_empty());
    if nothing && (lost || pieces == 0) {
        return Err(ReadError::NoText);
    }
    Ok(found)
}

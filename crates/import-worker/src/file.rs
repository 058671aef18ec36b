//! A picked file as something to read and to seek in: never whole, a window at a time.

use std::io::{self, Read, Seek, SeekFrom};

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, FileReaderSync};

/// Bytes asked of the browser at once: a call costs more than the copying. Twice as many each time
/// that reading goes on where it stopped, up to the most.
const WINDOW: u64 = 256 << 10;
const WIDEST: u64 = 2 << 20;

/// A file, and the window of it that was read last.
pub(crate) struct PickedFile {
    blob: Blob,
    reader: FileReaderSync,
    size: u64,
    at: u64,
    window: Vec<u8>,
    window_at: u64,
    width: u64,
}

impl PickedFile {
    pub(crate) fn new(blob: Blob) -> Result<Self, JsValue> {
        Ok(Self {
            // A size is a whole number that a double holds exactly.
            size: blob.size() as u64,
            blob,
            reader: FileReaderSync::new()?,
            at: 0,
            window: Vec::new(),
            window_at: 0,
            width: WINDOW,
        })
    }

    /// What of the window lies at the place that is read.
    fn held(&self) -> &[u8] {
        self.at
            .checked_sub(self.window_at)
            .and_then(|from| usize::try_from(from).ok())
            .and_then(|from| self.window.get(from..))
            .unwrap_or_default()
    }

    fn fill(&mut self) -> io::Result<()> {
        let goes_on =
            !self.window.is_empty() && self.at == self.window_at + self.window.len() as u64;
        self.width = if goes_on {
            WIDEST.min(self.width * 2)
        } else {
            WINDOW
        };
        let end = self.size.min(self.at.saturating_add(self.width));
        let slice = self
            .blob
            .slice_with_f64_and_f64(self.at as f64, end as f64)
            .map_err(|_| io::ErrorKind::NotFound)?;
        // It fails where the file was changed or moved since it was picked.
        let buffer = self
            .reader
            .read_as_array_buffer(&slice)
            .map_err(|_| io::ErrorKind::NotFound)?;
        let bytes = Uint8Array::new(&buffer);
        self.window.resize(bytes.length() as usize, 0);
        bytes.copy_to(&mut self.window);
        self.window_at = self.at;
        Ok(())
    }
}

impl Read for PickedFile {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.size || into.is_empty() {
            return Ok(0);
        }
        if self.held().is_empty() {
            self.fill()?;
        }
        let held = self.held();
        let count = held.len().min(into.len());
        into[..count].copy_from_slice(&held[..count]);
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for PickedFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(back) => self.size.checked_add_signed(back),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = place.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

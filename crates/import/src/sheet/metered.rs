//! A part of a workbook, inflated no further than it may be.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use zip::read::ZipFile;

use crate::limits::MAX_PIECE;

/// One part as it is inflated.
pub(super) type Part<'a, R> = Metered<BufReader<ZipFile<'a, R>>>;

/// Counts what is read, and ends the reading when it is too much: of the whole, or of one piece
/// between two calls of [`Metered::next_piece`].
pub(super) struct Metered<B> {
    inner: B,
    left: u64,
    piece: usize,
    done: Rc<Cell<u64>>,
    size: u64,
}

impl<B> Metered<B> {
    /// Reads at most `most` bytes. `size` is what the zip says there are.
    pub(super) fn new(inner: B, most: u64, size: u64) -> Self {
        Self {
            inner,
            left: most,
            piece: MAX_PIECE,
            done: Rc::new(Cell::new(0)),
            size,
        }
    }

    /// The next element begins: it may be as long as any.
    pub(super) fn next_piece(&mut self) {
        self.piece = MAX_PIECE;
    }

    /// Bytes read so far.
    pub(super) fn done(&self) -> u64 {
        self.done.get()
    }

    /// Bytes there are, as the zip says.
    pub(super) fn size(&self) -> u64 {
        self.size
    }
}

impl<B: BufRead> BufRead for Metered<B> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.left == 0 || self.piece == 0 {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let most = usize::try_from(self.left)
            .unwrap_or(usize::MAX)
            .min(self.piece);
        let buffer = self.inner.fill_buf()?;
        Ok(&buffer[..buffer.len().min(most)])
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.piece = self.piece.saturating_sub(amount);
        self.done.set(self.done.get() + amount as u64);
        self.inner.consume(amount);
    }
}

impl<B: BufRead> Read for Metered<B> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let buffer = self.fill_buf()?;
        let count = buffer.len().min(into.len());
        into[..count].copy_from_slice(&buffer[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_ends_a_piece_that_is_too_long_and_the_whole() {
        let endless = || Metered::new(BufReader::new(io::repeat(b'x')), 3 * MAX_PIECE as u64, 0);
        let mut one_piece = Vec::new();
        let error = endless().read_to_end(&mut one_piece).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(one_piece.len(), MAX_PIECE);

        let mut metered = endless();
        let mut taken = vec![0; 1 << 10];
        let mut read = 0;
        while let Ok(count) = metered.read(&mut taken) {
            metered.next_piece();
            read += count;
        }
        assert_eq!(read, 3 * MAX_PIECE);
    }
}

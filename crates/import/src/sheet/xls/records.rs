//! A stream of records (MS-XLS 2.1.4): type, length, that many bytes.

use crate::error::ReadError;

/// One record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// The records of a stream, until it ends or is cut short.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn of(stream: &'a [u8]) -> Self {
        Self { rest: stream }
    }

    /// What goes on where the last record had to end (`Continue`, MS-XLS 2.4.58).
    pub(super) fn continued(&mut self) -> Vec<&'a [u8]> {
        const CONTINUE: [u8; 2] = 0x003C_u16.to_le_bytes();
        let mut pieces = Vec::new();
        while self.rest.starts_with(&CONTINUE)
            && let Some(record) = self.next()
        {
            pieces.push(record.data);
        }
        pieces
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (head, rest) = self.rest.split_at_checked(4)?;
        let (data, rest) = rest.split_at_checked(usize::from(word(head, 2).ok()?))?;
        self.rest = rest;
        let kind = word(head, 0).ok()?;
        Some(Record { kind, data })
    }
}

/// Two bytes of a record, the lower first.
pub(super) fn word(data: &[u8], at: usize) -> Result<u16, ReadError> {
    let bytes = data.get(at..at + 2).and_then(|two| two.try_into().ok());
    bytes.map(u16::from_le_bytes).ok_or_else(cut_short)
}

/// Four bytes of a record.
pub(super) fn double_word(data: &[u8], at: usize) -> Result<u32, ReadError> {
    let bytes = data.get(at..at + 4).and_then(|four| four.try_into().ok());
    bytes.map(u32::from_le_bytes).ok_or_else(cut_short)
}

/// A number of eight bytes.
pub(super) fn float(data: &[u8], at: usize) -> Result<f64, ReadError> {
    let bytes = data.get(at..at + 8).and_then(|eight| eight.try_into().ok());
    bytes.map(f64::from_le_bytes).ok_or_else(cut_short)
}

pub(super) fn cut_short() -> ReadError {
    ReadError::broken("a record is shorter than it must be")
}

//! Movements → bytes.

use serde::{Deserialize, Serialize};

use super::line::Line;
use super::{Encoding, LINE_END, RECORD_LEN, Transliteration, WriteError, trailer};
use crate::movimiento::{Guia, Movimiento};

/// How to write.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WriteOptions {
    /// What becomes of letters outside ASCII.
    pub encoding: Encoding,
    /// Whether to end with the record of asterisks.
    pub trailer: bool,
}

/// A file, and what was written with other letters than it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The whole file, every record ended by CR LF.
    pub bytes: Vec<u8>,
    /// Every text that was changed.
    pub transliterations: Vec<Transliteration>,
}

/// Writes a file. Nothing is written when anything does not fit.
///
/// # Errors
/// [`WriteError`].
pub fn write(movimientos: &[Movimiento], options: &WriteOptions) -> Result<Written, WriteError> {
    let records = movimientos.len() + usize::from(options.trailer);
    let mut bytes = Vec::with_capacity(records * (RECORD_LEN + LINE_END.len()));
    let mut transliterations = Vec::new();
    for (index, movimiento) in movimientos.iter().enumerate() {
        let mut line = Line {
            bytes: &mut bytes,
            encoding: options.encoding,
            index,
            changed: &mut transliterations,
        };
        line.movimiento(movimiento)?;
        bytes.extend_from_slice(LINE_END);
    }
    if options.trailer {
        if movimientos.len() > trailer::MAX_COUNT {
            return Err(WriteError::TooMany {
                count: movimientos.len(),
            });
        }
        let guia = common_guia(movimientos);
        bytes.extend_from_slice(&trailer::compose(movimientos.len(), guia));
        bytes.extend_from_slice(LINE_END);
    }
    Ok(Written {
        bytes,
        transliterations,
    })
}

/// One record in Windows-1252, as a reader compares it with what it read. `false` when the
/// movement cannot be written.
pub(super) fn compose(movimiento: &Movimiento, out: &mut Vec<u8>) -> bool {
    let mut changed = Vec::new();
    let encoding = Encoding::Windows1252;
    out.clear();
    Line {
        bytes: out,
        encoding,
        index: 0,
        changed: &mut changed,
    }
    .movimiento(movimiento)
    .is_ok()
}

/// The guía that all share; a trailer has room for one.
fn common_guia(movimientos: &[Movimiento]) -> Option<Guia> {
    let first = movimientos.first()?.guia()?;
    movimientos
        .iter()
        .all(|m| m.guia() == Some(first))
        .then_some(first)
}

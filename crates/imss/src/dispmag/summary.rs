//! What a signer reads before it signs: every byte, and nothing taken on trust.

use serde::{Deserialize, Serialize};

use super::record::parse_line;
use super::{LINE_END, RECORD_LEN, ReadOptions, Reader, plain, trailer, write};
use crate::id::RegistroPatronal;
use crate::movimiento::{Guia, Movimiento, TipoMovimiento};

/// What a lote's file holds, as read from its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The one registro patronal of all its movements.
    pub registro_patronal: RegistroPatronal,
    /// Records of type 08.
    pub reingresos: usize,
    /// Records of type 07.
    pub modificaciones: usize,
    /// Records of type 02.
    pub bajas: usize,
    /// Whether it ends with the record of asterisks.
    pub trailer: bool,
}

/// Why a file is not signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SummaryError {
    /// No record.
    #[error("el archivo no tiene ningún movimiento")]
    Empty,
    /// Bytes that are no record, or one with an error in it.
    #[error("el renglón {line} no es un movimiento bien escrito: {reason}")]
    Malformed {
        /// The line, counted from 1.
        line: usize,
        /// What is wrong, in Spanish.
        reason: String,
    },
    /// A record that is not ended by CR LF.
    #[error("el renglón {line} no termina como lo pide el IMSS")]
    LineEnd {
        /// The line, counted from 1.
        line: usize,
    },
    /// A second registro patronal.
    #[error("el renglón {line} es de otro registro patronal ({found}): un lote lleva uno solo")]
    AnotherEmployer {
        /// The line, counted from 1.
        line: usize,
        /// The second registration.
        found: RegistroPatronal,
    },
    /// A trailer that does not close this file.
    #[error("el renglón {line}, el de asteriscos, no corresponde a este archivo")]
    Trailer {
        /// The line, counted from 1.
        line: usize,
    },
}

impl Summary {
    /// Reads a file strictly: every record is exactly as [`super::write`] writes it, all of one
    /// registro patronal, every line ended by CR LF, the trailer (if any) last and true, and no
    /// byte beside these.
    ///
    /// # Errors
    /// [`SummaryError`], at the first line that is otherwise.
    pub fn of(bytes: &[u8]) -> Result<Self, SummaryError> {
        let mut summary: Option<Self> = None;
        let mut scratch = Vec::with_capacity(RECORD_LEN);
        let lines = bytes.chunks(RECORD_LEN + LINE_END.len());
        let last = lines.len();
        for (line, chunk) in (1..).zip(lines) {
            let Some(raw) = chunk.strip_suffix(LINE_END) else {
                return Err(unended(line, chunk));
            };
            if let Some(summary) = &mut summary
                && let Some(tipo) = plainly(raw, summary.registro_patronal)
            {
                summary.add(tipo);
                continue;
            }
            if trailer::is_trailer(raw) {
                match &mut summary {
                    Some(summary) if line == last => close(summary, line, raw)?,
                    Some(_) => return Err(SummaryError::Trailer { line }),
                    None => return Err(SummaryError::Empty),
                }
                continue;
            }
            let movimiento = strict(line, raw, &mut scratch)?;
            count(&mut summary, line, &movimiento)?;
        }
        summary.ok_or(SummaryError::Empty)
    }

    fn add(&mut self, tipo: TipoMovimiento) {
        match tipo {
            TipoMovimiento::Reingreso => self.reingresos += 1,
            TipoMovimiento::Modificacion => self.modificaciones += 1,
            TipoMovimiento::Baja => self.bajas += 1,
        }
    }

    /// Returns all its movements.
    #[must_use]
    pub fn total(&self) -> usize {
        self.reingresos + self.modificaciones + self.bajas
    }
}

/// The type of a record of this employer that needs no closer look.
fn plainly(raw: &[u8], employer: RegistroPatronal) -> Option<TipoMovimiento> {
    let record = raw.try_into().ok()?;
    if raw.starts_with(employer.as_bytes()) {
        plain::tipo(record)
    } else {
        None
    }
}

/// The one record in these 168 bytes, provided that it says exactly what we would write.
fn strict(line: usize, raw: &[u8], scratch: &mut Vec<u8>) -> Result<Movimiento, SummaryError> {
    let record = parse_line(line, raw, true, scratch);
    let error = record.findings.iter().find(|finding| finding.is_error());
    if let Some(error) = error {
        return Err(SummaryError::Malformed {
            line,
            reason: error.message.clone(),
        });
    }
    match record.movimiento {
        Some(movimiento) if write::compose(&movimiento, scratch) && scratch.as_slice() == raw => {
            Ok(movimiento)
        }
        Some(_) | None => {
            let reason = "no está escrito exactamente como lo pide el IMSS".to_owned();
            Err(SummaryError::Malformed { line, reason })
        }
    }
}

fn unended(line: usize, chunk: &[u8]) -> SummaryError {
    let reason = format!("mide {} bytes y debe medir {RECORD_LEN}", chunk.len());
    match chunk.len() {
        RECORD_LEN.. => SummaryError::LineEnd { line },
        _ => SummaryError::Malformed { line, reason },
    }
}

fn count(
    summary: &mut Option<Summary>,
    line: usize,
    movimiento: &Movimiento,
) -> Result<(), SummaryError> {
    let found = movimiento.registro_patronal();
    let summary = summary.get_or_insert(Summary {
        registro_patronal: found,
        reingresos: 0,
        modificaciones: 0,
        bajas: 0,
        trailer: false,
    });
    if summary.registro_patronal != found {
        return Err(SummaryError::AnotherEmployer { line, found });
    }
    summary.add(movimiento.tipo());
    Ok(())
}

fn close(summary: &mut Summary, line: usize, raw: &[u8]) -> Result<(), SummaryError> {
    let guia = raw.get(133..138).and_then(Guia::from_digits);
    if summary.total() > trailer::MAX_COUNT || raw != trailer::compose(summary.total(), guia) {
        return Err(SummaryError::Trailer { line });
    }
    summary.trailer = true;
    Ok(())
}

/// Whether any line of the bytes could pass for a movement: what a challenge must never be.
///
/// It errs on the side of yes: a line as long as a record and ended like one, or with a type of
/// movement in its place, is enough.
#[must_use]
pub fn looks_like_dispmag(bytes: &[u8]) -> bool {
    bytes.windows(13).any(|window| window == b"*************")
        || Reader::new(bytes, &ReadOptions::default()).any(|record| {
            record.tipo.is_some() || (record.raw.len() == RECORD_LEN && record.raw.ends_with(b"9"))
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::dispmag::{WriteOptions, write};
    use crate::testing;

    /// One record as we write it.
    fn written(seed: u64) -> [u8; RECORD_LEN] {
        let options = WriteOptions::default();
        let bytes = write(&[testing::movimiento(seed)], &options).unwrap().bytes;
        bytes[..RECORD_LEN].try_into().unwrap()
    }

    #[test]
    fn what_we_write_is_recognised_without_a_closer_look() {
        for seed in 0..2_000 {
            let record = written(seed);
            let employer = testing::registro_patronal(1);
            assert_eq!(
                plainly(&record, employer),
                Some(testing::movimiento(seed).tipo()),
                "{}",
                String::from_utf8_lossy(&record)
            );
        }
    }

    /// A position, and what is put there: anything, or what is found in records.
    fn change() -> impl Strategy<Value = (usize, Vec<u8>)> {
        let bytes = prop_oneof![
            any::<u8>().prop_map(|byte| vec![byte]),
            proptest::sample::select(b" 0129AZaz*\xD1\xC3\r\n".to_vec())
                .prop_map(|byte| vec![byte]),
            "[ A-Z0-9]{1,12}".prop_map(String::into_bytes),
            " {1,27}".prop_map(String::into_bytes),
            "0{1,15}".prop_map(String::into_bytes),
        ];
        (0..RECORD_LEN, bytes)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn nothing_is_recognised_that_a_closer_look_would_refuse(
            seed in 0..300_u64,
            changes in proptest::collection::vec(change(), 0..4),
        ) {
            let mut record = written(seed);
            for (at, bytes) in changes {
                for (place, byte) in record[at..].iter_mut().zip(bytes) {
                    *place = byte;
                }
            }
            let employer = testing::registro_patronal(1);
            if let Some(tipo) = plainly(&record, employer) {
                let movimiento = strict(1, &record, &mut Vec::new());
                prop_assert_eq!(movimiento.as_ref().map(Movimiento::tipo), Ok(tipo));
                prop_assert_eq!(movimiento.unwrap().registro_patronal(), employer);
            }
        }
    }
}

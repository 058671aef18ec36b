//! The rows of the open file, as they would be stored: read again, mended, handed out.

use std::io::{Read, Seek};

use import_protocol::{Batch, BatchRow, Filter, RowView, text_mut};
use imss::finding::{Code, Field};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use imss::normalise::rounded_to_centavos;

use super::{File, is_hidden};
use crate::error::ReadError;
use crate::importer::rows::{Mended, Rows};
use crate::interpret::Entry;
use crate::source::Raw;

/// What is done with each row as it would be stored: its number, its line; `false` ends it.
type EachEntry<'a> = &'a mut dyn FnMut(u32, u32, Entry, &Rows) -> Result<bool, ReadError>;

impl<R: Read + Seek> File<R> {
    pub(in crate::importer) fn mend(
        &mut self,
        row: u32,
        draft: MovimientoDraft,
        rfc: String,
    ) -> Result<(), ReadError> {
        let checked = self.checked.as_mut().ok_or(ReadError::NothingOpen)?;
        let entry = checked
            .interpreter(self.purpose, &self.trabajadores)
            .mended(draft.clone(), rfc.clone());
        checked.rows.mend(row, Mended { draft, rfc }, &entry);
        Ok(())
    }

    /// Gives a field of every row with a finding one value; answers how many rows changed.
    pub(in crate::importer) fn mend_all(
        &mut self,
        code: &str,
        field: Field,
        value: &str,
    ) -> Result<u32, ReadError> {
        self.change_all(code, &mut |draft, rfc| {
            if field == Field::Tipo {
                let Ok(tipo) = TipoMovimiento::parse(value) else {
                    return false;
                };
                draft.tipo = tipo;
                return true;
            }
            let Some(text) = text_mut(draft, rfc, field) else {
                return false;
            };
            value.clone_into(text);
            true
        })
    }

    /// Rounds every salary of more than two decimals to centavos; answers how many rows changed.
    pub(in crate::importer) fn round_salaries(&mut self) -> Result<u32, ReadError> {
        self.change_all(Code::SbcDecimals.as_str(), &mut |draft, _| {
            let Some(rounded) = rounded_to_centavos(&draft.sbc) else {
                return false;
            };
            draft.sbc = rounded;
            true
        })
    }

    fn change_all(
        &mut self,
        code: &str,
        change: &mut dyn FnMut(&mut MovimientoDraft, &mut String) -> bool,
    ) -> Result<u32, ReadError> {
        let mut changed = Vec::new();
        let mut wanted = {
            let (_, checked) = self.checked()?;
            let filter = Filter::Code(code.to_owned());
            checked
                .rows
                .filtered(&filter, 0, u32::MAX)
                .0
                .into_iter()
                .peekable()
        };
        self.entries(0, &mut |row, _, mut entry, _| {
            if wanted.peek() == Some(&row) {
                wanted.next();
                if change(&mut entry.draft, &mut entry.rfc) {
                    changed.push((row, entry.draft, entry.rfc));
                }
            }
            Ok(wanted.peek().is_some())
        })?;
        let rows = u32::try_from(changed.len()).unwrap_or(u32::MAX);
        for (row, draft, rfc) in changed {
            self.mend(row, draft, rfc)?;
        }
        Ok(rows)
    }

    /// The rows of these numbers, which are in order.
    pub(in crate::importer) fn views(&mut self, wanted: &[u32]) -> Result<Vec<RowView>, ReadError> {
        let mut views = Vec::with_capacity(wanted.len());
        let mut wanted = wanted.iter().copied().peekable();
        while let Some(next) = wanted.peek().copied() {
            // Rows close to each other are read together.
            let mut passed = 0;
            self.entries(next, &mut |row, line, entry, rows| {
                if wanted.peek() == Some(&row) {
                    wanted.next();
                    passed = 0;
                    views.push(rows.view(row, line, entry));
                } else {
                    passed += 1;
                }
                Ok(wanted.peek().is_some() && passed < 200)
            })?;
            if wanted.peek() == Some(&next) {
                break;
            }
        }
        Ok(views)
    }

    pub(in crate::importer) fn batch(&mut self, from: u32, limit: u32) -> Result<Batch, ReadError> {
        let mut batch = Batch::default();
        self.entries(from, &mut |row, line, entry, rows| {
            if !rows.is_ready(row) {
                return Ok(true);
            }
            if batch.rows.len() == limit as usize {
                batch.next = Some(row);
                return Ok(false);
            }
            batch.rows.push(BatchRow {
                row,
                line,
                draft: entry.draft,
                came: entry.came,
                rfc: entry.rfc,
            });
            Ok(true)
        })?;
        Ok(batch)
    }

    /// Every row that will not be stored, and is not stored already.
    pub(in crate::importer) fn each_rejected(
        &mut self,
        each: &mut dyn FnMut(RowView) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.entries(0, &mut |row, line, entry, rows| {
            if rows.is_rejected(row) {
                each(rows.view(row, line, entry))?;
            }
            Ok(true)
        })
    }

    /// Every row from one on, as it would be stored: mended where the person did.
    fn entries(&mut self, from: u32, each: EachEntry<'_>) -> Result<(), ReadError> {
        let checked = self.checked.as_ref().ok_or(ReadError::NothingOpen)?;
        let interpreter = checked.interpreter(self.purpose, &self.trabajadores);
        let rows = &checked.rows;
        self.source.walk(from, &mut |row, line, raw: Raw<'_>| {
            if is_hidden(&raw) && !checked.plan.takes_hidden {
                return Ok(true);
            }
            let mut entry = interpreter.raw(&raw);
            if let Some(mended) = rows.mended(row) {
                let came = entry.came.take().unwrap_or_else(|| Box::new(entry.draft));
                let read = std::mem::take(&mut entry.read);
                entry = interpreter.mended(mended.draft.clone(), mended.rfc.clone());
                entry.came = Some(came);
                entry.read = read;
            }
            each(row, line, entry, rows)
        })
    }
}

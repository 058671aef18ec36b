//! The file that is open, and what its rows were checked with.

use std::io::{Read, Seek};

use import_protocol::{
    Batch, BatchRow, Defaults, Kind, Opened, Purpose, RowView, Rules, SheetView,
};
use imss::finding::Field;
use imss::movimiento::MovimientoDraft;

use super::rows::{Mended, Rows};
use crate::columns;
use crate::error::ReadError;
use crate::interpret::{Entry, Interpreter, Scratch, Workers};
use crate::source::{Raw, Source};

/// What is open.
pub(super) struct File<R: Read + Seek> {
    source: Source<R>,
    pub(super) purpose: Purpose,
    /// The line of the headings; 0 where there are none.
    heading: u32,
    /// Of SUA's other file.
    workers: Workers,
    checked: Option<Checked>,
}

/// What rows were checked with, and what came of it.
pub(super) struct Checked {
    columns: Vec<Option<Field>>,
    defaults: Defaults,
    rules: Rules,
    pub(super) rows: Rows,
}

/// What is done with each row as it would be stored: which it is, its line; `false` ends it.
type EachEntry<'a> = &'a mut dyn FnMut(u32, u32, Entry, &Rows) -> Result<bool, ReadError>;

/// Rows that are looked at for headings and samples.
const HEAD_ROWS: usize = 30;

impl<R: Read + Seek> File<R> {
    pub(super) fn open(files: Vec<R>, purpose: Purpose) -> Result<Self, ReadError> {
        let mut sources = Vec::with_capacity(2);
        for file in files.into_iter().take(2) {
            sources.push(Source::open(file)?);
        }
        // SUA's movements come first, whichever was picked first: the other file is their names.
        sources.sort_by_key(|source| source.kind() == Kind::Aseg);
        let mut sources = sources.into_iter();
        let source = sources.next().ok_or(ReadError::Empty)?;
        let mut workers = Workers::new();
        if let Some(mut other) = sources.next()
            && source.kind() == Kind::Movt
            && other.kind() == Kind::Aseg
        {
            read_workers(&mut other, &mut workers)?;
        }
        Ok(Self {
            source,
            purpose,
            heading: 0,
            workers,
            checked: None,
        })
    }

    /// Looks at the headings of a sheet; without a number of the first that has rows.
    pub(super) fn look(&mut self, sheet: Option<u32>) -> Result<Opened, ReadError> {
        self.checked = None;
        let sheets = self.source.sheets();
        let mut chosen = sheet.unwrap_or(0);
        self.source.choose(chosen as usize);
        let mut head = self.source.head(HEAD_ROWS)?;
        if sheet.is_none() {
            for other in 1..u32::try_from(sheets.len()).unwrap_or(0) {
                if !head.is_empty() {
                    break;
                }
                chosen = other;
                self.source.choose(other as usize);
                head = self.source.head(HEAD_ROWS)?;
            }
        }
        let kind = self.source.kind();
        if head.is_empty() && kind.has_columns() {
            return Err(ReadError::NoRows);
        }
        let heading = columns::heading_row(&head);
        self.heading = heading.map_or(0, |at| head[at].0);
        let samples = &head[heading.map_or(0, |at| at + 1)..];
        let columns = columns::columns(heading.map(|at| &head[at].1), samples, self.purpose);
        Ok(Opened {
            kind,
            sheets: sheets
                .into_iter()
                .map(|name| SheetView {
                    name,
                    hidden: false,
                })
                .collect(),
            sheet: chosen,
            columns,
            encoding: None,
            questions: Vec::new(),
            rows: 0,
            hidden_rows: 0,
            findings: Vec::new(),
        })
    }

    pub(super) fn check(
        &mut self,
        columns: Vec<Option<Field>>,
        defaults: Defaults,
        rules: Rules,
        progress: &mut dyn FnMut(u64, u64, u32),
    ) -> Result<(), ReadError> {
        self.checked = None;
        let interpreter = Interpreter {
            purpose: self.purpose,
            columns: &columns,
            defaults: &defaults,
            rules: &rules,
            workers: &self.workers,
        };
        let mut rows = Rows::new(self.purpose);
        let count = std::cell::Cell::new(0);
        let mut scratch = Scratch::default();
        let file = self.source.scan(
            self.heading,
            &mut |index, line, raw| {
                let (movimiento, findings) = interpreter.judge(raw, &mut scratch);
                rows.push(line, movimiento.as_ref(), findings);
                count.set(index + 1);
                Ok(true)
            },
            &mut |done, total| progress(done, total, count.get()),
        )?;
        if rows.len() == 0 {
            return Err(ReadError::NoRows);
        }
        rows.finish(file);
        self.checked = Some(Checked {
            columns,
            defaults,
            rules,
            rows,
        });
        Ok(())
    }

    pub(super) fn checked(&mut self) -> Result<(&mut Source<R>, &mut Checked), ReadError> {
        let checked = self.checked.as_mut().ok_or(ReadError::NothingOpen)?;
        Ok((&mut self.source, checked))
    }

    pub(super) fn mend(
        &mut self,
        row: u32,
        draft: MovimientoDraft,
        rfc: String,
    ) -> Result<(), ReadError> {
        let checked = self.checked.as_mut().ok_or(ReadError::NothingOpen)?;
        let entry =
            interpreter(checked, self.purpose, &self.workers).mended(draft.clone(), rfc.clone());
        checked.rows.mend(row, Mended { draft, rfc }, &entry);
        Ok(())
    }

    /// The rows of these numbers, which are in order.
    pub(super) fn views(&mut self, wanted: &[u32]) -> Result<Vec<RowView>, ReadError> {
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

    pub(super) fn batch(&mut self, from: u32, limit: u32) -> Result<Batch, ReadError> {
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
    pub(super) fn each_rejected(
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
        let interpreter = interpreter(checked, self.purpose, &self.workers);
        let rows = &checked.rows;
        // Lines before the headings are in no row.
        self.source.walk(from, &mut |row, line, raw: Raw<'_>| {
            let mut entry = interpreter.raw(&raw);
            if let Some(mended) = rows.mended(row) {
                let came = entry.came.take().unwrap_or_else(|| Box::new(entry.draft));
                entry = interpreter.mended(mended.draft.clone(), mended.rfc.clone());
                entry.came = Some(came);
            }
            each(row, line, entry, rows)
        })
    }
}

fn interpreter<'a>(
    checked: &'a Checked,
    purpose: Purpose,
    workers: &'a Workers,
) -> Interpreter<'a> {
    Interpreter {
        purpose,
        columns: &checked.columns,
        defaults: &checked.defaults,
        rules: &checked.rules,
        workers,
    }
}

fn read_workers<R: Read + Seek>(
    source: &mut Source<R>,
    workers: &mut Workers,
) -> Result<(), ReadError> {
    let mut take = |_: u32, _: u32, raw: Raw<'_>| {
        if let Raw::Line(_, line) = raw {
            let read = imss::sua::read_aseg(line).pop().and_then(|row| row.record);
            workers.extend(read.map(|worker| (worker.nss, worker)));
        }
        Ok(true)
    };
    source.scan(0, &mut take, &mut |_, _| {})?;
    Ok(())
}

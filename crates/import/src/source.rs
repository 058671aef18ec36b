//! A file as rows: read once from end to end, and after that again wherever a row is wanted.

use std::io::{Read, Seek, SeekFrom};

use import_protocol::{Kind, RowFinding};
use imss::dispmag::{self, ReadOptions};
use imss::finding::Finding;

use crate::csv_text::{self, Dialect};
use crate::error::ReadError;
use crate::limits::MAX_FILE;
use crate::lines::{self, CHUNK, Index, Layout, SMALL_CHUNK};
use crate::row::RowBuf;
use crate::sheet::{Moved, Workbook};
use crate::sniff::{Format, HEAD, sniff};
use crate::store::Packed;

/// A row as it stands in the file.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on the stack, a million times: a box each would cost more"
)]
pub(crate) enum Raw<'a> {
    Cells(&'a RowBuf),
    Line(Layout, &'a [u8]),
    /// A line of DISPMAG, read already.
    Record(dispmag::Record<'a>),
}

/// What is done with each row: which it is from 0, its line, what it says; `false` ends the reading.
pub(crate) type Each<'a> = &'a mut dyn FnMut(u32, u32, Raw<'_>) -> Result<bool, ReadError>;

/// A file whose format is known.
pub(crate) enum Source<R: Read + Seek> {
    Book {
        book: Box<Workbook<R>>,
        sheet: usize,
        rows: Packed,
    },
    Csv {
        reader: R,
        size: u64,
        dialect: Dialect,
        index: Index,
    },
    Lines {
        reader: R,
        size: u64,
        layout: Layout,
        index: Index,
    },
}

impl<R: Read + Seek> Source<R> {
    pub(crate) fn open(mut reader: R) -> Result<Self, ReadError> {
        let size = reader.seek(SeekFrom::End(0))?;
        if size > MAX_FILE {
            return Err(ReadError::TooLarge("leemos archivos de hasta 512 MB"));
        }
        reader.rewind()?;
        let mut head = Vec::with_capacity(HEAD);
        reader.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
        reader.rewind()?;
        Ok(match sniff(&head)? {
            Format::Book(book) => Self::Book {
                book: Box::new(Workbook::open(reader, book)?),
                sheet: 0,
                rows: Packed::default(),
            },
            Format::Csv => Self::Csv {
                reader,
                size,
                dialect: Dialect::of(&head),
                index: Index::default(),
            },
            Format::Lines(layout) => Self::Lines {
                reader,
                size,
                layout,
                index: Index::default(),
            },
        })
    }

    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Book { book, .. } => book.kind(),
            Self::Csv { .. } => Kind::Csv,
            Self::Lines { layout, .. } => layout.kind(),
        }
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        match self {
            Self::Book { book, .. } => book.sheets(),
            Self::Csv { .. } | Self::Lines { .. } => Vec::new(),
        }
    }

    /// Looks at another sheet from now on.
    pub(crate) fn choose(&mut self, wanted: usize) {
        if let Self::Book { sheet, rows, .. } = self {
            *sheet = wanted;
            *rows = Packed::default();
        }
    }

    /// The first rows of a table, with their lines; none of a file with fixed fields.
    pub(crate) fn head(&mut self, count: usize) -> Result<Vec<(u32, RowBuf)>, ReadError> {
        let mut head = Vec::new();
        match self {
            Self::Book { book, sheet, .. } => book.rows(
                *sheet,
                &mut |line, row| {
                    head.push((line, row.clone()));
                    Ok(head.len() < count)
                },
                &mut |_, _| {},
            )?,
            Self::Csv {
                reader, dialect, ..
            } => {
                let start = (dialect.start, dialect.lines);
                csv_text::records(reader, *dialect, start, |row, _, line| {
                    head.push((line, row.clone()));
                    Ok(head.len() < count)
                })?;
            }
            Self::Lines { .. } => {}
        }
        Ok(head)
    }

    /// Reads the whole file, the rows after `skip` lines. Answers what there is to say of the file.
    pub(crate) fn scan(
        &mut self,
        skip: u32,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<Vec<RowFinding>, ReadError> {
        match self {
            Self::Book { book, sheet, rows } => {
                if rows.rows() > 0 {
                    // The same sheet again, with other columns: it is not inflated twice.
                    walk_packed(rows, 0, each)?;
                    return Ok(Vec::new());
                }
                let mut packed = Packed::default();
                let mut take = |line: u32, row: &RowBuf| {
                    if line <= skip {
                        return Ok(true);
                    }
                    let index = packed.rows();
                    packed.push(line, row)?;
                    each(index, line, Raw::Cells(row))
                };
                book.rows(*sheet, &mut take, moved)?;
                *rows = packed;
                Ok(Vec::new())
            }
            Self::Csv {
                reader,
                size,
                dialect,
                index,
            } => {
                *index = Index::default();
                let start = (dialect.start, dialect.lines);
                csv_text::records(reader, *dialect, start, |row, offset, line| {
                    if line <= skip {
                        return Ok(true);
                    }
                    let at = index.rows;
                    index.note(offset, line - 1)?;
                    if at.is_multiple_of(1_024) {
                        moved(offset, *size);
                    }
                    each(at, line, Raw::Cells(row))
                })?;
                Ok(Vec::new())
            }
            Self::Lines {
                reader,
                size,
                layout: Layout::Dispmag,
                index,
            } => {
                *index = Index::default();
                scan_dispmag(reader, *size, index, each, moved)
            }
            Self::Lines {
                reader,
                size,
                layout,
                index,
            } => {
                *index = Index::default();
                lines::chunks(reader, (0, 0), CHUNK, |chunk, offset, before| {
                    moved(offset, *size);
                    for (at, line, bytes) in lines::lines(chunk) {
                        let row = index.rows;
                        index.note(offset + at as u64, before + line)?;
                        if !each(row, before + line + 1, Raw::Line(*layout, bytes))? {
                            return Ok(false);
                        }
                    }
                    Ok(true)
                })?;
                Ok(Vec::new())
            }
        }
    }

    /// Every row from one on, until told to stop. The file was scanned before.
    pub(crate) fn walk(&mut self, from: u32, each: Each<'_>) -> Result<(), ReadError> {
        match self {
            Self::Book { rows, .. } => walk_packed(rows, from, each),
            Self::Csv {
                reader,
                dialect,
                index,
                ..
            } => {
                let Some((mut row, offset, line)) = index.before(from) else {
                    return Ok(());
                };
                csv_text::records(reader, *dialect, (offset, line), |cells, _, line| {
                    let this = row;
                    row += 1;
                    Ok(this < from || each(this, line, Raw::Cells(cells))?)
                })
            }
            Self::Lines {
                reader,
                layout: Layout::Dispmag,
                index,
                ..
            } => {
                let Some((mut row, offset, line)) = index.before(from) else {
                    return Ok(());
                };
                let place = (offset, line);
                records(reader, place, SMALL_CHUNK, &mut |_, line, record| {
                    let this = row;
                    row += 1;
                    Ok(this < from || each(this, line, Raw::Record(record))?)
                })
                .map(drop)
            }
            Self::Lines {
                reader,
                layout,
                index,
                ..
            } => {
                let Some((mut row, offset, line)) = index.before(from) else {
                    return Ok(());
                };
                lines::chunks(reader, (offset, line), SMALL_CHUNK, |chunk, _, before| {
                    for (_, line, bytes) in lines::lines(chunk) {
                        let this = row;
                        row += 1;
                        let wanted = this >= from;
                        if wanted && !each(this, before + line + 1, Raw::Line(*layout, bytes))? {
                            return Ok(false);
                        }
                    }
                    Ok(true)
                })
            }
        }
    }
}

fn walk_packed(rows: &Packed, from: u32, each: Each<'_>) -> Result<(), ReadError> {
    let mut outcome = Ok(());
    rows.walk(from, |index, line, row| {
        match each(index, line, Raw::Cells(row)) {
            Ok(more) => more,
            Err(error) => {
                outcome = Err(error);
                false
            }
        }
    });
    outcome
}

fn scan_dispmag<R: Read + Seek>(
    reader: &mut R,
    size: u64,
    index: &mut Index,
    each: Each<'_>,
    moved: Moved<'_>,
) -> Result<Vec<RowFinding>, ReadError> {
    let mut told = 0;
    let findings = records(reader, (0, 0), CHUNK, &mut |offset, line, record| {
        if offset >= told {
            moved(offset, size);
            told = offset + CHUNK as u64;
        }
        let row = index.rows;
        index.note(offset, line.saturating_sub(1))?;
        each(row, line, Raw::Record(record))
    })?;
    Ok(findings.into_iter().map(RowFinding::from).collect())
}

/// Every record of DISPMAG from an offset and the lines before it on, with its own offset and line.
/// Answers what there is to say of the file.
fn records<R: Read + Seek>(
    reader: &mut R,
    (offset, before): (u64, u32),
    size: usize,
    each: &mut dyn FnMut(u64, u32, dispmag::Record<'_>) -> Result<bool, ReadError>,
) -> Result<Vec<Finding>, ReadError> {
    let mut records = Some(dispmag::Reader::new(b"", &ReadOptions::default()));
    lines::chunks(reader, (offset, before), size, |chunk, offset, _| {
        let start = chunk.as_ptr() as usize;
        let mut reading = records
            .take()
            .unwrap_or_else(|| dispmag::Reader::new(b"", &ReadOptions::default()))
            .go_on(chunk);
        let mut more = true;
        while more && let Some(record) = reading.next() {
            // Where the record lies in its chunk: it borrows from there.
            let at = (record.raw.as_ptr() as usize).saturating_sub(start);
            let line = u32::try_from(record.line).unwrap_or(u32::MAX);
            more = each(offset + at as u64, before.saturating_add(line), record)?;
        }
        records = Some(reading.go_on(b""));
        Ok(more)
    })?;
    Ok(records.map(dispmag::Reader::finish).unwrap_or_default())
}

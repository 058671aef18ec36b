//! A file as rows: surveyed once from end to end, and after that read again wherever a row is wanted.

use std::io::{Read, Seek, SeekFrom};

use import_protocol::{Kind, Purpose, RowFinding};
use imss::dispmag::{self, ReadOptions};
use imss::finding::{Finding, Severity};

use crate::csv_text::{self, Dialect};
use crate::error::ReadError;
use crate::limits::MAX_FILE;
use crate::lines::{self, CHUNK, Index, Layout, SMALL_CHUNK};
use crate::packed::PackedRows;
use crate::row::{ColumnSet, RowBuf};
use crate::sheet::{Moved, Sheet, Workbook};
use crate::sniff::{Format, HEAD, sniff};
use crate::survey::{Survey, Surveyor};
use crate::text::{Encoding, TextFile};

/// A row as the file has it.
#[expect(
    clippy::large_enum_variant,
    reason = "one at a time, on the stack, a million times: a box each would cost more"
)]
pub(crate) enum Raw<'a> {
    Cells(&'a RowBuf),
    Line(Layout, &'a [u8]),
    /// A line of DISPMAG, read already.
    Record(dispmag::Record<'a>),
    /// The place where the file breaks off, and what is wrong there.
    Damage(&'static str),
}

/// What is done with each row: its number from 0, its line, what it says; `false` ends the reading.
pub(crate) type Each<'a> = &'a mut dyn FnMut(u32, u32, Raw<'_>) -> Result<bool, ReadError>;

/// A file whose format is known.
pub(crate) struct Source<R: Read + Seek> {
    content: Content<R>,
    /// Rows before the first that is data.
    skipped: u32,
    damage: Option<Damage>,
}

enum Content<R: Read + Seek> {
    Book {
        book: Box<Workbook<R>>,
        sheet: usize,
        rows: PackedRows,
    },
    Csv {
        file: TextFile<R>,
        dialect: Dialect,
        index: Index,
    },
    Lines {
        file: TextFile<R>,
        layout: Layout,
        index: Index,
    },
}

/// An end that was not reached.
#[derive(Clone, Copy, Debug)]
struct Damage {
    line: u32,
    what: &'static str,
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
        let content = match sniff(&head)? {
            Format::Book(book) => Content::Book {
                book: Box::new(Workbook::open(reader, book)?),
                sheet: 0,
                rows: PackedRows::default(),
            },
            Format::Csv => {
                let mut file = TextFile::open(reader, size, false)?;
                let dialect = dialect_of(&mut file)?;
                Content::Csv {
                    file,
                    dialect,
                    index: Index::default(),
                }
            }
            Format::Lines(layout) => Content::Lines {
                file: TextFile::open(reader, size, true)?,
                layout,
                index: Index::default(),
            },
        };
        Ok(Self {
            content,
            skipped: 0,
            damage: None,
        })
    }

    pub(crate) fn kind(&self) -> Kind {
        match &self.content {
            Content::Book { book, .. } => book.kind(),
            Content::Csv { .. } => Kind::Csv,
            Content::Lines { layout, .. } => layout.kind(),
        }
    }

    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        match &self.content {
            Content::Book { book, .. } => book.sheets(),
            Content::Csv { .. } | Content::Lines { .. } => Vec::new(),
        }
    }

    /// Whether bare serial numbers count days from 1904.
    pub(crate) fn since_1904(&self) -> bool {
        match &self.content {
            Content::Book { book, .. } => book.since_1904(),
            Content::Csv { .. } | Content::Lines { .. } => false,
        }
    }

    /// The text of a file that is no workbook.
    pub(crate) fn text(&self) -> Option<&TextFile<R>> {
        match &self.content {
            Content::Book { .. } => None,
            Content::Csv { file, .. } | Content::Lines { file, .. } => Some(file),
        }
    }

    /// Reads a file of text as one of the encodings it may have.
    pub(crate) fn choose_encoding(&mut self, option: usize) -> Result<(), ReadError> {
        match &mut self.content {
            Content::Book { .. } => Err(ReadError::NothingOpen),
            Content::Csv { file, dialect, .. } => {
                file.choose(option)?;
                *dialect = dialect_of(file)?;
                Ok(())
            }
            Content::Lines { file, .. } => file.choose(option),
        }
    }

    /// Looks at another sheet from now on.
    pub(crate) fn choose(&mut self, wanted: usize) {
        if let Content::Book { sheet, rows, .. } = &mut self.content {
            *sheet = wanted;
            *rows = PackedRows::default();
        }
    }

    /// Reads a table from end to end; of a file with fixed fields nothing has to be learned.
    pub(crate) fn survey(
        &mut self,
        purpose: Purpose,
        moved: Moved<'_>,
    ) -> Result<Survey, ReadError> {
        self.damage = None;
        let mut surveyor = Surveyor::new(purpose);
        let mut hidden_columns = ColumnSet::default();
        match &mut self.content {
            Content::Book { book, sheet, rows } => {
                let mut packed = PackedRows::default();
                let mut last = 0;
                let mut take = |line: u32, row: &RowBuf| {
                    last = line;
                    packed.push(line, row)?;
                    surveyor.look(line, row);
                    Ok(true)
                };
                let end = book.rows(*sheet, &mut take, moved)?;
                *rows = packed.covered_by(end.merged)?;
                hidden_columns = end.hidden_columns;
                if !end.is_whole {
                    self.damage = Some(Damage {
                        line: last + 1,
                        what: "la hoja termina antes de tiempo",
                    });
                }
            }
            Content::Csv {
                file,
                dialect,
                index,
            } => {
                *index = Index::default();
                let size = file.size();
                if let Some(open) = csv_text::open_quote(file, *dialect)? {
                    dialect.end = open.offset;
                    self.damage = Some(Damage {
                        line: open.line,
                        what: "se abre una comilla que no se cierra",
                    });
                }
                let start = (dialect.start, dialect.lines);
                csv_text::records(file, *dialect, start, |row, offset, line| {
                    if index.rows.is_multiple_of(1_024) {
                        moved(offset, size);
                    }
                    index.note(offset, line - 1)?;
                    surveyor.look(line, row);
                    Ok(true)
                })?;
            }
            Content::Lines { .. } => {}
        }
        let mut survey = surveyor.finish();
        for (place, column) in survey.mapped.columns.iter_mut().enumerate() {
            column.hidden = hidden_columns.has(place);
        }
        self.skipped = survey.skipped;
        Ok(survey)
    }

    /// What there is to say of the file before its rows are checked.
    pub(crate) fn findings(&self) -> Vec<RowFinding> {
        let damage = self.damage.map(|damage| RowFinding {
            code: "damaged".to_owned(),
            severity: Severity::Error,
            field: None,
            message: format!(
                "El archivo está incompleto: en el renglón {} {}. Vuelve a exportarlo; lo que sigue no se leyó.",
                damage.line, damage.what
            ),
        });
        damage.into_iter().collect()
    }

    /// Reads every row that is data. Answers what there is to say of the file.
    pub(crate) fn scan(
        &mut self,
        each: Each<'_>,
        moved: Moved<'_>,
    ) -> Result<Vec<RowFinding>, ReadError> {
        let mut findings = self.findings();
        match &mut self.content {
            Content::Book { rows, .. } => {
                let total = u64::from(rows.rows());
                walk_packed(rows, self.skipped, &mut |index, line, raw| {
                    if index.is_multiple_of(4_096) {
                        moved(u64::from(index), total);
                    }
                    each(index - self.skipped, line, raw)
                })?;
            }
            Content::Csv { file, dialect, .. } => {
                let size = file.size();
                let start = (dialect.start, dialect.lines);
                let mut row = 0_u32;
                csv_text::records(file, *dialect, start, |cells, offset, line| {
                    let this = row;
                    row += 1;
                    if this.is_multiple_of(1_024) {
                        moved(offset, size);
                    }
                    match this.checked_sub(self.skipped) {
                        Some(index) => each(index, line, Raw::Cells(cells)),
                        None => Ok(true),
                    }
                })?;
            }
            Content::Lines {
                file,
                layout: Layout::Dispmag,
                index,
            } => {
                *index = Index::default();
                findings.extend(scan_dispmag(file, index, each, moved)?);
            }
            Content::Lines {
                file,
                layout,
                index,
            } => {
                *index = Index::default();
                let (size, start, encoding) = (file.size(), file.start(), file.encoding());
                lines::chunks(file, (start, 0), CHUNK, |chunk, offset, before| {
                    moved(offset, size);
                    encoding.to_windows_1252(chunk);
                    for (at, line, bytes) in lines::lines(chunk) {
                        let row = index.rows;
                        index.note(offset + at as u64, before + line)?;
                        if !each(row, before + line + 1, Raw::Line(*layout, bytes))? {
                            return Ok(false);
                        }
                    }
                    Ok(true)
                })?;
            }
        }
        if let Some(damage) = self.damage {
            each(self.rows(), damage.line, Raw::Damage(damage.what))?;
        }
        Ok(findings)
    }

    /// Rows that are data, without the place where the file breaks off.
    fn rows(&self) -> u32 {
        let all = match &self.content {
            Content::Book { rows, .. } => rows.rows(),
            Content::Csv { index, .. } | Content::Lines { index, .. } => index.rows,
        };
        all.saturating_sub(self.skipped)
    }

    /// Every row from one on, until `each` answers `false`. The file was surveyed and scanned before.
    pub(crate) fn walk(&mut self, from: u32, each: Each<'_>) -> Result<(), ReadError> {
        let mut more = true;
        {
            let mut watched = |row: u32, line: u32, raw: Raw<'_>| {
                more = each(row, line, raw)?;
                Ok(more)
            };
            self.walk_rows(from, &mut watched)?;
        }
        if let Some(damage) = self.damage
            && more
            && from <= self.rows()
        {
            each(self.rows(), damage.line, Raw::Damage(damage.what))?;
        }
        Ok(())
    }

    fn walk_rows(&mut self, from: u32, each: Each<'_>) -> Result<(), ReadError> {
        let (skipped, wanted) = (self.skipped, from.saturating_add(self.skipped));
        match &mut self.content {
            Content::Book { rows, .. } => walk_packed(rows, wanted, &mut |index, line, raw| {
                each(index - skipped, line, raw)
            }),
            Content::Csv {
                file,
                dialect,
                index,
            } => {
                let Some((mut row, offset, line)) = index.before(wanted) else {
                    return Ok(());
                };
                csv_text::records(file, *dialect, (offset, line), |cells, _, line| {
                    let this = row;
                    row += 1;
                    Ok(this < wanted || each(this - skipped, line, Raw::Cells(cells))?)
                })
            }
            Content::Lines {
                file,
                layout: Layout::Dispmag,
                index,
            } => {
                let Some((mut row, offset, line)) = index.before(from) else {
                    return Ok(());
                };
                let place = (offset, line);
                records(file, place, SMALL_CHUNK, &mut |_, line, record| {
                    let this = row;
                    row += 1;
                    Ok(this < from || each(this, line, Raw::Record(record))?)
                })
                .map(drop)
            }
            Content::Lines {
                file,
                layout,
                index,
            } => {
                let Some((mut row, offset, line)) = index.before(from) else {
                    return Ok(());
                };
                let encoding = file.encoding();
                lines::chunks(file, (offset, line), SMALL_CHUNK, |chunk, _, before| {
                    encoding.to_windows_1252(chunk);
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

fn dialect_of<R: Read + Seek>(file: &mut TextFile<R>) -> Result<Dialect, ReadError> {
    let mark = file.start();
    file.seek(SeekFrom::Start(mark))?;
    let mut head = Vec::with_capacity(HEAD);
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    Ok(Dialect::of(&head, mark))
}

fn walk_packed(rows: &PackedRows, from: u32, each: Each<'_>) -> Result<(), ReadError> {
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
    file: &mut TextFile<R>,
    index: &mut Index,
    each: Each<'_>,
    moved: Moved<'_>,
) -> Result<Vec<RowFinding>, ReadError> {
    let (size, start) = (file.size(), file.start());
    let mut reported = 0;
    let findings = records(file, (start, 0), CHUNK, &mut |offset, line, record| {
        if offset >= reported {
            moved(offset, size);
            reported = offset + CHUNK as u64;
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
    file: &mut TextFile<R>,
    (offset, before): (u64, u32),
    size: usize,
    each: &mut dyn FnMut(u64, u32, dispmag::Record<'_>) -> Result<bool, ReadError>,
) -> Result<Vec<Finding>, ReadError> {
    let encoding = file.encoding();
    let options = ReadOptions {
        single_byte: !matches!(encoding, Encoding::Ascii | Encoding::Utf8),
    };
    let mut records = Some(dispmag::Reader::new(b"", &options));
    lines::chunks(file, (offset, before), size, |chunk, offset, _| {
        encoding.to_windows_1252(chunk);
        let start = chunk.as_ptr() as usize;
        let mut reading = records
            .take()
            .unwrap_or_else(|| dispmag::Reader::new(b"", &options))
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

//! What the export worker does: one file at a time, as answers to messages.

use export_protocol::{Ask, Cell, FileKind, Note, RequestId, Slot, Table, Tell, VERSION};

use crate::csv_file::CsvFile;
use crate::error::WriteError;
use crate::workbook::Workbook;

/// An answer, and the buffers that travel beside it.
#[derive(Debug)]
pub struct Answer {
    /// The message.
    pub tell: Tell,
    /// Its parts.
    pub parts: Vec<Vec<u8>>,
}

/// Writes one file, and answers about it.
#[derive(Default)]
pub struct Exporter {
    begun: Option<Begun>,
}

enum Begun {
    Workbook(Box<Workbook>),
    Csv(Box<CsvFile>),
}

impl Exporter {
    /// Returns the first message of a worker.
    #[must_use]
    pub fn ready() -> Answer {
        message(Tell::Ready { version: VERSION })
    }

    /// Returns the answer to a message that cannot be read.
    #[must_use]
    pub fn unreadable() -> Answer {
        failed(None, &WriteError::NothingBegun)
    }

    /// Answers a message. After a failure there is nothing to go on with.
    pub fn handle(&mut self, ask: Ask) -> Answer {
        let request = match &ask {
            Ask::Begin { request, .. }
            | Ask::Rows { request, .. }
            | Ask::Finish { request, .. } => *request,
        };
        self.answer(request, ask).unwrap_or_else(|error| {
            self.begun = None;
            failed(Some(request), &error)
        })
    }

    fn answer(&mut self, request: RequestId, ask: Ask) -> Result<Answer, WriteError> {
        match ask {
            Ask::Begin { table, .. } => {
                self.begun = Some(Begun::new(table)?);
                Ok(message(Tell::Taken { request, rows: 0 }))
            }
            Ask::Rows { rows, .. } => {
                let begun = self.begun.as_mut().ok_or(WriteError::NothingBegun)?;
                let rows = begun.push(&rows)?;
                Ok(message(Tell::Taken { request, rows }))
            }
            Ask::Finish { notes, .. } => {
                let begun = self.begun.take().ok_or(WriteError::NothingBegun)?;
                Ok(Answer {
                    tell: Tell::File {
                        request,
                        content: Slot(0),
                    },
                    parts: vec![begun.finish(&notes)?],
                })
            }
        }
    }
}

impl Begun {
    fn new(table: Table) -> Result<Self, WriteError> {
        Ok(match table.kind {
            FileKind::Xlsx => Self::Workbook(Box::new(Workbook::begin(table)?)),
            FileKind::Csv => Self::Csv(Box::new(CsvFile::begin(&table)?)),
        })
    }

    fn push(&mut self, rows: &[Vec<Cell>]) -> Result<u32, WriteError> {
        match self {
            Self::Workbook(workbook) => workbook.push(rows),
            Self::Csv(file) => file.push(rows),
        }
    }

    fn finish(self, notes: &[Note]) -> Result<Vec<u8>, WriteError> {
        match self {
            Self::Workbook(workbook) => workbook.finish(notes),
            Self::Csv(file) => file.finish(),
        }
    }
}

fn message(tell: Tell) -> Answer {
    Answer {
        tell,
        parts: Vec::new(),
    }
}

fn failed(request: Option<RequestId>, error: &WriteError) -> Answer {
    message(Tell::Failed {
        request,
        error: error.failure(),
    })
}

//! What the import worker does: one file at a time, as answers to messages.

mod file;
mod questions;
mod repeats;
mod rows;
mod tally;

use std::io::{Read, Seek};

use import_protocol::{
    Ask, Failure, Known, MAX_ROWS_A_MESSAGE, Noted, Opened, Purpose, Refused, RequestId, Slot,
    Tell, VERSION,
};

use imss::receipt::Receipt;

use crate::error::ReadError;
use crate::written;
use file::File;

/// An answer, and the buffers that travel beside it.
#[derive(Debug)]
pub struct Answer {
    /// The message.
    pub tell: Tell,
    /// Its parts.
    pub parts: Vec<Vec<u8>>,
}

impl From<Tell> for Answer {
    fn from(tell: Tell) -> Self {
        Self {
            tell,
            parts: Vec::new(),
        }
    }
}

/// Reads one file, and answers about it.
pub struct Importer<R: Read + Seek> {
    file: Option<File<R>>,
}

impl<R: Read + Seek> Default for Importer<R> {
    fn default() -> Self {
        Self { file: None }
    }
}

impl<R: Read + Seek> Importer<R> {
    /// Returns the first message of a worker.
    #[must_use]
    pub fn ready() -> Answer {
        Tell::Ready { version: VERSION }.into()
    }

    /// Returns the answer to a message that cannot be read.
    #[must_use]
    pub fn unreadable() -> Answer {
        failed(None, &ReadError::NothingOpen)
    }

    /// Returns answers a message. `files` are those it names, in its order; `progress` learns how far a
    /// long reading has come.
    pub fn handle(&mut self, ask: Ask, files: Vec<R>, progress: &mut dyn FnMut(Tell)) -> Answer {
        let request = request_of(&ask);
        self.answer(ask, files, progress)
            .unwrap_or_else(|error| failed(Some(request), &error))
    }

    fn answer(
        &mut self,
        ask: Ask,
        files: Vec<R>,
        progress: &mut dyn FnMut(Tell),
    ) -> Result<Answer, ReadError> {
        Ok(match ask {
            Ask::Open {
                request, purpose, ..
            } => {
                self.file = None;
                let mut file = File::open(files, purpose)?;
                file.look(None, &mut reading(request, progress))?;
                let opened = file.opened();
                self.file = Some(file);
                opened_as(request, opened)
            }
            Ask::Sheet { request, sheet } => {
                let file = self.file()?;
                file.look(Some(sheet), &mut reading(request, progress))?;
                opened_as(request, file.opened())
            }
            Ask::Answer {
                request,
                question,
                option,
            } => {
                let file = self.file()?;
                file.answer(question, option, &mut reading(request, progress))?;
                opened_as(request, file.opened())
            }
            Ask::MendAll {
                request,
                code,
                field,
                value,
            } => {
                let rows = self.file()?.mend_all(&code, field, &value)?;
                self.mended_all(request, rows)?
            }
            Ask::RoundSalaries { request } => {
                let rows = self.file()?.round_salaries()?;
                self.mended_all(request, rows)?
            }
            Ask::Check {
                request,
                columns,
                defaults,
                rules,
            } => {
                let file = self.file()?;
                file.check(&columns, defaults, rules, &mut |done, total, rows| {
                    progress(Tell::Progress {
                        request,
                        done,
                        total,
                        rows,
                    });
                })?;
                let tally = file.checked()?.1.rows.tally();
                Tell::Checked { request, tally }.into()
            }
            Ask::Rows {
                request,
                filter,
                offset,
                limit,
            } => {
                let file = self.file()?;
                let (wanted, total) = {
                    let (_, checked) = file.checked()?;
                    let limit = limit.min(MAX_ROWS_A_MESSAGE);
                    checked.rows.filtered(&filter, offset, limit)
                };
                let rows = file.views(&wanted)?;
                Tell::Rows {
                    request,
                    rows,
                    total,
                }
                .into()
            }
            Ask::Mend {
                request,
                row,
                draft,
                rfc,
            } => {
                self.file()?.mend(row, *draft, rfc)?;
                self.changed(request, row)?
            }
            Ask::Leave { request, row, out } => {
                let (_, checked) = self.file()?.checked()?;
                checked.rows.leave(row, out);
                self.changed(request, row)?
            }
            Ask::Drafts {
                request,
                from,
                limit,
            } => {
                let batch = self.file()?.batch(from, limit.min(MAX_ROWS_A_MESSAGE))?;
                Tell::Drafts { request, batch }.into()
            }
            Ask::Settle {
                request,
                stored,
                known,
                noted,
                refused,
            } => {
                let (_, checked) = self.file()?.checked()?;
                for row in stored {
                    checked.rows.store(row, false);
                }
                for Known { row, words } in known {
                    checked.rows.store(row, true);
                    checked.rows.know(row, words);
                }
                for Noted { row, findings } in noted {
                    checked.rows.note_of_server(row, findings);
                }
                for Refused { row, message } in refused {
                    checked.rows.refuse(row, message);
                }
                let tally = checked.rows.tally();
                Tell::Settled { request, tally }.into()
            }
            Ask::Rejected { request } => {
                let file = self.file()?;
                let purpose = file.purpose;
                let mut sheet = written::Rejected::new(purpose)?;
                file.each_rejected(&mut |view| sheet.push(&view))?;
                saved(request, "renglones-rechazados.xlsx", sheet.finish()?)
            }
            Ask::Receipt { request, .. } => Answer::from(Tell::Receipt {
                request,
                receipt: Box::new(receipt(files)?),
            }),
            Ask::Template { request, purpose } => saved(
                request,
                match purpose {
                    Purpose::Movements => "plantilla-de-movimientos.xlsx",
                    Purpose::Plantilla => "plantilla-de-trabajadores.xlsx",
                },
                written::template(purpose)?,
            ),
        })
    }

    fn file(&mut self) -> Result<&mut File<R>, ReadError> {
        self.file.as_mut().ok_or(ReadError::NothingOpen)
    }

    fn mended_all(&mut self, request: RequestId, rows: u32) -> Result<Answer, ReadError> {
        let tally = self.file()?.checked()?.1.rows.tally();
        Ok(Tell::MendedAll {
            request,
            rows,
            tally,
        }
        .into())
    }

    fn changed(&mut self, request: RequestId, row: u32) -> Result<Answer, ReadError> {
        let file = self.file()?;
        let view = file.views(&[row])?.pop().ok_or(ReadError::NothingOpen)?;
        let tally = file.checked()?.1.rows.tally();
        Ok(Tell::Changed {
            request,
            row: Box::new(view),
            tally,
        }
        .into())
    }
}

/// Reports how far the reading of a file has come.
fn reading(request: RequestId, progress: &mut dyn FnMut(Tell)) -> impl FnMut(u64, u64) {
    move |done, total| {
        progress(Tell::Progress {
            request,
            done,
            total,
            rows: 0,
        });
    }
}

fn opened_as(request: RequestId, opened: Opened) -> Answer {
    Tell::Opened {
        request,
        opened: Box::new(opened),
    }
    .into()
}

fn saved(request: RequestId, name: &str, content: Vec<u8>) -> Answer {
    Answer {
        tell: Tell::File {
            request,
            name: name.to_owned(),
            content: Slot(0),
        },
        parts: vec![content],
    }
}

/// Reads a file of IDSE's, whole: it is small by its limit.
fn receipt<R: Read>(files: Vec<R>) -> Result<Receipt, ReadError> {
    let file = files.into_iter().next().ok_or(ReadError::NothingOpen)?;
    let most = u64::try_from(receipts::MAX_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    Ok(receipts::read(&bytes)?)
}

fn failed(request: Option<RequestId>, error: &ReadError) -> Answer {
    Tell::Failed {
        request,
        error: Failure::from(error),
    }
    .into()
}

fn request_of(ask: &Ask) -> RequestId {
    match ask {
        Ask::Open { request, .. }
        | Ask::Sheet { request, .. }
        | Ask::Answer { request, .. }
        | Ask::Check { request, .. }
        | Ask::MendAll { request, .. }
        | Ask::RoundSalaries { request }
        | Ask::Rows { request, .. }
        | Ask::Mend { request, .. }
        | Ask::Leave { request, .. }
        | Ask::Drafts { request, .. }
        | Ask::Settle { request, .. }
        | Ask::Rejected { request }
        | Ask::Receipt { request, .. }
        | Ask::Template { request, .. } => *request,
    }
}

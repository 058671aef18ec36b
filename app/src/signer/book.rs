//! What the page knows of its worker, without any browser: what was asked and not yet answered, what
//! is open, until when. `link` feeds it what the worker tells.

use futures::channel::oneshot;
use jiff::Timestamp;
use vault_protocol::{
    CredentialHandle, CredentialSummary, IdentifiedFile, Inspected, LockReason, LoteSeen,
    RequestId, Slot, Tell, Warning, WrittenFile,
};

use super::SignerError;
use super::download::{Converted, NewFile};
use crate::client::worker::Replies;

/// Whether there is a worker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// None was needed yet, or it was ended.
    #[default]
    Absent,
    /// It is being loaded.
    Starting,
    /// It answers.
    Ready,
    /// It forgot everything; the next `open` starts another.
    Locked {
        /// Why.
        reason: LockReason,
    },
}

/// A credential that is open in the worker; only its public facts are here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedCredential {
    /// Its name, as long as it is open.
    pub handle: CredentialHandle,
    /// Since when.
    pub opened_at: Timestamp,
    /// Its public facts.
    pub summary: CredentialSummary,
}

impl OpenedCredential {
    /// Returns the instant from which it is valid.
    pub fn not_before(&self) -> Timestamp {
        instant(self.summary.not_before)
    }

    /// Returns the instant until which it is valid.
    pub fn not_after(&self) -> Timestamp {
        instant(self.summary.not_after)
    }
}

/// How far something slow has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps done.
    pub done: u64,
    /// Steps in all; never 0.
    pub total: u64,
}

/// A lote as signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedLote {
    /// CMS `ContentInfo`, DER: the body for the relay.
    pub cms: Vec<u8>,
    /// What the worker itself read in what it signed.
    pub seen: LoteSeen,
}

/// What a tried password opened; it is closed again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordOpens {
    /// The public facts of the certificate; `None` where a .key came alone.
    pub summary: Option<Box<CredentialSummary>>,
    /// What the person should know about the files.
    pub warnings: Vec<Warning>,
}

/// What a request is answered with.
pub(super) enum Answer {
    Inspected(Inspected),
    Identified(Box<IdentifiedFile>),
    PasswordOpens(PasswordOpens),
    Opened(Box<OpenedCredential>),
    Signed {
        cms: Vec<u8>,
        seen: Option<LoteSeen>,
    },
    Converted(Converted),
}

pub(super) type Reply = Result<Answer, SignerError>;

/// What the caller must do after a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing.
    GoOn,
    /// The worker says it is ready, in this version of the messages.
    Ready(u32),
    /// End the worker: it has forgotten everything.
    End,
}

#[derive(Default)]
pub(super) struct Book {
    pub(super) status: Status,
    pub(super) opened: Vec<OpenedCredential>,
    pub(super) locks_at: Option<Timestamp>,
    pub(super) progress: Option<Progress>,
    replies: Replies<Answer, SignerError>,
}

impl Book {
    /// A new request, and where its answer will arrive.
    pub(super) fn ask(&mut self) -> (RequestId, oneshot::Receiver<Reply>) {
        let (request, answer) = self.replies.ask();
        (RequestId(request), answer)
    }

    /// Takes in a message of the worker.
    pub(super) fn receive(&mut self, tell: Tell, mut parts: Vec<Vec<u8>>) -> Next {
        match tell {
            Tell::Ready { version } => return Next::Ready(version),
            Tell::Progress {
                request,
                done,
                total,
            } => {
                if total > 0 && self.replies.is_waiting(request.0) {
                    self.progress = Some(Progress { done, total });
                }
            }
            Tell::Inspected { request, found } => {
                self.answer(request, Ok(Answer::Inspected(found)));
            }
            Tell::Identified { request, file } => {
                self.answer(request, Ok(Answer::Identified(file)));
            }
            Tell::PasswordOpens {
                request,
                summary,
                warnings,
            } => {
                let opens = PasswordOpens { summary, warnings };
                self.answer(request, Ok(Answer::PasswordOpens(opens)));
            }
            Tell::Opened {
                request,
                credential,
                opened_at,
                summary,
            } => {
                let opened = OpenedCredential {
                    handle: credential,
                    opened_at: milliseconds(opened_at),
                    summary: *summary,
                };
                self.opened.push(opened.clone());
                self.answer(request, Ok(Answer::Opened(Box::new(opened))));
            }
            Tell::Signed { request, cms, seen } => {
                let reply = taken(&mut parts, cms)
                    .map(|cms| Answer::Signed { cms, seen })
                    .ok_or(SignerError::Outdated);
                self.answer(request, reply);
            }
            Tell::Converted {
                request,
                files,
                summary,
            } => {
                let reply = written(files, parts)
                    .map(|files| Answer::Converted(Converted { files, summary }))
                    .ok_or(SignerError::Outdated);
                self.answer(request, reply);
            }
            Tell::Failed { request, error } => {
                if let Some(request) = request {
                    self.answer(request, Err(SignerError::Refused(error)));
                }
            }
            Tell::Closed { credential } => self.opened.retain(|open| open.handle != credential),
            Tell::LocksAt { at } => self.locks_at = at.map(milliseconds),
            Tell::Locked { reason } => {
                self.end(Status::Locked { reason }, &SignerError::Locked(reason));
                return Next::End;
            }
        }
        Next::GoOn
    }

    /// There is no worker any more: nothing is open, and every waiting request fails with the reason.
    pub(super) fn end(&mut self, status: Status, why: &SignerError) {
        self.status = status;
        self.opened.clear();
        self.locks_at = None;
        self.progress = None;
        self.replies.fail(why);
    }

    fn answer(&mut self, request: RequestId, reply: Reply) {
        self.progress = None;
        self.replies.answer(request.0, reply);
    }
}

fn taken(parts: &mut [Vec<u8>], slot: Slot) -> Option<Vec<u8>> {
    let part = parts.get_mut(usize::try_from(slot.0).ok()?)?;
    Some(std::mem::take(part))
}

/// `None` where a part is missing, or named by two.
fn written(files: Vec<WrittenFile>, mut parts: Vec<Vec<u8>>) -> Option<Vec<NewFile>> {
    files
        .into_iter()
        .map(|file| {
            let bytes = taken(&mut parts, file.bytes).filter(|bytes| !bytes.is_empty())?;
            Some(NewFile::new(file.kind, file.name, bytes))
        })
        .collect()
}

/// Returns the instant that a summary tells in seconds since 1970, held to the calendar's ends: a
/// certificate may name any, jiff's range ends in the year 9999.
#[must_use]
pub fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

fn milliseconds(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or(if milliseconds < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    })
}

#[cfg(test)]
mod tests {
    use vault_protocol::{ChainStatus, Counts, CredentialKind, Failure, FileKind};

    use super::*;

    #[test]
    fn an_opened_credential_is_listed_and_answered() {
        let mut book = Book::default();
        let (request, mut answer) = book.ask();
        assert_eq!(book.receive(opened(request, 1), Vec::new()), Next::GoOn);
        let Ok(Some(Ok(Answer::Opened(credential)))) = answer.try_recv() else {
            panic!("no credential was answered")
        };
        assert_eq!(credential.handle, CredentialHandle(1));
        assert_eq!(book.opened, vec![*credential]);
    }

    #[test]
    fn several_credentials_stay_open_until_each_is_closed() {
        let mut book = Book::default();
        for handle in [1, 2, 3] {
            let (request, _answer) = book.ask();
            book.receive(opened(request, handle), Vec::new());
        }
        book.receive(
            Tell::Closed {
                credential: CredentialHandle(2),
            },
            Vec::new(),
        );
        let open: Vec<_> = book.opened.iter().map(|open| open.handle.0).collect();
        assert_eq!(open, [1, 3]);
    }

    #[test]
    fn a_signature_comes_from_the_named_part() {
        let mut book = Book::default();
        let (request, mut answer) = book.ask();
        let seen = LoteSeen {
            registro_patronal: "Y6087828106".into(),
            counts: Counts::default(),
            total: 0,
            sha256: String::new(),
        };
        let tell = Tell::Signed {
            request,
            cms: Slot(1),
            seen: Some(seen.clone()),
        };
        book.receive(tell, vec![vec![9], vec![1, 2]]);
        let Ok(Some(Ok(Answer::Signed { cms, seen: read }))) = answer.try_recv() else {
            panic!("no signature was answered")
        };
        assert_eq!((cms, read), (vec![1, 2], Some(seen)));
    }

    #[test]
    fn a_signature_whose_part_is_missing_is_an_error_and_not_an_empty_signature() {
        let mut book = Book::default();
        let (request, mut answer) = book.ask();
        let tell = Tell::Signed {
            request,
            cms: Slot(7),
            seen: None,
        };
        book.receive(tell, vec![vec![9]]);
        assert_eq!(error(&mut answer), Some(SignerError::Outdated));
    }

    #[test]
    fn written_files_come_each_from_its_part_and_open_nothing() {
        let mut book = Book::default();
        let (request, mut answer) = book.ask();
        let files = vec![file(FileKind::Cer, 1), file(FileKind::Key, 0)];
        let tell = Tell::Converted {
            request,
            files,
            summary: None,
        };
        book.receive(tell, vec![vec![7], vec![8, 9]]);
        let Ok(Some(Ok(Answer::Converted(converted)))) = answer.try_recv() else {
            panic!("no files were answered")
        };
        let sizes: Vec<_> = converted.files.iter().map(NewFile::size).collect();
        assert_eq!(sizes, [2, 1]);
        assert_eq!(book.opened, []);
    }

    #[test]
    fn written_files_with_a_part_missing_or_named_twice_are_an_error() {
        for slots in [[0, 2], [0, 0]] {
            let mut book = Book::default();
            let (request, mut answer) = book.ask();
            let tell = Tell::Converted {
                request,
                files: slots.map(|slot| file(FileKind::Key, slot)).to_vec(),
                summary: None,
            };
            book.receive(tell, vec![vec![7], vec![8]]);
            assert_eq!(error(&mut answer), Some(SignerError::Outdated), "{slots:?}");
        }
    }

    fn file(kind: FileKind, slot: u32) -> WrittenFile {
        WrittenFile {
            kind,
            name: "llave".into(),
            bytes: Slot(slot),
        }
    }

    #[test]
    fn lock_empties_book_and_fails_waiting_requests() {
        let mut book = Book::default();
        let (request, _answer) = book.ask();
        book.receive(opened(request, 1), Vec::new());
        let (_, mut waiting) = book.ask();
        let reason = LockReason::Idle;
        assert_eq!(book.receive(Tell::Locked { reason }, Vec::new()), Next::End);
        assert!(book.opened.is_empty());
        assert_eq!(book.status, Status::Locked { reason });
        assert_eq!(error(&mut waiting), Some(SignerError::Locked(reason)));
    }

    #[test]
    fn an_answer_to_a_question_of_an_ended_worker_reaches_nobody() {
        let mut book = Book::default();
        let (old, _) = book.ask();
        book.end(Status::Absent, &SignerError::Stopped);
        let (new, mut answer) = book.ask();
        assert_ne!(old, new);
        let error = Failure {
            code: "late".into(),
            message: "tarde".into(),
            hint: String::new(),
            field: None,
        };
        book.receive(
            Tell::Failed {
                request: Some(old),
                error,
            },
            Vec::new(),
        );
        assert!(answer.try_recv().unwrap().is_none());
    }

    #[test]
    fn progress_shows_while_its_request_waits_and_goes_with_the_answer() {
        let mut book = Book::default();
        let (request, _answer) = book.ask();
        let half = Tell::Progress {
            request,
            done: 1,
            total: 2,
        };
        book.receive(half.clone(), Vec::new());
        assert_eq!(book.progress, Some(Progress { done: 1, total: 2 }));
        book.receive(opened(request, 1), Vec::new());
        assert_eq!(book.progress, None);
        book.receive(half, Vec::new());
        assert_eq!(book.progress, None, "a late step of a finished request");
    }

    #[test]
    fn instants_beyond_the_calendar_are_held_to_its_ends() {
        assert_eq!(instant(i64::MAX), Timestamp::MAX);
        assert_eq!(milliseconds(i64::MIN), Timestamp::MIN);
    }

    /// Why the answer is none.
    fn error(answer: &mut oneshot::Receiver<Reply>) -> Option<SignerError> {
        answer.try_recv().unwrap()?.err()
    }

    fn opened(request: RequestId, handle: u32) -> Tell {
        Tell::Opened {
            request,
            credential: CredentialHandle(handle),
            opened_at: 1_768_500_000_000,
            summary: Box::new(CredentialSummary {
                kind: CredentialKind::Efirma,
                holder: "KARLA FUENTE NOLASCO".into(),
                rfc: Some("FUNK671228PH6".into()),
                representative_rfc: None,
                curp: None,
                registro_patronal: None,
                serial: "30001000000300023685".into(),
                issuer: "AC UAT".into(),
                not_before: 0,
                not_after: 1,
                key_bits: 2048,
                fingerprint: String::new(),
                certificate: String::new(),
                chain: ChainStatus::NotVerified,
                warnings: Vec::new(),
            }),
        }
    }
}

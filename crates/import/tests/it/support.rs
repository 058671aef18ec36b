//! An importer over bytes, asked as the page asks it.

use std::io::Cursor;

use import::Importer;
use import_protocol::{
    Ask, Batch, ColumnUse, Defaults, Filter, Known, Noted, Opened, Purpose, Registro, RequestId,
    RowFinding, RowView, Rules, Slot, Tally, Tell,
};
use imss::calendar::Calendar;
use imss::finding::Field;
use imss::movimiento::MovimientoDraft;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::date;

pub(crate) const REGISTRO: &str = "Y6087828106";
const REQUEST: RequestId = RequestId(7);

/// What a question came to: a message, or the code of the failure.
pub(crate) type Answered<T> = Result<T, String>;

pub(crate) struct Asked {
    importer: Importer<Cursor<Vec<u8>>>,
    pub(crate) progress: usize,
    pub(crate) parts: Vec<Vec<u8>>,
}

pub(crate) fn rules() -> Rules {
    Rules {
        today: date(2026, 1, 16),
        calendar: Calendar::lft(),
        wages: Wages::published(),
        registros: vec![Registro {
            numero: REGISTRO.to_owned(),
            zona: ZonaSalarial::General,
            umf: "021".to_owned(),
            guia: "01400".to_owned(),
        }],
    }
}

impl Asked {
    pub(crate) fn new() -> Self {
        Self {
            importer: Importer::default(),
            progress: 0,
            parts: Vec::new(),
        }
    }

    /// Opens and checks a file with what is recognised.
    pub(crate) fn import(bytes: Vec<u8>, purpose: Purpose, defaults: Defaults) -> (Self, Tally) {
        let mut asked = Self::new();
        let opened = asked.open(vec![bytes], purpose).expect("a good file opens");
        let columns = opened.columns.iter().map(|column| column.used_as).collect();
        let tally = asked.check(columns, defaults).expect("a good file is read");
        (asked, tally)
    }

    pub(crate) fn ask(&mut self, ask: Ask, files: Vec<Vec<u8>>) -> Answered<Tell> {
        let progress = &mut self.progress;
        let files = files.into_iter().map(Cursor::new).collect();
        let answer = self.importer.handle(ask, files, &mut |_| *progress += 1);
        self.parts = answer.parts;
        match answer.tell {
            Tell::Failed { error, .. } => {
                assert!(!error.message.is_empty() && !error.hint.is_empty());
                Err(error.code)
            }
            other => Ok(other),
        }
    }

    pub(crate) fn open(&mut self, files: Vec<Vec<u8>>, purpose: Purpose) -> Answered<Opened> {
        let ask = Ask::Open {
            request: REQUEST,
            files: (0..).map(Slot).take(files.len()).collect(),
            purpose,
        };
        match self.ask(ask, files)? {
            Tell::Opened { opened, .. } => Ok(*opened),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn sheet(&mut self, sheet: u32) -> Answered<Opened> {
        let ask = Ask::Sheet {
            request: REQUEST,
            sheet,
        };
        match self.ask(ask, Vec::new())? {
            Tell::Opened { opened, .. } => Ok(*opened),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn check(
        &mut self,
        columns: Vec<Option<ColumnUse>>,
        defaults: Defaults,
    ) -> Answered<Tally> {
        let ask = Ask::Check {
            request: REQUEST,
            columns,
            defaults,
            rules: rules(),
        };
        match self.ask(ask, Vec::new())? {
            Tell::Checked { tally, .. } => Ok(tally),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn rows(&mut self, filter: Filter, offset: u32, limit: u32) -> (Vec<RowView>, u32) {
        let ask = Ask::Rows {
            request: REQUEST,
            filter,
            offset,
            limit,
        };
        match self.ask(ask, Vec::new()) {
            Ok(Tell::Rows { rows, total, .. }) => (rows, total),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn mend(&mut self, row: u32, draft: MovimientoDraft) -> (RowView, Tally) {
        let ask = Ask::Mend {
            request: REQUEST,
            row,
            draft: Box::new(draft),
            rfc: String::new(),
        };
        self.changed(ask)
    }

    pub(crate) fn leave(&mut self, row: u32, out: bool) -> (RowView, Tally) {
        let ask = Ask::Leave {
            request: REQUEST,
            row,
            out,
        };
        self.changed(ask)
    }

    fn changed(&mut self, ask: Ask) -> (RowView, Tally) {
        match self.ask(ask, Vec::new()) {
            Ok(Tell::Changed { row, tally, .. }) => (*row, tally),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn drafts(&mut self, from: u32, limit: u32) -> Batch {
        let ask = Ask::Drafts {
            request: REQUEST,
            from,
            limit,
        };
        match self.ask(ask, Vec::new()) {
            Ok(Tell::Drafts { batch, .. }) => batch,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn settle(
        &mut self,
        stored: Vec<u32>,
        known: Vec<u32>,
        refused: Vec<import_protocol::Refused>,
    ) -> Tally {
        let ask = Ask::Settle {
            request: REQUEST,
            stored,
            known: known
                .into_iter()
                .map(|row| Known {
                    row,
                    words: "Ya está listo.".to_owned(),
                })
                .collect(),
            noted: Vec::new(),
            refused,
        };
        match self.ask(ask, Vec::new()) {
            Ok(Tell::Settled { tally, .. }) => tally,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn answer(&mut self, question: u32, option: u32) -> Answered<Opened> {
        let ask = Ask::Answer {
            request: REQUEST,
            question,
            option,
        };
        match self.ask(ask, Vec::new())? {
            Tell::Opened { opened, .. } => Ok(*opened),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn mend_all(&mut self, code: &str, field: Field, value: &str) -> (u32, Tally) {
        self.mended_all(Ask::MendAll {
            request: REQUEST,
            code: code.to_owned(),
            field,
            value: value.to_owned(),
        })
    }

    pub(crate) fn round_salaries(&mut self) -> (u32, Tally) {
        self.mended_all(Ask::RoundSalaries { request: REQUEST })
    }

    fn mended_all(&mut self, ask: Ask) -> (u32, Tally) {
        match self.ask(ask, Vec::new()) {
            Ok(Tell::MendedAll { rows, tally, .. }) => (rows, tally),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn note(&mut self, row: u32, findings: Vec<RowFinding>) -> Tally {
        let ask = Ask::Settle {
            request: REQUEST,
            stored: Vec::new(),
            known: Vec::new(),
            noted: vec![Noted { row, findings }],
            refused: Vec::new(),
        };
        match self.ask(ask, Vec::new()) {
            Ok(Tell::Settled { tally, .. }) => tally,
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn file(&mut self, ask: Ask) -> Vec<u8> {
        match self.ask(ask, Vec::new()) {
            Ok(Tell::File { content, .. }) => self.parts[content.0 as usize].clone(),
            other => panic!("{other:?}"),
        }
    }

    pub(crate) fn rejected(&mut self) -> Vec<u8> {
        self.file(Ask::Rejected { request: REQUEST })
    }

    pub(crate) fn template(&mut self, purpose: Purpose) -> Vec<u8> {
        self.file(Ask::Template {
            request: REQUEST,
            purpose,
        })
    }
}

/// The codes of the findings of a row.
pub(crate) fn codes(row: &RowView) -> Vec<&str> {
    row.findings.iter().map(|one| one.code.as_str()).collect()
}

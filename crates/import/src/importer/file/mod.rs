//! The file that is open, and what its rows were checked with. `entries` hands out its rows.

mod entries;

use std::io::{Read, Seek};

use import_protocol::{
    ColumnUse, Defaults, Kind, Opened, Purpose, Question, RowFinding, Rules, SheetView,
};
use imss::finding::{Field, Severity};
use imss::normalise::DateOrder;

use crate::error::ReadError;
use crate::importer::questions::{Answers, ENCODING, questions};
use crate::importer::rows::Rows;
use crate::interpret::{Interpreter, Plan, Scratch, Trabajadores};
use crate::sheet::Sheet;
use crate::source::{Raw, Source};
use crate::survey::{ColumnOrder, DateColumn, Survey};

/// What is open.
pub(in crate::importer) struct File<R: Read + Seek> {
    source: Source<R>,
    pub(in crate::importer) purpose: Purpose,
    sheet: u32,
    survey: Survey,
    answers: Answers,
    /// Of SUA's other file.
    trabajadores: Trabajadores,
    checked: Option<Checked>,
}

/// What rows were checked with, and what came of it.
pub(in crate::importer) struct Checked {
    plan: Plan,
    defaults: Defaults,
    rules: Rules,
    pub(in crate::importer) rows: Rows,
}

/// Sheets that are looked at for one with known headings.
const SHEETS_LOOKED_AT: usize = 20;

impl<R: Read + Seek> File<R> {
    pub(in crate::importer) fn open(files: Vec<R>, purpose: Purpose) -> Result<Self, ReadError> {
        let mut sources = Vec::with_capacity(2);
        for file in files.into_iter().take(2) {
            sources.push(Source::open(file)?);
        }
        // SUA's movements come first, whichever was picked first: the other file is their names.
        sources.sort_by_key(|source| source.kind() == Kind::Aseg);
        let mut sources = sources.into_iter();
        let source = sources.next().ok_or(ReadError::Empty)?;
        let mut trabajadores = Trabajadores::new();
        if let Some(mut other) = sources.next()
            && source.kind() == Kind::Movt
            && other.kind() == Kind::Aseg
        {
            read_trabajadores(&mut other, &mut trabajadores)?;
        }
        Ok(Self {
            source,
            purpose,
            sheet: 0,
            survey: Survey::default(),
            answers: Answers::new(),
            trabajadores,
            checked: None,
        })
    }

    /// Reads a sheet from end to end; without a number the first that is shown and has known headings,
    /// else the first that has rows.
    pub(in crate::importer) fn look(
        &mut self,
        sheet: Option<u32>,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), ReadError> {
        self.checked = None;
        // The file stays in the encoding that was chosen.
        self.answers.retain(|question, _| *question == ENCODING);
        let sheets = self.source.sheets();
        let wanted: Vec<u32> = match sheet {
            Some(sheet) => vec![sheet],
            None if sheets.is_empty() => vec![0],
            None => in_order_of_sight(&sheets),
        };
        let mut with_rows = None;
        for candidate in wanted.iter().copied().take(SHEETS_LOOKED_AT) {
            self.read_sheet(candidate, progress)?;
            let is_shown = sheets
                .get(candidate as usize)
                .is_none_or(|sheet| !sheet.is_hidden);
            if self.recognised() >= 2 && (is_shown || with_rows.is_none()) {
                return Ok(());
            }
            if with_rows.is_none() && self.has_rows() {
                with_rows = Some(candidate);
            }
        }
        match with_rows {
            Some(chosen) if chosen == self.sheet => Ok(()),
            Some(chosen) => self.read_sheet(chosen, progress),
            None if self.source.kind().has_columns() => Err(ReadError::NoRows),
            None => Ok(()),
        }
    }

    fn read_sheet(
        &mut self,
        sheet: u32,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), ReadError> {
        self.sheet = sheet;
        self.source.choose(sheet as usize);
        self.survey = self.source.survey(self.purpose, progress)?;
        Ok(())
    }

    fn recognised(&self) -> usize {
        let columns = self.survey.mapped.columns.iter();
        columns.filter(|column| column.used_as.is_some()).count()
    }

    fn has_rows(&self) -> bool {
        let survey = &self.survey;
        survey.rows + survey.hidden_rows + survey.skipped > 0
    }

    /// Takes the answer to a question.
    pub(in crate::importer) fn answer(
        &mut self,
        question: u32,
        option: u32,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<(), ReadError> {
        let asked = self
            .questions()
            .into_iter()
            .find(|one| one.id == question && (option as usize) < one.options.len());
        if asked.is_none() {
            return Err(ReadError::NothingOpen);
        }
        self.checked = None;
        self.answers.insert(question, option);
        if question == ENCODING {
            self.source.choose_encoding(option as usize)?;
            self.read_sheet(self.sheet, progress)?;
        }
        Ok(())
    }

    fn questions(&self) -> Vec<Question> {
        let judgement = self.source.text().map(|text| &text.judgement);
        questions(judgement, &self.survey, &self.answers)
    }

    /// What the file is, as it was last looked at.
    pub(in crate::importer) fn opened(&self) -> Opened {
        let sheets = self.source.sheets().into_iter().map(|sheet| SheetView {
            name: sheet.name,
            hidden: sheet.is_hidden,
        });
        let text = self.source.text();
        let columns = self.survey.mapped.columns.iter();
        let uses: Vec<Option<ColumnUse>> = columns.map(|column| column.used_as).collect();
        Opened {
            kind: self.source.kind(),
            sheets: sheets.collect(),
            sheet: self.sheet,
            columns: self.survey.mapped.columns.clone(),
            encoding: text.map(|text| text.encoding().name().to_owned()),
            questions: self.questions(),
            rows: self.survey.rows,
            hidden_rows: self.survey.hidden_rows,
            findings: self.findings(&uses),
        }
    }

    /// What there is to say of the file, its columns used so, before its rows are checked.
    fn findings(&self, uses: &[Option<ColumnUse>]) -> Vec<RowFinding> {
        let mut findings = self.source.findings();
        for (column, dates) in self.survey.dates.iter().enumerate() {
            let is_date = uses
                .get(column)
                .copied()
                .flatten()
                .is_some_and(|one| one.field() == Field::Fecha);
            if is_date && dates.order() == ColumnOrder::Known(DateOrder::MonthFirst) {
                let heading = self.survey.headings.texts.get(column);
                findings.push(month_first(heading.map_or("", String::as_str), dates));
            }
            if is_date && dates.seems_swapped() {
                let heading = self.survey.headings.texts.get(column);
                findings.push(swapped(heading.map_or("", String::as_str)));
            }
        }
        findings
    }

    pub(in crate::importer) fn check(
        &mut self,
        columns: &[Option<ColumnUse>],
        defaults: Defaults,
        rules: Rules,
        progress: &mut dyn FnMut(u64, u64, u32),
    ) -> Result<(), ReadError> {
        self.checked = None;
        let plan = Plan::new(
            columns,
            &self.questions(),
            &self.survey,
            self.source.since_1904(),
        );
        let interpreter = Interpreter {
            purpose: self.purpose,
            plan: &plan,
            defaults: &defaults,
            rules: &rules,
            trabajadores: &self.trabajadores,
        };
        let mut rows = Rows::new(self.purpose);
        let count = std::cell::Cell::new(0);
        let mut scratch = Scratch::default();
        let file = self.source.scan(
            &mut |index, line, raw| {
                if is_hidden(&raw) && !plan.takes_hidden {
                    rows.push_hidden(line);
                } else {
                    let (movimiento, findings) = interpreter.judge(raw, &mut scratch);
                    rows.push(line, movimiento.as_ref(), findings);
                }
                count.set(index + 1);
                Ok(true)
            },
            &mut |done, total| progress(done, total, count.get()),
        )?;
        if rows.len() == 0 {
            return Err(ReadError::NoRows);
        }
        let before = self.findings(columns);
        let of_rows = file.into_iter().filter(|one| !before.contains(one));
        rows.finish(before.iter().cloned().chain(of_rows).collect());
        self.checked = Some(Checked {
            plan,
            defaults,
            rules,
            rows,
        });
        Ok(())
    }

    pub(in crate::importer) fn checked(
        &mut self,
    ) -> Result<(&mut Source<R>, &mut Checked), ReadError> {
        let checked = self.checked.as_mut().ok_or(ReadError::NothingOpen)?;
        Ok((&mut self.source, checked))
    }
}

impl Checked {
    /// What judges a row as it was judged when the rows were checked.
    fn interpreter<'a>(
        &'a self,
        purpose: Purpose,
        trabajadores: &'a Trabajadores,
    ) -> Interpreter<'a> {
        Interpreter {
            purpose,
            plan: &self.plan,
            defaults: &self.defaults,
            rules: &self.rules,
            trabajadores,
        }
    }
}

fn read_trabajadores<R: Read + Seek>(
    source: &mut Source<R>,
    trabajadores: &mut Trabajadores,
) -> Result<(), ReadError> {
    let mut take = |_: u32, _: u32, raw: Raw<'_>| {
        if let Raw::Line(_, line) = raw {
            let read = imss::sua::read_aseg(line).pop().and_then(|row| row.record);
            trabajadores.extend(read.map(|trabajador| (trabajador.nss, trabajador)));
        }
        Ok(true)
    };
    source.scan(&mut take, &mut |_, _| {})?;
    Ok(())
}

fn swapped(heading: &str) -> RowFinding {
    RowFinding {
        code: "date-seems-swapped".to_owned(),
        severity: Severity::Warning,
        field: Some(Field::Fecha),
        message: format!(
            "En «{heading}» unas fechas son texto y otras las convirtió la hoja, todas con día y mes que se pueden confundir: quizá los cambió. Compáralas con el archivo original."
        ),
    }
}

fn month_first(heading: &str, dates: &DateColumn) -> RowFinding {
    let shown = dates.samples.first().map_or("", String::as_str);
    RowFinding {
        code: "date-month-first".to_owned(),
        severity: Severity::Warning,
        field: Some(Field::Fecha),
        message: format!(
            "Las fechas de «{heading}» traen el mes primero (por ejemplo {shown}) y así las leímos. Compáralas."
        ),
    }
}

fn is_hidden(raw: &Raw<'_>) -> bool {
    matches!(raw, Raw::Cells(row) if row.is_hidden)
}

/// The sheets that a person sees, then the others.
fn in_order_of_sight(sheets: &[Sheet]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..).take(sheets.len()).collect();
    order.sort_by_key(|place| sheets[*place as usize].is_hidden);
    order
}

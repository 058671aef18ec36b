//! Rows of tables: each cell into the field that its column is.

use import_protocol::{ColumnUse, FieldRead, Purpose, text_mut};
use imss::finding::Field;
use imss::id::Curp;
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use imss::normalise::{
    Conventions, DateOrder, SplitName, normalise, normalise_with, split_full_name,
};

use super::plan::ColumnPlan;
use super::{Entry, Interpreter};
use crate::findings::{Found, Ours};
use crate::row::{CellKind, RowBuf};

/// A row's text, written over with the next one's: a million rows need the memory of one.
pub(crate) struct Scratch {
    draft: MovimientoDraft,
    rfc: String,
}

impl Default for Scratch {
    fn default() -> Self {
        Self {
            draft: MovimientoDraft::new(TipoMovimiento::Reingreso),
            rfc: String::new(),
        }
    }
}

/// Fields that could not be read, one bit each: their parsers' findings would repeat that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct FailedFields(u32);

impl FailedFields {
    fn add(&mut self, field: Field) {
        self.0 |= 1_u32.checked_shl(field as u32).unwrap_or(0);
    }

    fn has(self, field: Field) -> bool {
        self.0 & 1_u32.checked_shl(field as u32).unwrap_or(0) != 0
    }
}

/// What a row holds beside its draft, while its cells are taken.
struct Taken {
    /// Whether it has a type of movement: what it lacks depends on that.
    has_tipo: bool,
    failed: FailedFields,
}

impl Interpreter<'_> {
    pub(super) fn cells(&self, row: &RowBuf) -> Entry {
        let Scratch { mut draft, mut rfc } = Scratch::default();
        let mut findings = Vec::new();
        let taken = self.take_cells(row, &mut draft, &mut rfc, &mut findings);
        let mut entry = if taken.has_tipo {
            let before = findings.len();
            let mut entry = self.completed(draft, rfc, findings);
            drop_repeated(&mut entry.findings, before, taken.failed);
            entry
        } else {
            self.fill(&mut draft);
            Entry::unread(draft, rfc, findings)
        };
        entry.read = self.texts_read(row, &entry);
        entry
    }

    /// What comes of [`Interpreter::cells`], without its texts.
    pub(super) fn judge_cells(
        &self,
        row: &RowBuf,
        Scratch { draft, rfc }: &mut Scratch,
    ) -> (Option<Movimiento>, Vec<Found>) {
        clear(draft);
        rfc.clear();
        let mut findings = Vec::new();
        let taken = self.take_cells(row, draft, rfc, &mut findings);
        if !taken.has_tipo {
            return (None, findings);
        }
        self.fill(draft);
        let before = findings.len();
        let movimiento = self.check_draft(draft, rfc, &mut findings);
        drop_repeated(&mut findings, before, taken.failed);
        (movimiento, findings)
    }

    /// Each cell into its field of an empty draft.
    fn take_cells(
        &self,
        row: &RowBuf,
        draft: &mut MovimientoDraft,
        rfc: &mut String,
        findings: &mut Vec<Found>,
    ) -> Taken {
        draft.tipo = self.defaults.tipo.unwrap_or(TipoMovimiento::Reingreso);
        let mut failed = FailedFields::default();
        if self.plan.is_open {
            findings.push(Ours::QuestionOpen(None).into());
        }
        let mut tipo = None;
        let mut full_name = None;
        let mut is_dated = false;
        let is_covered = !row.covered.is_empty();
        for (column, text, kind) in row.cells() {
            let Some(plan) = self.plan.columns.get(column).filter(|plan| plan.is_used) else {
                continue;
            };
            if is_covered && row.covered.has(column) {
                continue;
            }
            let field = match plan.column_use {
                ColumnUse::DateOf(_) | ColumnUse::Field(Field::Fecha) => {
                    // Which column dates the row is known once its type is.
                    is_dated = true;
                    continue;
                }
                ColumnUse::FullName => {
                    if plan.is_beaten[draft.tipo as usize] {
                        continue;
                    }
                    full_name = Some((plan, text, kind));
                    continue;
                }
                ColumnUse::Field(field) => field,
            };
            if plan.is_beaten == [true; 3] {
                continue;
            }
            if plan.is_open {
                findings.push(Ours::QuestionOpen(Some(field)).into());
            }
            let Some(text) = readable(field, text, kind, findings, &mut failed) else {
                continue;
            };
            let normalised = normalise(field, text);
            for finding in normalised.findings {
                if finding.is_error() {
                    failed.add(field);
                }
                findings.push(finding.into());
            }
            if field == Field::Tipo {
                tipo = Some(normalised.text);
            } else if let Some(place) = text_mut(draft, rfc, field) {
                place.push_str(&normalised.text);
            }
        }
        if is_covered {
            is_dated |= self.refuse_covered(row, findings, &mut failed);
        }
        let has_tipo = self.take_tipo(tipo.as_deref(), draft, findings, failed);
        if is_dated {
            self.take_date(row, draft, findings, &mut failed);
        }
        if let Some((plan, text, kind)) = full_name {
            take_full_name(plan, text, kind, draft, findings, &mut failed);
        }
        Taken { has_tipo, failed }
    }

    /// Notes each field whose cell a merged one covers; answers whether a column of dates is among them,
    /// which is judged once the row's type is known.
    fn refuse_covered(
        &self,
        row: &RowBuf,
        findings: &mut Vec<Found>,
        failed: &mut FailedFields,
    ) -> bool {
        let mut has_date = false;
        for column in row.covered.iter() {
            let Some(plan) = self.plan.columns.get(column).filter(|plan| plan.is_used) else {
                continue;
            };
            let field = match plan.column_use {
                ColumnUse::DateOf(_) | ColumnUse::Field(Field::Fecha) => {
                    has_date = true;
                    continue;
                }
                ColumnUse::FullName => Field::Nombre,
                ColumnUse::Field(field) => field,
            };
            if plan.is_beaten != [true; 3] {
                failed.add(field);
                findings.push(Ours::CellMerged(field).into());
            }
        }
        has_date
    }

    /// Whether a merged cell covers a column that could date a row of a type.
    fn is_date_covered(&self, row: &RowBuf, tipo: TipoMovimiento) -> bool {
        let place = TipoMovimiento::ALL.iter().position(|one| *one == tipo);
        row.covered.iter().any(|column| {
            self.plan.columns.get(column).is_some_and(|plan| {
                let dates = [ColumnUse::DateOf(tipo), ColumnUse::Field(Field::Fecha)];
                let is_beaten = place.is_none_or(|place| plan.is_beaten[place]);
                plan.is_used && dates.contains(&plan.column_use) && !is_beaten
            })
        })
    }

    fn take_tipo(
        &self,
        tipo: Option<&str>,
        draft: &mut MovimientoDraft,
        findings: &mut Vec<Found>,
        failed: FailedFields,
    ) -> bool {
        if self.purpose != Purpose::Movements {
            return true;
        }
        if failed.has(Field::Tipo) {
            return false;
        }
        match (tipo.unwrap_or_default(), self.defaults.tipo) {
            ("", Some(_)) => true,
            ("", None) => {
                findings.push(Ours::TipoMissing.into());
                false
            }
            (tipo, _) => match TipoMovimiento::parse(tipo) {
                Ok(tipo) => {
                    draft.tipo = tipo;
                    true
                }
                Err(error) => {
                    findings.push(error.into_finding().into());
                    false
                }
            },
        }
    }

    /// The date of the column for the row's type, else of the one for all.
    fn take_date(
        &self,
        row: &RowBuf,
        draft: &mut MovimientoDraft,
        findings: &mut Vec<Found>,
        failed: &mut FailedFields,
    ) {
        if self.is_date_covered(row, draft.tipo) {
            failed.add(Field::Fecha);
            findings.push(Ours::CellMerged(Field::Fecha).into());
            return;
        }
        let Some((column, plan)) = self.date_column(row, draft.tipo) else {
            return;
        };
        if plan.is_open {
            findings.push(Ours::QuestionOpen(Some(Field::Fecha)).into());
        }
        let (text, kind) = (row.get(column), row.kind(column));
        let Some(text) = readable(Field::Fecha, text, kind, findings, failed) else {
            return;
        };
        let conventions = if kind == CellKind::Day {
            // The file says which day it is.
            Conventions {
                date_order: DateOrder::DayFirst,
                ..plan.conventions
            }
        } else {
            plan.conventions
        };
        let normalised = normalise_with(Field::Fecha, text, conventions);
        for finding in normalised.findings {
            if finding.is_error() {
                failed.add(Field::Fecha);
            }
            findings.push(finding.into());
        }
        draft.fecha.push_str(&normalised.text);
    }

    /// The column that dates a row of a type.
    fn date_column(&self, row: &RowBuf, tipo: TipoMovimiento) -> Option<(usize, &ColumnPlan)> {
        let place = TipoMovimiento::ALL.iter().position(|one| *one == tipo)?;
        let dates = |wanted: ColumnUse| {
            let mut columns = self.plan.columns.iter().enumerate();
            columns.find(|(column, plan)| {
                plan.is_used
                    && plan.column_use == wanted
                    && !plan.is_beaten[place]
                    && !row.get(*column).is_empty()
            })
        };
        dates(ColumnUse::DateOf(tipo)).or_else(|| dates(ColumnUse::Field(Field::Fecha)))
    }

    /// Fields that the row does not say as they were understood.
    fn texts_read(&self, row: &RowBuf, entry: &Entry) -> Vec<FieldRead> {
        let mut read = Vec::new();
        let dated = self
            .date_column(row, entry.draft.tipo)
            .map(|(column, _)| column);
        for (column, text, _) in row.cells() {
            let Some(plan) = self.plan.columns.get(column).filter(|plan| plan.is_used) else {
                continue;
            };
            let field = plan.column_use.field();
            let is_read = match plan.column_use {
                ColumnUse::DateOf(_) | ColumnUse::Field(Field::Fecha) => dated == Some(column),
                _ => plan.is_beaten != [true; 3],
            };
            let understood = match field {
                Field::Tipo => entry.draft.tipo.code(),
                Field::Rfc => &entry.rfc,
                other => entry.draft.text(other).unwrap_or_default(),
            };
            let is_whole = plan.column_use == ColumnUse::FullName;
            if is_read && (is_whole || understood != text) {
                read.push(FieldRead {
                    field,
                    text: text.to_owned(),
                });
            }
        }
        read
    }
}

/// The text of a cell that holds a value of its field; of any other cell an error, never a blank.
fn readable<'t>(
    field: Field,
    text: &'t str,
    kind: CellKind,
    findings: &mut Vec<Found>,
    failed: &mut FailedFields,
) -> Option<&'t str> {
    let what = match kind {
        CellKind::Text => return Some(text),
        CellKind::Day if field == Field::Fecha => return Some(text),
        // A sheet makes a day of 1-2.
        CellKind::Day => format!("la fecha {text}"),
        CellKind::Unreadable => text.to_owned(),
    };
    failed.add(field);
    findings.push(Ours::CellUnreadable(field, what).into());
    None
}

fn take_full_name(
    plan: &ColumnPlan,
    text: &str,
    kind: CellKind,
    draft: &mut MovimientoDraft,
    findings: &mut Vec<Found>,
    failed: &mut FailedFields,
) {
    if plan.is_open {
        findings.push(Ours::QuestionOpen(Some(Field::Nombre)).into());
    }
    let Some(text) = readable(Field::Nombre, text, kind, findings, failed) else {
        return;
    };
    let normalised = normalise(Field::Nombre, text);
    for finding in normalised.findings {
        if finding.is_error() {
            failed.add(Field::Nombre);
        }
        findings.push(finding.into());
    }
    let split = split_full_name(&normalised.text, plan.name_order);
    let curp = Curp::parse(&draft.curp).ok();
    // A CURP says more than how many words there are.
    let is_sure = curp.map_or(split.is_sure, |curp| split.agrees_with(&curp));
    let shown = shown(&split);
    findings.push(if is_sure {
        Ours::NameSplit(shown).into()
    } else {
        Ours::NameSplitUnsure(shown).into()
    });
    for (place, part) in [
        (&mut draft.paterno, split.paterno),
        (&mut draft.materno, split.materno),
        (&mut draft.nombre, split.nombre),
    ] {
        place.clear();
        place.push_str(&part);
    }
}

/// A split name as a sentence has it.
pub(crate) fn shown(split: &SplitName) -> String {
    let or_none = |text: &str| {
        if text.is_empty() {
            "—".to_owned()
        } else {
            text.to_owned()
        }
    };
    format!(
        "{} | {} | {}",
        or_none(&split.paterno),
        or_none(&split.materno),
        or_none(&split.nombre)
    )
}

/// Takes out the parsers' findings for fields that had an error already.
fn drop_repeated(findings: &mut Vec<Found>, before: usize, failed: FailedFields) {
    if failed == FailedFields::default() {
        return;
    }
    let mut place = 0;
    findings.retain(|found| {
        let is_new = place >= before;
        place += 1;
        !is_new
            || !matches!(found, Found::Domain(finding)
                if finding.field.is_some_and(|field| failed.has(field)))
    });
}

/// Forgets every text, and keeps its memory.
fn clear(draft: &mut MovimientoDraft) {
    for field in MovimientoDraft::TEXT_FIELDS {
        if let Some(text) = draft.text_mut(*field) {
            text.clear();
        }
    }
}

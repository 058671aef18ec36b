//! What is kept of each row once it is read: which findings it has, and what the person did with it.
//! Its text stays in the file, or packed in `packed`.

use std::collections::BTreeMap;

use import_protocol::{Filter, Purpose, RowFinding, RowView};
use imss::finding::{Code, Severity};
use imss::movimiento::{Movimiento, MovimientoDraft, TipoMovimiento};
use imss::rules::repetition;

use super::repeats::Repeats;
use crate::findings::{Found, Set, bit_named, bit_of, weighing};
use crate::identity::identity;
use crate::interpret::Entry;

/// A row as the person mended it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mended {
    pub(super) draft: MovimientoDraft,
    pub(super) rfc: String,
}

/// Rows, one after the other.
pub(super) struct Rows {
    purpose: Purpose,
    pub(super) kept: Vec<Kept>,
    repeats: Repeats,
    mended: BTreeMap<u32, Mended>,
    refused: BTreeMap<u32, String>,
    /// What the server found in rows, and the bits that it added to them.
    noted: BTreeMap<u32, (Set, Vec<RowFinding>)>,
    /// What became of rows earlier.
    known: BTreeMap<u32, String>,
    /// By bit, the finding in the first row that has it.
    pub(super) examples: BTreeMap<u32, RowFinding>,
    /// What there is to say of the file.
    pub(super) file: Vec<RowFinding>,
    pub(super) errors: Set,
    pub(super) warnings: Set,
}

/// Forty bytes a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    pub(super) findings: Set,
    /// Of its movement; 0 where it could not be read.
    identity: u64,
    /// In the file, counted from 1.
    line: u32,
    /// The salary, which distinguishes a repetition from another salary on the same day.
    centavos: u32,
    pub(super) tipo: TipoMovimiento,
    pub(super) state: State,
}

/// What became of a row beside its findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing yet.
    Open,
    /// The person left it out.
    LeftOut,
    /// Stored by this import.
    Stored,
    /// Stored by an earlier one.
    Known,
    /// The file hides it, and it is not taken.
    Hidden,
}

/// What a row counts as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowStatus {
    Ready,
    Errors,
    LeftOut,
    Stored,
    /// It is no row of the import.
    Hidden,
}

impl Rows {
    pub(super) fn new(purpose: Purpose) -> Self {
        Self {
            purpose,
            kept: Vec::new(),
            repeats: Repeats::default(),
            mended: BTreeMap::new(),
            refused: BTreeMap::new(),
            noted: BTreeMap::new(),
            known: BTreeMap::new(),
            examples: BTreeMap::new(),
            file: Vec::new(),
            errors: weighing(Severity::Error),
            warnings: weighing(Severity::Warning),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.kept.len()
    }

    /// Takes the next row.
    pub(super) fn push(
        &mut self,
        line: u32,
        movimiento: Option<&Movimiento>,
        findings: Vec<Found>,
    ) {
        let row = u32::try_from(self.kept.len()).unwrap_or(u32::MAX);
        let mut kept = Kept {
            findings: Set::default(),
            identity: 0,
            line,
            centavos: 0,
            tipo: TipoMovimiento::Reingreso,
            state: State::Open,
        };
        kept.take(movimiento, self.purpose);
        self.note(&mut kept, findings);
        self.kept.push(kept);
        if kept.identity != 0 {
            self.repeats.add(kept.identity, row);
        }
    }

    /// Takes the next row, which the file hides.
    pub(super) fn push_hidden(&mut self, line: u32) {
        self.kept.push(Kept {
            findings: Set::default(),
            identity: 0,
            line,
            centavos: 0,
            tipo: TipoMovimiento::Reingreso,
            state: State::Hidden,
        });
    }

    /// Every row was read.
    pub(super) fn finish(&mut self, file: Vec<RowFinding>) {
        self.file = file;
        self.kept.shrink_to_fit();
        for identity in self.repeats.repeated() {
            self.look_at_repeats(identity);
        }
    }

    pub(super) fn status(&self, kept: &Kept) -> RowStatus {
        match kept.state {
            State::LeftOut => RowStatus::LeftOut,
            State::Stored | State::Known => RowStatus::Stored,
            State::Hidden => RowStatus::Hidden,
            State::Open if kept.findings.0 & self.errors.0 != 0 => RowStatus::Errors,
            State::Open => RowStatus::Ready,
        }
    }

    pub(super) fn is_ready(&self, row: u32) -> bool {
        self.kept
            .get(row as usize)
            .is_some_and(|kept| self.status(kept) == RowStatus::Ready)
    }

    /// Has an error, or was left out.
    pub(super) fn is_rejected(&self, row: u32) -> bool {
        self.kept
            .get(row as usize)
            .is_some_and(|kept| matches!(self.status(kept), RowStatus::Errors | RowStatus::LeftOut))
    }

    pub(super) fn mended(&self, row: u32) -> Option<&Mended> {
        self.mended.get(&row)
    }

    /// Leaves a row out or takes it back; a stored one stays what it is.
    pub(super) fn leave(&mut self, row: u32, out: bool) {
        let Some(kept) = self.kept.get_mut(row as usize) else {
            return;
        };
        match (kept.state, out) {
            (State::Open, true) => kept.state = State::LeftOut,
            (State::LeftOut, false) => kept.state = State::Open,
            _ => return,
        }
        let identity = kept.identity;
        self.look_at_repeats(identity);
    }

    /// The row says something else now.
    pub(super) fn mend(&mut self, row: u32, mended: Mended, entry: &Entry) {
        let Some(mut kept) = self.kept.get(row as usize).copied() else {
            return;
        };
        let before = kept.identity;
        kept.findings = Set::default();
        kept.take(entry.movimiento.as_ref(), self.purpose);
        kept.tipo = entry.draft.tipo;
        if kept.state == State::LeftOut {
            kept.state = State::Open;
        }
        self.note(&mut kept, entry.findings.clone());
        self.kept[row as usize] = kept;
        self.mended.insert(row, mended);
        self.refused.remove(&row);
        self.noted.remove(&row);
        self.repeats.remove(before, row);
        if kept.identity != 0 {
            self.repeats.add(kept.identity, row);
        }
        self.look_at_repeats(before);
        self.look_at_repeats(kept.identity);
    }

    /// The row is stored now, or was by an earlier import.
    pub(super) fn store(&mut self, row: u32, known: bool) {
        if let Some(kept) = self.kept.get_mut(row as usize)
            && kept.state == State::Open
        {
            kept.state = if known { State::Known } else { State::Stored };
        }
    }

    /// Notes what became of a row earlier.
    pub(super) fn know(&mut self, row: u32, words: String) {
        self.known.insert(row, words);
    }

    /// Notes what the server found in a row, in place of what it found before.
    pub(super) fn note_of_server(&mut self, row: u32, findings: Vec<RowFinding>) {
        let Some(kept) = self.kept.get_mut(row as usize) else {
            return;
        };
        if let Some((before, _)) = self.noted.remove(&row) {
            kept.findings.0 &= !before.0;
        }
        let mut added = Set::default();
        for finding in &findings {
            // What has no code here weighs as a refusal.
            let refused = (finding.severity == Severity::Error).then_some("refused");
            let bit = bit_named(&finding.code).or(refused.and_then(bit_named));
            if let Some(bit) = bit.filter(|bit| !kept.findings.has(*bit)) {
                added.add(bit);
                self.examples.entry(bit).or_insert_with(|| finding.clone());
            }
        }
        kept.findings.0 |= added.0;
        if !findings.is_empty() {
            self.noted.insert(row, (added, findings));
        }
    }

    /// The server did not take the row.
    pub(super) fn refuse(&mut self, row: u32, message: String) {
        if let Some(kept) = self.kept.get_mut(row as usize) {
            let refused = Found::Ours(crate::findings::Ours::Refused(message.clone()));
            kept.findings.add(refused.bit());
            self.examples
                .entry(refused.bit())
                .or_insert_with(|| refused.view());
            self.refused.insert(row, message);
        }
    }

    /// Rows of a filter, from the `offset`th on, and how many there are in all.
    pub(super) fn filtered(&self, filter: &Filter, offset: u32, limit: u32) -> (Vec<u32>, u32) {
        let code = match filter {
            Filter::Code(code) => bit_named(code),
            _ => None,
        };
        let passes = |kept: &Kept| {
            let status = self.status(kept);
            match filter {
                Filter::All => status != RowStatus::Hidden,
                Filter::Ready => status == RowStatus::Ready,
                Filter::Errors => status == RowStatus::Errors,
                Filter::Warnings => {
                    status == RowStatus::Ready && kept.findings.0 & self.warnings.0 != 0
                }
                Filter::LeftOut => status == RowStatus::LeftOut,
                Filter::Stored => status == RowStatus::Stored,
                Filter::Code(_) => {
                    matches!(status, RowStatus::Ready | RowStatus::Errors)
                        && code.is_some_and(|bit| kept.findings.has(bit))
                }
            }
        };
        let mut total = 0_u32;
        let mut rows = Vec::new();
        for (row, kept) in (0_u32..).zip(&self.kept) {
            if passes(kept) {
                if total >= offset && rows.len() < limit as usize {
                    rows.push(row);
                }
                total += 1;
            }
        }
        (rows, total)
    }

    /// A row as the preview shows it.
    pub(super) fn view(&self, row: u32, line: u32, entry: Entry) -> RowView {
        let mut findings: Vec<RowFinding> = entry.findings.into_iter().map(Found::view).collect();
        let kept = self.kept.get(row as usize);
        if let (Some(kept), Some(movimiento)) = (kept, &entry.movimiento)
            && let Some(repetition) = self.repetition(row, kept, movimiento)
        {
            findings.push(repetition);
        }
        if let Some(message) = self.refused.get(&row) {
            findings.push(Found::Ours(crate::findings::Ours::Refused(message.clone())).view());
        }
        if let Some((_, noted)) = self.noted.get(&row) {
            findings.extend(noted.iter().cloned());
        }
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        RowView {
            row,
            line,
            draft: entry.draft,
            rfc: entry.rfc,
            findings,
            left_out: kept.is_some_and(|kept| kept.state == State::LeftOut),
            mended: self.mended.contains_key(&row),
            stored: kept.is_some_and(|kept| matches!(kept.state, State::Stored | State::Known)),
            known: self.known.get(&row).cloned(),
            ready: kept.is_some_and(|kept| self.status(kept) == RowStatus::Ready),
            read: entry.read,
        }
    }

    fn note(&mut self, kept: &mut Kept, findings: Vec<Found>) {
        for found in findings {
            let bit = found.bit();
            kept.findings.add(bit);
            self.examples.entry(bit).or_insert_with(|| found.view());
        }
    }

    fn repetition(&self, row: u32, kept: &Kept, movimiento: &Movimiento) -> Option<RowFinding> {
        let repeats = kept.findings.has(bit_of(Code::RuleDuplicate))
            || kept.findings.has(bit_of(Code::RuleSameDayModification));
        if !repeats {
            return None;
        }
        let first = self.first_of(kept.identity, row)?;
        let first = self.kept.get(first as usize)?;
        let other_salary = first.centavos != kept.centavos;
        Some(repetition(movimiento, other_salary, first.line as usize).into())
    }

    /// The first row of an identity that counts, if that is not the row itself.
    fn first_of(&self, identity: u64, row: u32) -> Option<u32> {
        let first = self
            .repeats
            .of(identity)
            .iter()
            .find(|row| self.counts(**row))?;
        (*first < row).then_some(*first)
    }

    fn counts(&self, row: u32) -> bool {
        self.kept
            .get(row as usize)
            .is_some_and(|kept| kept.state != State::LeftOut)
    }

    /// Marks again which rows of an identity repeat an earlier one.
    fn look_at_repeats(&mut self, identity: u64) {
        let (duplicate, same_day) = (
            bit_of(Code::RuleDuplicate),
            bit_of(Code::RuleSameDayModification),
        );
        for row in self.repeats.of(identity).to_vec() {
            let first = self
                .first_of(identity, row)
                .and_then(|first| self.kept.get(first as usize))
                .map(|first| (first.centavos, first.line));
            let Some(kept) = self.kept.get_mut(row as usize) else {
                continue;
            };
            kept.findings.remove(duplicate);
            kept.findings.remove(same_day);
            let Some((centavos, _)) = first else {
                continue;
            };
            let another = self.purpose == Purpose::Movements
                && kept.tipo == TipoMovimiento::Modificacion
                && centavos != kept.centavos;
            kept.findings
                .add(if another { same_day } else { duplicate });
        }
    }
}

impl Kept {
    fn take(&mut self, movimiento: Option<&Movimiento>, purpose: Purpose) {
        self.identity = movimiento.map_or(0, |movimiento| identity(movimiento, purpose));
        self.centavos = movimiento
            .and_then(Movimiento::sbc)
            .map_or(0, imss::salary::Sbc::centavos);
        if let Some(movimiento) = movimiento {
            self.tipo = movimiento.tipo();
        }
    }
}

//! The ordered look-ups: rows derived from movements, the questions asked of them, their pages.

use std::collections::BTreeSet;

use imss::id::Nss;
use imss::movimiento::TipoMovimiento;
use imss::time::{mexico_city_date, parse_date};
use jiff::civil::Date;
use model::{LoteStatus, MovementStatus};
use serde::{Deserialize, Serialize};

use super::text::{SearchText, search_words};
use crate::ids::{EmpresaId, MovementId, RegistroId, UserId};
use crate::records::{Actor, HistoryRow, LoteRecord, MovementRecord, MovementState};

/// Which part of the history to read.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryQuery {
    /// The company.
    pub empresa: EmpresaId,
    /// The registros patronales, each named; none, no rows.
    pub registros: Vec<RegistroId>,
    /// Only this type.
    pub tipo: Option<TipoMovimiento>,
    /// From this date on, itself included.
    pub from: Option<Date>,
    /// Up to this date, itself included.
    pub to: Option<Date>,
    /// Only these states; empty, all.
    pub estados: BTreeSet<MovementStatus>,
    /// Only what IMSS refused and nobody has corrected.
    pub uncorrected: bool,
    /// Only what IMSS refused with this code.
    pub codigo: Option<String>,
    /// Only what IMSS operated late, or in time.
    pub extemporaneo: Option<bool>,
    /// Only what this person captured.
    pub by: Option<UserId>,
    /// Only what stands in no lote.
    pub in_no_lote: bool,
    /// Each word of it must begin a word of the row (name, NSS, CURP, worker's code) or of its worker
    /// in the directory.
    pub texto: SearchText,
    /// Oldest first instead of newest first.
    pub oldest_first: bool,
    /// Go on after this row.
    pub cursor: Option<HistoryCursor>,
    /// At most this many rows.
    pub limit: u32,
}

/// The place of a row in the order of the history: newest date first, then newest identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HistoryCursor {
    /// The row's date.
    pub fecha: Date,
    /// The row's movement.
    pub id: MovementId,
}

/// One page of the history.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryPage {
    /// The rows, in the order asked for.
    pub rows: Vec<HistoryRow>,
    /// Where to go on; `None` at the end. A page that is not full has one where the rows that were
    /// looked at held no more of what is asked for.
    pub next: Option<HistoryCursor>,
}

impl HistoryQuery {
    /// Returns everything of some registros patronales, newest first.
    pub fn of(empresa: EmpresaId, registros: Vec<RegistroId>, limit: u32) -> Self {
        Self {
            empresa,
            registros,
            tipo: None,
            from: None,
            to: None,
            estados: BTreeSet::new(),
            uncorrected: false,
            codigo: None,
            extemporaneo: None,
            by: None,
            in_no_lote: false,
            texto: SearchText::default(),
            oldest_first: false,
            cursor: None,
            limit,
        }
    }

    /// Returns the states that a row of the answer can have: those asked for, less those that another
    /// condition excludes.
    pub fn possible_states(&self) -> BTreeSet<MovementStatus> {
        let refused = self.uncorrected || self.codigo.is_some();
        MovementStatus::ALL
            .into_iter()
            .filter(|estado| self.estados.is_empty() || self.estados.contains(estado))
            .filter(|estado| !refused || *estado == MovementStatus::Rechazado)
            .filter(|estado| self.extemporaneo.is_none() || *estado == MovementStatus::Operado)
            .collect()
    }

    /// Whether a row belongs to the answer; cursor, limit and text aside.
    pub fn matches(&self, row: &HistoryRow) -> bool {
        row.empresa == self.empresa
            && self.registros.contains(&row.registro)
            && self.tipo.is_none_or(|tipo| row.tipo == tipo)
            && self.from.is_none_or(|from| row.fecha >= from)
            && self.to.is_none_or(|to| row.fecha <= to)
            && (self.estados.is_empty() || self.estados.contains(&row.estado))
            && (!self.uncorrected || (row.estado == MovementStatus::Rechazado && !row.corregido))
            && self
                .codigo
                .as_ref()
                .is_none_or(|codigo| row.codigo.as_ref() == Some(codigo))
            && self.extemporaneo.is_none_or(|late| {
                row.estado == MovementStatus::Operado && row.extemporaneo == late
            })
            && self.by.is_none_or(|by| row.by == Some(by))
            && !(self.in_no_lote && row.lote.is_some())
    }

    /// Whether the text occurs in a row itself. A row of a worker whom the text finds in the directory
    /// belongs to the answer as well.
    pub fn names(&self, row: &HistoryRow) -> bool {
        self.texto.is_found_in(row.busqueda.split_whitespace())
    }

    /// Whether a row comes after the cursor.
    pub fn follows(&self, row: &HistoryRow) -> bool {
        self.cursor.is_none_or(|cursor| match self.oldest_first {
            true => row.place() > cursor,
            false => row.place() < cursor,
        })
    }
}

impl HistoryRow {
    /// Returns its place in the order.
    pub fn place(&self) -> HistoryCursor {
        HistoryCursor {
            fecha: self.fecha,
            id: self.id,
        }
    }
}

/// How many movements stand in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The registro patronal.
    pub registro: RegistroId,
    /// The type.
    pub tipo: TipoMovimiento,
    /// The state.
    pub estado: MovementStatus,
    /// How many.
    pub count: u64,
}

/// How many movements of a month stand in one state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthCount {
    /// The first day of the month.
    pub month: Date,
    /// The registro patronal, the type, the state and how many.
    pub count: Count,
}

/// Which of a company's lotes to read.
#[derive(Debug, Clone, PartialEq)]
pub struct LoteQuery {
    /// The company.
    pub empresa: EmpresaId,
    /// The registros patronales, each named; none, no lotes.
    pub registros: Vec<RegistroId>,
    /// Only numbers below this one: where the page before ended.
    pub below: Option<u32>,
    /// At most this many.
    pub limit: u32,
}

impl LoteQuery {
    /// Whether a lote belongs to the answer, the limit aside.
    pub fn matches(&self, lote: &LoteRecord) -> bool {
        lote.empresa == self.empresa
            && self.registros.contains(&lote.registro)
            && self.below.is_none_or(|below| lote.numero < below)
    }
}

/// One page of lotes.
#[derive(Debug, Clone, PartialEq)]
pub struct LotePage {
    /// The lotes, highest number first.
    pub lotes: Vec<LoteRecord>,
    /// What to ask for `below` next; `None` at the end.
    pub next: Option<u32>,
}

/// Which of the lotes that are not done to read.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenLotesQuery {
    /// The company.
    pub empresa: EmpresaId,
    /// The registros patronales, each named; none, no lotes.
    pub registros: Vec<RegistroId>,
    /// Only these states; empty, every open one.
    pub estados: BTreeSet<LoteStatus>,
    /// Go on after this lote.
    pub after: Option<OpenCursor>,
    /// At most this many; fewer come only at the end.
    pub limit: u32,
}

impl OpenLotesQuery {
    /// Whether a lote belongs to the answer, the cursor and the limit aside.
    pub fn matches(&self, lote: &LoteRecord) -> bool {
        let estado = lote.state.status();
        lote.empresa == self.empresa
            && self.registros.contains(&lote.registro)
            && is_open(estado)
            && (self.estados.is_empty() || self.estados.contains(&estado))
    }
}

/// The place of an open lote in the order of the deadlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct OpenCursor {
    /// The last day to file in time; one that nobody can tell comes after every other.
    pub vence: Option<Date>,
    /// Its number.
    pub numero: u32,
}

impl OpenCursor {
    /// Returns the place of a lote.
    pub fn of(lote: &LoteRecord) -> Self {
        Self {
            vence: lote.vence,
            numero: lote.numero,
        }
    }

    /// Returns what the places are ordered by.
    pub fn order(self) -> (bool, Option<Date>, u32) {
        (self.vence.is_none(), self.vence, self.numero)
    }
}

/// Whether a lote is one that somebody still has to do something about, or that IMSS has to answer.
pub fn is_open(estado: LoteStatus) -> bool {
    !matches!(estado, LoteStatus::Procesado | LoteStatus::Cancelado)
}

/// Returns a movement's row of the history.
pub fn history_row(movement: &MovementRecord) -> HistoryRow {
    let draft = movement.draft();
    let fecha = parse_date(&draft.fecha).unwrap_or(mexico_city_date(movement.created_at));
    let texts = [
        &draft.paterno,
        &draft.materno,
        &draft.nombre,
        &draft.nss,
        &draft.curp,
        &draft.clave,
    ];
    let words: Vec<String> = texts.iter().flat_map(|text| search_words(text)).collect();
    let by = movement.log.first().and_then(|change| match change.by {
        Actor::User(user) => Some(user),
        _ => None,
    });
    HistoryRow {
        id: movement.id,
        empresa: movement.empresa,
        registro: movement.registro,
        fecha,
        tipo: movement.tipo(),
        estado: movement.state.status(),
        lote: movement.lote,
        nss: Nss::parse(&draft.nss).ok(),
        codigo: match &movement.state {
            MovementState::Rechazado { codigo, .. } => Some(codigo.clone()),
            _ => None,
        },
        extemporaneo: matches!(
            movement.state,
            MovementState::Operado {
                extemporaneo: true,
                ..
            }
        ),
        corregido: movement.corrected_by.is_some(),
        by,
        busqueda: words.join(" "),
    }
}

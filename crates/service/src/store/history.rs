//! The ordered look-ups: rows derived from movements, the questions asked of them, their pages.

use std::collections::BTreeSet;

use imss::id::Nss;
use imss::movimiento::TipoMovimiento;
use imss::time::{mexico_city_date, parse_date};
use jiff::civil::Date;
use model::{LoteStatus, MovementStatus};
use serde::{Deserialize, Serialize};

use crate::ids::{EmpresaId, MovementId, RegistroId};
use crate::records::{HistoryRow, LoteRecord, MovementRecord};
use crate::values::folded;

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
    /// Every word of it must occur in the row (name, NSS, CURP, worker's code).
    pub texto: Option<String>,
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
    /// The rows, newest first.
    pub rows: Vec<HistoryRow>,
    /// Where to go on; `None` at the end.
    pub next: Option<HistoryCursor>,
}

impl HistoryQuery {
    /// Whether a row belongs to the answer, the cursor and the limit aside.
    pub fn matches(&self, row: &HistoryRow) -> bool {
        row.empresa == self.empresa
            && self.registros.contains(&row.registro)
            && self.tipo.is_none_or(|tipo| row.tipo == tipo)
            && self.from.is_none_or(|from| row.fecha >= from)
            && self.to.is_none_or(|to| row.fecha <= to)
            && (self.estados.is_empty() || self.estados.contains(&row.estado))
            && self.texto.as_deref().is_none_or(|texto| {
                folded(texto)
                    .split_whitespace()
                    .all(|word| row.busqueda.contains(word))
            })
    }

    /// Whether a row comes after the cursor.
    pub fn follows(&self, row: &HistoryRow) -> bool {
        self.cursor.is_none_or(|cursor| row.place() < cursor)
    }
}

impl HistoryRow {
    /// Its place in the order.
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

/// Which of a company's lotes to read.
#[derive(Debug, Clone, PartialEq)]
pub struct LoteQuery {
    /// The company.
    pub empresa: EmpresaId,
    /// The registros patronales, each named; none, no lotes.
    pub registros: Vec<RegistroId>,
    /// Only these states; empty, all.
    pub estados: BTreeSet<LoteStatus>,
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
            && (self.estados.is_empty() || self.estados.contains(&lote.state.status()))
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

/// Whether a lote is one that somebody still has to do something about, or that IMSS has to answer.
pub fn is_open(estado: LoteStatus) -> bool {
    !matches!(estado, LoteStatus::Procesado | LoteStatus::Cancelado)
}

/// A movement's row of the history.
pub fn history_row(movement: &MovementRecord) -> HistoryRow {
    let draft = movement.draft();
    let fecha = parse_date(&draft.fecha).unwrap_or(mexico_city_date(movement.created_at));
    let busqueda = [
        &draft.paterno,
        &draft.materno,
        &draft.nombre,
        &draft.nss,
        &draft.curp,
        &draft.clave,
    ];
    let busqueda = busqueda.map(|text| folded(text.trim())).join(" ");
    HistoryRow {
        id: movement.id,
        empresa: movement.empresa,
        registro: movement.registro,
        fecha,
        tipo: movement.tipo(),
        estado: movement.state.status(),
        lote: movement.lote,
        nss: Nss::parse(&draft.nss).ok(),
        busqueda,
    }
}

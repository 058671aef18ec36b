//! What is remembered of imports: which rows came before, which column meant what.

use imss::movimiento::MovimientoDraft;
use jiff::Timestamp;
use model::{ImportKind, MovementStatus};
use serde::{Deserialize, Serialize};

/// What each column of a file means. Remembered per company by kind and headings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnMapping {
    /// What the file holds.
    pub kind: ImportKind,
    /// The headings as they stand in the file, at most 200.
    pub headings: Vec<String>,
    /// The field of each column (`imss::finding::Field::as_str`); `None`, the column is left out.
    pub fields: Vec<Option<String>>,
}

/// A row as it came in a file, before any mending: what a second import is recognised by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowOrigin {
    /// Id of the registro patronal it was imported for.
    pub registro: String,
    /// [`origin`] of the row.
    pub row: String,
}

/// The row of a file in one line: its fields as they came, trimmed, in the order of the form.
pub fn origin(draft: &MovimientoDraft) -> String {
    let fields = [
        draft.tipo.code(),
        &draft.nss,
        &draft.paterno,
        &draft.materno,
        &draft.nombre,
        &draft.sbc,
        &draft.tipo_trabajador,
        &draft.tipo_salario,
        &draft.jornada,
        &draft.fecha,
        &draft.umf,
        &draft.guia,
        &draft.clave,
        &draft.curp,
        &draft.causa,
    ];
    fields.map(str::trim).join("|")
}

/// A row that was imported before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recognised {
    /// Id of the movement it became.
    pub movement: String,
    /// How far that movement is.
    pub estado: MovementStatus,
    /// When it was imported.
    pub at: Timestamp,
}

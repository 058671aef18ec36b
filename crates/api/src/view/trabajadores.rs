//! The directory of workers, and the plantilla inicial it begins with.

use imss::finding::Finding;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::movements::MovementView;

/// What is kept of a worker, as text; the server parses it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrabajadorData {
    /// Eleven digits: the worker's identity.
    pub nss: String,
    /// Apellido paterno.
    pub paterno: String,
    /// Apellido materno; may be empty.
    pub materno: String,
    /// Nombre(s).
    pub nombre: String,
    /// May be empty.
    pub curp: String,
    /// May be empty.
    pub rfc: String,
    /// The employer's own code; may be empty.
    pub clave: String,
    /// Family clinic; may be empty.
    pub umf: String,
    /// DISPMAG's code; may be empty.
    pub tipo_trabajador: String,
    /// DISPMAG's code; may be empty.
    pub tipo_salario: String,
    /// DISPMAG's code; may be empty.
    pub jornada: String,
}

/// A worker as the page shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrabajadorView {
    /// For the next change: tells apart two people's.
    pub version: u64,
    /// What is kept of the worker.
    pub data: TrabajadorData,
    /// Name in one line.
    pub nombre: String,
    /// Numbers that IMSS merged into the present one.
    pub antes: Vec<String>,
    /// What the worker is to each registro patronal.
    pub relaciones: Vec<RelacionView>,
}

/// A worker and a registro patronal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelacionView {
    /// Id of the registro patronal.
    pub registro: String,
    /// Its number.
    pub numero: String,
    /// Where it is: its subdelegación, or its razón social where that is not known.
    #[serde(default)]
    pub place: String,
    /// Vigente by the last alta, baja or plantilla that is known.
    pub vigente: bool,
    /// Since when that holds.
    pub desde: Date,
    /// The date of entry of an active worker, where it is known.
    pub alta: Option<Date>,
    /// The SBC that IMSS has, as far as is known; pesos a day, `687.70`.
    pub sbc: Option<String>,
    /// The instant from which it holds.
    pub sbc_desde: Option<Date>,
}

impl TrabajadorView {
    /// Returns a form with what is known of the worker at a registro patronal. The date is the person's
    /// to type.
    pub fn draft(&self, tipo: TipoMovimiento, registro: &str) -> MovimientoDraft {
        let data = self.data.clone();
        let relacion = self.relaciones.iter().find(|r| r.registro == registro);
        MovimientoDraft {
            registro_patronal: relacion.map(|r| r.numero.clone()).unwrap_or_default(),
            nss: data.nss,
            paterno: data.paterno,
            materno: data.materno,
            nombre: data.nombre,
            sbc: relacion.and_then(|r| r.sbc.clone()).unwrap_or_default(),
            tipo_trabajador: data.tipo_trabajador,
            tipo_salario: data.tipo_salario,
            jornada: data.jornada,
            umf: data.umf,
            clave: data.clave,
            curp: data.curp,
            ..MovimientoDraft::new(tipo)
        }
    }
}

/// Which workers to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchTrabajadores {
    /// Words, each the beginning of a word of name, NSS, CURP, RFC or clave; empty, everybody.
    pub texto: String,
    /// Only those that are, or were, with this registro patronal (id).
    pub registro: Option<String>,
    /// Only those that are vigente: with `registro`, or with any.
    pub vigentes: bool,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Rows wanted, at most 200.
    pub limit: u32,
}

/// A page of the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrabajadorPage {
    /// The rows, by name.
    pub rows: Vec<TrabajadorView>,
    /// Pass it to see more; `None` at the end.
    pub next: Option<String>,
}

/// A worker, whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrabajadorDetail {
    /// The worker.
    pub trabajador: TrabajadorView,
    /// The worker's movements, newest first, at most 200.
    pub movements: Vec<MovementView>,
}

/// Makes (without `existing`) or changes a worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveTrabajador {
    /// NSS and version of the one to change, as they were read. Its NSS may change: IMSS merges
    /// numbers (code 61).
    pub existing: Option<(String, u64)>,
    /// The new values.
    pub data: TrabajadorData,
}

/// What became of a [`SaveTrabajador`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedTrabajador {
    /// The worker as kept now; `None` where errors stand against it, and nothing was stored.
    pub trabajador: Option<TrabajadorView>,
    /// What the server found.
    pub findings: Vec<Finding>,
}

/// A part of a plantilla: the workers vigente with a registro patronal at the end of a day. Sent in
/// parts of at most 500; `finish_plantilla` closes it. Parts may be sent again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadPlantilla {
    /// Id of the registro patronal.
    pub registro: String,
    /// The cut-off date.
    pub corte: Date,
    /// The workers.
    pub rows: Vec<PlantillaRow>,
}

/// A worker of a plantilla.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlantillaRow {
    /// The worker.
    pub data: TrabajadorData,
    /// Date of entry, as a form takes it; empty, the cut-off date.
    pub fecha: String,
    /// Pesos a day; may be empty.
    pub sbc: String,
}

/// Findings of one row of a [`LoadPlantilla`]; with an error among them the row was not stored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlantillaOutcome {
    /// Whether it was stored.
    pub stored: bool,
    /// What the server found.
    pub findings: Vec<Finding>,
}

/// The plantilla that a registro patronal has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlantillaView {
    /// The cut-off date: rules across movements speak from the day after.
    pub corte: Date,
    /// How many workers were vigente.
    pub trabajadores: u32,
    /// When it was closed.
    pub at: Timestamp,
}

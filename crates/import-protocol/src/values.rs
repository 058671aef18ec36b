//! What both directions speak of.

use imss::calendar::Calendar;
use imss::finding::{Field, Finding, Severity};
use imss::movimiento::TipoMovimiento;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the rows of a file shall become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// Movements to file.
    #[default]
    Movements,
    /// The workers who are vigentes, to know whom IMSS has: the plantilla inicial.
    Plantilla,
}

/// What a file turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Excel since 2007.
    Xlsx,
    /// Excel before 2007.
    Xls,
    /// LibreOffice.
    Ods,
    /// Text with a delimiter.
    Csv,
    /// IMSS's file of movements.
    Dispmag,
    /// SUA's workers.
    Aseg,
    /// SUA's movements.
    Movt,
}

impl Kind {
    /// Whether its columns have to be told apart; the others have them fixed.
    #[must_use]
    pub fn has_columns(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xls | Self::Ods | Self::Csv)
    }
}

/// A column as the page offers it for mapping.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its heading as it stands in the file.
    pub heading: String,
    /// What it was recognised as.
    pub field: Option<Field>,
    /// The first values that stand in it.
    pub samples: Vec<String>,
}

/// What stands for a field that is empty or that no column has. Empty text: nothing does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Defaults {
    /// The type of movement.
    pub tipo: Option<TipoMovimiento>,
    /// The number of a registro patronal.
    pub registro_patronal: String,
    /// The date, as people write it.
    pub fecha: String,
    /// The cause of a baja.
    pub causa: String,
}

/// A registro patronal of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registro {
    /// Its number, 11 characters.
    pub numero: String,
    /// Its zone.
    pub zona: ZonaSalarial,
    /// The UMF it proposes; may be empty.
    pub umf: String,
    /// The guía it proposes; may be empty.
    pub guia: String,
}

/// What rows are checked against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Today in America/Mexico_City.
    pub today: Date,
    /// The company's working days.
    pub calendar: Calendar,
    /// The company's wages.
    pub wages: Wages,
    /// The registros patronales that may be filed for.
    pub registros: Vec<Registro>,
}

/// Which rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "filter", content = "code", rename_all = "kebab-case")]
pub enum Filter {
    /// Every one.
    #[default]
    All,
    /// Those that will be stored.
    Ready,
    /// Those with an error.
    Errors,
    /// Those with a warning and no error.
    Warnings,
    /// Those that the person left out.
    LeftOut,
    /// Those that an earlier import stored, or this one.
    Stored,
    /// Those with this finding.
    Code(String),
}

/// Something found in a row: `imss`'s own, or one of reading files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFinding {
    /// Stable, kebab-case.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// The field it belongs beside.
    pub field: Option<Field>,
    /// Spanish: what is wrong and what to do.
    pub message: String,
}

impl From<Finding> for RowFinding {
    fn from(finding: Finding) -> Self {
        Self {
            code: finding.code.as_str().to_owned(),
            severity: finding.severity,
            field: finding.field,
            message: finding.message,
        }
    }
}

/// The fields that a column may be mapped to, in the order a list offers them.
#[must_use]
pub fn mappable(purpose: Purpose) -> &'static [Field] {
    const MOVEMENTS: &[Field] = &[
        Field::Tipo,
        Field::RegistroPatronal,
        Field::Nss,
        Field::Curp,
        Field::Paterno,
        Field::Materno,
        Field::Nombre,
        Field::Fecha,
        Field::Sbc,
        Field::TipoTrabajador,
        Field::TipoSalario,
        Field::Jornada,
        Field::Umf,
        Field::Guia,
        Field::Clave,
        Field::CausaBaja,
    ];
    const PLANTILLA: &[Field] = &[
        Field::RegistroPatronal,
        Field::Nss,
        Field::Curp,
        Field::Rfc,
        Field::Paterno,
        Field::Materno,
        Field::Nombre,
        Field::Fecha,
        Field::Sbc,
        Field::TipoTrabajador,
        Field::TipoSalario,
        Field::Jornada,
        Field::Umf,
        Field::Clave,
    ];
    match purpose {
        Purpose::Movements => MOVEMENTS,
        Purpose::Plantilla => PLANTILLA,
    }
}

/// Whether a column may be mapped to a field.
#[must_use]
pub fn is_mappable(purpose: Purpose, field: Field) -> bool {
    mappable(purpose).contains(&field)
}

/// The field of a name on the wire.
#[must_use]
pub fn field_from(name: &str) -> Option<Field> {
    Field::ALL
        .iter()
        .copied()
        .find(|field| field.as_str() == name)
}

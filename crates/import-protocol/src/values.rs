//! What the messages of both directions share.

use imss::calendar::Calendar;
use imss::finding::{Field, Finding, Severity};
use imss::movimiento::TipoMovimiento;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What the rows of a file are to become.
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
    /// Whether its columns must be mapped; the other formats have them fixed.
    #[must_use]
    pub fn has_columns(self) -> bool {
        matches!(self, Self::Xlsx | Self::Xls | Self::Ods | Self::Csv)
    }
}

/// What a field is filled with that is empty or has no column. Empty text fills nothing.
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

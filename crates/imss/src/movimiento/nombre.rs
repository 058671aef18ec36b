//! A worker's whole name.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::finding::{Field, Finding};
use crate::names::Name;

/// Surnames and given names, each at most 27 characters, as IMSS has them registered.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NombreCompleto {
    /// Apellido paterno.
    pub paterno: Name,
    /// Apellido materno; some workers have none.
    pub materno: Option<Name>,
    /// Nombre(s).
    pub nombre: Name,
}

impl NombreCompleto {
    /// Reads the three parts; all findings at once, so that a form can show them beside their
    /// fields.
    ///
    /// # Errors
    /// Those of [`Name::parse_as`], for each part.
    pub fn parse(paterno: &str, materno: &str, nombre: &str) -> Result<Self, Vec<Finding>> {
        let paterno = Name::parse_as(Field::Paterno, paterno);
        let materno = match materno.trim() {
            "" => Ok(None),
            text => Name::parse_as(Field::Materno, text).map(Some),
        };
        let nombre = Name::parse_as(Field::Nombre, nombre);
        match (paterno, materno, nombre) {
            (Ok(paterno), Ok(materno), Ok(nombre)) => Ok(Self {
                paterno,
                materno,
                nombre,
            }),
            (paterno, materno, nombre) => {
                let errors = [paterno.err(), materno.err(), nombre.err()];
                Err(errors.into_iter().flatten().map(Finding::from).collect())
            }
        }
    }

    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut findings = self.paterno.findings_as(Field::Paterno);
        if let Some(materno) = &self.materno {
            findings.extend(materno.findings_as(Field::Materno));
        }
        findings.extend(self.nombre.findings_as(Field::Nombre));
        findings
    }
}

/// `FUENTE NOLASCO KARLA`, the order of IMSS's lists.
impl fmt::Display for NombreCompleto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.paterno)?;
        if let Some(materno) = &self.materno {
            write!(f, "{materno} ")?;
        }
        write!(f, "{}", self.nombre)
    }
}

//! What a column of a table is read as.

use std::str::FromStr;

use imss::finding::Field;
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use serde::{Deserialize, Serialize};

use crate::Purpose;

/// What a column is read as. On the wire one string: that of the field, `fecha_alta`, `fecha_cambio`,
/// `fecha_baja` or `full_name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ColumnUse {
    /// A field of every row.
    Field(Field),
    /// The date of the movements of one type; rows of another type do not look at it.
    DateOf(TipoMovimiento),
    /// Surnames and given names in one cell.
    FullName,
}

const DATE_USES: [(TipoMovimiento, &str, &str); 3] = [
    (
        TipoMovimiento::Reingreso,
        "fecha_alta",
        "Fecha de alta o reingreso",
    ),
    (
        TipoMovimiento::Modificacion,
        "fecha_cambio",
        "Fecha de la modificación",
    ),
    (TipoMovimiento::Baja, "fecha_baja", "Fecha de la baja"),
];
const FULL_NAME: &str = "full_name";

impl ColumnUse {
    /// Returns every use that a list offers, in its order.
    #[must_use]
    pub fn all(purpose: Purpose) -> Vec<Self> {
        let mut uses = Vec::new();
        for field in mappable(purpose) {
            uses.push(Self::Field(*field));
            if *field == Field::Nombre {
                uses.push(Self::FullName);
            }
            if *field == Field::Fecha && purpose == Purpose::Movements {
                uses.extend(DATE_USES.map(|(tipo, ..)| Self::DateOf(tipo)));
            }
        }
        uses
    }

    /// Returns the wire form.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Field(field) => field.as_str(),
            Self::DateOf(tipo) => date_use(tipo).0,
            Self::FullName => FULL_NAME,
        }
    }

    /// Returns the label in Spanish.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Field(field) => field.label(),
            Self::DateOf(tipo) => date_use(tipo).1,
            Self::FullName => "Nombre completo",
        }
    }

    /// Returns the field that a cell of the column belongs to; of a whole name the given names.
    #[must_use]
    pub fn field(self) -> Field {
        match self {
            Self::Field(field) => field,
            Self::DateOf(_) => Field::Fecha,
            Self::FullName => Field::Nombre,
        }
    }

    /// Whether the column gives a field to rows of a type; `None` is any type.
    #[must_use]
    pub fn gives(self, field: Field, tipo: Option<TipoMovimiento>) -> bool {
        self.field() == field
            && match self {
                Self::DateOf(own) => tipo.is_none_or(|tipo| tipo == own),
                _ => true,
            }
    }
}

fn date_use(tipo: TipoMovimiento) -> (&'static str, &'static str) {
    DATE_USES
        .into_iter()
        .find(|(known, ..)| *known == tipo)
        .map_or(("fecha", "Fecha"), |(_, name, label)| (name, label))
}

impl FromStr for ColumnUse {
    type Err = UnknownColumnUse;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        if name == FULL_NAME {
            return Ok(Self::FullName);
        }
        if let Some((tipo, ..)) = DATE_USES.iter().find(|(_, known, _)| *known == name) {
            return Ok(Self::DateOf(*tipo));
        }
        field_from(name).map(Self::Field).ok_or(UnknownColumnUse)
    }
}

/// The name of no use of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownColumnUse;

impl std::fmt::Display for UnknownColumnUse {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no use of a column has this name")
    }
}

impl std::error::Error for UnknownColumnUse {}

impl TryFrom<String> for ColumnUse {
    type Error = UnknownColumnUse;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

impl From<ColumnUse> for String {
    fn from(column_use: ColumnUse) -> Self {
        column_use.as_str().to_owned()
    }
}

/// A column as the page offers it for mapping.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnView {
    /// Its heading as the file has it, of both rows where it takes two; empty where it has none.
    pub heading: String,
    /// What it was recognised as.
    pub used_as: Option<ColumnUse>,
    /// Why it was recognised as that.
    pub why: Option<Why>,
    /// Its first values.
    pub samples: Vec<String>,
    /// Whether the file hides it.
    pub hidden: bool,
}

/// Why a column was recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Why {
    /// Its heading is a known name.
    ExactName,
    /// Its heading contains a known name.
    ContainsName {
        /// The known name, in upper case.
        known: String,
    },
    /// It has no heading, and its values have the shape of the field.
    Values,
}

/// Returns the fields that a column may be mapped to, in the order a list offers them.
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

/// Returns the field of a name on the wire.
#[must_use]
pub fn field_from(name: &str) -> Option<Field> {
    Field::ALL
        .iter()
        .copied()
        .find(|field| field.as_str() == name)
}

/// Returns where a row keeps the text of a field: its draft, or beside it for the RFC. `None` for its
/// type, which is not a text, and for what no row has.
pub fn text_mut<'a>(
    draft: &'a mut MovimientoDraft,
    rfc: &'a mut String,
    field: Field,
) -> Option<&'a mut String> {
    match field {
        Field::Rfc => Some(rfc),
        other => draft.text_mut(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_use_reads_back_from_its_name() {
        for purpose in [Purpose::Movements, Purpose::Plantilla] {
            for column_use in ColumnUse::all(purpose) {
                assert_eq!(column_use.as_str().parse(), Ok(column_use));
                assert!(!column_use.label().is_empty());
            }
        }
        assert_eq!("teléfono".parse::<ColumnUse>(), Err(UnknownColumnUse));
    }

    #[test]
    fn gives_date_of_one_type_to_that_type_alone() {
        let of_baja = ColumnUse::DateOf(TipoMovimiento::Baja);
        assert!(of_baja.gives(Field::Fecha, Some(TipoMovimiento::Baja)));
        assert!(!of_baja.gives(Field::Fecha, Some(TipoMovimiento::Reingreso)));
        assert!(ColumnUse::Field(Field::Fecha).gives(Field::Fecha, Some(TipoMovimiento::Baja)));
    }

    #[test]
    fn every_field_of_a_row_has_a_text_but_its_type() {
        for purpose in [Purpose::Movements, Purpose::Plantilla] {
            for field in mappable(purpose) {
                let mut draft = MovimientoDraft::new(TipoMovimiento::Baja);
                let mut rfc = String::new();
                let text = text_mut(&mut draft, &mut rfc, *field);
                assert_eq!(text.is_some(), *field != Field::Tipo, "{field:?}");
            }
        }
    }
}

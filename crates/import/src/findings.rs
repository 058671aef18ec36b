//! What is found in a row: `imss`'s findings, and a few of reading files. Of each row only which
//! findings it has is kept, as bits.

use import_protocol::RowFinding;
use imss::finding::{Code, Field, Finding, Severity};

/// Something found in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    Domain(Finding),
    Ours(Ours),
}

/// What reading a file finds beyond `imss`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ours {
    /// A registro patronal that the company does not have here.
    RegistroUnknown(String),
    /// The server did not take the row, for this reason.
    Refused(String),
    /// No type in the row, and none chosen for all.
    TipoMissing,
    /// A movement of SUA without its worker's name: the other file is missing.
    NameElsewhere,
    /// An absence or incapacidad, which IDSE does not take.
    OnlySua,
    /// A line that no reader made anything of.
    Unreadable,
    /// A cell that is there and cannot be read: its field, and what it holds instead of a value.
    CellUnreadable(Field, String),
    /// A merged cell of another place lies over the cell of this field.
    CellMerged(Field),
    /// A question about the file concerns the row and is not answered; the field it is about.
    QuestionOpen(Option<Field>),
    /// The file breaks off here: what is wrong with it.
    Damage(&'static str),
    /// A whole name was split: into what.
    NameSplit(String),
    /// A whole name may be split in several ways.
    NameSplitUnsure(String),
}

/// Where our own begin among the bits; `imss` has fewer (a test counts them).
const OURS: u32 = 112;

/// Every one of ours, in the order of its bit, with what its code says and how much it weighs.
const TABLE: [(&str, Severity, Option<Field>); 12] = [
    (
        "registro-unknown",
        Severity::Error,
        Some(Field::RegistroPatronal),
    ),
    ("refused", Severity::Error, None),
    ("tipo-missing", Severity::Error, Some(Field::Tipo)),
    ("name-elsewhere", Severity::Error, Some(Field::Nombre)),
    ("only-sua", Severity::Error, Some(Field::Tipo)),
    ("unreadable", Severity::Error, None),
    ("cell-unreadable", Severity::Error, None),
    ("question-open", Severity::Error, None),
    ("damaged", Severity::Error, None),
    ("name-split", Severity::Warning, Some(Field::Nombre)),
    ("name-split-unsure", Severity::Error, Some(Field::Nombre)),
    ("cell-merged", Severity::Error, None),
];

impl Ours {
    fn place(&self) -> usize {
        match self {
            Self::RegistroUnknown(_) => 0,
            Self::Refused(_) => 1,
            Self::TipoMissing => 2,
            Self::NameElsewhere => 3,
            Self::OnlySua => 4,
            Self::Unreadable => 5,
            Self::CellUnreadable(..) => 6,
            Self::QuestionOpen(_) => 7,
            Self::Damage(_) => 8,
            Self::NameSplit(_) => 9,
            Self::NameSplitUnsure(_) => 10,
            Self::CellMerged(_) => 11,
        }
    }

    /// The field that the finding belongs beside.
    fn field(&self) -> Option<Field> {
        match self {
            Self::CellUnreadable(field, _) | Self::CellMerged(field) => Some(*field),
            Self::QuestionOpen(field) => *field,
            other => TABLE[other.place()].2,
        }
    }

    fn message(&self) -> String {
        match self {
            Self::RegistroUnknown(numero) => format!(
                "El registro patronal {numero} no está dado de alta en Rúbrica. Agrégalo en Registros patronales, o corrige el renglón."
            ),
            Self::Refused(message) => message.clone(),
            Self::TipoMissing => {
                "El renglón no dice qué movimiento es. Escríbelo, o elige arriba uno para todos.".to_owned()
            }
            Self::NameElsewhere => {
                "Este archivo del SUA no trae nombres. Elige junto con él el de trabajadores (ASEG), o escribe el nombre.".to_owned()
            }
            Self::OnlySua => {
                "Los ausentismos e incapacidades son del SUA y no se presentan por IDSE. Déjalo fuera.".to_owned()
            }
            Self::Unreadable => "No pudimos leer este renglón. Compáralo con el archivo.".to_owned(),
            Self::CellUnreadable(_, what) => format!(
                "En la celda hay {what}, no un dato que podamos leer. Corrígela en la hoja, o escribe el dato aquí."
            ),
            Self::CellMerged(_) => {
                "La celda está combinada con otras, y no se sabe si su valor es también de este renglón y esta columna. Sepáralas en la hoja y repite el dato, o escríbelo aquí.".to_owned()
            }
            Self::QuestionOpen(_) => {
                "Hay una pregunta del archivo sin contestar que cambia este renglón. Contéstala en el paso de las columnas.".to_owned()
            }
            Self::Damage(what) => format!(
                "El archivo se interrumpe aquí: {what}. Lo que sigue no se leyó; vuelve a exportarlo o corrígelo."
            ),
            Self::NameSplit(split) => {
                format!("Separamos el nombre completo en {split}. Compáralo.")
            }
            Self::NameSplitUnsure(split) => format!(
                "El nombre completo se puede separar de varias maneras ({split}). Escribe los apellidos y el nombre."
            ),
        }
    }
}

impl From<Finding> for Found {
    fn from(finding: Finding) -> Self {
        Self::Domain(finding)
    }
}

impl From<Ours> for Found {
    fn from(ours: Ours) -> Self {
        Self::Ours(ours)
    }
}

impl Found {
    pub(crate) fn bit(&self) -> u32 {
        match self {
            Self::Domain(finding) => bit_of(finding.code),
            Self::Ours(ours) => OURS + ours.place() as u32,
        }
    }

    pub(crate) fn view(self) -> RowFinding {
        match self {
            Self::Domain(finding) => finding.into(),
            Self::Ours(ours) => {
                let (code, severity, _) = TABLE[ours.place()];
                RowFinding {
                    code: code.to_owned(),
                    severity,
                    field: ours.field(),
                    message: ours.message(),
                }
            }
        }
    }
}

pub(crate) fn bit_of(code: Code) -> u32 {
    code as u32
}

/// Which findings a row has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Set(pub(crate) u128);

impl Set {
    pub(crate) fn add(&mut self, bit: u32) {
        self.0 |= 1_u128.checked_shl(bit).unwrap_or(0);
    }

    pub(crate) fn remove(&mut self, bit: u32) {
        self.0 &= !1_u128.checked_shl(bit).unwrap_or(0);
    }

    pub(crate) fn has(self, bit: u32) -> bool {
        self.0 & 1_u128.checked_shl(bit).unwrap_or(0) != 0
    }

    pub(crate) fn bits(self) -> impl Iterator<Item = u32> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let bit = rest.trailing_zeros();
            (rest != 0).then(|| {
                rest &= rest - 1;
                bit
            })
        })
    }
}

/// The findings that weigh so.
pub(crate) fn weighing(severity: Severity) -> Set {
    let mut set = Set::default();
    for code in Code::ALL.iter().filter(|code| code.severity() == severity) {
        set.add(bit_of(*code));
    }
    for (bit, _) in (OURS..)
        .zip(TABLE)
        .filter(|(_, (_, own, _))| *own == severity)
    {
        set.add(bit);
    }
    set
}

/// The code on the wire of a bit.
pub(crate) fn name_of_bit(bit: u32) -> &'static str {
    let ours = (OURS..).zip(TABLE).find(|(own, _)| *own == bit);
    let domain = Code::ALL.iter().find(|code| bit_of(**code) == bit);
    domain
        .map(|code| code.as_str())
        .or(ours.map(|(_, (code, _, _))| code))
        .unwrap_or_default()
}

/// Weight, field and sentence of a finding that is only made across rows, and so has no example.
pub(crate) fn plain(bit: u32) -> (Severity, Option<Field>, &'static str) {
    if bit == bit_of(Code::RuleSameDayModification) {
        let sentence = "Hay dos modificaciones del mismo trabajador en el mismo día y con distinto salario. Deja solo una.";
        (
            Code::RuleSameDayModification.severity(),
            Some(Field::Fecha),
            sentence,
        )
    } else {
        let sentence = "El renglón está repetido en el archivo (mismo trabajador, tipo y fecha). Deja solo uno.";
        (Code::RuleDuplicate.severity(), Some(Field::Nss), sentence)
    }
}

/// The bit of a code on the wire.
pub(crate) fn bit_named(name: &str) -> Option<u32> {
    let ours = (OURS..).zip(TABLE).find(|(_, (code, _, _))| *code == name);
    let domain = Code::ALL.iter().find(|code| code.as_str() == name);
    domain
        .map(|code| bit_of(*code))
        .or(ours.map(|(bit, _)| bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_has_a_bit_of_its_own() {
        let mut all = Set::default();
        for code in Code::ALL {
            assert!(bit_of(*code) < OURS, "{code}");
            all.add(bit_of(*code));
            assert_eq!(bit_named(code.as_str()), Some(bit_of(*code)));
        }
        assert_eq!(all.bits().count(), Code::ALL.len());
        for (place, (code, _, _)) in TABLE.iter().enumerate() {
            assert_eq!(bit_named(code), Some(OURS + place as u32));
        }
    }

    #[test]
    fn a_set_forgets_what_is_removed() {
        let mut set = Set::default();
        set.add(3);
        set.add(127);
        set.add(500);
        assert_eq!(set.bits().collect::<Vec<_>>(), [3, 127]);
        set.remove(3);
        assert!(!set.has(3) && set.has(127));
    }
}

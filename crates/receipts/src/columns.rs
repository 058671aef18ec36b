//! The columns of a table of movements, found by their headings, in any order.

use imss::receipt::{ReceiptOutcome, ReceiptRow};

use crate::sections::Section;
use crate::text::{fold, is_nss};

/// What one line of a table says.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// A movement.
    Movement(ReceiptRow),
    /// It names a worker, and the number cannot be read.
    Unread,
    /// A total, a remark, a blank.
    Other,
}

/// Where each thing stands.
#[derive(Clone, Debug)]
pub(crate) struct Columns {
    nss: usize,
    outcome: Option<usize>,
    renglon: Option<usize>,
    tipo: Option<usize>,
    nombre: Option<usize>,
    fecha: Option<usize>,
    sbc: Option<usize>,
    causa: Option<usize>,
    code: Option<usize>,
    words: Option<usize>,
    extemporaneo: Option<usize>,
}

impl Columns {
    /// The columns that these headings name; `None` where they are no headings of movements.
    pub(crate) fn find(headings: &[String]) -> Option<Self> {
        let folded: Vec<String> = headings.iter().map(|heading| fold(heading)).collect();
        let exactly = |names: &[&str]| folded.iter().position(|h| names.contains(&h.as_str()));
        let beginning = |names: &[&str]| {
            folded
                .iter()
                .position(|h| names.iter().any(|name| h.starts_with(name)))
        };
        let nss = exactly(&["nss", "n s s"]).or_else(|| {
            beginning(&[
                "numero de seguridad social",
                "num de seguridad social",
                "no de seguridad social",
                "seguridad social",
                "numero de afiliacion",
            ])
        })?;
        let found = Self {
            nss,
            outcome: exactly(&["resultado", "estado", "estatus", "status", "situacion"]),
            renglon: exactly(&["renglon", "linea", "no", "num", "consecutivo"]),
            tipo: exactly(&[
                "tipo",
                "tipo de movimiento",
                "tipo mov",
                "movimiento",
                "mov",
            ]),
            nombre: beginning(&["nombre", "asegurado", "trabajador"]),
            fecha: exactly(&["fecha"])
                .or_else(|| beginning(&["fecha del mov", "fecha de mov", "fecha mov"])),
            sbc: exactly(&["sbc", "salario", "sdi"])
                .or_else(|| beginning(&["salario base", "sal base"])),
            causa: beginning(&["causa"]),
            code: exactly(&["codigo", "error", "clave"])
                .or_else(|| beginning(&["codigo de", "cod "])),
            words: exactly(&["descripcion", "motivo", "mensaje", "causa de rechazo"]),
            extemporaneo: beginning(&["extemp", "ext"]),
        };
        // A number alone makes no table of movements.
        (found.fecha.is_some() || found.outcome.is_some() || found.tipo.is_some()).then_some(found)
    }

    /// Reads one line. `section`: what the heading above says of it, where the line has no word of its own.
    pub(crate) fn read(&self, cells: &[String], section: Option<Section>) -> Line {
        let text = |column: Option<usize>| {
            let cell = column.and_then(|at| cells.get(at));
            cell.map(|cell| cell.trim().to_owned()).unwrap_or_default()
        };
        let nss: String = text(Some(self.nss))
            .chars()
            .filter(|c| !matches!(c, ' ' | '-'))
            .collect();
        if !is_nss(&nss) {
            let digits = nss.bytes().filter(u8::is_ascii_digit).count();
            return if digits >= 8 {
                Line::Unread
            } else {
                Line::Other
            };
        }
        let late = matches!(
            fold(&text(self.extemporaneo)).as_str(),
            "si" | "s" | "1" | "x" | "e" | "ext" | "extemporaneo"
        );
        let (codigo, words) = (text(self.code), text(self.words));
        let outcome = outcome(&text(self.outcome), section, late, codigo, words);
        Line::Movement(ReceiptRow {
            renglon: text(self.renglon).parse().ok(),
            tipo: text(self.tipo),
            nss,
            nombre: text(self.nombre),
            fecha: text(self.fecha),
            sbc: text(self.sbc),
            causa: text(self.causa),
            outcome,
        })
    }
}

/// What became of a movement. Its own word counts before the heading above; where they contradict, or
/// there is neither, it is not known.
fn outcome(
    said: &str,
    section: Option<Section>,
    late: bool,
    codigo: String,
    texto: String,
) -> ReceiptOutcome {
    let unknown = |said: &str| ReceiptOutcome::Unrecognised {
        text: [said, &codigo, &texto]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
    };
    let own = match fold(said).as_str() {
        "" => section,
        "operado" | "aceptado" | "operado extemporaneo" | "extemporaneo" => Some(Section::Operados),
        "rechazado" | "no operado" => Some(Section::Rechazados),
        _ => return unknown(said),
    };
    if section.is_some_and(|section| own != Some(section)) {
        return unknown(said);
    }
    let late = late || fold(said).contains("extemporaneo");
    match own {
        // A code beside an applied movement contradicts it.
        Some(Section::Operados) if !codigo.is_empty() && !codigo.trim_matches('0').is_empty() => {
            unknown(said)
        }
        Some(Section::Operados) => ReceiptOutcome::Operado { extemporaneo: late },
        Some(Section::Rechazados) => ReceiptOutcome::Rechazado { codigo, texto },
        None => unknown(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(line: &str) -> Vec<String> {
        line.split('|').map(str::to_owned).collect()
    }

    fn read(headings: &str, line: &str, section: Option<Section>) -> Line {
        Columns::find(&cells(headings))
            .unwrap()
            .read(&cells(line), section)
    }

    #[test]
    fn finds_columns_by_their_names_in_any_order() {
        let line = read(
            "Resultado|Núm. de seguridad social|Tipo|Código|Descripción|Extemporáneo|Fecha del movimiento",
            "OPERADO|92919084431|08|||SÍ|15/01/2026",
            None,
        );
        let Line::Movement(row) = line else {
            panic!("{line:?}")
        };
        assert_eq!(row.outcome, ReceiptOutcome::Operado { extemporaneo: true });
        assert_eq!(
            (row.fecha.as_str(), row.tipo.as_str()),
            ("15/01/2026", "08")
        );
        assert!(Columns::find(&cells("NSS|Nombre")).is_none());
        assert!(Columns::find(&cells("Lote|Fecha")).is_none());
    }

    #[test]
    fn a_contradiction_is_never_a_result() {
        let outcome = |said: &str, code: &str, section| {
            let line = format!("{said}|92919084431|{code}");
            match read("Resultado|NSS|Código", &line, section) {
                Line::Movement(row) => row.outcome,
                other => panic!("{other:?}"),
            }
        };
        let unknown = |text: &str| ReceiptOutcome::Unrecognised {
            text: text.to_owned(),
        };
        assert_eq!(
            outcome("", "", Some(Section::Operados)),
            ReceiptOutcome::Operado {
                extemporaneo: false
            }
        );
        assert_eq!(
            outcome("RECHAZADO", "48", Some(Section::Operados)),
            unknown("RECHAZADO 48")
        );
        assert_eq!(outcome("OPERADO", "48", None), unknown("OPERADO 48"));
        assert_eq!(outcome("EN ACLARACIÓN", "", None), unknown("EN ACLARACIÓN"));
        assert_eq!(outcome("", "", None), unknown(""));
    }

    #[test]
    fn a_number_that_cannot_be_read_is_kept_and_a_total_is_not_one() {
        let headings = "NSS|Fecha";
        assert_eq!(read(headings, "9291908443|x", None), Line::Unread);
        assert_eq!(read(headings, "929190844O1|x", None), Line::Unread);
        assert_eq!(read(headings, "Total: 12|", None), Line::Other);
    }
}

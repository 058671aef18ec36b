//! What a file says about the lote as a whole: folio, lote, registro patronal, reception, counts.

use imss::receipt::{Counted, ReceiptBlock};

use crate::text::fold;

/// A fact that a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    Registro,
    RazonSocial,
    IdLote,
    Folio,
    Fecha,
}

impl Fact {
    /// The fact that a label names.
    pub(crate) fn of_label(label: &str) -> Option<Self> {
        Some(match fold(label).as_str() {
            "registro patronal" | "patron" | "reg patronal" | "nrp" | "rp" => Self::Registro,
            "razon social" | "nombre o razon social" | "denominacion o razon social" => {
                Self::RazonSocial
            }
            "lote" | "id lote" | "idlote" | "numero de lote" | "no de lote" | "num de lote" => {
                Self::IdLote
            }
            "folio" | "foliofirma" | "folio de la firma" | "folio de recepcion" => Self::Folio,
            "recepcion"
            | "fecha de recepcion"
            | "fechatrans"
            | "fecha de transaccion"
            | "fecha y hora de recepcion" => Self::Fecha,
            _ => return None,
        })
    }

    /// Puts the value into a block; the first one counts.
    pub(crate) fn put(self, block: &mut ReceiptBlock, value: &str) {
        let field = match self {
            Self::Registro => &mut block.registro,
            Self::RazonSocial => &mut block.razon_social,
            Self::IdLote => &mut block.id_lote,
            Self::Folio => &mut block.folio,
            Self::Fecha => &mut block.fecha,
        };
        if field.is_empty() {
            value
                .trim()
                .chars()
                .take(120)
                .collect::<String>()
                .clone_into(field);
        }
    }

    /// Whether a block has another value already: a new block begins.
    pub(crate) fn differs(self, block: &ReceiptBlock, value: &str) -> bool {
        let held = match self {
            Self::Registro => &block.registro,
            Self::IdLote => &block.id_lote,
            Self::Folio => &block.folio,
            Self::RazonSocial | Self::Fecha => return false,
        };
        !held.is_empty() && held != value.trim()
    }
}

/// The label and the value of `Folio: 123`.
pub(crate) fn labelled(text: &str) -> Option<(Fact, &str)> {
    let (label, value) = text.split_once(':')?;
    let value = value.trim();
    let fact = Fact::of_label(label)?;
    (!value.is_empty()).then_some((fact, value))
}

/// Adds up the table of counts: one line a type, with the numbers in the order of the headings.
#[derive(Clone, Debug, Default)]
pub(crate) struct Counts {
    columns: Option<[usize; 2]>,
    counted: Option<Counted>,
}

impl Counts {
    /// Takes a line of cells; whether it belongs to the counts.
    pub(crate) fn take(&mut self, cells: &[String]) -> bool {
        let folded: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
        let column = |name: &str| folded.iter().position(|cell| cell == name);
        if let (Some(operados), Some(rechazados)) = (column("operados"), column("rechazados")) {
            self.columns = Some([operados, rechazados]);
            return true;
        }
        let Some([operados, rechazados]) = self.columns else {
            return false;
        };
        let is_type = folded.first().is_some_and(|first| {
            ["bajas", "modificaciones", "reingresos", "altas"]
                .iter()
                .any(|name| first.starts_with(name))
        });
        if !is_type {
            return false;
        }
        let number = |at: usize| {
            cells
                .get(at)
                .and_then(|cell| cell.trim().parse::<u32>().ok())
        };
        if let (Some(operados), Some(rechazados)) = (number(operados), number(rechazados)) {
            let counted = self.counted.get_or_insert_default();
            counted.operados = counted.operados.saturating_add(operados);
            counted.rechazados = counted.rechazados.saturating_add(rechazados);
        }
        true
    }

    /// What was counted; the next block begins with nothing.
    pub(crate) fn end(&mut self) -> Option<Counted> {
        self.columns = None;
        self.counted.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_labels_and_their_values() {
        let (fact, value) = labelled("Registro patronal: Y6087828106").unwrap();
        assert_eq!((fact, value), (Fact::Registro, "Y6087828106"));
        assert!(labelled("Folio:").is_none());
        assert!(labelled("Hora: 10:32").is_none());
    }

    #[test]
    fn adds_the_counts_of_the_three_types() {
        let line = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        let mut counts = Counts::default();
        assert!(!counts.take(&line("Bajas|1|1|0")));
        assert!(counts.take(&line("Movimiento|Recibidos|Operados|Rechazados")));
        assert!(counts.take(&line("Bajas|3|2|1")));
        assert!(counts.take(&line("Reingresos|4|4|0")));
        assert!(!counts.take(&line("Otra cosa|4|4|0")));
        assert_eq!(
            counts.end(),
            Some(Counted {
                operados: 6,
                rechazados: 1
            })
        );
        assert_eq!(counts.end(), None);
    }
}

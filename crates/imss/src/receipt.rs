//! What a file of IDSE's says about movements: the results of a lote, or a constancia de presentación
//! de movimientos afiliatorios (domain facts §5).
//!
//! Everything is text as it was printed. Who reads it turns it into types, and asks where a value reads
//! two ways.

use serde::{Deserialize, Serialize};

use crate::movimiento::TipoMovimiento;

/// The kind of a file, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptKind {
    /// The CSV of IDSE's results page.
    Csv,
    /// The constancia.
    Pdf,
    /// A page of IDSE's, saved from the browser.
    Html,
}

impl ReceiptKind {
    /// Returns its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Pdf => "application/pdf",
            Self::Html => "text/html",
        }
    }

    /// Returns the kind that a media type names; its parameters do not count.
    pub fn from_media_type(text: &str) -> Option<Self> {
        let name = text.split(';').next().unwrap_or_default().trim();
        [Self::Csv, Self::Pdf, Self::Html]
            .into_iter()
            .find(|kind| kind.media_type().eq_ignore_ascii_case(name))
    }

    /// Returns what these bytes are, by what stands in them: `%PDF-` among the first kilobyte, the first
    /// mark `<`, or lines of separated values.
    pub fn of_content(bytes: &[u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(1024)];
        if head.windows(5).any(|window| window == b"%PDF-") {
            return Some(Self::Pdf);
        }
        let text = head.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(head);
        if text.contains(&0) {
            return None;
        }
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace())?;
        if *first == b'<' {
            return Some(Self::Html);
        }
        let separated = |byte: &u8| matches!(byte, b',' | b';' | b'|' | b'\t');
        text.iter().any(separated).then_some(Self::Csv)
    }
}

/// What was read of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// What it is.
    pub kind: ReceiptKind,
    /// One block a patrón.
    pub blocks: Vec<ReceiptBlock>,
    /// Lines that name a worker and could not be read, as they stand in the file.
    pub unread: Vec<String>,
}

/// What a file says about one lote of one registro patronal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptBlock {
    /// The registro patronal, 10 or 11 characters; empty where the file does not say.
    pub registro: String,
    /// The employer's name.
    pub razon_social: String,
    /// The portal's number of the lote.
    pub id_lote: String,
    /// The folio.
    pub folio: String,
    /// When IDSE received it.
    pub fecha: String,
    /// How many movements the file itself counts; `None` where it does not.
    pub counted: Option<Counted>,
    /// Its movements.
    pub rows: Vec<ReceiptRow>,
}

/// How many movements a file counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Applied.
    pub operados: u32,
    /// Refused.
    pub rechazados: u32,
}

/// What a file says about one movement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptRow {
    /// Its place in the lote, from 1; `None` where the file does not say.
    pub renglon: Option<u32>,
    /// 08, 07, 02, or in words.
    pub tipo: String,
    /// The worker's number.
    pub nss: String,
    /// The worker's name.
    pub nombre: String,
    /// The movement's date.
    pub fecha: String,
    /// Salario base de cotización.
    pub sbc: String,
    /// Causa de baja.
    pub causa: String,
    /// What became of it.
    pub outcome: ReceiptOutcome,
}

/// What became of one movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "outcome")]
pub enum ReceiptOutcome {
    /// Applied.
    Operado {
        /// Filed after its deadline.
        extemporaneo: bool,
    },
    /// Refused.
    Rechazado {
        /// IMSS's code.
        codigo: String,
        /// The text beside it; may be empty.
        texto: String,
    },
    /// Words that nobody here knows. The movement stays open.
    Unrecognised {
        /// The words.
        text: String,
    },
}

impl Default for ReceiptOutcome {
    fn default() -> Self {
        Self::Unrecognised {
            text: String::new(),
        }
    }
}

/// Returns the type that a file prints: a code, or words in the singular or the plural. `None` where it is
/// empty or not understood.
pub fn printed_tipo(text: &str) -> Option<TipoMovimiento> {
    let text = text.trim();
    let forms = ["", "s", "S", "es", "ES"].into_iter();
    let mut singular = forms.filter_map(|ending| text.strip_suffix(ending));
    singular.find_map(|word| TipoMovimiento::parse(word).ok())
}

impl ReceiptBlock {
    /// Returns how many of the rows were read as applied and as refused.
    pub fn read(&self) -> Counted {
        let count = |is: fn(&ReceiptOutcome) -> bool| {
            let rows = self.rows.iter().filter(|row| is(&row.outcome));
            u32::try_from(rows.count()).unwrap_or(u32::MAX)
        };
        Counted {
            operados: count(|outcome| matches!(outcome, ReceiptOutcome::Operado { .. })),
            rechazados: count(|outcome| matches!(outcome, ReceiptOutcome::Rechazado { .. })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ReceiptKind, printed_tipo};
    use crate::movimiento::TipoMovimiento;

    #[test]
    fn a_printed_type_is_a_code_or_words() {
        for (tipo, printed) in [
            (TipoMovimiento::Reingreso, ["08", "Altas", "REINGRESOS"]),
            (
                TipoMovimiento::Modificacion,
                ["7", "Modificaciones", "MODIFICACIÓN DE SALARIO"],
            ),
            (TipoMovimiento::Baja, ["02", " baja ", "Bajas"]),
        ] {
            for text in printed {
                assert_eq!(printed_tipo(text), Some(tipo), "{text}");
            }
        }
        for text in ["", "s", "09", "Permiso"] {
            assert_eq!(printed_tipo(text), None, "{text}");
        }
    }

    #[test]
    fn recognises_a_file_by_its_content() {
        let kind = |bytes: &[u8]| ReceiptKind::of_content(bytes);
        assert_eq!(kind(b"%PDF-1.7\n"), Some(ReceiptKind::Pdf));
        assert_eq!(
            kind(b"\xEF\xBB\xBF \n<!doctype html>"),
            Some(ReceiptKind::Html)
        );
        assert_eq!(kind(b"NSS,Resultado\r\n"), Some(ReceiptKind::Csv));
        assert_eq!(kind(b"PK\x03\x04\0\0,"), None);
        assert_eq!(kind(b"   "), None);
        assert_eq!(kind(b""), None);
    }

    #[test]
    fn media_types_name_their_kind() {
        for kind in [ReceiptKind::Csv, ReceiptKind::Pdf, ReceiptKind::Html] {
            let text = format!("{}; charset=utf-8", kind.media_type());
            assert_eq!(ReceiptKind::from_media_type(&text), Some(kind));
        }
        assert_eq!(ReceiptKind::from_media_type("image/png"), None);
    }
}

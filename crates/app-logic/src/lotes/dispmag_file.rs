//! The DISPMAG of a lote as the page reads it: field by field, and compared with the table.

use api::view::lotes::LoteDetail;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use imss::dispmag::{FieldSpan, RECORD_LEN, Summary, decode_text, layout, trailer_layout};
use imss::finding::Field;
use imss::id::RegistroPatronal;
use imss::movimiento::TipoMovimiento;
use vault_protocol::{Counts, ExpectedLote};

use crate::messages::lotes as text;
use crate::shown::Piece;

/// Returns the file's bytes; empty where the base64 is malformed, which agrees with no table.
#[must_use]
pub fn bytes(detail: &LoteDetail) -> Vec<u8> {
    STANDARD.decode(&detail.dispmag).unwrap_or_default()
}

/// Returns what the person saw in the table, for the signer to compare the file with.
#[must_use]
pub fn expected(detail: &LoteDetail) -> ExpectedLote {
    let mut counts = Counts::default();
    for movement in &detail.movements {
        match movement.tipo {
            TipoMovimiento::Reingreso => counts.reingresos += 1,
            TipoMovimiento::Modificacion => counts.modificaciones += 1,
            TipoMovimiento::Baja => counts.bajas += 1,
        }
    }
    ExpectedLote {
        registro_patronal: detail.lote.numero_registro.clone(),
        counts,
    }
}

/// Whether the file says what the table shows: the registro patronal, the counts, and every
/// trabajador's NSS, line by line. Otherwise signing is not offered.
#[must_use]
pub fn agrees(detail: &LoteDetail) -> bool {
    let file = bytes(detail);
    let Ok(read) = Summary::of(&file) else {
        return false;
    };
    let expected = expected(detail);
    let counted = |count: usize, shown: u32| u32::try_from(count) == Ok(shown);
    let Counts {
        reingresos,
        modificaciones,
        bajas,
    } = expected.counts;
    RegistroPatronal::parse(&expected.registro_patronal)
        .is_ok_and(|shown| shown.key() == read.registro_patronal.key())
        && counted(read.reingresos, reingresos)
        && counted(read.modificaciones, modificaciones)
        && counted(read.bajas, bajas)
        && same_trabajadores(detail, &file)
}

fn same_trabajadores(detail: &LoteDetail, file: &[u8]) -> bool {
    let written = lines(file).filter_map(|line| nss(line));
    let shown = detail.movements.iter().map(|one| one.draft.nss.trim());
    written.eq(shown.map(str::as_bytes))
}

fn nss(line: &[u8]) -> Option<&[u8]> {
    let span = fields(line)?.iter().find(|span| span.field == Field::Nss)?;
    line.get(span.range())
}

/// Returns the file's lines, each field a piece; a line that is no record is one piece.
#[must_use]
pub fn pieces(file: &[u8]) -> Vec<Vec<Piece>> {
    lines(file).map(line_pieces).collect()
}

fn line_pieces(line: &[u8]) -> Vec<Piece> {
    let Some(fields) = fields(line) else {
        return vec![Piece {
            text: decode_text(line).into_owned(),
            label: String::new(),
        }];
    };
    fields
        .iter()
        .map(|span| Piece {
            text: line
                .get(span.range())
                .map(|bytes| decode_text(bytes).into_owned())
                .unwrap_or_default(),
            label: text::position(span.label, span.start, span.range().end),
        })
        .collect()
}

fn lines(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    file.split_inclusive(|byte| *byte == b'\n')
        .map(<[u8]>::trim_ascii_end)
}

fn fields(line: &[u8]) -> Option<&'static [FieldSpan]> {
    if line.len() != RECORD_LEN {
        return None;
    }
    if line.starts_with(b"*") {
        return Some(trailer_layout());
    }
    TipoMovimiento::from_code(line.get(131..133)?).map(layout)
}

#[cfg(test)]
mod tests {
    use super::{agrees, expected, pieces};
    use crate::lotes::testing::{BAJA, REINGRESO, detail};

    #[test]
    fn labels_every_character_of_a_record() {
        let file = format!("{REINGRESO}{BAJA}");
        let lines = pieces(file.as_bytes());
        assert_eq!(lines.len(), 2);
        let whole: String = lines[0].iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(whole, REINGRESO.trim_end());
        let sbc = lines[0]
            .iter()
            .find(|piece| piece.text == "068770")
            .unwrap();
        assert_eq!(
            sbc.label,
            "Salario base de cotización (posiciones 104 a 109)"
        );
        assert_eq!(lines[1].last().unwrap().label, "Cierre (9) (posición 168)");
    }

    #[test]
    fn shows_a_line_that_is_no_record_unchanged() {
        let lines = pieces(b"what is this\r\n");
        assert_eq!(lines[0][0].text, "what is this");
    }

    #[test]
    fn expects_what_the_table_shows() {
        let shown = detail(&[REINGRESO, REINGRESO]);
        assert_eq!(expected(&shown).counts.reingresos, 2);
        assert!(agrees(&shown));
    }

    #[test]
    fn disagrees_when_a_record_differs_from_the_table() {
        let mut shown = detail(&[REINGRESO, REINGRESO]);
        shown.movements.pop();
        assert!(!agrees(&shown), "one more in the file");

        let mut shown = detail(&[REINGRESO]);
        shown.movements[0].draft.nss = "72795608040".to_owned();
        assert!(!agrees(&shown), "another worker");

        let mut shown = detail(&[REINGRESO]);
        shown.lote.numero_registro = "Y3926552104".to_owned();
        assert!(!agrees(&shown), "another registro patronal");

        let mut shown = detail(&[REINGRESO]);
        shown.dispmag = "%".to_owned();
        assert!(!agrees(&shown), "no file at all");
    }
}

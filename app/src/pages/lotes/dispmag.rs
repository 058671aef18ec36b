//! The file as it is signed, its fields told apart.

use imss::dispmag::{FieldSpan, RECORD_LEN, layout};
use imss::movimiento::TipoMovimiento;
use leptos::prelude::*;

use super::rules::decoded;
use crate::components::{Disclosure, Piece, Records};
use crate::messages::lotes as text;

/// More lines than this are a file to download, not a thing to read.
const SHOWN: usize = 200;

/// The records; folded away, since the table above says the same in words.
#[component]
pub(super) fn File(base64: String, tipo: TipoMovimiento) -> impl IntoView {
    let bytes = decoded(&base64).unwrap_or_default();
    let lines = lines(&bytes, layout(tipo));
    view! {
        <Disclosure summary=text::DISPMAG>
            <p class="lead">{text::DISPMAG_TEXT}</p>
            <Records label=text::DISPMAG_LABEL lines />
        </Disclosure>
    }
    .into_any()
}

/// Lines cut into fields; a line that is no record of this type stays whole.
fn lines(bytes: &[u8], spans: &[FieldSpan]) -> Vec<Vec<Piece>> {
    bytes
        .split(|byte| *byte == b'\n')
        .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
        .filter(|line| !line.is_empty())
        .take(SHOWN)
        .map(|line| {
            if line.len() != RECORD_LEN {
                return vec![Piece {
                    text: latin(line),
                    label: String::new(),
                }];
            }
            spans
                .iter()
                .map(|span| Piece {
                    text: latin(&line[span.range()]),
                    label: span.label.to_owned(),
                })
                .collect()
        })
        .collect()
}

/// One character for each byte, as columns need it: Ñ of Windows-1252 has Latin-1's code.
fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

#[cfg(test)]
mod tests {
    use imss::dispmag::layout;
    use imss::movimiento::TipoMovimiento;

    use super::lines;

    const REINGRESO: &[u8] = b"Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059";

    #[test]
    fn a_record_is_cut_into_fields_and_nothing_is_lost() {
        let mut file = REINGRESO.to_vec();
        file.extend(b"\r\n");
        let lines = lines(&file, layout(TipoMovimiento::Reingreso));
        assert_eq!(lines.len(), 1);
        let joined: String = lines[0].iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(joined.as_bytes(), REINGRESO);
        assert_eq!(lines[0][1].text, "92919084431");
        assert_eq!(lines[0][1].label, "NSS");
    }

    #[test]
    fn a_line_of_another_length_stays_whole() {
        let lines = lines(b"short\r\n", layout(TipoMovimiento::Baja));
        assert_eq!(lines[0].len(), 1);
        assert_eq!(lines[0][0].text, "short");
    }
}

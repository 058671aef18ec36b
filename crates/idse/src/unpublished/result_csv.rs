//! The CSV of a processed lote (assumption 7).

use csv::{ByteRecord, ReaderBuilder};

use crate::error::IdseError;
use crate::movements::{MovementResult, Outcome};
use crate::text::{decode, fold, one_line};

/// Reads every movement. UTF-8 or Windows-1252; comma, semicolon, bar or tab.
pub(crate) fn parse(bytes: &[u8]) -> Result<Vec<MovementResult>, IdseError> {
    let text = decode(bytes);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let unintelligible = || IdseError::Unintelligible {
        what: "los resultados del lote",
    };
    let mut records = reader.byte_records();
    let headings = loop {
        // Titles may be above the headings.
        let record = records
            .next()
            .ok_or_else(unintelligible)?
            .map_err(|_| unintelligible())?;
        if let Some(columns) = Columns::find(&record) {
            break columns;
        }
    };
    let mut movements = Vec::new();
    for record in records {
        let record = record.map_err(|_| unintelligible())?;
        if let Some(movement) = headings.read(&record) {
            movements.push(movement);
        }
    }
    Ok(movements)
}

/// The candidate that the first line with any of them holds most often.
fn delimiter(text: &str) -> u8 {
    let candidates = [',', ';', '|', '\t'];
    let count = |line: &str, c| line.chars().filter(|&x| x == c).count();
    text.lines()
        .take(10)
        .filter_map(|line| {
            let best = candidates.into_iter().max_by_key(|&c| count(line, c))?;
            (count(line, best) > 1).then_some(best)
        })
        .next()
        .and_then(|c| u8::try_from(c).ok())
        .unwrap_or(b',')
}

struct Columns {
    nss: usize,
    outcome: usize,
    renglon: Option<usize>,
    tipo: Option<usize>,
    nombre: Option<usize>,
    fecha: Option<usize>,
    code: Option<usize>,
    words: Option<usize>,
    extemporaneo: Option<usize>,
}

impl Columns {
    fn find(record: &ByteRecord) -> Option<Self> {
        let headings: Vec<String> = (0..record.len())
            .map(|at| fold(&field(record, at)))
            .collect();
        let column = |names: &[&str]| headings.iter().position(|h| names.contains(&h.as_str()));
        Some(Self {
            nss: column(&["nss", "numero de seguridad social"])?,
            outcome: column(&["resultado", "estado", "estatus", "status"])?,
            renglon: column(&["renglon", "linea"]),
            tipo: column(&["tipo", "tipo de movimiento", "movimiento"]),
            nombre: column(&["nombre", "nombre del asegurado", "asegurado"]),
            fecha: column(&["fecha", "fecha del movimiento", "fecha de movimiento"]),
            code: column(&["codigo", "codigo de error", "error"]),
            words: column(&["descripcion", "motivo", "mensaje"]),
            extemporaneo: column(&["extemporaneo", "ext"]),
        })
    }

    /// `None` for a line that names no trabajador (a blank line, a total).
    fn read(&self, record: &ByteRecord) -> Option<MovementResult> {
        let text = |column: Option<usize>| column.map(|at| field(record, at)).unwrap_or_default();
        let nss = text(Some(self.nss));
        if nss.is_empty() {
            return None;
        }
        Some(MovementResult {
            renglon: text(self.renglon).parse().ok(),
            tipo: text(self.tipo),
            nombre: text(self.nombre),
            fecha: text(self.fecha),
            outcome: outcome(&text(Some(self.outcome)), text(self.code), text(self.words)),
            extemporaneo: matches!(
                fold(&text(self.extemporaneo)).as_str(),
                "si" | "s" | "1" | "x"
            ),
            nss,
        })
    }
}

fn field(record: &ByteRecord, at: usize) -> String {
    one_line(&String::from_utf8_lossy(record.get(at).unwrap_or_default()))
}

fn outcome(said: &str, code: String, text: String) -> Outcome {
    match fold(said).as_str() {
        "operado" | "aceptado" => Outcome::Operado,
        "rechazado" | "no operado" => Outcome::Rechazado { code, text },
        _ => Outcome::Unrecognised {
            text: one_line(&format!("{said} {code} {text}")),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_are_found_by_name_in_any_order_and_encoding() {
        let csv = b"Resultados del lote 9\r\n\
            Resultado;NSS;Tipo;C\xf3digo;Descripci\xf3n;Extempor\xe1neo;Rengl\xf3n\r\n\
            OPERADO;92919084431;08;;;NO;1\r\n\
            RECHAZADO;72795608040;02;50;NSS no vigente con el RP;S\xcd;2\r\n\
            EN REVISI\xd3N;12345678903;07;99;;NO;3\r\n\r\n";
        let movements = parse(csv).unwrap();
        assert_eq!(movements.len(), 3);
        assert_eq!(movements[0].outcome, Outcome::Operado);
        assert_eq!(
            movements[1].outcome,
            Outcome::Rechazado {
                code: "50".into(),
                text: "NSS no vigente con el RP".into()
            }
        );
        assert!(movements[1].extemporaneo && !movements[0].extemporaneo);
        assert_eq!(movements[1].renglon, Some(2));
        assert_eq!(
            movements[2].outcome,
            Outcome::Unrecognised {
                text: "EN REVISIÓN 99".into()
            }
        );
    }

    #[test]
    fn a_file_without_the_headings_is_not_guessed_at() {
        for bytes in [&b""[..], b"<html></html>", b"a,b,c\n1,2,3\n"] {
            assert!(matches!(
                parse(bytes),
                Err(IdseError::Unintelligible { .. })
            ));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(tail in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut bytes = b"NSS,Resultado,Codigo\n".to_vec();
            bytes.extend(&tail);
            let _ = parse(&bytes);
            let _ = parse(&tail);
        }
    }
}

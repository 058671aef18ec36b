//! The CSV of IDSE's results page.

use csv::ReaderBuilder;
use imss::receipt::ReceiptBlock;

use crate::columns::{Columns, Line};
use crate::facts::{Fact, labelled};
use crate::text::{decode, one_line};
use crate::{Found, MAX_ROWS, ReadError};

/// Lines before the headings: titles, and what the lote is.
const MOST_BEFORE: usize = 30;

/// Reads every movement. Comma, semicolon, bar or tab.
pub(crate) fn read(bytes: &[u8]) -> Result<Found, ReadError> {
    let text = decode(bytes);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(text.as_bytes());
    let mut block = ReceiptBlock::default();
    let mut unread = Vec::new();
    let mut columns = None;
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|_| ReadError::Damaged)?;
        let cells: Vec<String> = record.iter().map(one_line).collect();
        let Some(found) = &columns else {
            columns = Columns::find(&cells);
            if columns.is_none() {
                facts(&cells, &mut block);
                if at > MOST_BEFORE {
                    return Err(ReadError::NoMovements);
                }
            }
            continue;
        };
        match found.read(&cells, None) {
            Line::Movement(row) => block.rows.push(row),
            Line::Unread => unread.push(cells.join(" ")),
            Line::Other => {}
        }
        if block.rows.len() > MAX_ROWS {
            return Err(ReadError::TooManyRows);
        }
    }
    Ok(Found {
        blocks: vec![block],
        unread,
    })
}

/// `Registro patronal,Y6087828106` or `Registro patronal: Y6087828106`.
fn facts(cells: &[String], block: &mut ReceiptBlock) {
    for cell in cells {
        if let Some((fact, value)) = labelled(cell) {
            fact.put(block, value);
        }
    }
    for pair in cells.windows(2) {
        if let Some(fact) = Fact::of_label(&pair[0]).filter(|_| !pair[1].is_empty()) {
            fact.put(block, &pair[1]);
        }
    }
}

/// The candidate that the first line with any of them holds most often.
fn delimiter(text: &str) -> u8 {
    let candidates = [b',', b';', b'|', b'\t'];
    let count = |line: &str, c: u8| line.bytes().filter(|&byte| byte == c).count();
    text.lines()
        .take(MOST_BEFORE)
        .filter_map(|line| {
            let best = candidates.into_iter().max_by_key(|&c| count(line, c))?;
            (count(line, best) > 1).then_some(best)
        })
        .next()
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use imss::receipt::ReceiptOutcome;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_any_delimiter_encoding_and_order() {
        let csv = b"Resultados del lote;987654321\r\nRegistro patronal;Y6087828106\r\n\
            Resultado;NSS;Tipo;C\xf3digo;Descripci\xf3n;Extempor\xe1neo;Rengl\xf3n\r\n\
            OPERADO;92919084431;08;;;NO;1\r\n\
            RECHAZADO;72795608040;02;50;NSS no vigente con el RP;S\xcd;2\r\n\
            OPERADO;7279560804;02;;;NO;3\r\n\r\nTotal;2\r\n";
        let found = read(csv).unwrap();
        let block = &found.blocks[0];
        assert_eq!(block.registro, "Y6087828106");
        assert_eq!(block.rows.len(), 2);
        assert_eq!(block.rows[0].renglon, Some(1));
        assert_eq!(
            block.rows[1].outcome,
            ReceiptOutcome::Rechazado {
                codigo: "50".to_owned(),
                texto: "NSS no vigente con el RP".to_owned()
            }
        );
        assert_eq!(found.unread.len(), 1);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(tail in proptest::collection::vec(any::<u8>(), 0..300)) {
            let mut bytes = b"NSS,Resultado,Codigo\n".to_vec();
            bytes.extend(&tail);
            let _ = read(&bytes);
            let _ = read(&tail);
        }
    }
}

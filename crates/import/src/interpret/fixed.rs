//! Lines whose fields have fixed places: DISPMAG's and SUA's two.

use import_protocol::{Purpose, text_mut};
use imss::dispmag::Record;
use imss::finding::{Code, Field};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use imss::normalise::normalise;
use imss::sua;

use super::{Entry, Interpreter, understood};
use crate::findings::{Found, Ours};

impl Interpreter<'_> {
    pub(super) fn record(&self, record: &Record<'_>) -> Entry {
        let mut findings: Vec<Found> = record.findings.iter().cloned().map(Found::from).collect();
        self.note_open(&mut findings);
        let (draft, movimiento) = match &record.movimiento {
            Some(movimiento) => (understood(movimiento), Some(movimiento.clone())),
            None => (as_written(record), None),
        };
        if self.purpose == Purpose::Plantilla {
            return self.completed(draft, String::new(), findings);
        }
        if let Some(movimiento) = &movimiento {
            self.check_movimiento(movimiento, &mut findings);
        }
        Entry {
            movimiento,
            ..Entry::unread(draft, String::new(), findings)
        }
    }

    /// While it is not known how the file's bytes become letters, no row is ready.
    fn note_open(&self, findings: &mut Vec<Found>) {
        if self.plan.is_open {
            findings.push(Ours::QuestionOpen(None).into());
        }
    }

    pub(super) fn aseg(&self, line: &[u8]) -> Entry {
        let Some(row) = sua::read_aseg(line).pop() else {
            return unreadable();
        };
        let tipo = self.defaults.tipo.unwrap_or(TipoMovimiento::Reingreso);
        let mut findings: Vec<Found> = row.findings.into_iter().map(Found::from).collect();
        self.note_open(&mut findings);
        let Some(trabajador) = row.record else {
            let draft = MovimientoDraft {
                registro_patronal: piece(Field::RegistroPatronal, &row.text, 1, 11),
                nss: piece(Field::Nss, &row.text, 12, 11),
                curp: piece(Field::Curp, &row.text, 36, 18),
                fecha: piece(Field::Fecha, &row.text, 106, 8),
                ..MovimientoDraft::new(tipo)
            };
            return Entry::unread(draft, piece(Field::Rfc, &row.text, 23, 13), findings);
        };
        let rfc = trabajador
            .rfc
            .map(|rfc| rfc.to_string())
            .unwrap_or_default();
        let mut draft = trabajador.to_draft(tipo);
        if tipo != TipoMovimiento::Reingreso {
            // The day in the file is that of entry.
            draft.fecha.clear();
        }
        let kept = findings.into_iter().filter(is_not_a_check_digit).collect();
        self.completed(draft, rfc, kept)
    }

    pub(super) fn movt(&self, line: &[u8]) -> Entry {
        let Some(row) = sua::read_movt(line).pop() else {
            return unreadable();
        };
        let mut findings: Vec<Found> = row.findings.into_iter().map(Found::from).collect();
        self.note_open(&mut findings);
        let as_written = |tipo| MovimientoDraft {
            registro_patronal: piece(Field::RegistroPatronal, &row.text, 1, 11),
            nss: piece(Field::Nss, &row.text, 12, 11),
            fecha: piece(Field::Fecha, &row.text, 25, 8),
            ..MovimientoDraft::new(tipo)
        };
        let stuck = |draft, findings| Entry::unread(draft, String::new(), findings);
        let Some(movement) = &row.record else {
            return stuck(as_written(TipoMovimiento::Modificacion), findings);
        };
        let trabajador = self.trabajadores.get(&movement.nss);
        let Some(draft) = movement.to_draft(trabajador) else {
            findings.push(Ours::OnlySua.into());
            return stuck(as_written(TipoMovimiento::Modificacion), findings);
        };
        let mut entry = self.completed(draft, String::new(), findings);
        if trabajador.is_none() {
            entry.findings.retain(|found| !is_missing_name(found));
            entry.findings.push(Ours::NameElsewhere.into());
        }
        entry
    }
}

fn is_missing_name(found: &Found) -> bool {
    matches!(found, Found::Domain(finding) if finding.code == Code::Required
        && matches!(finding.field, Some(Field::Paterno | Field::Materno | Field::Nombre)))
}

/// The draft is checked again, and finds these again.
fn is_not_a_check_digit(found: &Found) -> bool {
    !matches!(found, Found::Domain(finding)
        if matches!(finding.code, Code::CurpCheckDigit | Code::RfcCheckDigit))
}

fn unreadable() -> Entry {
    Entry::unread(
        MovimientoDraft::new(TipoMovimiento::Reingreso),
        String::new(),
        vec![Ours::Unreadable.into()],
    )
}

/// A record of DISPMAG that could not be read, field by field as written.
fn as_written(record: &Record<'_>) -> MovimientoDraft {
    let mut draft = MovimientoDraft::new(record.tipo.unwrap_or(TipoMovimiento::Reingreso));
    let mut rfc = String::new();
    for field in record.fields() {
        let Some(place) = text_mut(&mut draft, &mut rfc, field.span.field) else {
            continue;
        };
        *place = match field.span.field {
            Field::Sbc => with_point(&field.text),
            other => normalise(other, &field.text).text.into_owned(),
        };
    }
    draft
}

/// `068770` as a person writes it, `687.70`; anything else as it came.
fn with_point(digits: &str) -> String {
    if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.to_owned();
    }
    let (pesos, centavos) = digits.split_at(4);
    let pesos = pesos.trim_start_matches('0');
    format!("{}.{centavos}", if pesos.is_empty() { "0" } else { pesos })
}

/// A field of a line of SUA's that could not be read as a whole; positions count from 1.
fn piece(field: Field, text: &str, start: usize, length: usize) -> String {
    let text: String = text.chars().skip(start - 1).take(length).collect();
    normalise(field, text.trim()).text.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits_of_dispmag_become_pesos() {
        assert_eq!(with_point("068770"), "687.70");
        assert_eq!(with_point("000005"), "0.05");
        assert_eq!(with_point("0687.7"), "0687.7");
    }
}

//! Lines whose fields have fixed places: DISPMAG's and SUA's two.

use import_protocol::Purpose;
use imss::dispmag::Record;
use imss::finding::{Code, Field};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use imss::sua;

use super::{Entry, Interpreter};
use crate::findings::{Found, Ours};

impl Interpreter<'_> {
    pub(super) fn record(&self, record: &Record<'_>) -> Entry {
        let mut findings: Vec<Found> = record.findings.iter().cloned().map(Found::from).collect();
        let (draft, movimiento) = match &record.movimiento {
            Some(movimiento) => (MovimientoDraft::from(movimiento), Some(movimiento.clone())),
            None => (as_written(record), None),
        };
        if self.purpose == Purpose::Plantilla {
            return self.completed(draft, String::new(), findings);
        }
        if let Some(movimiento) = &movimiento {
            self.check_movimiento(movimiento, &mut findings);
        }
        Entry {
            draft,
            came: None,
            rfc: String::new(),
            movimiento,
            findings,
        }
    }

    pub(super) fn aseg(&self, line: &[u8]) -> Entry {
        let Some(row) = sua::read_aseg(line).pop() else {
            return unreadable();
        };
        let tipo = self.defaults.tipo.unwrap_or(TipoMovimiento::Reingreso);
        let findings: Vec<Found> = row.findings.into_iter().map(Found::from).collect();
        let Some(worker) = row.record else {
            let draft = MovimientoDraft {
                registro_patronal: piece(&row.text, 1, 11),
                nss: piece(&row.text, 12, 11),
                curp: piece(&row.text, 36, 18),
                fecha: piece(&row.text, 106, 8),
                ..MovimientoDraft::new(tipo)
            };
            return Entry {
                draft,
                came: None,
                rfc: piece(&row.text, 23, 13),
                movimiento: None,
                findings,
            };
        };
        let rfc = worker.rfc.map(|rfc| rfc.to_string()).unwrap_or_default();
        let mut draft = worker.to_draft(tipo);
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
        let as_written = |tipo| MovimientoDraft {
            registro_patronal: piece(&row.text, 1, 11),
            nss: piece(&row.text, 12, 11),
            fecha: piece(&row.text, 25, 8),
            ..MovimientoDraft::new(tipo)
        };
        let stuck = |draft, findings| Entry {
            draft,
            came: None,
            rfc: String::new(),
            movimiento: None,
            findings,
        };
        let Some(movement) = &row.record else {
            return stuck(as_written(TipoMovimiento::Modificacion), findings);
        };
        let worker = self.workers.get(&movement.nss);
        let Some(draft) = movement.to_draft(worker) else {
            findings.push(Ours::OnlySua.into());
            return stuck(as_written(TipoMovimiento::Modificacion), findings);
        };
        let mut entry = self.completed(draft, String::new(), findings);
        if worker.is_none() {
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

/// The draft is checked anew, and tells of these again.
fn is_not_a_check_digit(found: &Found) -> bool {
    !matches!(found, Found::Domain(finding)
        if matches!(finding.code, Code::CurpCheckDigit | Code::RfcCheckDigit))
}

fn unreadable() -> Entry {
    Entry {
        draft: MovimientoDraft::new(TipoMovimiento::Reingreso),
        came: None,
        rfc: String::new(),
        movimiento: None,
        findings: vec![Ours::Unreadable.into()],
    }
}

/// A record of DISPMAG that could not be read, field by field as it stands there.
fn as_written(record: &Record<'_>) -> MovimientoDraft {
    let mut draft = MovimientoDraft::new(record.tipo.unwrap_or(TipoMovimiento::Reingreso));
    for field in record.fields() {
        let place = match field.span.field {
            Field::RegistroPatronal => &mut draft.registro_patronal,
            Field::Nss => &mut draft.nss,
            Field::Paterno => &mut draft.paterno,
            Field::Materno => &mut draft.materno,
            Field::Nombre => &mut draft.nombre,
            Field::Sbc => {
                draft.sbc = with_point(&field.text);
                continue;
            }
            Field::TipoTrabajador => &mut draft.tipo_trabajador,
            Field::TipoSalario => &mut draft.tipo_salario,
            Field::Jornada => &mut draft.jornada,
            Field::Fecha => &mut draft.fecha,
            Field::Umf => &mut draft.umf,
            Field::Guia => &mut draft.guia,
            Field::Clave => &mut draft.clave,
            Field::Curp => &mut draft.curp,
            Field::CausaBaja => &mut draft.causa,
            _ => continue,
        };
        *place = field.text;
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

/// Characters of a line of SUA's; positions count from 1.
fn piece(text: &str, start: usize, length: usize) -> String {
    let text: String = text.chars().skip(start - 1).take(length).collect();
    text.trim().to_owned()
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

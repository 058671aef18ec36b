//! A row as it stands in the file → a draft, checked as capture checks it.

use std::collections::BTreeMap;

use import_protocol::{Defaults, Purpose, Registro, Rules};
use imss::dispmag::Record;
use imss::finding::{Code, Field, Finding};
use imss::id::{Nss, RegistroPatronal, Rfc};
use imss::movimiento::{
    CheckContext, Jornada, Movimiento, MovimientoDraft, TipoMovimiento, TipoSalario,
    TipoTrabajador, ZonaSalarial,
};
use imss::sua::{self, Aseg};
use imss::time::format_date;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::findings::{Found, Ours};
use crate::lines::Layout;
use crate::row::RowBuf;
use crate::source::Raw;

/// The workers of SUA's other file, whose movements have no names.
pub(crate) type Workers = BTreeMap<Nss, Aseg>;

/// What rows are read by.
pub(crate) struct Interpreter<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) columns: &'a [Option<Field>],
    pub(crate) defaults: &'a Defaults,
    pub(crate) rules: &'a Rules,
    pub(crate) workers: &'a Workers,
}

/// A row, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What would be stored.
    pub(crate) draft: MovimientoDraft,
    /// What it said before anything was proposed, where that differs.
    pub(crate) came: Option<Box<MovimientoDraft>>,
    /// Tax key; only of a plantilla.
    pub(crate) rfc: String,
    /// The movement, when every field could be read.
    pub(crate) movimiento: Option<Movimiento>,
    /// Everything there is to say.
    pub(crate) findings: Vec<Found>,
}

impl Interpreter<'_> {
    pub(crate) fn raw(&self, raw: &Raw<'_>) -> Entry {
        match raw {
            Raw::Cells(row) => self.cells(row),
            Raw::Line(Layout::Aseg, line) => self.aseg(line),
            Raw::Line(_, line) => self.movt(line),
            Raw::Record(record) => self.record(record),
        }
    }

    /// What of a row decides whether it can be stored, without the texts that only a preview shows.
    pub(crate) fn judge(&self, raw: Raw<'_>) -> (Option<Movimiento>, Vec<Found>) {
        match raw {
            Raw::Record(record) if self.purpose == Purpose::Movements => {
                let mut findings: Vec<Found> =
                    record.findings.into_iter().map(Found::from).collect();
                if let Some(movimiento) = &record.movimiento {
                    self.check_movimiento(movimiento, &mut findings);
                }
                (record.movimiento, findings)
            }
            other => {
                let entry = self.raw(&other);
                (entry.movimiento, entry.findings)
            }
        }
    }

    /// A draft that the person mended.
    pub(crate) fn mended(&self, draft: MovimientoDraft, rfc: String) -> Entry {
        self.checked(draft, rfc, Vec::new(), None)
    }

    fn cells(&self, row: &RowBuf) -> Entry {
        let mut findings = Vec::new();
        let mut draft =
            MovimientoDraft::new(self.defaults.tipo.unwrap_or(TipoMovimiento::Reingreso));
        let mut rfc = String::new();
        let mut tipo = "";
        for (column, text) in row.iter() {
            let Some(Some(field)) = self.columns.get(column) else {
                continue;
            };
            let place = match field {
                Field::Tipo => {
                    tipo = text;
                    continue;
                }
                Field::RegistroPatronal => &mut draft.registro_patronal,
                Field::Nss => {
                    draft.nss = restored_nss(text, &mut findings);
                    continue;
                }
                Field::Paterno => &mut draft.paterno,
                Field::Materno => &mut draft.materno,
                Field::Nombre => &mut draft.nombre,
                Field::Sbc => &mut draft.sbc,
                Field::TipoTrabajador => &mut draft.tipo_trabajador,
                Field::TipoSalario => &mut draft.tipo_salario,
                Field::Jornada => &mut draft.jornada,
                Field::Fecha => {
                    draft.fecha = day_text(text, &mut findings);
                    continue;
                }
                Field::Umf => &mut draft.umf,
                Field::Guia => &mut draft.guia,
                Field::Clave => &mut draft.clave,
                Field::Curp => &mut draft.curp,
                Field::Rfc => &mut rfc,
                Field::CausaBaja => &mut draft.causa,
                _ => continue,
            };
            place.push_str(text);
        }
        if self.purpose == Purpose::Movements {
            match (tipo.is_empty(), self.defaults.tipo) {
                (true, Some(_)) => {}
                (true, None) => findings.push(Ours::TipoMissing.into()),
                (false, _) => match TipoMovimiento::parse(tipo) {
                    Ok(tipo) => draft.tipo = tipo,
                    Err(error) => findings.push(error.into_finding().into()),
                },
            }
            // Without its type it cannot be said what a row lacks.
            if !findings.is_empty() && findings.iter().any(is_about_tipo) {
                self.fill(&mut draft);
                return Entry {
                    draft,
                    came: None,
                    rfc,
                    movimiento: None,
                    findings,
                };
            }
        }
        self.completed(draft, rfc, findings)
    }

    fn record(&self, record: &Record<'_>) -> Entry {
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

    fn aseg(&self, line: &[u8]) -> Entry {
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

    fn movt(&self, line: &[u8]) -> Entry {
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

    /// Proposes what is empty, and checks.
    fn completed(&self, draft: MovimientoDraft, rfc: String, findings: Vec<Found>) -> Entry {
        let came = draft.clone();
        let mut draft = draft;
        self.fill(&mut draft);
        let came = (came != draft).then(|| Box::new(came));
        self.checked(draft, rfc, findings, came)
    }

    /// What capture proposes in an empty form, what the person chose for all rows, and what the
    /// registro patronal proposes.
    fn fill(&self, draft: &mut MovimientoDraft) {
        let put = |place: &mut String, value: &str| {
            if place.is_empty() {
                place.push_str(value);
            }
        };
        put(
            &mut draft.registro_patronal,
            &self.defaults.registro_patronal,
        );
        if self.purpose == Purpose::Plantilla {
            return;
        }
        put(&mut draft.fecha, &self.defaults.fecha);
        if draft.tipo == TipoMovimiento::Baja {
            put(&mut draft.causa, &self.defaults.causa);
        } else {
            put(&mut draft.tipo_salario, TipoSalario::Fijo.code());
            put(&mut draft.jornada, Jornada::Normal.code());
        }
        if draft.tipo == TipoMovimiento::Reingreso {
            put(
                &mut draft.tipo_trabajador,
                TipoTrabajador::Permanente.code(),
            );
        }
        let employer = RegistroPatronal::parse(&draft.registro_patronal).ok();
        if let Some(registro) = employer.and_then(|employer| self.registro(employer)) {
            put(&mut draft.guia, &registro.guia);
            if draft.tipo == TipoMovimiento::Reingreso {
                put(&mut draft.umf, &registro.umf);
            }
        }
    }

    fn checked(
        &self,
        draft: MovimientoDraft,
        rfc: String,
        mut findings: Vec<Found>,
        came: Option<Box<MovimientoDraft>>,
    ) -> Entry {
        let movimiento = match self.purpose {
            Purpose::Movements => {
                let (movimiento, found) = draft.parse();
                findings.extend(found.into_iter().map(Found::from));
                if let Some(movimiento) = &movimiento {
                    self.check_movimiento(movimiento, &mut findings);
                }
                movimiento
            }
            Purpose::Plantilla => self.check_worker(&draft, &rfc, &mut findings),
        };
        Entry {
            draft,
            came,
            rfc,
            movimiento,
            findings,
        }
    }

    /// What the day, the company and its registros patronales say of a movement.
    fn check_movimiento(&self, movimiento: &Movimiento, findings: &mut Vec<Found>) {
        let registro = self.registro(movimiento.registro_patronal());
        let context = CheckContext {
            today: self.rules.today,
            calendar: &self.rules.calendar,
            wages: &self.rules.wages,
            zona: registro.map_or(ZonaSalarial::General, |one| one.zona),
        };
        findings.extend(context.check(movimiento).into_iter().map(Found::from));
        if registro.is_none() {
            let numero = movimiento.registro_patronal().to_string();
            findings.push(Ours::RegistroUnknown(numero).into());
        }
    }

    /// A worker of a plantilla: only who it is must be there, and whatever is there must be readable.
    fn check_worker(
        &self,
        draft: &MovimientoDraft,
        rfc: &str,
        findings: &mut Vec<Found>,
    ) -> Option<Movimiento> {
        let or = |text: &str, otherwise: &str| match text.trim() {
            "" => otherwise.to_owned(),
            text => text.to_owned(),
        };
        let whole = MovimientoDraft {
            tipo: TipoMovimiento::Reingreso,
            sbc: or(&draft.sbc, "1.00"),
            fecha: or(&draft.fecha, &format_date(self.rules.today)),
            tipo_trabajador: or(&draft.tipo_trabajador, TipoTrabajador::Permanente.code()),
            tipo_salario: or(&draft.tipo_salario, TipoSalario::Fijo.code()),
            jornada: or(&draft.jornada, Jornada::Normal.code()),
            ..draft.clone()
        };
        let (movimiento, found) = whole.parse();
        let of_a_worker = |one: &Finding| {
            !matches!(
                one.code,
                Code::UmfMissing | Code::GuiaMissing | Code::CurpMissing
            )
        };
        findings.extend(found.into_iter().filter(of_a_worker).map(Found::from));
        if !rfc.trim().is_empty() {
            match Rfc::parse(rfc) {
                Ok(rfc) => findings.extend(rfc.findings().into_iter().map(Found::from)),
                Err(error) => findings.push(error.into_finding().into()),
            }
        }
        let movimiento = movimiento?;
        if self.registro(movimiento.registro_patronal()).is_none() {
            let numero = movimiento.registro_patronal().to_string();
            findings.push(Ours::RegistroUnknown(numero).into());
        }
        Some(movimiento)
    }

    fn registro(&self, employer: RegistroPatronal) -> Option<&Registro> {
        // A company has a handful.
        self.rules
            .registros
            .iter()
            .find(|one| one.numero.get(..10) == Some(employer.key()))
    }
}

fn is_about_tipo(found: &Found) -> bool {
    match found {
        Found::Domain(finding) => finding.field == Some(Field::Tipo),
        Found::Ours(ours) => *ours == Ours::TipoMissing,
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

/// A sheet takes `01234567890` for a number and forgets its zero.
fn restored_nss(text: &str, findings: &mut Vec<Found>) -> String {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits && (9..=10).contains(&text.len()) {
        findings.push(Ours::NssZeros.into());
        return format!("{text:0>11}");
    }
    text.to_owned()
}

/// A day without its time of day, and one that stands there as a number of Excel's.
fn day_text(text: &str, findings: &mut Vec<Found>) -> String {
    let serial = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    if serial
        && let Some(day) = text
            .parse()
            .ok()
            .and_then(|days| day_of_serial(days, false))
    {
        findings.push(Ours::DateSerial.into());
        return format_date(day);
    }
    match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day.to_owned(),
        _ => text.to_owned(),
    }
}

/// The day of a number of Excel's (ECMA-376, part 1, 18.17.4): days since 30 December 1899, or since
/// 1 January 1904; the time of day is left aside.
pub(crate) fn day_of_serial(serial: f64, since_1904: bool) -> Option<Date> {
    // Until 2199, which is as far as a movement's date goes.
    if !(1.0..110_000.0).contains(&serial) {
        return None;
    }
    let start = if since_1904 {
        date(1904, 1, 1)
    } else {
        date(1899, 12, 30)
    };
    start.checked_add((serial.floor() as i64).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zeros_of_an_nss_come_back_with_a_word_about_it() {
        let mut findings = Vec::new();
        assert_eq!(restored_nss("1234567897", &mut findings), "01234567897");
        assert_eq!(findings, [Ours::NssZeros.into()]);
        findings.clear();
        for text in ["92919084431", "123", "9291-90-8443-1", ""] {
            assert_eq!(restored_nss(text, &mut findings), text);
        }
        assert_eq!(findings, []);
    }

    #[test]
    fn days_are_read_as_sheets_write_them() {
        let mut findings = Vec::new();
        assert_eq!(day_text("46037", &mut findings), "15/01/2026");
        assert_eq!(findings.len(), 1);
        for (text, day) in [
            ("2026-01-15T00:00:00", "2026-01-15"),
            ("15/01/2026 00:00", "15/01/2026"),
            ("15 01 2026", "15 01 2026"),
            ("15012026", "15012026"),
        ] {
            assert_eq!(day_text(text, &mut findings), day);
        }
        assert_eq!(day_of_serial(f64::NAN, false), None);
        assert_eq!(day_of_serial(1e300, true), None);
        assert_eq!(day_of_serial(44_575.0, true), Some(date(2026, 1, 15)));
    }

    #[test]
    fn six_digits_of_dispmag_become_pesos() {
        assert_eq!(with_point("068770"), "687.70");
        assert_eq!(with_point("000005"), "0.05");
        assert_eq!(with_point("0687.7"), "0687.7");
    }
}

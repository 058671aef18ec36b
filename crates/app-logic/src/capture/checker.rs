//! Checks a draft while it is typed, by the company's calendar and wages.

use imss::calendar::Calendar;
use imss::finding::Finding;
use imss::movimiento::{MovimientoDraft, TipoSalario};
use imss::rules::CheckContext;
use imss::time::parse_date;
use imss::wages::{Wages, ZonaSalarial};
use jiff::civil::Date;
use model::CompanySettings;

use crate::messages::capture as text;

/// The calendar and the wages of a company, as its settings give them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftChecker {
    calendar: Calendar,
    wages: Wages,
}

impl DraftChecker {
    /// Returns the checker of a company with these settings.
    pub fn new(settings: &CompanySettings) -> Self {
        Self {
            calendar: settings.calendar(),
            wages: settings.wages(),
        }
    }

    /// Returns every finding about a draft on the day `today`, but for those that need the company's
    /// history: the server alone has it.
    pub fn check(&self, draft: &MovimientoDraft, today: Date, zona: ZonaSalarial) -> Vec<Finding> {
        let context = CheckContext {
            today,
            calendar: &self.calendar,
            wages: &self.wages,
            zona,
        };
        context.check_draft(draft).1
    }

    /// Returns the deadline as a sentence, or `None` while the date cannot be read.
    pub fn deadline(&self, draft: &MovimientoDraft, today: Date) -> Option<String> {
        let fecha = parse_date(&draft.fecha).ok()?;
        let salary = TipoSalario::parse(&draft.tipo_salario).ok();
        let deadline = self.calendar.deadline(draft.tipo, fecha, salary);
        Some(text::deadline(&deadline.in_words(today, &self.calendar)))
    }
}

#[cfg(test)]
mod tests {
    use imss::finding::{Field, any_error};
    use imss::movimiento::TipoMovimiento;
    use imss::wages::ZonaSalarial;
    use jiff::civil::date;
    use model::CompanySettings;

    use super::DraftChecker;
    use crate::capture::field_findings::error_at;
    use crate::capture::starting_draft::usual;

    fn checker() -> DraftChecker {
        DraftChecker::new(&CompanySettings::default())
    }

    #[test]
    fn finds_what_is_missing_beside_each_field() {
        let today = date(2026, 1, 16);
        let findings = checker().check(&usual(TipoMovimiento::Baja), today, ZonaSalarial::General);
        for field in [Field::Nss, Field::Paterno, Field::Nombre, Field::Fecha] {
            assert!(error_at(&findings, field).is_some(), "{field:?}");
        }
        assert_eq!(error_at(&findings, Field::Sbc), None);
    }

    #[test]
    fn accepts_complete_reingreso() {
        let mut draft = usual(TipoMovimiento::Reingreso);
        draft.registro_patronal = "Y6087828106".to_owned();
        draft.nss = "92919084431".to_owned();
        draft.paterno = "FUENTE".to_owned();
        draft.materno = "NOLASCO".to_owned();
        draft.nombre = "KARLA".to_owned();
        draft.sbc = "687.70".to_owned();
        draft.fecha = "2026-01-15".to_owned();
        draft.umf = "021".to_owned();
        draft.guia = "01400".to_owned();
        draft.curp = "FUNK671228MCLNLR05".to_owned();
        let today = date(2026, 1, 16);
        let findings = checker().check(&draft, today, ZonaSalarial::General);
        assert!(!any_error(&findings), "{findings:?}");
        assert_eq!(
            checker().deadline(&draft, today).as_deref(),
            Some("Vence el jueves 22 de enero; quedan 4 días hábiles.")
        );
    }

    #[test]
    fn closed_day_of_company_moves_deadline() {
        let mut draft = usual(TipoMovimiento::Baja);
        draft.fecha = "2026-01-15".to_owned();
        let closed = CompanySettings {
            holidays: vec![imss::calendar::Holiday {
                date: date(2026, 1, 21),
                name: "Cierre del IMSS".into(),
            }],
            ..CompanySettings::default()
        };
        let deadline = DraftChecker::new(&closed).deadline(&draft, date(2026, 1, 16));
        assert_eq!(
            deadline.as_deref(),
            Some("Vence el viernes 23 de enero; quedan 4 días hábiles.")
        );
    }
}

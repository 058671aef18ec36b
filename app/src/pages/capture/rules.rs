//! What the form does with what is typed: checks, words beside a field, defaults.

use api::view::registros::{RegistroView, Zona};
use imss::calendar::Calendar;
use imss::finding::{Field, Finding};
use imss::movimiento::{
    CausaBaja, CheckContext, Jornada, MovimientoDraft, TipoMovimiento, TipoSalario, TipoTrabajador,
    ZonaSalarial,
};
use imss::time::parse_date;
use imss::wages::Wages;
use jiff::civil::Date;

use crate::components::Choice;
use crate::format::date;
use crate::messages::capture as text;

/// Everything there is to say of a draft today. The calendar and the wages are the published ones:
/// the server, which knows what an administrator added, decides.
pub(super) fn check(draft: &MovimientoDraft, today: Date, zona: Zona) -> Vec<Finding> {
    let calendar = Calendar::lft();
    let wages = Wages::published();
    let context = CheckContext {
        today,
        calendar: &calendar,
        wages: &wages,
        zona: match zona {
            Zona::General => ZonaSalarial::General,
            Zona::FronteraNorte => ZonaSalarial::FronteraNorte,
        },
    };
    draft.check(&context).1
}

/// The error that belongs beside a field.
pub(super) fn error_at(findings: &[Finding], field: Field) -> Option<String> {
    told(findings, field, true)
}

/// What else is to be known beside a field: warnings and notes.
pub(super) fn note_at(findings: &[Finding], field: Field) -> Option<String> {
    told(findings, field, false)
}

fn told(findings: &[Finding], field: Field, errors: bool) -> Option<String> {
    let sentences: Vec<_> = findings
        .iter()
        .filter(|finding| finding.field == Some(field) && finding.is_error() == errors)
        .map(|finding| finding.message.as_str())
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}

/// The deadline in words, once the date can be read.
pub(super) fn deadline(draft: &MovimientoDraft, today: Date) -> Option<String> {
    let fecha = parse_date(&draft.fecha).ok()?;
    let calendar = Calendar::lft();
    let salary = TipoSalario::parse(&draft.tipo_salario).ok();
    let deadline = calendar.deadline(draft.tipo, fecha, salary);
    Some(text::deadline(&deadline.in_words(today, &calendar)))
}

/// A draft as the form's controls hold it: dates as a date field writes them, codes as its lists
/// name them; a new one with what is usual.
pub(super) fn for_form(mut draft: MovimientoDraft) -> MovimientoDraft {
    if let Ok(fecha) = parse_date(&draft.fecha) {
        draft.fecha = date::to_field(fecha);
    }
    let code = |typed: &str, known: Option<&'static str>| known.unwrap_or(typed).to_owned();
    let salary = TipoSalario::parse(&draft.tipo_salario).ok();
    draft.tipo_salario = code(&draft.tipo_salario, salary.map(TipoSalario::code));
    let worker = TipoTrabajador::parse(&draft.tipo_trabajador).ok();
    draft.tipo_trabajador = code(&draft.tipo_trabajador, worker.map(TipoTrabajador::code));
    let week = Jornada::parse(&draft.jornada).ok();
    draft.jornada = code(&draft.jornada, week.map(Jornada::code));
    let cause = CausaBaja::parse(&draft.causa).ok();
    draft.causa = code(&draft.causa, cause.map(CausaBaja::code));
    draft
}

/// An empty form, with what is usual already chosen.
pub(super) fn fresh(tipo: TipoMovimiento) -> MovimientoDraft {
    let mut draft = MovimientoDraft::new(tipo);
    if tipo != TipoMovimiento::Baja {
        draft.tipo_salario = TipoSalario::Fijo.code().to_owned();
        draft.jornada = Jornada::Normal.code().to_owned();
    }
    if tipo == TipoMovimiento::Reingreso {
        draft.tipo_trabajador = TipoTrabajador::Permanente.code().to_owned();
    }
    draft
}

/// What a registro patronal proposes for a field: only where nothing stands, or what another
/// registro patronal proposed.
pub(super) fn proposed(typed: &str, before: Option<&str>, now: &str) -> Option<String> {
    let untouched = typed.is_empty() || Some(typed) == before;
    (untouched && typed != now).then(|| now.to_owned())
}

/// Registros patronales as a list offers them.
pub(super) fn registro_choices(registros: &[RegistroView]) -> Vec<Choice> {
    registros
        .iter()
        .map(|one| {
            let label = format!("{} · {}", one.data.numero, one.data.razon_social);
            Choice::new(&one.id, label)
        })
        .collect()
}

/// The codes of a list, in IMSS's order.
macro_rules! choices {
    ($name:ident, $codes:ty) => {
        pub(super) fn $name() -> Vec<Choice> {
            <$codes>::ALL
                .iter()
                .map(|one| Choice::new(one.code(), one.label()))
                .collect()
        }
    };
}

choices!(salary_choices, TipoSalario);
choices!(worker_choices, TipoTrabajador);
choices!(week_choices, Jornada);
choices!(cause_choices, CausaBaja);

#[cfg(test)]
mod tests {
    use api::view::registros::Zona;
    use imss::finding::{Field, any_error};
    use imss::movimiento::TipoMovimiento;
    use jiff::civil::date;

    use super::{check, deadline, error_at, for_form, fresh, proposed};

    #[test]
    fn an_empty_form_says_what_is_missing_beside_each_field() {
        let today = date(2026, 1, 16);
        let findings = check(&fresh(TipoMovimiento::Baja), today, Zona::General);
        for field in [Field::Nss, Field::Paterno, Field::Nombre, Field::Fecha] {
            assert!(error_at(&findings, field).is_some(), "{field:?}");
        }
        assert_eq!(error_at(&findings, Field::Sbc), None);
    }

    #[test]
    fn a_whole_reingreso_has_no_error() {
        let mut draft = fresh(TipoMovimiento::Reingreso);
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
        let findings = check(&draft, today, Zona::General);
        assert!(!any_error(&findings), "{findings:?}");
        assert_eq!(
            deadline(&draft, today).as_deref(),
            Some("Vence el jueves 22 de enero; quedan 4 días hábiles.")
        );
    }

    #[test]
    fn labels_of_an_import_become_the_lists_codes() {
        let mut draft = fresh(TipoMovimiento::Baja);
        draft.causa = "Defunción".to_owned();
        draft.fecha = "15/01/2026".to_owned();
        let shown = for_form(draft);
        assert_eq!(
            (shown.causa.as_str(), shown.fecha.as_str()),
            ("4", "2026-01-15")
        );
    }

    #[test]
    fn a_proposal_never_replaces_what_was_typed() {
        assert_eq!(proposed("", None, "021").as_deref(), Some("021"));
        assert_eq!(proposed("021", Some("021"), "033").as_deref(), Some("033"));
        assert_eq!(proposed("044", Some("021"), "033"), None);
        assert_eq!(proposed("033", None, "033"), None);
    }
}

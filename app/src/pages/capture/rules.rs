//! What the form does with what is typed: checks, words beside a field, defaults.

use api::view::registros::RegistroView;
use api::view::settings::Settings;
use imss::calendar::Calendar;
use imss::finding::{Field, Finding};
use imss::movimiento::{
    CausaBaja, Jornada, MovimientoDraft, TipoMovimiento, TipoSalario, TipoTrabajador,
};
use imss::rules::CheckContext;
use imss::time::parse_date;
use imss::wages::Wages;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;

use crate::components::Choice;
use crate::format::date;
use crate::messages::{capture as text, movements as words};

/// What a form checks by, as the company decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measures {
    calendar: Calendar,
    wages: Wages,
}

impl Measures {
    pub(crate) fn of(settings: &Settings) -> Self {
        Self {
            calendar: settings.calendar(),
            wages: settings.wages(),
        }
    }

    /// Everything there is to say of a draft today, without the history: the server knows that.
    pub(crate) fn check(
        &self,
        draft: &MovimientoDraft,
        today: Date,
        zona: ZonaSalarial,
    ) -> Vec<Finding> {
        let context = CheckContext {
            today,
            calendar: &self.calendar,
            wages: &self.wages,
            zona,
        };
        context.check_draft(draft).1
    }

    /// The deadline in words, once the date can be read.
    pub(crate) fn deadline(&self, draft: &MovimientoDraft, today: Date) -> Option<String> {
        let fecha = parse_date(&draft.fecha).ok()?;
        let salary = TipoSalario::parse(&draft.tipo_salario).ok();
        let deadline = self.calendar.deadline(draft.tipo, fecha, salary);
        Some(text::deadline(&deadline.in_words(today, &self.calendar)))
    }
}

/// What the server found besides: it knows the company's history.
pub(super) fn besides(server: Vec<Finding>, here: &[Finding]) -> Vec<Finding> {
    let known = |finding: &Finding| {
        here.iter()
            .any(|one| (one.code, one.field) == (finding.code, finding.field))
    };
    server.into_iter().filter(|one| !known(one)).collect()
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

/// The form of a movement like another: the person is the same, the date is not.
pub(super) fn copy(tipo: TipoMovimiento, mut draft: MovimientoDraft) -> MovimientoDraft {
    draft.fecha = String::new();
    begin_with(tipo, draft)
}

/// A form of this type that begins with what is known, and with what is usual where nothing is.
pub(super) fn begin_with(tipo: TipoMovimiento, known: MovimientoDraft) -> MovimientoDraft {
    let usual = fresh(tipo);
    let or = |known: String, usual: String| {
        if known.trim().is_empty() {
            usual
        } else {
            known
        }
    };
    let known = for_form(known);
    MovimientoDraft {
        tipo,
        tipo_trabajador: or(known.tipo_trabajador, usual.tipo_trabajador),
        tipo_salario: or(known.tipo_salario, usual.tipo_salario),
        jornada: or(known.jornada, usual.jornada),
        ..known
    }
}

/// A form for a worker of the directory. For a modificación the salary is the person's to type: the old
/// one would be taken for the new.
pub(super) fn of_worker(tipo: TipoMovimiento, mut known: MovimientoDraft) -> MovimientoDraft {
    if tipo == TipoMovimiento::Modificacion {
        known.sbc = String::new();
    }
    begin_with(tipo, known)
}

/// What the next form of a series begins with: everything but the person.
pub(super) fn next(draft: &MovimientoDraft) -> MovimientoDraft {
    MovimientoDraft {
        tipo: draft.tipo,
        fecha: draft.fecha.clone(),
        tipo_trabajador: draft.tipo_trabajador.clone(),
        tipo_salario: draft.tipo_salario.clone(),
        jornada: draft.jornada.clone(),
        umf: draft.umf.clone(),
        guia: draft.guia.clone(),
        causa: draft.causa.clone(),
        ..MovimientoDraft::new(draft.tipo)
    }
}

/// Whether enough is typed to be worth keeping.
pub(super) fn worth_keeping(draft: &MovimientoDraft) -> bool {
    [&draft.nss, &draft.paterno, &draft.nombre, &draft.curp]
        .into_iter()
        .any(|field| !field.trim().is_empty())
}

/// Where two drafts differ: the field, the first's text and the other's.
pub(super) fn differences(
    mine: &MovimientoDraft,
    theirs: &MovimientoDraft,
) -> Vec<(&'static str, String, String)> {
    let fields = |draft: &MovimientoDraft| {
        let draft = for_form(draft.clone());
        [
            (Field::RegistroPatronal, draft.registro_patronal),
            (Field::Nss, draft.nss),
            (Field::Paterno, draft.paterno),
            (Field::Materno, draft.materno),
            (Field::Nombre, draft.nombre),
            (Field::Sbc, draft.sbc),
            (Field::TipoTrabajador, draft.tipo_trabajador),
            (Field::TipoSalario, draft.tipo_salario),
            (Field::Jornada, draft.jornada),
            (Field::Fecha, draft.fecha),
            (Field::Umf, draft.umf),
            (Field::Guia, draft.guia),
            (Field::Clave, draft.clave),
            (Field::Curp, draft.curp),
            (Field::CausaBaja, draft.causa),
        ]
    };
    fields(mine)
        .into_iter()
        .zip(fields(theirs))
        .filter(|((_, mine), (_, theirs))| mine.trim() != theirs.trim())
        .map(|((field, mine), (_, theirs))| (field.label(), mine, theirs))
        .collect()
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
            let data = &one.data;
            let label = words::registro(&data.numero, &data.subdelegacion, &data.razon_social);
            Choice::new(&one.id, label)
        })
        .collect()
}

/// The codes of a list, in IMSS's order.
macro_rules! choices {
    ($name:ident, $codes:ty) => {
        pub(crate) fn $name() -> Vec<Choice> {
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
    use imss::finding::{Field, any_error};
    use imss::movimiento::TipoMovimiento;
    use imss::wages::ZonaSalarial;
    use jiff::civil::date;

    use api::view::settings::Settings;

    use super::{
        Measures, begin_with, besides, differences, error_at, for_form, fresh, next, proposed,
        worth_keeping,
    };

    fn measures() -> Measures {
        Measures::of(&Settings::default())
    }

    #[test]
    fn an_empty_form_says_what_is_missing_beside_each_field() {
        let today = date(2026, 1, 16);
        let findings = measures().check(&fresh(TipoMovimiento::Baja), today, ZonaSalarial::General);
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
        let findings = measures().check(&draft, today, ZonaSalarial::General);
        assert!(!any_error(&findings), "{findings:?}");
        assert_eq!(
            measures().deadline(&draft, today).as_deref(),
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

    #[test]
    fn a_day_the_company_closes_moves_the_deadline() {
        let mut draft = fresh(TipoMovimiento::Baja);
        draft.fecha = "2026-01-15".to_owned();
        let closed = Settings {
            holidays: vec![imss::calendar::Holiday {
                date: date(2026, 1, 21),
                name: "Cierre del IMSS".into(),
            }],
            ..Settings::default()
        };
        let told = Measures::of(&closed).deadline(&draft, date(2026, 1, 16));
        assert_eq!(
            told.as_deref(),
            Some("Vence el viernes 23 de enero; quedan 4 días hábiles.")
        );
    }

    #[test]
    fn the_next_of_a_series_keeps_everything_but_the_person() {
        let mut draft = fresh(TipoMovimiento::Baja);
        draft.fecha = "2026-01-15".to_owned();
        draft.causa = "2".to_owned();
        draft.nss = "92919084431".to_owned();
        draft.nombre = "KARLA".to_owned();
        let next = next(&draft);
        assert_eq!(
            (next.fecha.as_str(), next.causa.as_str()),
            ("2026-01-15", "2")
        );
        assert!(!worth_keeping(&next), "nobody is in it");
        assert!(worth_keeping(&draft));
    }

    #[test]
    fn what_is_known_of_a_worker_leaves_what_is_usual_where_nothing_is() {
        let mut known = imss::movimiento::MovimientoDraft::new(TipoMovimiento::Reingreso);
        known.nss = "92919084431".to_owned();
        known.jornada = "2".to_owned();
        let begun = begin_with(TipoMovimiento::Reingreso, known);
        assert_eq!(begun.nss, "92919084431");
        assert_eq!(
            (begun.jornada.as_str(), begun.tipo_salario.as_str()),
            ("2", "0")
        );
    }

    #[test]
    fn two_peoples_drafts_are_told_apart_field_by_field() {
        let mine = fresh(TipoMovimiento::Modificacion);
        let mut theirs = mine.clone();
        theirs.sbc = "700".to_owned();
        theirs.nombre = " ".to_owned();
        let told = differences(&mine, &theirs);
        let shown: Vec<_> = told.iter().map(|(field, ..)| *field).collect();
        assert_eq!(shown, ["Salario base de cotización"]);
    }

    #[test]
    fn what_the_page_says_already_is_not_said_again() {
        let here = measures().check(
            &fresh(TipoMovimiento::Baja),
            date(2026, 1, 16),
            ZonaSalarial::General,
        );
        assert!(besides(here.clone(), &here).is_empty());
        assert_eq!(besides(here.clone(), &[]), here);
    }
}

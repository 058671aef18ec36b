//! A row as the file has it → a draft, checked as capture checks it.

mod cells;
mod fixed;
mod plan;
mod trabajador;

use std::collections::BTreeMap;

use import_protocol::{Defaults, FieldRead, Purpose, Registro, Rules, text_mut};
use imss::finding::Field;
use imss::id::{Nss, RegistroPatronal};
use imss::movimiento::{
    Jornada, Movimiento, MovimientoDraft, TipoMovimiento, TipoSalario, TipoTrabajador,
};
use imss::normalise::normalise;
use imss::rules::CheckContext;
use imss::sua::Aseg;
use imss::wages::ZonaSalarial;

use crate::findings::{Found, Ours};
use crate::lines::Layout;
use crate::source::Raw;

pub(crate) use cells::{Scratch, shown};
pub(crate) use plan::{Plan, order_of};

/// The workers of SUA's other file, whose movements have no names.
pub(crate) type Trabajadores = BTreeMap<Nss, Aseg>;

/// What rows are read by.
pub(crate) struct Interpreter<'a> {
    pub(crate) purpose: Purpose,
    pub(crate) plan: &'a Plan,
    pub(crate) defaults: &'a Defaults,
    pub(crate) rules: &'a Rules,
    pub(crate) trabajadores: &'a Trabajadores,
}

/// A row, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// What would be stored.
    pub(crate) draft: MovimientoDraft,
    /// The draft before anything was proposed, where that differs.
    pub(crate) came: Option<Box<MovimientoDraft>>,
    /// Tax key; only of a plantilla.
    pub(crate) rfc: String,
    /// The movement, when every field could be read.
    pub(crate) movimiento: Option<Movimiento>,
    /// Everything there is to say.
    pub(crate) findings: Vec<Found>,
    /// Fields that the file does not say as they were understood.
    pub(crate) read: Vec<FieldRead>,
}

impl Entry {
    /// A row that is no movement.
    fn unread(draft: MovimientoDraft, rfc: String, findings: Vec<Found>) -> Self {
        Self {
            draft,
            came: None,
            rfc,
            movimiento: None,
            findings,
            read: Vec::new(),
        }
    }
}

/// A movement as text: dates, amounts and codes in one form each.
fn understood(movimiento: &Movimiento) -> MovimientoDraft {
    let draft = MovimientoDraft::from(movimiento);
    MovimientoDraft {
        sbc: draft.sbc.replace(',', ""),
        ..draft
    }
}

impl Interpreter<'_> {
    pub(crate) fn raw(&self, raw: &Raw<'_>) -> Entry {
        match raw {
            Raw::Cells(row) => self.cells(row),
            Raw::Line(Layout::Aseg, line) => self.aseg(line),
            Raw::Line(_, line) => self.movt(line),
            Raw::Record(record) => self.record(record),
            Raw::Damage(what) => Entry::unread(
                MovimientoDraft::new(self.defaults.tipo.unwrap_or(TipoMovimiento::Reingreso)),
                String::new(),
                vec![Ours::Damage(what).into()],
            ),
        }
    }

    /// What of a row decides whether it can be stored, without the texts that only a preview shows.
    pub(crate) fn judge(
        &self,
        raw: Raw<'_>,
        scratch: &mut Scratch,
    ) -> (Option<Movimiento>, Vec<Found>) {
        match raw {
            Raw::Cells(row) => self.judge_cells(row, scratch),
            Raw::Record(record) if self.purpose == Purpose::Movements => {
                let mut findings: Vec<Found> =
                    record.findings.into_iter().map(Found::from).collect();
                if self.plan.is_open {
                    findings.push(Ours::QuestionOpen(None).into());
                }
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

    /// A draft that the person mended: what she pasted is normalised as any other value.
    pub(crate) fn mended(&self, mut draft: MovimientoDraft, mut rfc: String) -> Entry {
        let mut findings = Vec::new();
        for &field in MovimientoDraft::TEXT_FIELDS.iter().chain(&[Field::Rfc]) {
            let Some(text) = text_mut(&mut draft, &mut rfc, field) else {
                continue;
            };
            let normalised = normalise(field, text);
            findings.extend(normalised.findings.into_iter().map(Found::from));
            if normalised.text != *text {
                *text = normalised.text.into_owned();
            }
        }
        self.checked(draft, rfc, findings, None)
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
        let movimiento = self.check_draft(&draft, &rfc, &mut findings);
        let draft = match (&movimiento, self.purpose) {
            (Some(movimiento), Purpose::Movements) => understood(movimiento),
            _ => draft,
        };
        Entry {
            draft,
            came,
            rfc,
            movimiento,
            findings,
            read: Vec::new(),
        }
    }

    fn check_draft(
        &self,
        draft: &MovimientoDraft,
        rfc: &str,
        findings: &mut Vec<Found>,
    ) -> Option<Movimiento> {
        match self.purpose {
            Purpose::Movements => {
                let (movimiento, found) = draft.parse();
                findings.extend(found.into_iter().map(Found::from));
                if let Some(movimiento) = &movimiento {
                    self.check_movimiento(movimiento, findings);
                }
                movimiento
            }
            Purpose::Plantilla => self.check_trabajador(draft, rfc, findings),
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

    fn registro(&self, employer: RegistroPatronal) -> Option<&Registro> {
        // A company has a handful.
        self.rules
            .registros
            .iter()
            .find(|one| one.numero.get(..10) == Some(employer.key()))
    }
}

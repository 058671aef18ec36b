//! A proposal as a row of a sheet: its date, its salary, the movements that it files.

use std::sync::Arc;

use api::view::movements::{Origin, SaveMovement};
use api::view::registros::RegistroView;
use api::view::trabajadores::TrabajadorView;
use imss::assistants::Averaged;
use imss::calendar::{Basis, Deadline};
use imss::finding::Finding;
use imss::movimiento::{Jornada, MovimientoDraft, TipoMovimiento, TipoSalario, TipoTrabajador};
use imss::salary::Sbc;
use imss::time::format_date;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;

use super::kind::AssistantKind;
use super::proposals::{Proposal, Proposer, registro_by_id, with_variable_part};
use crate::capture::checker::DraftChecker;
use crate::format::date;
use crate::messages::assistants as text;
use crate::sheet::amount::{parse_cents, to_field};
use crate::sheet::row::{Row, Wish};

/// What holds for every proposal of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct AssistantTerms {
    /// Which assistant proposes.
    pub kind: AssistantKind,
    /// The company's registros patronales.
    pub registros: Vec<Arc<RegistroView>>,
    /// The company's calendar and wages.
    pub checker: DraftChecker,
    /// The same, as proposals are made by.
    pub proposer: Proposer,
    /// Of a transfer: id of the registro patronal it leads to.
    pub to: String,
    /// Of a transfer: the cause of the bajas.
    pub causa: String,
    /// Of a bimestre: its days.
    pub days: u32,
    /// Of a bimestre: everybody's date, as its field holds it.
    pub fecha: String,
}

impl Proposal {
    /// Returns the date of its movement, as its field shows it.
    pub fn fecha_typed(&self, terms: &AssistantTerms, wish: &Wish) -> String {
        if terms.kind == AssistantKind::Variable {
            return terms.fecha.clone();
        }
        let typed = wish.fecha.clone();
        typed.unwrap_or_else(|| date::to_field(self.fecha))
    }

    /// Returns that date, or `None` while none is typed.
    pub fn fecha_of(&self, terms: &AssistantTerms, wish: &Wish) -> Option<Date> {
        date::from_field(&self.fecha_typed(terms, wish))
    }

    /// Returns the fixed part of the salary: what was typed, or for a fixed salary the whole of it.
    pub fn fixed_part(&self, wish: &Wish) -> String {
        if let Some(typed) = &wish.fixed {
            return typed.clone();
        }
        match (self.person.salary, self.person.sbc) {
            (TipoSalario::Fijo, Some(sbc)) => to_field(u64::from(sbc.centavos())),
            _ => String::new(),
        }
    }

    /// Returns the salary of a bimestre as it is typed so far.
    pub fn averaged(&self, terms: &AssistantTerms, wish: &Wish) -> Option<Averaged> {
        let fixed = match self.fixed_part(wish).trim() {
            "" => 0,
            typed => parse_cents(typed)?,
        };
        let days = match &wish.days {
            Some(typed) => typed.trim().parse().ok()?,
            None => terms.days,
        };
        let fecha = self.fecha_of(terms, wish).unwrap_or(self.fecha);
        let bounds = terms.proposer.wages.bounds(fecha, self.person.zona());
        Averaged::of(fixed, parse_cents(&wish.earned)?, days, bounds.cap)
    }

    /// Returns until when it is in time, in words; nothing while it has no date.
    pub fn due(&self, terms: &AssistantTerms, wish: &Wish) -> String {
        let Some(fecha) = self.fecha_of(terms, wish) else {
            return String::new();
        };
        let Proposer {
            calendar, today, ..
        } = &terms.proposer;
        let deadline = if fecha == self.fecha {
            Deadline {
                last_day: self.last_day,
                basis: Basis::FromTheDayAfter,
            }
        } else {
            let (tipo, salary) = (TipoMovimiento::Modificacion, self.filed_salary(terms.kind));
            calendar.deadline(tipo, fecha, Some(salary))
        };
        deadline.in_words(*today, calendar)
    }

    /// Returns the last date that IMSS has of the person, where the movement's is not after it.
    pub fn not_after(&self, terms: &AssistantTerms, wish: &Wish) -> Option<Date> {
        let last = self.person.sbc_since.max(self.person.alta)?;
        let fecha = self.fecha_of(terms, wish)?;
        (terms.kind != AssistantKind::Transfer && fecha <= last).then_some(last)
    }

    /// Returns the kind of salary that is filed.
    fn filed_salary(&self, kind: AssistantKind) -> TipoSalario {
        match kind {
            AssistantKind::Variable => with_variable_part(self.person.salary),
            _ => self.person.salary,
        }
    }

    /// Returns what it files, each with the id of its registro patronal.
    fn drafts(&self, terms: &AssistantTerms, wish: &Wish) -> Vec<(String, MovimientoDraft)> {
        if terms.kind == AssistantKind::Transfer {
            return self.transfer_drafts(terms, wish);
        }
        let place = &self.person.registro;
        let trabajador = &self.person.trabajador;
        let known = trabajador.draft(TipoMovimiento::Modificacion, &place.id);
        let fecha = self.fecha_of(terms, wish);
        let draft = MovimientoDraft {
            registro_patronal: place.data.numero.clone(),
            guia: place.data.guia.clone(),
            fecha: fecha.map(format_date).unwrap_or_default(),
            sbc: self.new_sbc(terms, wish),
            tipo_salario: self.filed_salary(terms.kind).code().to_owned(),
            jornada: or_code(known.jornada.clone(), Jornada::Normal.code()),
            ..known
        };
        vec![(place.id.clone(), draft)]
    }

    fn transfer_drafts(
        &self,
        terms: &AssistantTerms,
        wish: &Wish,
    ) -> Vec<(String, MovimientoDraft)> {
        let Some(to) = registro_by_id(&terms.registros, &terms.to) else {
            return Vec::new();
        };
        let Ok(last) = self.fecha.yesterday() else {
            return Vec::new();
        };
        let trabajador = &self.person.trabajador;
        let from = &self.person.registro;
        let leaving = MovimientoDraft {
            registro_patronal: from.data.numero.clone(),
            guia: from.data.guia.clone(),
            fecha: format_date(last),
            causa: terms.causa.clone(),
            sbc: String::new(),
            tipo_trabajador: String::new(),
            tipo_salario: String::new(),
            jornada: String::new(),
            umf: String::new(),
            curp: String::new(),
            ..trabajador.draft(TipoMovimiento::Baja, &from.id)
        };
        let known = trabajador.draft(TipoMovimiento::Reingreso, &from.id);
        let entering = MovimientoDraft {
            registro_patronal: to.data.numero.clone(),
            guia: to.data.guia.clone(),
            fecha: format_date(self.fecha),
            sbc: self.new_sbc(terms, wish),
            tipo_trabajador: or_code(
                known.tipo_trabajador.clone(),
                TipoTrabajador::Permanente.code(),
            ),
            tipo_salario: or_code(known.tipo_salario.clone(), TipoSalario::Fijo.code()),
            jornada: or_code(known.jornada.clone(), Jornada::Normal.code()),
            umf: or_code(known.umf.clone(), &to.data.umf),
            ..known
        };
        vec![(from.id.clone(), leaving), (to.id.clone(), entering)]
    }
}

impl Row for Proposal {
    type Terms = AssistantTerms;

    fn key(&self) -> &str {
        &self.key
    }

    fn trabajador(&self) -> &TrabajadorView {
        &self.person.trabajador
    }

    fn sbc_now(&self) -> Option<u64> {
        self.person.sbc.map(Sbc::centavos).map(u64::from)
    }

    fn is_chosen(&self, terms: &AssistantTerms, wish: &Wish) -> bool {
        wish.chosen.unwrap_or_else(|| match terms.kind {
            AssistantKind::Variable => !wish.earned.trim().is_empty(),
            _ => self.chosen || wish.sbc.is_some(),
        })
    }

    fn new_sbc(&self, terms: &AssistantTerms, wish: &Wish) -> String {
        if let Some((typed, _)) = &wish.sbc {
            return typed.clone();
        }
        let computed = match terms.kind {
            AssistantKind::Variable => self.averaged(terms, wish).map(|it| it.sbc),
            _ => self.sbc,
        };
        let cents = computed.map(|sbc| to_field(u64::from(sbc.centavos())));
        cents.unwrap_or_default()
    }

    fn changes_salary(terms: &AssistantTerms) -> bool {
        terms.kind != AssistantKind::Transfer
    }

    fn notes(&self, terms: &AssistantTerms, wish: &Wish) -> Vec<String> {
        let variable = terms.kind == AssistantKind::Variable;
        let capped = variable && self.averaged(terms, wish).is_some_and(|it| it.capped);
        let capped = capped.then(|| text::CAPPED.to_owned());
        let late = self.not_after(terms, wish);
        let late = late.map(|last| text::not_after(&date::date(last)));
        capped.into_iter().chain(late).collect()
    }

    /// What is proposed for somebody may change while the date does not.
    fn view_key(&self) -> String {
        format!("{}|{}|{:?}", self.key, self.why, self.sbc)
    }

    /// Drafts are made of what is proposed, whatever is still wrong with it.
    fn must_be_sound(_: &AssistantTerms) -> bool {
        false
    }

    fn requests(&self, terms: &AssistantTerms, wish: &Wish) -> Vec<SaveMovement> {
        let request = |(registro, draft): (String, MovimientoDraft)| SaveMovement {
            existing: None,
            registro,
            // As the row of a file would be: proposed again it makes no second movement, whatever date
            // was typed for it.
            origin: Some(Origin::Proposal(format!(
                "{}|{}|{}|{}",
                terms.kind.href(),
                draft.tipo.code(),
                draft.nss,
                self.fecha
            ))),
            draft,
            ready: false,
        };
        self.drafts(terms, wish).into_iter().map(request).collect()
    }

    fn findings(&self, terms: &AssistantTerms, wish: &Wish) -> Vec<Finding> {
        let today = terms.proposer.today;
        let zona = |id: &str| {
            registro_by_id(&terms.registros, id)
                .map_or(ZonaSalarial::default(), |one| one.data.zona)
        };
        let check =
            |(id, draft): (String, MovimientoDraft)| terms.checker.check(&draft, today, zona(&id));
        self.drafts(terms, wish)
            .into_iter()
            .flat_map(check)
            .collect()
    }
}

fn or_code(known: String, usual: &str) -> String {
    if known.trim().is_empty() {
        usual.to_owned()
    } else {
        known
    }
}

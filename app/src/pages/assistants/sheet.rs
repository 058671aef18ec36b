//! What a person does with proposals: marks, types, leaves out. What is typed for somebody stays while
//! the proposals around it change.

use std::collections::HashMap;

use imss::assistants::Averaged;
use imss::finding::Finding;
use imss::movimiento::{CausaBaja, MovimientoDraft, TipoMovimiento, TipoSalario};
use imss::salary::Sbc;
use imss::time::format_date;
use imss::wages::ZonaSalarial;
use jiff::civil::Date;
use leptos::prelude::*;

use super::ground::Ground;
use super::kind::Kind;
use super::proposals::{Measure, Proposal, becomes, named};
use crate::client::{Portal, use_portal};
use crate::format::date;
use crate::pages::bulk::{as_typed, cents};
use crate::pages::capture::Measures;

/// A draft that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    pub(super) tipo: TipoMovimiento,
    pub(super) id: String,
    /// As it was made; 0 where somebody may have changed it since.
    pub(super) version: u64,
}

/// What became of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Its drafts, as they were made.
    Drafted(Vec<Draft>),
    /// It had a draft already.
    Existing(Draft),
    /// Nothing was stored, and why.
    Refused(String),
}

/// What was typed for one proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) chosen: Option<bool>,
    /// Another date than the proposed one, as a date field holds it.
    pub(super) fecha: Option<String>,
    /// The new SBC.
    pub(super) new: Option<String>,
    /// Of a bimestre: the fixed part a day, what was earned, the days of salary.
    pub(super) fixed: Option<String>,
    pub(super) earned: String,
    pub(super) days: Option<String>,
}

/// The sheet; copies share it.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) kind: Kind,
    pub(super) proposals: Memo<Vec<Proposal>>,
    edits: RwSignal<HashMap<String, Edit>>,
    outcomes: RwSignal<HashMap<String, Outcome>>,
    /// Of a transfer: where to, and the cause of the baja.
    pub(super) to: RwSignal<String>,
    pub(super) causa: RwSignal<String>,
    /// Of a bimestre: its days.
    pub(super) days: RwSignal<u32>,
    /// The date of everybody's movement, as a date field holds it, where they share one.
    pub(super) fecha: RwSignal<String>,
    pub(super) ground: StoredValue<Ground>,
    measures: StoredValue<Measures>,
    pub(super) measure: StoredValue<Measure>,
    portal: Portal,
}

impl Sheet {
    /// With the proposals that `propose` makes, and makes anew when what it reads changes.
    pub(super) fn new(
        kind: Kind,
        ground: Ground,
        propose: impl Fn(Self) -> Vec<Proposal> + Send + Sync + 'static,
    ) -> Self {
        let portal = use_portal();
        let measures = Measures::of(&ground.settings);
        let measure = Measure {
            calendar: ground.settings.calendar(),
            wages: ground.settings.wages(),
            today: portal.today(),
        };
        let bare = Self {
            kind,
            proposals: Memo::new(|_| Vec::new()),
            edits: RwSignal::new(HashMap::new()),
            outcomes: RwSignal::new(HashMap::new()),
            to: RwSignal::new(String::new()),
            causa: RwSignal::new(CausaBaja::Otra.code().to_owned()),
            days: RwSignal::new(0),
            fecha: RwSignal::new(String::new()),
            ground: StoredValue::new(ground),
            measures: StoredValue::new(measures),
            measure: StoredValue::new(measure),
            portal,
        };
        Self {
            proposals: Memo::new(move |_| propose(bare)),
            ..bare
        }
    }

    /// What was typed for a proposal.
    pub(super) fn edit_of(self, key: &str) -> Edit {
        let edit = self.edits.with(|edits| edits.get(key).cloned());
        edit.unwrap_or_default()
    }

    /// Changes what was typed for it.
    pub(super) fn edit(self, key: &str, change: impl FnOnce(&mut Edit)) {
        self.edits.update(|edits| {
            change(edits.entry(key.to_owned()).or_default());
        });
    }

    pub(super) fn outcome_of(self, key: &str) -> Option<Outcome> {
        self.outcomes.with(|outcomes| outcomes.get(key).cloned())
    }

    /// Notes what became of a proposal, or that nothing is left of it.
    pub(super) fn became(self, key: &str, outcome: Option<Outcome>) {
        let _ = self.outcomes.try_update(|outcomes| match outcome {
            Some(outcome) => outcomes.insert(key.to_owned(), outcome),
            None => outcomes.remove(key),
        });
    }

    /// The date of its movement, as its field shows it.
    pub(super) fn fecha_typed(self, proposal: &Proposal) -> String {
        if self.kind == Kind::Variable {
            return self.fecha.get();
        }
        let typed = self.edit_of(&proposal.key).fecha;
        typed.unwrap_or_else(|| date::to_field(proposal.fecha))
    }

    /// That date; `None` while none is typed.
    pub(super) fn fecha_of(self, proposal: &Proposal) -> Option<Date> {
        date::from_field(&self.fecha_typed(proposal))
    }

    /// The salary of a bimestre as it is typed so far.
    pub(super) fn averaged(self, proposal: &Proposal) -> Option<Averaged> {
        let edit = self.edit_of(&proposal.key);
        let fixed = match fixed_of(proposal, &edit).trim() {
            "" => 0,
            typed => cents(typed)?,
        };
        let days = match &edit.days {
            Some(typed) => typed.trim().parse().ok()?,
            None => self.days.get(),
        };
        let cap = self.measure.with_value(|measure| {
            let fecha = self.fecha_of(proposal).unwrap_or(proposal.fecha);
            let bounds = measure.wages.bounds(fecha, proposal.person.zona());
            bounds.cap
        });
        Averaged::of(fixed, cents(&edit.earned)?, days, cap)
    }

    /// The new SBC, as its field shows it.
    pub(super) fn value(self, proposal: &Proposal) -> String {
        let typed = self.edit_of(&proposal.key).new;
        typed.unwrap_or_else(|| {
            let reckoned = match self.kind {
                Kind::Variable => self.averaged(proposal).map(|it| it.sbc),
                _ => proposal.sbc,
            };
            let cents = reckoned.map(|sbc| as_typed(u64::from(sbc.centavos())));
            cents.unwrap_or_default()
        })
    }

    /// Whether it is marked: by the person, or because something is proposed for it.
    pub(super) fn is_chosen(self, proposal: &Proposal) -> bool {
        let edit = self.edit_of(&proposal.key);
        edit.chosen.unwrap_or_else(|| match self.kind {
            Kind::Variable => !edit.earned.trim().is_empty(),
            _ => proposal.chosen || edit.new.is_some(),
        })
    }

    /// Whether a draft is to be made of it: marked, none made yet, and with something new in it.
    pub(super) fn is_wanted(self, proposal: &Proposal) -> bool {
        let open = !matches!(
            self.outcome_of(&proposal.key),
            Some(Outcome::Drafted(_) | Outcome::Existing(_))
        );
        let value = self.value(proposal);
        let old = proposal.person.sbc.map(Sbc::centavos).map(u64::from);
        let new = self.kind == Kind::Transfer
            || (!value.trim().is_empty() && cents(&value).is_none_or(|new| Some(new) != old));
        open && new && self.is_chosen(proposal)
    }

    /// The proposals that drafts are to be made of.
    pub(super) fn wanted(self) -> Vec<Proposal> {
        let proposals = self.proposals.get();
        proposals
            .into_iter()
            .filter(|one| self.is_wanted(one))
            .collect()
    }

    /// How many movements a proposal becomes.
    pub(super) fn movements_each(self) -> usize {
        match self.kind {
            Kind::Transfer => 2,
            _ => 1,
        }
    }

    /// What it files: each with the id of its registro patronal.
    pub(super) fn drafts(self, proposal: &Proposal) -> Vec<(String, MovimientoDraft)> {
        if self.kind == Kind::Transfer {
            return self.transfer(proposal);
        }
        let person = &proposal.person;
        let place = &person.registro;
        let known = person.worker.draft(TipoMovimiento::Modificacion, &place.id);
        let salary = self.salary(proposal);
        let draft = MovimientoDraft {
            registro_patronal: place.data.numero.clone(),
            guia: place.data.guia.clone(),
            fecha: self.fecha_of(proposal).map(format_date).unwrap_or_default(),
            sbc: self.value(proposal),
            tipo_salario: salary.code().to_owned(),
            jornada: or_usual(known.jornada.clone(), "0"),
            ..known
        };
        vec![(place.id.clone(), draft)]
    }

    fn transfer(self, proposal: &Proposal) -> Vec<(String, MovimientoDraft)> {
        let Some(to) = self
            .ground
            .with_value(|it| named(&it.registros, &self.to.get()))
        else {
            return Vec::new();
        };
        let Ok(last) = proposal.fecha.yesterday() else {
            return Vec::new();
        };
        let worker = &proposal.person.worker;
        let from = &proposal.person.registro;
        let leaving = MovimientoDraft {
            registro_patronal: from.data.numero.clone(),
            guia: from.data.guia.clone(),
            fecha: format_date(last),
            causa: self.causa.get(),
            sbc: String::new(),
            tipo_trabajador: String::new(),
            tipo_salario: String::new(),
            jornada: String::new(),
            umf: String::new(),
            curp: String::new(),
            ..worker.draft(TipoMovimiento::Baja, &from.id)
        };
        let known = worker.draft(TipoMovimiento::Reingreso, &from.id);
        let entering = MovimientoDraft {
            registro_patronal: to.data.numero.clone(),
            guia: to.data.guia.clone(),
            fecha: format_date(proposal.fecha),
            sbc: self.value(proposal),
            tipo_trabajador: or_usual(known.tipo_trabajador.clone(), "1"),
            tipo_salario: or_usual(known.tipo_salario.clone(), "0"),
            jornada: or_usual(known.jornada.clone(), "0"),
            umf: or_usual(known.umf.clone(), &to.data.umf),
            ..known
        };
        vec![(from.id.clone(), leaving), (to.id.clone(), entering)]
    }

    /// Everything there is to say of what it files.
    pub(super) fn findings(self, proposal: &Proposal) -> Vec<Finding> {
        let today = self.portal.today();
        let zona = |id: &str| {
            self.ground.with_value(|ground| {
                named(&ground.registros, id).map_or(ZonaSalarial::default(), |one| one.data.zona)
            })
        };
        let check = |(id, draft): (String, MovimientoDraft)| {
            self.measures
                .with_value(|measures| measures.check(&draft, today, zona(&id)))
        };
        self.drafts(proposal).into_iter().flat_map(check).collect()
    }

    /// Until when it is in time, in words; nothing while it has no date.
    pub(super) fn due(self, proposal: &Proposal) -> String {
        let Some(fecha) = self.fecha_of(proposal) else {
            return String::new();
        };
        self.measure.with_value(|measure| {
            let deadline = if fecha == proposal.fecha {
                imss::calendar::Deadline {
                    last_day: proposal.last_day,
                    basis: imss::calendar::Basis::FromTheDayAfter,
                }
            } else {
                let (tipo, salary) = (TipoMovimiento::Modificacion, self.salary(proposal));
                measure.calendar.deadline(tipo, fecha, Some(salary))
            };
            deadline.in_words(measure.today, &measure.calendar)
        })
    }

    /// The last date that IMSS has of the person, where the movement's is not after it.
    pub(super) fn not_after(self, proposal: &Proposal) -> Option<Date> {
        let person = &proposal.person;
        let last = person.sbc_since.max(person.alta)?;
        let fecha = self.fecha_of(proposal)?;
        (self.kind != Kind::Transfer && fecha <= last).then_some(last)
    }

    /// The kind of salary that is filed.
    fn salary(self, proposal: &Proposal) -> TipoSalario {
        match self.kind {
            Kind::Variable => becomes(proposal.person.salary),
            _ => proposal.person.salary,
        }
    }
}

/// The fixed part of a salary: what was typed, or for a fixed salary the whole of it.
pub(super) fn fixed_of(proposal: &Proposal, edit: &Edit) -> String {
    if let Some(typed) = &edit.fixed {
        return typed.clone();
    }
    match (proposal.person.salary, proposal.person.sbc) {
        (TipoSalario::Fijo, Some(sbc)) => as_typed(u64::from(sbc.centavos())),
        _ => String::new(),
    }
}

fn or_usual(known: String, usual: &str) -> String {
    if known.trim().is_empty() {
        usual.to_owned()
    } else {
        known
    }
}

//! What is chosen above the proposals, and the sheet that follows from it.

use app_logic::assistants::kind::AssistantKind;
use app_logic::assistants::periods::{
    bimestre_value, likely_bimestre, month_value, parse_bimestre, parse_month,
};
use app_logic::assistants::proposals::{Proposal, Proposer, of_registro, registro_by_id};
use app_logic::assistants::row::AssistantTerms;
use app_logic::capture::checker::DraftChecker;
use imss::assistants::Transfer;
use imss::movimiento::CausaBaja;
use jiff::civil::Date;
use leptos::prelude::*;

use super::entry_days::Entries;
use super::load::Loaded;
use crate::format::date;
use crate::pages::settings::TypedBenefits;
use crate::pages::sheet::Sheet;

/// Which registro patronal it is about, and in a transfer from which to which.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Empty for every one.
    pub(super) registro: RwSignal<String>,
    pub(super) from: RwSignal<String>,
    pub(super) to: RwSignal<String>,
}

/// What is chosen; copies share it. Each assistant uses its own.
#[derive(Clone, Copy)]
pub(super) struct AssistantInputs {
    pub(super) place: Place,
    /// From when a minimum wage counts.
    pub(super) since: RwSignal<String>,
    /// From when a UMA counts.
    pub(super) uma_since: RwSignal<String>,
    pub(super) bimestre: RwSignal<String>,
    pub(super) fixed_too: RwSignal<bool>,
    pub(super) month: RwSignal<String>,
    /// Days of entry that the directory does not know.
    pub(super) entries: Entries,
    pub(super) benefits: TypedBenefits,
    /// Of a transfer: the first day with the new registro patronal.
    pub(super) first_day: RwSignal<String>,
    /// Of a transfer: the cause of the bajas.
    pub(super) causa: RwSignal<String>,
    /// Of a bimestre: its days.
    pub(super) days: RwSignal<u32>,
    /// Of a bimestre: the date of everybody's movement.
    pub(super) fecha: RwSignal<String>,
}

impl AssistantInputs {
    /// Returns what is likely on a day.
    pub(super) fn likely(loaded: &Loaded, today: Date) -> Self {
        let wages = loaded.settings.wages();
        let since =
            |from: Option<Date>| RwSignal::new(from.map(date::to_field).unwrap_or_default());
        let registro = |at: usize| {
            let one = loaded.registros.get(at);
            RwSignal::new(one.map(|one| one.id.clone()).unwrap_or_default())
        };
        Self {
            place: Place {
                registro: RwSignal::new(String::new()),
                from: registro(0),
                to: registro(1),
            },
            since: since(wages.every_minimum().first().map(|one| one.from)),
            uma_since: since(wages.every_uma().first().map(|one| one.from)),
            bimestre: RwSignal::new(bimestre_value(likely_bimestre(today))),
            fixed_too: RwSignal::new(false),
            month: RwSignal::new(month_value(today)),
            entries: Entries::new(),
            benefits: TypedBenefits::of(loaded.settings.benefits),
            first_day: RwSignal::new(date::to_field(today)),
            causa: RwSignal::new(CausaBaja::Otra.code().to_owned()),
            days: RwSignal::new(0),
            fecha: RwSignal::new(String::new()),
        }
    }
}

/// One assistant at work; copies share it.
#[derive(Clone, Copy)]
pub(super) struct AssistantSheet {
    pub(super) kind: AssistantKind,
    pub(super) loaded: StoredValue<Loaded>,
    pub(super) inputs: AssistantInputs,
    pub(super) sheet: Sheet<Proposal>,
}

impl AssistantSheet {
    pub(super) fn new(kind: AssistantKind, loaded: Loaded, today: Date) -> Self {
        let inputs = AssistantInputs::likely(&loaded, today);
        let terms = terms(kind, &loaded, inputs, today);
        let loaded = StoredValue::new(loaded);
        let rows = Memo::new(move |_| {
            let proposals = terms.with(|terms| propose(&terms.proposer, kind, loaded, inputs));
            proposals.unwrap_or_default()
        });
        Self {
            kind,
            loaded,
            inputs,
            sheet: Sheet::new(rows, terms),
        }
    }
}

fn terms(
    kind: AssistantKind,
    loaded: &Loaded,
    inputs: AssistantInputs,
    today: Date,
) -> Memo<AssistantTerms> {
    let registros = loaded.registros.clone();
    let checker = DraftChecker::new(&loaded.settings);
    let proposer = Proposer {
        calendar: loaded.settings.calendar(),
        wages: loaded.settings.wages(),
        today,
    };
    Memo::new(move |_| AssistantTerms {
        kind,
        registros: registros.clone(),
        checker: checker.clone(),
        proposer: proposer.clone(),
        to: inputs.place.to.get(),
        causa: inputs.causa.get(),
        days: inputs.days.get(),
        fecha: inputs.fecha.get(),
    })
}

/// Returns the proposals by what is chosen; `None` while something of it is missing.
fn propose(
    proposer: &Proposer,
    kind: AssistantKind,
    loaded: StoredValue<Loaded>,
    inputs: AssistantInputs,
) -> Option<Vec<Proposal>> {
    let Place { registro, from, to } = inputs.place;
    let people = loaded.with_value(|loaded| of_registro(&loaded.people, &registro.get()));
    Some(match kind {
        AssistantKind::Minimum => {
            let on = date::from_field(&inputs.since.get())?;
            proposer.minimum(&people, on, inputs.benefits.read()?)
        }
        AssistantKind::Cap => {
            let on = date::from_field(&inputs.uma_since.get())?;
            proposer.cap(&people, on)
        }
        AssistantKind::Variable => {
            let bimestre = parse_bimestre(&inputs.bimestre.get())?;
            proposer.variable(&people, bimestre, inputs.fixed_too.get())
        }
        AssistantKind::Anniversaries => {
            let month = parse_month(&inputs.month.get())?;
            let people = inputs.entries.known(people);
            proposer.anniversaries(&people, month, inputs.benefits.read()?)
        }
        AssistantKind::Transfer => {
            let to = loaded.with_value(|loaded| registro_by_id(&loaded.registros, &to.get()))?;
            let from = Some(from.get()).filter(|from| *from != to.id)?;
            let first_day = date::from_field(&inputs.first_day.get())?;
            let transfer = Transfer::beginning(first_day)?;
            proposer.transfer(&people, &from, &to, transfer)
        }
    })
}

//! What an assistant reckons with, chosen above its proposals, and what is to be known of them.

use std::sync::Arc;

use api::view::registros::RegistroView;
use api::view::settings::Settings;
use imss::assistants::{Bimestre, Transfer};
use imss::time::date_in_words;
use jiff::civil::Date;
use leptos::prelude::*;

use super::entries::{Entries, Unknown};
use super::ground::Ground;
use super::kind::Kind;
use super::months::{bimestre_of, bimestre_value, bimestres, month_value, months};
use super::sheet::Sheet;
use crate::client::use_portal;
use crate::components::{
    Actions, Button, ButtonLink, Checkbox, Choice, Columns, DateField, Disclosure, Notice, Panel,
    Select, TextArea, Tone, Unfold,
};
use crate::format::date;
use crate::messages::{assistants as text, bulk, movements as words};
use crate::pages::bulk::pasted;
use crate::pages::capture::cause_choices;
use crate::pages::settings::{BenefitsFields, TypedBenefits};

/// Whom it is about: of which registro patronal, and in a transfer from which to which.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Empty for every one.
    pub(super) registro: RwSignal<String>,
    pub(super) from: RwSignal<String>,
    pub(super) to: RwSignal<String>,
}

/// What is chosen; copies share it. Each assistant uses its own.
#[derive(Clone, Copy)]
pub(super) struct Parameters {
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
    pub(super) first_day: RwSignal<String>,
}

impl Parameters {
    /// What is likely on a day.
    pub(super) fn of(ground: &Ground, today: Date) -> Self {
        let wages = ground.settings.wages();
        let since =
            |from: Option<Date>| RwSignal::new(from.map(date::to_field).unwrap_or_default());
        let registro = |at: usize| {
            let one = ground.registros.get(at);
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
            bimestre: RwSignal::new(bimestre_value(likely(today))),
            fixed_too: RwSignal::new(false),
            month: RwSignal::new(month_value(today)),
            entries: Entries::new(),
            benefits: TypedBenefits::of(ground.settings.benefits),
            first_day: RwSignal::new(date::to_field(today)),
        }
    }
}

/// The bimestre that ended, or in its last days the one that runs.
fn likely(today: Date) -> Bimestre {
    const NEAR: i32 = 5;
    let runs = Bimestre::of(today);
    let left = runs
        .last()
        .since(today)
        .map_or(NEAR, |span| span.get_days());
    if left < NEAR { runs } else { runs.before() }
}

/// The fields above the table, and the notes.
#[component]
pub(super) fn Controls(sheet: Sheet, parameters: Parameters) -> impl IntoView {
    let fields = match sheet.kind {
        Kind::Minimum => minimum(sheet, parameters),
        Kind::Cap => cap(sheet, parameters),
        Kind::Variable => view! { <Variable sheet parameters /> }.into_any(),
        Kind::Anniversaries => anniversaries(sheet, parameters),
        Kind::Transfer => view! { <Transferring sheet parameters /> }.into_any(),
    };
    view! { <Panel>{fields}</Panel> }.into_any()
}

#[component]
fn OfRegistro(sheet: Sheet, registro: RwSignal<String>) -> impl IntoView {
    let options = sheet.ground.with_value(|ground| choices(&ground.registros));
    view! {
        <Select
            name="registro"
            label=words::REGISTRO
            value=registro
            options
            placeholder=text::EVERY_REGISTRO
        />
    }
}

fn choices(registros: &[Arc<RegistroView>]) -> Vec<Choice> {
    let choice = |one: &Arc<RegistroView>| {
        let data = &one.data;
        let label = words::registro(&data.numero, &data.subdelegacion, &data.razon_social);
        Choice::new(&one.id, label)
    };
    registros.iter().map(choice).collect()
}

fn minimum(sheet: Sheet, parameters: Parameters) -> AnyView {
    let settings = sheet.ground.with_value(|ground| ground.settings.clone());
    let all = settings.wages().every_minimum();
    let options: Vec<_> = all
        .iter()
        .map(|one| {
            let (general, frontera) = (one.general.to_string(), one.frontera_norte.to_string());
            let label = text::minimum_option(one.from, &general, &frontera);
            Choice::new(date::to_field(one.from), label)
        })
        .collect();
    view! {
        <Columns>
            <Select
                name="desde"
                label=text::MINIMUM_SINCE
                value=parameters.since
                options
            />
            <OfRegistro sheet registro=parameters.place.registro />
        </Columns>
        {missing(&settings, use_portal().today())}
        <Notice tone=Tone::Warning>{text::MINIMUM_BY_ITSELF}</Notice>
        <Benefits parameters />
    }
    .into_any()
}

/// By December the next year's wage is awaited.
fn missing(settings: &Settings, today: Date) -> Option<AnyView> {
    const DECEMBER: i8 = 12;
    let wanted = today.year() + i16::from(today.month() == DECEMBER);
    let all = settings.wages().every_minimum();
    if all.iter().any(|one| one.from.year() >= wanted) {
        return None;
    }
    let shown = view! {
        <Notice title=text::missing_year(wanted)>
            <p>{text::MISSING_TEXT}</p>
            <ButtonLink href="/empresa">{text::GO_COMPANY}</ButtonLink>
        </Notice>
    };
    Some(shown.into_any())
}

#[component]
fn Benefits(parameters: Parameters) -> impl IntoView {
    view! {
        <Disclosure summary=text::BENEFITS>
            <BenefitsFields typed=parameters.benefits />
        </Disclosure>
    }
}

fn cap(sheet: Sheet, parameters: Parameters) -> AnyView {
    let all = sheet
        .ground
        .with_value(|ground| ground.settings.wages().every_uma());
    let options: Vec<_> = all
        .iter()
        .map(|one| {
            let label = text::uma_option(one.from, &one.value.to_string());
            Choice::new(date::to_field(one.from), label)
        })
        .collect();
    view! {
        <Columns>
            <Select name="desde" label=text::UMA_SINCE value=parameters.uma_since options />
            <OfRegistro sheet registro=parameters.place.registro />
        </Columns>
        <Notice title=text::CAP_TITLE>{text::CAP_NOTE}</Notice>
    }
    .into_any()
}

#[component]
fn Variable(sheet: Sheet, parameters: Parameters) -> impl IntoView {
    let today = use_portal().today();
    let bimestre = Memo::new(move |_| bimestre_of(&parameters.bimestre.get()));
    Effect::new(move |_| {
        if let Some(bimestre) = bimestre.get() {
            sheet.days.set(bimestre.days());
            sheet.fecha.set(date::to_field(bimestre.effective()));
        }
    });
    let help = Signal::derive(move || {
        let first = sheet.proposals.with(|all| all.first().cloned());
        first.map_or_else(String::new, |first| {
            format!("{}.", text::sentence(&sheet.due(&first)))
        })
    });
    let wrong = Signal::derive(move || {
        let none = date::from_field(&sheet.fecha.get()).is_none();
        none.then(|| text::DATE_MISSING.to_owned())
    });
    view! {
        <Columns>
            <Select
                name="bimestre"
                label=text::BIMESTRE
                value=parameters.bimestre
                options=bimestres(today)
            />
            <DateField
                name="fecha"
                label=text::DATE_OF_ALL
                value=sheet.fecha
                help
                error=wrong
            />
        </Columns>
        <Columns>
            <OfRegistro sheet registro=parameters.place.registro />
        </Columns>
        <Checkbox
            name="fijos"
            label=text::FIXED_TOO
            help=text::FIXED_TOO_HELP
            checked=parameters.fixed_too
        />
        <p class="muted">{text::VARIABLE_NOTE}</p>
        <Paste sheet />
    }
    .into_any()
}

/// Takes what was earned out of a spreadsheet, and says which lines it did not understand.
#[component]
fn Paste(sheet: Sheet) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let told = RwSignal::new(None::<(usize, Vec<String>)>);
    let apply = move |()| {
        let proposals = sheet.proposals.get_untracked();
        let workers: Vec<_> = proposals
            .iter()
            .map(|one| one.person.worker.as_ref().clone())
            .collect();
        let (read, strange) = pasted(&typed.get_untracked(), &workers);
        for one in &read {
            if let Some(proposal) = proposals.get(one.worker) {
                sheet.edit(&proposal.key, |edit| {
                    edit.earned = crate::pages::bulk::as_typed(one.cents);
                    edit.new = None;
                });
            }
        }
        told.set(Some((read.len(), strange)));
    };
    view! {
        <Unfold summary=text::PASTE>
            <TextArea
                name="pegar"
                label=bulk::PASTE_LABEL
                value=typed
                help=text::PASTE_HELP
                optional=true
                rows=6
                max_length=400_000
            />
            <Actions>
                <Button on_click=apply>{bulk::PASTE_APPLY}</Button>
            </Actions>
            {move || {
                told.get()
                    .map(|(read, strange)| {
                        let tone = if strange.is_empty() { Tone::Success } else { Tone::Warning };
                        view! {
                            <Notice tone title=bulk::pasted(read, strange.len())>
                                {strange
                                    .into_iter()
                                    .take(10)
                                    .map(|line| view! { <p class="code">{line}</p> })
                                    .collect_view()}
                            </Notice>
                        }
                    })
            }}
        </Unfold>
    }
    .into_any()
}

fn anniversaries(sheet: Sheet, parameters: Parameters) -> AnyView {
    let today = use_portal().today();
    view! {
        <Columns>
            <Select
                name="mes"
                label=text::MONTH
                value=parameters.month
                options=months(today)
            />
            <OfRegistro sheet registro=parameters.place.registro />
        </Columns>
        <p class="muted">{text::ANNIVERSARY_NOTE}</p>
        <Unknown sheet parameters />
        <Benefits parameters />
    }
    .into_any()
}

#[component]
fn Transferring(sheet: Sheet, parameters: Parameters) -> impl IntoView {
    let Place { from, to, .. } = parameters.place;
    let registros = sheet.ground.with_value(|ground| choices(&ground.registros));
    if registros.len() < 2 {
        return view! { <p>{text::NEEDS_TWO}</p> }.into_any();
    }
    Effect::new(move |_| sheet.to.set(to.get()));
    let same =
        Signal::derive(move || (from.get() == to.get()).then(|| text::SAME_REGISTRO.to_owned()));
    let today = use_portal().today();
    let help = Signal::derive(move || {
        let days = date::from_field(&parameters.first_day.get()).and_then(Transfer::beginning);
        let calendar = sheet.measure.with_value(|measure| measure.calendar.clone());
        days.map_or_else(String::new, |days| {
            let last_day = days.last_day(&calendar);
            let due = if today > last_day {
                words::due(&date::date(last_day), Some(-1))
            } else {
                text::until(&date_in_words(last_day))
            };
            text::transfer_dates(&date::date(days.baja), &date::date(days.reingreso), &due)
        })
    });
    view! {
        <Columns>
            <Select name="de" label=text::FROM_REGISTRO value=from options=registros.clone() />
            <Select name="a" label=text::TO_REGISTRO value=to options=registros error=same />
        </Columns>
        <Columns>
            <DateField
                name="primer-dia"
                label=text::FIRST_DAY
                value=parameters.first_day
                help
            />
            <Select name="causa" label=text::CAUSE value=sheet.causa options=cause_choices() />
        </Columns>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use imss::assistants::Bimestre;
    use jiff::civil::date;

    use super::likely;

    #[test]
    fn the_bimestre_that_ended_is_reckoned_until_the_next_is_about_to() {
        let spring = Bimestre::of(date(2026, 3, 1));
        let summer = Bimestre::of(date(2026, 5, 1));
        assert_eq!(likely(date(2026, 5, 4)), spring);
        assert_eq!(likely(date(2026, 6, 20)), spring);
        assert_eq!(likely(date(2026, 6, 28)), summer);
        assert_eq!(likely(date(2026, 7, 1)), summer);
    }
}

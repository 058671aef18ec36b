//! The fields above the proposals, and what is to be known of them.

use std::sync::Arc;

use api::view::registros::RegistroView;
use app_logic::assistants::kind::AssistantKind;
use app_logic::assistants::periods::{bimestres, months, parse_bimestre};
use app_logic::capture::choices::{cause_choices, registro_choice};
use imss::assistants::Transfer;
use imss::time::date_in_words;
use jiff::civil::Date;
use leptos::prelude::*;
use model::CompanySettings;

use super::entries::Unknown;
use super::inputs::{AssistantSheet, Place};
use crate::address::Address;
use crate::client::use_portal;
use crate::components::{
    ButtonLink, Checkbox, Choice, Columns, DateField, Disclosure, Notice, Panel, Select, Tone,
};
use crate::format::date;
use crate::messages::{assistants as text, movements as words};
use crate::pages::settings::BenefitsFields;
use crate::pages::sheet::{Paste, PasteTarget};

/// The fields above the table, and the notes.
#[component]
pub(super) fn Controls(assistant: AssistantSheet) -> impl IntoView {
    let fields = match assistant.kind {
        AssistantKind::Minimum => minimum(assistant),
        AssistantKind::Cap => cap(assistant),
        AssistantKind::Variable => view! { <Variable assistant /> }.into_any(),
        AssistantKind::Anniversaries => anniversaries(assistant),
        AssistantKind::Transfer => view! { <Transferring assistant /> }.into_any(),
    };
    view! { <Panel>{fields}</Panel> }.into_any()
}

#[component]
fn OfRegistro(assistant: AssistantSheet) -> impl IntoView {
    let registro = assistant.inputs.place.registro;
    let options = assistant
        .loaded
        .with_value(|loaded| choices(&loaded.registros));
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
    registros.iter().map(|one| registro_choice(one)).collect()
}

fn minimum(assistant: AssistantSheet) -> AnyView {
    let settings = assistant
        .loaded
        .with_value(|loaded| loaded.settings.clone());
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
                value=assistant.inputs.since
                options
            />
            <OfRegistro assistant />
        </Columns>
        {missing(&settings, use_portal().today())}
        <Notice tone=Tone::Warning>{text::MINIMUM_RAISED_BY_IMSS}</Notice>
        <Benefits assistant />
    }
    .into_any()
}

/// By December the next year's wage is awaited.
fn missing(settings: &CompanySettings, today: Date) -> Option<AnyView> {
    const DECEMBER: i8 = 12;
    let wanted = today.year() + i16::from(today.month() == DECEMBER);
    let all = settings.wages().every_minimum();
    if all.iter().any(|one| one.from.year() >= wanted) {
        return None;
    }
    let shown = view! {
        <Notice title=text::missing_year(wanted)>
            <p>{text::MISSING_TEXT}</p>
            <ButtonLink href=Address::Empresa>{text::GO_COMPANY}</ButtonLink>
        </Notice>
    };
    Some(shown.into_any())
}

#[component]
fn Benefits(assistant: AssistantSheet) -> impl IntoView {
    view! {
        <Disclosure summary=text::BENEFITS>
            <BenefitsFields typed=assistant.inputs.benefits />
        </Disclosure>
    }
}

fn cap(assistant: AssistantSheet) -> AnyView {
    let all = assistant
        .loaded
        .with_value(|loaded| loaded.settings.wages().every_uma());
    let options: Vec<_> = all
        .iter()
        .map(|one| {
            let label = text::uma_option(one.from, &one.value.to_string());
            Choice::new(date::to_field(one.from), label)
        })
        .collect();
    view! {
        <Columns>
            <Select name="desde" label=text::UMA_SINCE value=assistant.inputs.uma_since options />
            <OfRegistro assistant />
        </Columns>
        <Notice title=text::CAP_TITLE>{text::CAP_NOTE}</Notice>
    }
    .into_any()
}

#[component]
fn Variable(assistant: AssistantSheet) -> impl IntoView {
    let today = use_portal().today();
    let AssistantSheet { inputs, sheet, .. } = assistant;
    let bimestre = Memo::new(move |_| parse_bimestre(&inputs.bimestre.get()));
    Effect::new(move |_| {
        if let Some(bimestre) = bimestre.get() {
            inputs.days.set(bimestre.days());
            inputs.fecha.set(date::to_field(bimestre.effective()));
        }
    });
    let help = Signal::derive(move || {
        let first = sheet.rows.with(|all| all.first().cloned());
        first.map_or_else(String::new, |first| {
            let due = sheet.with(&first, |terms, wish| first.due(terms, wish));
            format!("{}.", text::sentence(&due))
        })
    });
    let wrong = Signal::derive(move || {
        let none = date::from_field(&inputs.fecha.get()).is_none();
        none.then(|| text::DATE_MISSING.to_owned())
    });
    view! {
        <Columns>
            <Select
                name="bimestre"
                label=text::BIMESTRE
                value=inputs.bimestre
                options=bimestres(today)
            />
            <DateField
                name="fecha"
                label=text::DATE_OF_ALL
                value=inputs.fecha
                help
                error=wrong
            />
        </Columns>
        <Columns>
            <OfRegistro assistant />
        </Columns>
        <Checkbox
            name="fijos"
            label=text::FIXED_TOO
            help=text::FIXED_TOO_HELP
            checked=inputs.fixed_too
        />
        <p class="muted">{text::VARIABLE_NOTE}</p>
        <Paste sheet target=PasteTarget::Earned help=text::PASTE_HELP />
    }
    .into_any()
}

fn anniversaries(assistant: AssistantSheet) -> AnyView {
    let today = use_portal().today();
    view! {
        <Columns>
            <Select
                name="mes"
                label=text::MONTH
                value=assistant.inputs.month
                options=months(today)
            />
            <OfRegistro assistant />
        </Columns>
        <p class="muted">{text::ANNIVERSARY_NOTE}</p>
        <Unknown assistant />
        <Benefits assistant />
    }
    .into_any()
}

#[component]
fn Transferring(assistant: AssistantSheet) -> impl IntoView {
    let Place { from, to, .. } = assistant.inputs.place;
    let registros = assistant
        .loaded
        .with_value(|loaded| choices(&loaded.registros));
    if registros.len() < 2 {
        return view! { <p>{text::NEEDS_TWO}</p> }.into_any();
    }
    let same =
        Signal::derive(move || (from.get() == to.get()).then(|| text::SAME_REGISTRO.to_owned()));
    let today = use_portal().today();
    let help = Signal::derive(move || {
        let days =
            date::from_field(&assistant.inputs.first_day.get()).and_then(Transfer::beginning);
        let calendar = assistant
            .sheet
            .terms
            .with(|terms| terms.proposer.calendar.clone());
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
                value=assistant.inputs.first_day
                help
            />
            <Select name="causa" label=text::CAUSE value=assistant.inputs.causa options=cause_choices() />
        </Columns>
    }
    .into_any()
}

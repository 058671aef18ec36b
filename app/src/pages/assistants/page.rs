//! One assistant: what it reckons with, its proposals, and the button that makes drafts of them.

use imss::assistants::Transfer;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::controls::{Parameters, Place};
use super::ground::{Ground, ground};
use super::kind::Kind;
use super::proposals::{Proposal, named, of_registro};
use super::saving::{Create, Saving};
use super::sheet::Sheet;
use super::table::Proposals;
use super::{controls, months};
use crate::client::{fetch, use_portal};
use crate::components::{ButtonLink, Empty, Load, PageHeader, Variant};
use crate::format::date;
use crate::messages::assistants as text;
use crate::pages::not_found::NotFound;

/// The assistant that the address names.
#[component]
pub fn Assistant() -> impl IntoView {
    let params = use_params_map();
    let which = Memo::new(move |_| params.read().get("which").unwrap_or_default());
    move || match Kind::called(&which.get()) {
        Some(kind) => view! { <Of kind /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

/// Changes elsewhere do not load it again: it is being typed into.
#[component]
fn Of(kind: Kind) -> impl IntoView {
    let loaded = fetch(ground);
    view! {
        <PageHeader title=kind.title() lead=kind.text()>
            <ButtonLink href="/asistentes" variant=Variant::Quiet>
                {text::BACK}
            </ButtonLink>
        </PageHeader>
        <Load
            fetched=loaded
            lines=6
            children={move |found: Ground| {
                if found.people.is_empty() {
                    return empty();
                }
                view! { <Whole kind found /> }.into_any()
            }}
        />
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <Empty title=text::EMPTY_TITLE text=text::EMPTY_TEXT>
            <ButtonLink href="/importar/plantilla">{text::GO_PLANTILLA}</ButtonLink>
            <ButtonLink href="/importar">{text::GO_IMPORT}</ButtonLink>
        </Empty>
    }
    .into_any()
}

#[component]
fn Whole(kind: Kind, found: Ground) -> impl IntoView {
    let parameters = Parameters::of(&found, use_portal().today());
    let cut = found.cut;
    let sheet = Sheet::new(kind, found, move |sheet| propose(sheet, parameters));
    let saving = Saving::new();
    let some = Memo::new(move |_| sheet.proposals.with(|all| !all.is_empty()));
    view! {
        <controls::Controls sheet parameters />
        {cut.then(|| view! { <p class="muted">{text::CUT}</p> })}
        <Show
            when=move || some.get()
            fallback=move || {
                view! { <Empty title=text::NOBODY_TITLE text=text::NOBODY /> }
            }
        >
            <Proposals sheet />
        </Show>
        // Outside: what was made can be undone though nobody is left to propose.
        <Create sheet saving />
    }
    .into_any()
}

/// The proposals, by what is chosen above them.
fn propose(sheet: Sheet, parameters: Parameters) -> Vec<Proposal> {
    let Place { registro, from, to } = parameters.place;
    let people = sheet
        .ground
        .with_value(|ground| of_registro(&ground.people, &registro.get()));
    let proposals = sheet.measure.with_value(|measure| match sheet.kind {
        Kind::Minimum => {
            let on = date::from_field(&parameters.since.get())?;
            Some(measure.minimum(&people, on, parameters.benefits.read()?))
        }
        Kind::Cap => {
            let on = date::from_field(&parameters.uma_since.get())?;
            Some(measure.cap(&people, on))
        }
        Kind::Variable => {
            let bimestre = months::bimestre_of(&parameters.bimestre.get())?;
            Some(measure.variable(&people, bimestre, parameters.fixed_too.get()))
        }
        Kind::Anniversaries => {
            let month = months::month_of(&parameters.month.get())?;
            let people = parameters.entries.known(people.clone());
            Some(measure.anniversaries(&people, month, parameters.benefits.read()?))
        }
        Kind::Transfer => {
            let to = sheet
                .ground
                .with_value(|ground| named(&ground.registros, &to.get()))?;
            let from = Some(from.get()).filter(|from| *from != to.id)?;
            let first_day = date::from_field(&parameters.first_day.get())?;
            let transfer = Transfer::beginning(first_day)?;
            Some(measure.transfer(&people, &from, &to, transfer))
        }
    });
    proposals.unwrap_or_default()
}

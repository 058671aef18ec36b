//! The pages, stage by stage.

use api::functions::{registros, settings};
use api::view::registros::RegistroView;
use import_protocol::Purpose;
use leptos::prelude::*;
use model::CompanySettings;

use super::columns::Columns;
use super::confirm::Confirm;
use super::done::Done;
use super::pick::Pick;
use super::progress::Working;
use super::review::Review;
use super::session::{ImportSession, Stage};
use crate::address::Address;
use crate::client::fetch;
use crate::components::{ButtonLink, Empty, ErrorNotice, Load, PageHeader};
use crate::messages::import as text;

/// `/importar`.
#[component]
pub fn ImportMovements() -> impl IntoView {
    view! {
        <PageHeader title=text::MOVEMENTS_TITLE lead=text::MOVEMENTS_LEAD />
        <Import purpose=Purpose::Movements />
    }
}

/// `/importar/plantilla`.
#[component]
pub fn ImportPlantilla() -> impl IntoView {
    view! {
        <PageHeader title=text::PLANTILLA_TITLE lead=text::PLANTILLA_LEAD />
        <Import purpose=Purpose::Plantilla />
    }
}

#[component]
fn Import(purpose: Purpose) -> impl IntoView {
    let both = fetch(|| async move { Ok((registros::list().await?, settings::get().await?)) });
    view! {
        <Load
            fetched=both
            lines=4
            children={move |(registros, settings): (Vec<RegistroView>, CompanySettings)| {
                if registros.is_empty() {
                    return view! {
                        <Empty title=text::NO_REGISTROS_TITLE text=text::NO_REGISTROS_TEXT>
                            <ButtonLink href=Address::Registros>{text::GO_REGISTROS}</ButtonLink>
                        </Empty>
                    }
                        .into_any();
                }
                let session = ImportSession::new(purpose, registros, settings);
                view! { <Stages session /> }.into_any()
            }}
        />
    }
    .into_any()
}

#[component]
fn Stages(session: ImportSession) -> impl IntoView {
    let stage = session.stage();
    view! {
        <ErrorNotice error=session.error() />
        {move || match stage.get() {
            Stage::Pick => view! { <Pick session /> }.into_any(),
            Stage::Columns => view! { <Columns session /> }.into_any(),
            Stage::Reading | Stage::Comparing | Stage::Storing | Stage::Undoing => {
                view! { <Working session /> }.into_any()
            }
            Stage::Review => view! { <Review session /> }.into_any(),
            Stage::Confirm => view! { <Confirm session /> }.into_any(),
            Stage::Done => view! { <Done session /> }.into_any(),
        }}
    }
    .into_any()
}

//! `/`: what is due, and for a newcomer the next step.

mod certificate;
mod due;
mod first_steps;
mod requests;

use api::functions::{certificates, lotes, movements, registros, settings};
use api::view::movements::{MonthView, MovementCounts};
use app_logic::home::certificate_warning::CertificateWarning;
use app_logic::home::figures::{figures, lote_figures};
use app_logic::home::first_steps::steps;
use app_logic::home::months::columns;
use app_logic::home::overview::Overview;
use imss::assistants::timely;
use leptos::prelude::*;

use crate::client::{Changes, fetch, use_portal};
use crate::components::{Figures, Load, MonthChart, PageHeader};
use crate::messages::home as text;

/// Inicio. A caller that only reads sees the counts; the others see what is due as well.
#[component]
pub fn Home() -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let may = portal.may();
    let changes = expect_context::<Changes>();
    let counts = fetch(move || {
        changes.on_movements();
        movements::counts()
    });
    let months = fetch(move || {
        changes.on_movements();
        movements::by_month()
    });
    let overview = fetch(move || {
        changes.on_lotes();
        changes.on_certificados();
        changes.on_registros();
        changes.on_movements();
        let may = may.get();
        async move {
            Ok(Overview {
                registros: registros::list().await?,
                certificates: certificates::list().await?,
                lotes: if may.sees_lotes {
                    lotes::open().await?
                } else {
                    Vec::new()
                },
                due: if may.captures {
                    movements::due().await?
                } else {
                    Vec::new()
                },
                occasions: if may.captures {
                    timely(portal.today(), &settings::get().await?.calendar())
                } else {
                    Vec::new()
                },
            })
        }
    });
    let title = Signal::derive(move || {
        session.with(|session| {
            session.as_ref().map_or_else(
                || text::TITLE.to_owned(),
                |session| text::greeting(&session.name),
            )
        })
    });
    let warning = Memo::new(move |_| {
        overview.value().with(|overview| {
            let put_off = portal.certificate_put_off().get();
            CertificateWarning::of(overview.as_ref()?, may.get().signs, put_off)
        })
    });
    view! {
        <PageHeader title />
        {move || warning.get().map(|warning| view! { <certificate::WithoutCertificate warning /> })}
        <Show when=move || may.get().captures>
            <requests::OpenRequests />
        </Show>
        <Show when=move || may.get().works>
            <Load fetched=overview children={move |overview: Overview| {
                let counts = counts.value().get();
                match steps(&overview, counts.as_ref()) {
                    Some(steps) => view! { <first_steps::FirstSteps steps /> }.into_any(),
                    None => {
                        let may = may.get();
                        let lotes = may
                            .sees_lotes
                            .then(|| lote_figures(&overview.lotes, may.signs));
                        view! {
                            <due::Due overview counts />
                            {lotes
                                .map(|figures| view! { <Figures title=text::LOTES figures /> })}
                        }
                            .into_any()
                    }
                }
            }} />
        </Show>
        <Load
            fetched=counts
            children={move |counts: MovementCounts| {
                let figures = figures(&counts);
                view! { <Figures title=text::MOVEMENTS figures /> }.into_any()
            }}
        />
        <Load
            fetched=months
            children={move |months: Vec<MonthView>| {
                view! { <MonthChart title=text::MONTHS help=text::MONTHS_HELP columns=columns(&months) /> }
                    .into_any()
            }}
        />
    }
}

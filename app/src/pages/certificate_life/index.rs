//! The paths and the tools, to choose from.

use app_logic::certificate_life::guide::CHECKED_ON;
use app_logic::certificate_life::{PathId, Tool};
use leptos::prelude::*;

use super::progress::kept_on_device;
use crate::address::Address;
use crate::components::{Disclosure, Grid, LinkCard, PageHeader};
use crate::messages::certificate_life as text;

/// `/certificado-imss`.
#[component]
pub fn Index() -> impl IntoView {
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD />
        <Disclosure summary=text::WHAT_TITLE>
            {text::WHAT.iter().map(|line| view! { <p>{*line}</p> }).collect_view()}
        </Disclosure>
        <h2 class="subtitle">{text::PATHS}</h2>
        <Paths />
        <h2 class="subtitle">{text::TOOLS}</h2>
        <p class="muted">{text::TOOLS_TEXT}</p>
        <Grid>
            {Tool::PAGES
                .into_iter()
                .filter_map(|tool| {
                    let page = tool.page()?;
                    let href = Address::CertificateLifePage { page };
                    Some(view! { <LinkCard href title=tool.title() text=tool.summary() /> })
                })
                .collect_view()}
        </Grid>
        <p class="muted">{text::checked_on(CHECKED_ON)}</p>
    }
    .into_any()
}

/// A card for each path, with how far this device is along it.
#[component]
pub(super) fn Paths() -> impl IntoView {
    view! {
        <Grid>
            {PathId::ALL
                .into_iter()
                .map(|id| {
                    let guide = id.guide();
                    let done = kept_on_device(id).count(guide);
                    let note = text::steps_done(done, guide.steps.len());
                    view! {
                        <LinkCard href=Address::CertificateLifePage { page: id.page() } title=guide.title text=guide.when note=note />
                    }
                })
                .collect_view()}
        </Grid>
    }
    .into_any()
}

//! The paths and the tools, to choose from.

use api::functions::certificate_life;
use api::view::certificate_life::PathProgressView;
use app_logic::certificate_life::guide::CHECKED_ON;
use app_logic::certificate_life::progress::{Progress, under_way};
use app_logic::certificate_life::{CertificatePath, Page, Tool, guide_of};
use leptos::prelude::*;

use super::progress::kept_on_device;
use crate::address::{Address, with_query};
use crate::client::{Changes, fetch, use_portal};
use crate::components::{Disclosure, Grid, LinkCard, Load, PageHeader};
use crate::messages::certificate_life as text;

/// `/certificado-imss`.
#[component]
pub fn Index() -> impl IntoView {
    let may = use_portal().may();
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD />
        <Disclosure summary=text::WHAT_TITLE>
            {text::WHAT.iter().map(|line| view! { <p>{*line}</p> }).collect_view()}
        </Disclosure>
        <Show when=move || may.get().captures>
            <UnderWay />
        </Show>
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

/// The paths that the company has begun, to go on with.
#[component]
fn UnderWay() -> impl IntoView {
    let changes = expect_context::<Changes>();
    let all = fetch(move || {
        changes.on_certificados();
        certificate_life::progress()
    });
    view! {
        <Load
            fetched=all
            lines=2
            children={move |all: Vec<PathProgressView>| {
                let open = under_way(&all);
                if open.is_empty() {
                    return ().into_any();
                }
                let cards: Vec<AnyView> = open.into_iter().map(under_way_card).collect();
                view! {
                    <h2 class="subtitle">{text::UNDER_WAY}</h2>
                    <Grid>{cards}</Grid>
                }
                    .into_any()
            }}
        />
    }
    .into_any()
}

fn under_way_card(one: &PathProgressView) -> AnyView {
    let guide = guide_of(one.path);
    let done = Progress::kept_by_company(Some(one)).count(guide);
    let page = Page::Path(one.path);
    let href = Address::CertificateLifePage { page }.href();
    let href = with_query(&href, &[("registro", &one.registro)]);
    let title = text::under_way(guide.title, &one.numero);
    let note = text::steps_done(done, guide.steps.len());
    view! { <LinkCard href title text=guide.when note /> }.into_any()
}

/// A card for each path, with how far this device is along it.
#[component]
pub(super) fn Paths() -> impl IntoView {
    view! {
        <Grid>
            {CertificatePath::ALL
                .into_iter()
                .map(|id| {
                    let guide = guide_of(id);
                    let done = kept_on_device(id).count(guide);
                    let note = text::steps_done(done, guide.steps.len());
                    view! {
                        <LinkCard href=Address::CertificateLifePage { page: Page::Path(id) } title=guide.title text=guide.when note=note />
                    }
                })
                .collect_view()}
        </Grid>
    }
    .into_any()
}

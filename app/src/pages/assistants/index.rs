//! Which assistants there are, the timely ones with their day.

use api::functions::settings;
use app_logic::assistants::kind::AssistantKind;
use imss::assistants::timely;
use imss::time::date_in_words;
use leptos::prelude::*;
use model::CompanySettings;

use crate::client::{fetch, use_portal};
use crate::components::{Grid, LinkCard, Load, PageHeader};
use crate::messages::assistants as text;

/// The list.
#[component]
pub fn Assistants() -> impl IntoView {
    let today = use_portal().today();
    let loaded = fetch(settings::get);
    view! {
        <PageHeader title=text::TITLE lead=text::LEAD />
        <Load
            fetched=loaded
            lines=5
            children={move |settings: CompanySettings| {
                let timely = timely(today, &settings.calendar());
                let card = move |kind: AssistantKind| {
                    let day = timely.iter().find(|(occasion, _)| AssistantKind::of(*occasion) == kind);
                    let note = day.map(|(_, day)| text::sentence(&text::until(&date_in_words(*day))));
                    view! {
                        <LinkCard
                            href=kind.href()
                            title=kind.title()
                            text=kind.text()
                            note=note.unwrap_or_default()
                        />
                    }
                };
                view! { <Grid>{AssistantKind::ALL.into_iter().map(card).collect_view()}</Grid> }.into_any()
            }}
        />
    }
    .into_any()
}

//! Requests of certificates that must be finished at the subdelegación, each with its last day.

use api::functions::{certificate_life, settings};
use app_logic::home::requests::request_tasks;
use leptos::prelude::*;

use crate::client::{Changes, fetch, use_portal};
use crate::components::{Panel, TaskList};
use crate::messages::certificate_life as text;

/// What must still be finished; nothing while there is none, or while it is not known.
#[component]
pub(super) fn OpenRequests() -> impl IntoView {
    let changes = expect_context::<Changes>();
    let today = use_portal().today();
    let known = fetch(move || {
        changes.on_certificados();
        async move {
            let progress = certificate_life::progress().await?;
            let calendar = settings::get().await?.calendar();
            Ok(request_tasks(&progress, today, &calendar))
        }
    });
    move || {
        let items = known.value().get().filter(|items| !items.is_empty())?;
        Some(view! {
            <Panel title=text::REQUESTS>
                <TaskList items />
            </Panel>
        })
    }
}

//! The head of a printed list: whose it is, what was looked for, how much of it there is.

use app_logic::history::filters::Filters;
use app_logic::history::tabs::HistoryTab;
use leptos::prelude::*;

use super::criteria::criteria;
use crate::client::{fetch, use_portal};
use crate::components::{Definition, Definitions, Printed};
use crate::messages::{common, history as text};

/// Shown on paper alone. `rows`: how many of the list are loaded; `more`: it goes on.
#[component]
pub(super) fn PrintedHead(
    tab: HistoryTab,
    #[prop(into)] filters: Signal<Filters>,
    #[prop(into)] rows: Signal<usize>,
    #[prop(into)] more: Signal<bool>,
) -> impl IntoView {
    let portal = use_portal();
    let session = portal.session();
    let criteria = fetch(move || {
        let (session, filters) = (session.get(), filters.get());
        async move { criteria(session.as_ref(), &filters).await }
    });
    view! {
        <Printed>
            <Definitions>
                {move || {
                    let criteria = criteria.value().get().unwrap_or_default();
                    let mut lines = criteria.lines(tab, portal.now());
                    lines.push((common::PRINTED, text::printed(rows.get(), more.get())));
                    lines
                        .into_iter()
                        .map(|(term, value)| view! { <Definition term>{value}</Definition> })
                        .collect_view()
                }}
            </Definitions>
        </Printed>
    }
    .into_any()
}

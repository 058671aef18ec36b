//! Tabs that are links: each has its own address.

use app_logic::shown::Tab;
use leptos::prelude::*;
use leptos_router::components::A;

/// A row of tabs. The one whose address is open carries `aria-current="page"`.
#[component]
pub fn Tabs(
    /// What the tabs tell apart, for assistive technology.
    #[prop(into)]
    label: String,
    #[prop(into)] tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=label>
            <ul class="tabs__list">
                // A link keeps the address it was made with, so another address makes another link. How
                // many there are is known later, and has its room before.
                <For each=move || tabs.get() key=|tab| tab.href.clone() let:tab>
                    <li>
                        <A href=tab.href.clone() exact=true attr:class="tabs__tab">
                            {tab.label}
                            " "
                            {tab
                                .count
                                .is_some()
                                .then(|| {
                                    view! {
                                        <span class="tabs__count">
                                            {move || count(tabs, &tab.href)}
                                        </span>
                                    }
                                })}
                        </A>
                    </li>
                </For>
            </ul>
        </nav>
    }
    .into_any()
}

/// How many things the tab with this address holds.
fn count(tabs: Signal<Vec<Tab>>, href: &str) -> String {
    let count = |tabs: &Vec<Tab>| tabs.iter().find(|tab| tab.href == href)?.count.clone();
    tabs.with(count).unwrap_or_default()
}

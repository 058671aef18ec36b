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
                // A link keeps the address it was made with, so another address makes another link.
                <For each=move || tabs.get() key=|tab| tab.href.clone() let:tab>
                    <li>
                        <A href=tab.href exact=true attr:class="tabs__tab">
                            {tab.label}
                        </A>
                    </li>
                </For>
            </ul>
        </nav>
    }
    .into_any()
}

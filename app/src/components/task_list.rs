//! Things that wait for the person, each a link to where it is done.

use app_logic::shown::TaskItem;
use leptos::prelude::*;
use leptos_router::components::A;

/// The list; a whole line is the target of a tap.
#[component]
pub fn TaskList(items: Vec<TaskItem>) -> impl IntoView {
    view! {
        <ul class="tasks">
            {items
                .into_iter()
                .map(|item| {
                    view! {
                        <li class="tasks__item">
                            <A href=item.href attr:class="tasks__link">
                                {item.text}
                            </A>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

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
                                <span class="stacked tasks__text">
                                    <span>{item.text}</span>
                                    {(!item.due.is_empty())
                                        .then(|| {
                                            view! {
                                                <span class="tasks__due" class:tasks__due--urgent=item.urgent>
                                                    {item.due}
                                                </span>
                                            }
                                        })}
                                </span>
                            </A>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
    .into_any()
}

//! Things that wait for the person, each a link to where it is done.

use leptos::prelude::*;
use leptos_router::components::A;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskItem {
    /// What waits, in a sentence.
    pub text: String,
    /// Where it is done.
    pub href: &'static str,
}

impl TaskItem {
    /// One thing to do.
    pub fn new(text: impl Into<String>, href: &'static str) -> Self {
        Self {
            text: text.into(),
            href,
        }
    }
}

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
